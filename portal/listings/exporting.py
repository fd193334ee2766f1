"""All of a provider's own listings as files: the CSV template filled in, and the same as JSON."""

from __future__ import annotations

import csv
import io
import json
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import IO, Any

from directory_data.loading.feed import RECORD_KINDS
from directory_data.loading.rows import (
    AdmissionRuleRow,
    CoverageRow,
    GroupRow,
    MeetingPlaceRow,
    PairingRow,
    ProviderRow,
    Row,
    ServiceRow,
    VenueRow,
    columns_of,
)
from directory_data.models import Provider, Service
from portal.listings.content import text_of

Cells = dict[str, str]

MOST_IN_MEMORY_BYTES = 2_000_000
CHUNK_BYTES = 65_536


def tables_of(provider: Provider, services: Iterable[Service]) -> dict[str, list[Cells]]:
    """Every record of the provider by the name of its file, each as the cells of the template."""
    listed = list(services)
    found: Mapping[type[Row], Iterable[Cells]] = {
        ProviderRow: [_cells(ProviderRow, provider)],
        VenueRow: [_cells(VenueRow, venue, provider=provider.slug) for venue in provider.venues],
        ServiceRow: [_service(service, provider) for service in listed],
        MeetingPlaceRow: _of_each(listed, MeetingPlaceRow, "meeting_places", _venue_name),
        GroupRow: _of_each(listed, GroupRow, "groups", _venue_name),
        CoverageRow: _of_each(listed, CoverageRow, "coverage", _nothing),
        PairingRow: [
            {"programme": service.slug, "partner_service": partner.slug}
            for service in listed
            for partner in service.partner_services
        ],
        AdmissionRuleRow: _of_each(listed, AdmissionRuleRow, "admission_rules", _nothing),
    }
    return {kind: list(found[row_type]) for row_type, kind in RECORD_KINDS.items()}


def csv_of(kind: str, rows: Iterable[Cells]) -> str:
    """One file of the template: the row of column names, and these rows."""
    row_type = next(each for each, name in RECORD_KINDS.items() if name == kind)
    written = io.StringIO()
    writer = csv.DictWriter(written, list(columns_of(row_type)), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue()


def zip_of(
    tables: Mapping[str, list[Cells]], kept: Mapping[str, Any], files: Iterable[tuple[str, bytes]]
) -> IO[bytes]:
    """All files of the template in one, with the same as JSON beside them, what is kept and cannot be loaded, and these
    files one after another. What is long lies in a temporary file, which `chunks_of` closes."""
    packed = tempfile.SpooledTemporaryFile(MOST_IN_MEMORY_BYTES)  # noqa: SIM115 - closed by chunks_of
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as folder:
        for kind, rows in tables.items():
            folder.writestr(f"{kind}.csv", "\ufeff" + csv_of(kind, rows))
        for name, values in {"listings": tables, **kept}.items():
            folder.writestr(f"{name}.json", json.dumps(values, indent=2, ensure_ascii=False))
        for name, content in files:
            folder.writestr(name, content)
    packed.seek(0)
    return packed


def chunks_of(packed: IO[bytes]) -> Iterator[bytes]:
    """The file bit by bit; it is closed at its end."""
    with packed:
        yield from iter(lambda: packed.read(CHUNK_BYTES), b"")


def _cells(row_type: type[Row], record: Any, **named: str) -> Cells:
    return {
        each.name: named[each.name] if each.name in named else text_of(getattr(record, each.name))
        for each in fields(row_type)
        if each.name in columns_of(row_type)
    }


def _service(service: Service, provider: Provider) -> Cells:
    venues = ";".join(venue.name for venue in service.venues)
    return _cells(ServiceRow, service, provider=provider.slug, venue=venues)


def _of_each(services: Iterable[Service], row_type: type[Row], parts: str, more: Any) -> Iterator[Cells]:
    for service in services:
        for record in getattr(service, parts):
            yield _cells(row_type, record, service=service.slug, **more(record))


def _venue_name(record: Any) -> Cells:
    return {"venue": record.venue.name if record.venue else ""}


def _nothing(_record: Any) -> Cells:
    return {}
