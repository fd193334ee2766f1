"""The audit log: who did what to which protected thing, when and in what role. It is added to and never changed."""

from __future__ import annotations

from portal.audit.recording import Actor, record

__all__ = ["Actor", "record"]
