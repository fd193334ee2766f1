"""Marked words in every protected field, and a walk through everything that one side of the wall can reach."""

from __future__ import annotations

import enum
import io
import re
import secrets
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import pikepdf
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import MANYTOONE

from directory_data.database import Record, UTCDateTime, db
from directory_data.vocabulary import Role
from portal.rules import permissions
from portal.sealing import SealedClass, sealed_classes
from tests.client import PageReadingClient
from tests.house.addresses import address, routes

MARK = "Quizzaxle"
DIGITS = "7700900731"
MOST_LINKS = 50
"""How many pages are read beyond the one example of every address."""
AT = datetime(2026, 11, 23, 9, tzinfo=UTC)


def mark_every_protected_field(app: Flask) -> list[str]:
    """Seal a marked name and number into every sealed field of every record; a class without a record is given one."""
    marked = []
    with app.app_context():
        for each in sealed_classes():
            if db.session.scalar(sa.select(sa.func.count()).select_from(each.record)) == 0:
                db.session.add(_some_record(each))
                db.session.flush()
            for record in db.session.scalars(sa.select(each.record)):
                for field in each.fields:
                    setattr(record, field.name, mark_of(each, field.name))
            marked += [f"{each.record.__tablename__}.{field.name}" for field in each.fields]
        db.session.commit()
    return marked


def mark_of(each: SealedClass, name: str) -> str:
    """A word that no page has of itself, and a number."""
    return (
        f"{MARK}{each.record.__tablename__}{name}".replace("_", "")
        + f" 0{DIGITS[:4]} {DIGITS[4:7]} {DIGITS[7:]}"
    )


def leaks_in(content: bytes | str) -> list[str]:
    """The marked words and numbers that stand in it; of a PDF, what can be read in it."""
    if isinstance(content, bytes) and content.startswith(b"%PDF"):
        content = text_of_pdf(content)
    text = content.decode("utf-8", "replace") if isinstance(content, bytes) else content
    words = re.findall(rf"{MARK}\w*", text, flags=re.IGNORECASE)
    return words + ([DIGITS] if DIGITS in re.sub(r"\D", "", text) else [])


def walk(
    app: Flask, client: PageReadingClient, role: Role | None, also: Iterable[str] = ()
) -> Iterator[tuple[str, str, bytes]]:
    """Everything that this person can reach: every address with a real example, those named besides, every link
    from there, every refusal.

    Gives how it was asked for, and the headers and body of the answer.
    """
    waiting = [*also, *(address(app, endpoint, role)[0] for endpoint in routes(app, "GET"))]
    waiting += [f"/services?what={MARK[:6]}", f"/services?what={MARK[:6]}&where={MARK[:6]}", "/nothing-here"]
    seen: set[str] = set()
    token = ""
    most = len(waiting) + MOST_LINKS
    while waiting and len(seen) < most:
        path = waiting.pop(0)
        if path in seen:
            continue
        seen.add(path)
        answer = FlaskClient.open(client, path)
        token = _token_in(answer.text) or token if answer.mimetype == "text/html" else token
        yield f"GET {path}", str(answer.headers), answer.get_data()
        if answer.mimetype == "text/html":
            waiting += [
                found for found in _links(path, answer.text) if _shape(found) not in map(_shape, seen)
            ]
    for endpoint in routes(app, "POST"):
        if permissions.may_open(role, endpoint) and not endpoint.startswith("accounts."):
            path, _ = address(app, endpoint, role)
            # Past the reader of pages: what a form full of nonsense is answered with need not be a good page.
            answer = FlaskClient.open(client, path, method="POST", data={"csrf_token": token, "note": "x"})
            yield f"POST {path}", str(answer.headers), answer.get_data()


def text_of_pdf(content: bytes) -> str:
    """The words on the pages of a PDF, by its own tables of signs, and its description; of a broken one, its bytes."""
    try:
        opened = pikepdf.open(io.BytesIO(content))
    except pikepdf.PdfError:
        return content.decode("utf-8", "replace")
    with opened as pdf:
        pages = [_text_of_page(page) for page in pdf.pages]
        return "\n".join([*pages, str(pdf.docinfo), str(pdf.open_metadata())])


def _text_of_page(page: Any) -> str:
    tables = {name: _signs(font.ToUnicode.read_bytes()) for name, font in page.Resources.Font.items()}
    text, table = [], {}
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            table = tables[str(operands[0])]
        elif str(operator) in ("Tj", "TJ"):
            parts = operands[0] if str(operator) == "TJ" else operands
            codes = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
            text += [table.get(codes[at : at + 2].hex(), "") for at in range(0, len(codes), 2)]
    return "".join(text)


def _signs(table: bytes) -> dict[str, str]:
    pairs = re.findall(rb"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>", table)
    return {code.decode().lower(): bytes.fromhex(sign.decode()).decode("utf-16-be") for code, sign in pairs}


def _token_in(html: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', html)
    return found[1] if found else ""


def _links(path: str, html: str) -> list[str]:
    found = (
        urlsplit(urljoin(f"http://localhost{path}", each)) for each in re.findall(r'href="([^"#]+)', html)
    )
    return [
        each.path + (f"?{each.query}".replace("&amp;", "&") if each.query else "")
        for each in found
        if each.netloc == "localhost" and not each.path.startswith(("/static", "/sign-out"))
    ]


def _shape(path: str) -> str:
    """Addresses of one shape answer alike: of listings and searches a few are enough."""
    return re.sub(r"\?.*", "?", path) if path.startswith(("/services", "/areas", "/news")) else path


def _some_record(each: SealedClass) -> Record:
    """A record with some value in every column that needs one."""
    record = each.record()
    for column in each.record.__mapper__.columns:
        if column.nullable or column.name == "key" or (column.primary_key and not column.foreign_keys):
            continue
        if not column.name.startswith("sealed_"):
            setattr(record, each.record.__mapper__.get_property_by_column(column).key, _some_value(column))
    for relation in each.record.__mapper__.relationships:
        # What the seal is bound to has to be there before anything is sealed.
        if relation.direction is MANYTOONE:
            own = getattr(record, next(iter(relation.local_columns)).key)
            if own is not None:
                setattr(record, relation.key, db.session.get(relation.mapper.class_, own))
    for field in each.fields:
        setattr(record, field.name, "")
    return record


def _some_value(column: sa.Column[Any]) -> Any:
    for key in column.foreign_keys:
        return db.session.scalar(sa.select(sa.func.min(key.column)))
    if isinstance(column.type, sa.Enum):
        words = column.type.enum_class
        assert words is not None
        assert issubclass(words, enum.Enum)
        return next(iter(words))
    if isinstance(column.type, UTCDateTime):
        return AT
    kind = column.type.python_type
    return {date: AT.date(), bool: False, int: 1, str: secrets.token_hex(6), dict: {}}[kind]
