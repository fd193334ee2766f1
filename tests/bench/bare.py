"""A bare Flask page: what everything else is compared with."""

from __future__ import annotations

from flask import Flask

from portal.config import read_settings

app = Flask(__name__)
app.config["SETTINGS"] = read_settings()


@app.get("/")
def page() -> str:
    """The smallest page there is."""
    return "<!doctype html><html lang=en><title>Bare</title><h1>Bare</h1>"


@app.get("/healthz")
def healthz() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}
