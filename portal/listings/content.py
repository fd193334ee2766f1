"""The parts of a listing as plain text, field by field, as the template for listings writes them, and back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from enum import Enum
from typing import Any, TypeAlias

from flask import current_app

from directory_data.gazetteer import Gazetteer
from directory_data.listing_vocabulary import ListingPart
from directory_data.loading.rows import (
    AdmissionRuleRow,
    Column,
    GroupRow,
    ProviderRow,
    Row,
    ServiceRow,
    VenueRow,
    columns_of,
)
from directory_data.models import AdmissionRule, Group, Provider, Service, Venue
from portal.errors import Refused
from portal.listings import areas, at_venues, partners
from portal.rules.moderation import FIELDS

Content: TypeAlias = dict[str, str]
"""Field -> what a cell of the template would hold; empty for nothing."""

PartRecord: TypeAlias = Provider | Service | Venue | Group

PARTS: Mapping[ListingPart, tuple[type[Any], type[Row]]] = {
    ListingPart.PROVIDER: (Provider, ProviderRow),
    ListingPart.SERVICE: (Service, ServiceRow),
    ListingPart.VENUE: (Venue, VenueRow),
    ListingPart.GROUP: (Group, GroupRow),
}
RULE_FIELDS = {
    "rule_text": "text",
    "rule_reason": "reason",
    "rule_alternatives": "alternatives",
    "minimum_age": "minimum_age",
    "admits_genders": "admits_genders",
    "disqualifiers": "disqualifiers",
    "by_court_order": "by_court_order",
    "by_officer": "by_officer",
    "by_council": "by_council",
    "by_themselves": "by_themselves",
}
"""Field of a service -> column of its admission rule."""
GONE = "“{}” is not there any more: it has another name now, or was taken away."


def part_of(record: PartRecord) -> ListingPart:
    """Which part of a listing the record is."""
    return next(part for part, (record_type, _) in PARTS.items() if isinstance(record, record_type))


def provider_id_of(record: PartRecord) -> int:
    """Whose it is."""
    if isinstance(record, Provider):
        return record.id
    return record.service.provider_id if isinstance(record, Group) else record.provider_id


def content_of(record: PartRecord) -> Content:
    """Every field of the part as it is live now."""
    return {field: _READ.get(field, _plain)(record, field) for field in FIELDS[part_of(record)]}


def column_for(part: ListingPart, field: str) -> Column | None:
    """How the template reads the field; None for what is not a single cell of it (areas, pairings, a venue)."""
    row_type, name = _cell(part, field)
    return None if field in _READ and field not in RULE_FIELDS else columns_of(row_type)[name]


def plain_value(part: ListingPart, field: str, text: str) -> Any:
    """What the record holds for this text; raises CellRefused with a sentence."""
    column = column_for(part, field)
    assert column is not None, f"{field} is not a single value."
    if text or column.is_required:
        return column.read(text)
    row_type, name = _cell(part, field)
    return row_type.__dataclass_fields__[name].default


def blank(part: ListingPart) -> Content:
    """What a new part says before anybody has typed: the defaults of the template."""
    return {field: _default(part, field) for field in FIELDS[part]}


def put(record: PartRecord, values: Mapping[str, str], today: date) -> None:
    """Make these fields live. They have been checked; an admission rule becomes a new version of it, and a venue's
    position follows its postcode."""
    for field, text in values.items():
        if field not in RULE_FIELDS:
            _WRITE.get(field, _set_plain)(record, field, text)
    if rule := {field: text for field, text in values.items() if field in RULE_FIELDS}:
        assert isinstance(record, Service)
        _publish_rule(record, rule, today)


def text_of(value: object) -> str:
    """A value as a cell holds it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    return str(value.value) if isinstance(value, Enum) else str(value)


def _cell(part: ListingPart, field: str) -> tuple[type[Row], str]:
    """The row of the template and its column that hold the field."""
    return (AdmissionRuleRow, RULE_FIELDS[field]) if field in RULE_FIELDS else (PARTS[part][1], field)


def _default(part: ListingPart, field: str) -> str:
    column = column_for(part, field)
    return "" if column is None or column.is_required else text_of(plain_value(part, field, ""))


def _plain(record: PartRecord, field: str) -> str:
    return text_of(getattr(record, field))


def _set_plain(record: PartRecord, field: str, text: str) -> None:
    setattr(record, field, plain_value(part_of(record), field, text))


def _coverage(record: Any, _field: str) -> str:
    return areas.text_of(record.coverage)


def _set_coverage(record: Any, _field: str, text: str) -> None:
    areas.put(record, text)


def _partners(record: Any, _field: str) -> str:
    return ",".join(sorted(partner.slug for partner in record.partner_services))


def _set_partners(record: Any, _field: str, text: str) -> None:
    from_slug = {partner.slug: partner for partner in partners.services_with_slugs(text.split(","))}
    record.partner_services = _all_of(list(filter(None, text.split(","))), from_slug)


def _venue_name(record: Any, _field: str) -> str:
    return record.venue.name if record.venue else ""


def _set_venue(record: Any, _field: str, text: str) -> None:
    from_name = {venue.name: venue for venue in record.service.provider.venues}
    record.venue = next(iter(_all_of([text] if text else [], from_name)), None)


def _set_postcode(record: Any, field: str, text: str) -> None:
    _set_plain(record, field, text)
    gazetteer: Gazetteer = current_app.extensions["gazetteer"]
    place = gazetteer.resolve(text) if text else None
    point = place.point if place else None
    record.lat, record.lon = (point.lat, point.lon) if point else (None, None)
    record.authority_code = place.authorities[0].code if place and place.authorities else None


def _venue_names(record: Any, _field: str) -> str:
    return "\n".join(venue.name for venue in record.venues)


def _set_venues(record: Any, _field: str, text: str) -> None:
    from_name = {venue.name: venue for venue in record.provider.venues}
    record.venues = _all_of(text.splitlines(), from_name)


def _all_of(names: Iterable[str], known: Mapping[str, Any]) -> list[Any]:
    """What these names stand for; raises Refused where one stands for nothing any more, and drops none in silence."""
    listed = list(names)
    if gone := [name for name in listed if name not in known]:
        raise Refused([GONE.format(name) for name in gone])
    return [known[name] for name in listed]


def _rule(record: Any, field: str) -> str:
    return text_of(getattr(record.admission_rule, RULE_FIELDS[field], None))


def _publish_rule(service: Service, changed: Mapping[str, str], today: date) -> None:
    texts = {field: changed.get(field, _rule(service, field)) for field in RULE_FIELDS}
    columns = columns_of(AdmissionRuleRow)
    values = {}
    for field, name in RULE_FIELDS.items():
        is_empty = not texts[field] and not columns[name].is_required
        default = AdmissionRuleRow.__dataclass_fields__[name].default
        values[name] = default if is_empty else columns[name].read(texts[field])
    last = service.admission_rule
    service.admission_rules.append(
        AdmissionRule(version=last.version + 1 if last else 1, published_on=today, **values)
    )


_READ: Mapping[str, Callable[[Any, str], str]] = {
    "coverage": _coverage,
    "partner_services": _partners,
    "venue": _venue_name,
    "venues": _venue_names,
    **dict.fromkeys(at_venues.COLUMNS, at_venues.text_of),
    **dict.fromkeys(RULE_FIELDS, _rule),
}
_WRITE: Mapping[str, Callable[[Any, str, str], None]] = {
    "coverage": _set_coverage,
    "partner_services": _set_partners,
    "venue": _set_venue,
    "venues": _set_venues,
    "postcode": _set_postcode,
    **dict.fromkeys(at_venues.COLUMNS, at_venues.put),
}
