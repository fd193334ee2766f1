"""Every setting of the portal, read from the environment once, with its reason."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
SECRETS_FILE = "secrets.env"
MOST_SAFE_MILES = 20


class UnusableSetting(ValueError):
    """A setting that cannot be used; the message names it and says what is expected."""


@dataclass(frozen=True)
class Settings:
    """The settings of one running portal. Secrets never show in its representation."""

    instance: Path
    """Folder for everything the portal writes. One folder to protect, to back up and to mount."""
    database_url: str = field(repr=False)
    """SQLAlchemy address of the store. SQLite in the instance folder unless PostgreSQL is named."""
    secret_key: str | None = field(repr=False)
    """Signs sessions and form tokens. Made by `flask setup` when it is not given."""
    field_keys: str | None = field(repr=False)
    """Keys that seal protected fields: `name:base64`, separated by commas; the first seals. `flask setup` makes one."""
    keys_file: Path | None = None
    """The file that holds those keys, where the environment does not: `flask rotate-keys` writes there."""
    index_engine: str = "whoosh"
    """Which search engine answers words: `whoosh` in files, or `postgresql` in a store that many machines share."""
    mail: str = field(default="file:", repr=False)
    """Where messages go: `file:` into the instance folder, `smtp://` to a mail server, `notify:` to GOV.UK Notify."""
    address: str = ""
    """Where people find the portal, such as https://portal.example.org: messages lead there. Empty: they do not say."""
    geocoder: str | None = field(default=None, repr=False)
    """Another geocoder for place names that we do not know, such as `nominatim:https://host`; it may hold a key.
    Off unless set. It is never told a postcode or an address."""
    is_demo: bool = False
    """Demonstration: banner on every page, sign-ins shown, second factor not asked."""
    is_served_over_tls: bool = True
    """Whether cookies may insist on https. Only a demonstration on one's own machine may do without."""
    tiles: str = ""
    """Address of an operator's map tiles with {z}, {x} and {y}, by https. Empty: nobody learns where a reader looks."""
    safe_miles: float = 1.0
    """How close to a place that somebody must be safe at no group may meet. A town may need less, the country more."""
    proxies: int = 0
    """How many proxies stand in front and add to X-Forwarded headers. With none, those headers are not believed."""
    has_metrics: bool = False
    """Whether requests are counted and `/metrics` answers. It names nobody, but strangers need not know either."""
    today: date | None = None
    """The date the portal believes. Tests and demonstrations only."""

    @property
    def is_set_up(self) -> bool:
        """Whether the secrets are there, without which nobody can sign in."""
        return bool(self.secret_key and self.field_keys)

    @property
    def index_folder(self) -> Path:
        """Where the search index stands. It is a copy that can be thrown away."""
        return self.instance / "index"

    @property
    def postcodes(self) -> Path:
        """Where `flask load-postcodes` puts the table of unit postcodes."""
        return self.instance / "postcodes.sqlite"

    @property
    def uploads(self) -> Path:
        """Files that providers gave. Nothing of it is ever served as it lies there."""
        return self.instance / "uploads"

    @property
    def areas(self) -> Path:
        """Where `flask load-areas` puts an operator's own tables of areas."""
        return self.instance / "areas"


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings from the environment, then from the secrets in the instance folder."""
    environment = os.environ if environment is None else environment
    instance = Path(environment.get("PORTAL_INSTANCE") or HERE / "instance").resolve()
    secrets = read_secrets(instance / SECRETS_FILE)
    database_url = _database_url(environment.get("PORTAL_DATABASE_URL"), instance)
    is_demo = environment.get("PORTAL_DEMO") == "1"
    return Settings(
        instance=instance,
        database_url=database_url,
        secret_key=environment.get("PORTAL_SECRET_KEY") or secrets.get("PORTAL_SECRET_KEY"),
        field_keys=environment.get("PORTAL_FIELD_KEYS") or secrets.get("PORTAL_FIELD_KEYS"),
        keys_file=None if environment.get("PORTAL_FIELD_KEYS") else instance / SECRETS_FILE,
        index_engine=_index_engine(environment.get("PORTAL_INDEX"), database_url),
        mail=environment.get("PORTAL_MAIL") or "file:",
        address=_address("PORTAL_ADDRESS", environment.get("PORTAL_ADDRESS")),
        geocoder=environment.get("PORTAL_GEOCODER") or None,
        is_demo=is_demo,
        is_served_over_tls=not is_demo,
        tiles=_tiles("PORTAL_TILES", environment.get("PORTAL_TILES")),
        safe_miles=_miles("PORTAL_SAFE_MILES", environment.get("PORTAL_SAFE_MILES")),
        proxies=_count("PORTAL_PROXIES", environment.get("PORTAL_PROXIES")),
        has_metrics=_one_of("PORTAL_METRICS", environment.get("PORTAL_METRICS") or "0", ("0", "1")) == "1",
        today=_date("PORTAL_TODAY", environment.get("PORTAL_TODAY")),
    )


def _database_url(given: str | None, instance: Path) -> str:
    if not given:
        return f"sqlite:///{instance / 'portal.sqlite'}"
    for plain in ("postgresql://", "postgres://"):
        if given.startswith(plain):
            return "postgresql+psycopg://" + given.removeprefix(plain)
    return given


def _index_engine(given: str | None, database_url: str) -> str:
    engine = _one_of("PORTAL_INDEX", given or "whoosh", ("whoosh", "postgresql"))
    if engine == "postgresql" and not database_url.startswith("postgresql"):
        raise UnusableSetting(
            "PORTAL_INDEX is 'postgresql', but the store is not: name a PostgreSQL store in PORTAL_DATABASE_URL,"
            " or leave PORTAL_INDEX out."
        )
    return engine


def _one_of(name: str, value: str, known: tuple[str, ...]) -> str:
    if value not in known:
        raise UnusableSetting(f"{name} is {value!r}; it can be: {', '.join(known)}.")
    return value


def _tiles(name: str, value: str | None) -> str:
    if value and not (value.startswith("https://") and all(part in value for part in ("{z}", "{x}", "{y}"))):
        raise UnusableSetting(
            f"{name} is {value!r}; it must be an https address with {{z}}, {{x}} and {{y}}."
        )
    return value or ""


def _address(name: str, value: str | None) -> str:
    value = (value or "").rstrip("/")
    if value and not (value.startswith(("https://", "http://")) and value.isprintable() and " " not in value):
        raise UnusableSetting(
            f"{name} is {value!r}; it must be an address such as https://portal.example.org."
        )
    return value


def _miles(name: str, value: str | None) -> float:
    try:
        miles = float(value or 1)
    except ValueError:
        miles = 0
    if not 0 < miles <= MOST_SAFE_MILES:
        raise UnusableSetting(f"{name} is {value!r}; it must be miles, above 0 and up to {MOST_SAFE_MILES}.")
    return miles


def _count(name: str, value: str | None) -> int:
    if value and not (value.isascii() and value.isdigit() and int(value) < 10):
        raise UnusableSetting(f"{name} is {value!r}; it must be a number from 0 to 9.")
    return int(value or 0)


def _date(name: str, value: str | None) -> date | None:
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise UnusableSetting(f"{name} is {value!r}; it must be a date such as 2027-01-12.") from None


def read_secrets(path: Path) -> dict[str, str]:
    """What the secrets file says, by the names of the settings; nothing where there is no file."""
    if not path.exists():
        return {}
    lines = (line.strip() for line in path.read_text().splitlines())
    return dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
