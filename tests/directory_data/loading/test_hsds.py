"""Open Referral listings become the same rows as the template's, and nothing of them is lost in silence."""

from __future__ import annotations

import json
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest

from directory_data.loading import read_hsds
from directory_data.loading.hsds.fields import FIELDS
from directory_data.loading.hsds.words import AREA_KINDS, STATUSES, TERMS, TYPES
from directory_data.loading.rows import CoverageRow, MeetingPlaceRow, ProviderRow, ServiceRow, VenueRow
from directory_data.vocabulary import AreaKind, Audience, ServiceStatus, ServiceType
from tests.directory_data.loading.feeds import a_place, a_service, a_term, an_organization, write_feed

DOCUMENT = Path(__file__).parents[3] / "directory_data" / "loading" / "HSDS.md"


def the_service(path: Path, **options) -> ServiceRow:
    feed = read_hsds(path, **options)
    assert feed.refusals == ()
    (service,) = feed.of(ServiceRow)
    return service


def test_a_full_service_becomes_a_listing(tmp_path):
    record = a_service(
        description="Somebody listens. You need not give a name.",
        alternate_name="The Line",
        url="https://vale.example?from=feed",
        email="line@vale.example",
        eligibility_description="Anybody in the Vale.",
        minimum_age=16,
        application_process="Telephone us.",
        fees_description="Free.",
        assured_date="2026-10-01",
        phones=[{"id": "p", "number": "(0113) 496 0123", "type": "voice"}],
        languages=[{"id": "l", "code": "cy"}, {"id": "m", "name": "Urdu"}],
        schedules=[
            {"id": "s", "freq": "WEEKLY", "byday": "MO,TU", "opens_at": "09:00Z", "closes_at": "17:00Z"}
        ],
        attributes=[a_term("Helpline"), a_term("Listening")],
    )

    row = the_service(write_feed(tmp_path, record))

    assert (row.type, row.audience, row.status) == (ServiceType.HELPLINE, Audience.PUBLIC, ServiceStatus.OPEN)
    assert row.slug.startswith("vale-line-")
    assert row.summary == "Somebody listens."
    assert row.description.split("\n\n") == [
        "Somebody listens. You need not give a name.",
        "Also known as: The Line",
        "Subjects: Listening",
    ]
    assert row.who_for == "Anybody in the Vale.\n\nFrom 16 years of age."
    assert (row.how_to_refer, row.cost, row.languages) == ("Telephone us.", "Free.", "Welsh, Urdu")
    assert row.opening_hours == "Monday, Tuesday 09:00 to 17:00"
    assert (row.phone, row.email) == ("(0113) 496 0123", "line@vale.example")
    assert (row.website, row.confirmed_on) == ("https://vale.example?from=feed", date(2026, 10, 1))


def test_a_service_without_words_says_what_it_is_and_whose(tmp_path):
    assert the_service(write_feed(tmp_path, a_service())).summary == "Helpline from Vale Change."


def test_a_first_sentence_that_is_too_long_is_cut_at_a_word(tmp_path):
    row = the_service(write_feed(tmp_path, a_service(description="word " * 100)))

    assert row.summary.endswith("word …")
    assert len(row.summary) <= 300


@pytest.mark.parametrize(("word", "status"), STATUSES.items())
def test_each_status_of_the_standard_has_one_of_ours(tmp_path, word, status):
    assert the_service(write_feed(tmp_path, a_service(status=word))).status is status


@pytest.mark.parametrize("words", ["DVPP", "domestic violence perpetrator programme", "dapp"])
def test_terms_name_the_kind_of_service_by_value_label_or_synonym(tmp_path, words):
    assert the_service(write_feed(tmp_path, a_service(attributes=[a_term(words)]))).type is ServiceType.DVPP


def test_every_kind_of_service_but_other_help_has_terms_and_no_term_names_two():
    assert set(TERMS) == set(ServiceType) - {ServiceType.OTHER} == set(TYPES.values())
    assert len(TYPES) == len({w.casefold() for k, t in TERMS.items() for w in (k.value, k.label, *t)})


@pytest.mark.parametrize("attributes", [[a_term("Wills")], [a_term("other")], None])
def test_an_unknown_kind_is_other_help_and_no_kind_is_guessed(tmp_path, attributes):
    unknown = a_service(id="service-wills", attributes=attributes)

    feed = read_hsds(write_feed(tmp_path, a_service(), unknown))

    known, other = feed.of(ServiceRow)
    assert (feed.refusals, known.type, other.type) == ((), ServiceType.HELPLINE, ServiceType.OTHER)
    assert feed.of_no_known_kind == {other.slug}
    assert other.summary == "Other help from Vale Change."


def test_other_beside_a_known_kind_says_nothing_against_it(tmp_path):
    record = a_service(attributes=[a_term("Other"), a_term("Helpline")])

    assert the_service(write_feed(tmp_path, record)).type is ServiceType.HELPLINE


def test_an_unknown_kind_is_what_the_operator_says_and_a_known_one_stays(tmp_path):
    unknown = a_service(id="service-wills", attributes=[a_term("Wills")])

    feed = read_hsds(write_feed(tmp_path, a_service(), unknown), as_type=ServiceType.CONTACT_CENTRE)

    assert [row.type for row in feed.of(ServiceRow)] == [ServiceType.HELPLINE, ServiceType.CONTACT_CENTRE]
    assert feed.of_no_known_kind == frozenset()


@pytest.mark.parametrize(
    "words",
    [
        {"name": "Vale Perpetrator Course"},
        {"description": "Groups for men who have used violence."},
        {"description": "Change your abusive behaviour."},
        {"alternate_name": "Vale DAPP"},
        {"attributes": [a_term("Behaviour change groups")]},
        {"organization": an_organization(name="Vale Women’s Refuge")},
        {"description": "A women's safety worker telephones you."},
    ],
)
def test_what_may_be_a_programme_or_a_refuge_waits_until_somebody_has_said_what_it_is(tmp_path, words):
    suspect = a_service(**{"attributes": None, "service_at_locations": [a_place()]} | words)
    other = a_service(
        id="wills",
        name="Vale Wills",
        attributes=[a_term("Refugee advice")],
        organization=an_organization(id="o2"),
    )

    feed = read_hsds(write_feed(tmp_path, suspect, other))

    (held,) = feed.held_back
    assert re.fullmatch(r"This may be a .*: it says “.*”\. No term names its kind\.", held.sentence)
    assert [row.name for row in feed.of(ServiceRow)] == ["Vale Wills"]
    assert (feed.of(VenueRow), feed.refusals) == ((), ())


def test_what_somebody_has_said_the_kind_of_is_not_held_back(tmp_path):
    path = write_feed(tmp_path, a_service(name="Vale Perpetrator Course", attributes=None))

    feed = read_hsds(path, as_type=ServiceType.DVPP)
    (row,) = feed.of(ServiceRow)
    again = read_hsds(path, slugs_in_use={row.slug}, known_kinds={row.slug: ServiceType.DVPP})
    named = read_hsds(
        write_feed(tmp_path, a_service(description="For people whose partner was a perpetrator."))
    )

    assert [one.held_back for one in (feed, again, named)] == [(), (), ()]
    assert again.of(ServiceRow)[0].type is ServiceType.DVPP


def test_two_kinds_in_one_service_are_refused(tmp_path):
    record = a_service(attributes=[a_term("Helpline"), a_term("DVPP")])

    (refusal,) = read_hsds(write_feed(tmp_path, record)).refusals

    assert refusal.sentence == "Its terms name two kinds of service: dvpp and helpline."


def test_every_published_place_is_a_venue_of_the_service_and_the_first_is_the_main_one(tmp_path):
    places = [a_place(1, location_type="virtual"), a_place(2), a_place(3)]

    feed = read_hsds(write_feed(tmp_path, a_service(service_at_locations=places)))

    venues = [(row.name, row.address, row.postcode) for row in feed.of(VenueRow)]
    assert venues == [
        ("Old Library, 2 Example Street, Leeds", "2 Example Street, Leeds", "LS2 1AA"),
        ("Old Library, 3 Example Street, Leeds", "3 Example Street, Leeds", "LS3 1AA"),
    ]
    assert feed.of(ServiceRow)[0].venue == (venues[0][0], venues[1][0])
    assert feed.not_kept["service_at_location without a published address"] == 1


def test_a_place_keeps_its_own_hours_and_number(tmp_path):
    phone = {"id": "p", "number": "0113 496 0199"}
    hours = {"id": "h", "freq": "WEEKLY", "byday": "MO", "opens_at": "09:00", "closes_at": "12:00"}
    places = [a_place(1), a_place(2) | {"phones": [phone], "schedules": [hours]}]
    record = a_service(service_at_locations=places, phones=[{"id": "q", "number": "0113 496 0100"}])

    feed = read_hsds(write_feed(tmp_path, record))

    (there,) = feed.of(MeetingPlaceRow)
    assert (there.venue, there.opening_hours, there.phone) == (
        feed.of(ServiceRow)[0].venue[1],
        "Monday 09:00 to 12:00",
        "0113 496 0199",
    )
    assert feed.of(ServiceRow)[0].phone == "0113 496 0100"
    assert "phone after the first" not in feed.not_kept


def test_a_place_without_its_own_hours_and_number_has_those_of_its_location(tmp_path):
    phone = {"id": "p", "number": "0113 496 0199"}
    hours = {"id": "h", "freq": "WEEKLY", "byday": "MO", "opens_at": "09:00", "closes_at": "12:00"}
    own = {"id": "o", "number": "0113 496 0188"}
    places = [a_place(1, phones=[phone], schedules=[hours]), a_place(2, phones=[phone]) | {"phones": [own]}]

    feed = read_hsds(write_feed(tmp_path, a_service(service_at_locations=places)))

    assert [(place.opening_hours, place.phone) for place in feed.of(MeetingPlaceRow)] == [
        ("Monday 09:00 to 12:00", "0113 496 0199"),
        ("", "0113 496 0188"),
    ]
    assert feed.of(ServiceRow)[0].phone == "0113 496 0199"


def test_hours_and_numbers_of_a_location_may_stand_in_tables_of_their_own(tmp_path):
    hours = {"id": "h", "location_id": "location-1", "freq": "WEEKLY", "byday": "TU", "opens_at": "09:00"}
    (tmp_path / "feed").mkdir()
    write_feed(tmp_path / "feed", a_service(service_at_locations=[a_place(1)]), name="services.json")
    write_feed(tmp_path / "feed", hours | {"closes_at": "12:00"}, name="schedules.json")
    write_feed(
        tmp_path / "feed",
        {"id": "p", "location_id": "location-1", "number": "0113 496 0199"},
        name="phones.json",
    )

    (there,) = read_hsds(tmp_path / "feed").of(MeetingPlaceRow)

    assert (there.opening_hours, there.phone) == ("Tuesday 09:00 to 12:00", "0113 496 0199")


def test_a_name_with_a_semicolon_stays_one_venue(tmp_path):
    record = a_service(service_at_locations=[a_place(name="Old Library; first floor")])

    feed = read_hsds(write_feed(tmp_path, record))

    assert feed.of(ServiceRow)[0].venue == ("Old Library, first floor",)
    assert [row.name for row in feed.of(VenueRow)] == ["Old Library, first floor"]


def test_one_building_under_two_ids_is_one_venue(tmp_path):
    places = [a_place(1), a_place(1, id="location-again")]

    feed = read_hsds(write_feed(tmp_path, a_service(service_at_locations=places)))

    assert [row.name for row in feed.of(VenueRow)] == ["Old Library"]
    assert feed.not_kept["location that is there twice"] == 1


@pytest.mark.parametrize(
    "place",
    [
        a_place(address={"address_1": "", "city": "", "state_province": ""}),
        a_place(addresses=[]),
        a_place(address={"address_type": "postal"}),
        a_place(location_type="postal"),
    ],
)
def test_a_point_without_a_published_address_is_kept_by_nobody(tmp_path, place):
    feed = read_hsds(write_feed(tmp_path, a_service(service_at_locations=[place])))

    assert feed.of(VenueRow) == ()
    assert feed.of(ServiceRow)[0].venue == ()


def test_nothing_of_the_place_of_partner_support_is_kept(tmp_path):
    place = a_place() | {"phones": [{"id": "p", "number": "0113 496 0199"}]}
    record = a_service(attributes=[a_term("Partner support")], service_at_locations=[place])

    feed = read_hsds(write_feed(tmp_path, record))

    (service,) = feed.of(ServiceRow)
    assert (service.audience, service.venue, service.phone) == (Audience.PROTECTED, (), None)
    assert feed.of(VenueRow) == ()
    assert feed.not_kept["place of a protected service"] == 1
    assert "Example Street" not in repr(feed)


def test_areas_are_known_by_the_code_at_the_end_of_their_address(tmp_path):
    uri = "http://statistics.data.gov.uk/id/statistical-geography/"
    areas = [{"id": code, "uri": uri + code} for code in ("E08000035", "E12000003", "W92000004")]

    feed = read_hsds(write_feed(tmp_path, a_service(service_areas=areas)))

    assert [(row.kind, row.code) for row in feed.of(CoverageRow)] == [
        (AreaKind.LOCAL_AUTHORITY, "E08000035"),
        (AreaKind.REGION, "E12000003"),
        (AreaKind.NATION, "W92000004"),
    ]


def test_half_of_an_area_is_not_stated_at_all(tmp_path):
    areas = [
        {"id": "a", "uri": "https://ons.example/E08000035"},
        {"id": "b", "name": "and the villages round it"},
    ]

    feed = read_hsds(write_feed(tmp_path, a_service(service_areas=areas)))

    assert feed.of(CoverageRow) == ()
    assert feed.silent_on_coverage == {feed.of(ServiceRow)[0].slug}
    assert feed.not_kept["service_area without a code that is known"] == 2


def test_a_programme_gets_no_groups_from_schedules(tmp_path):
    schedules = [{"id": "s", "freq": "WEEKLY", "byday": "TU", "opens_at": "18:30", "closes_at": "20:30"}]

    feed = read_hsds(write_feed(tmp_path, a_service(attributes=[a_term("DVPP")], schedules=schedules)))

    assert feed.of(ServiceRow)[0].opening_hours == ""
    assert feed.not_kept["schedule of a programme"] == 1


def test_a_contact_s_number_is_kept_and_the_name_is_not(tmp_path):
    contact = {
        "id": "c",
        "name": "Ann Person",
        "email": "a@vale.example",
        "phones": [{"number": "0113 496 0123"}],
    }

    feed = read_hsds(write_feed(tmp_path, a_service(contacts=[contact], assurer_email="b@vale.example")))

    (service,) = feed.of(ServiceRow)
    assert (service.phone, service.email) == ("0113 496 0123", "a@vale.example")
    assert "Ann" not in repr(feed)
    assert feed.not_kept["contact.name"] == feed.not_kept["service.assurer_email"] == 1


def test_a_field_without_a_place_is_counted_by_its_name(tmp_path):
    records = [a_service(id=f"service-{n}", accreditations="Respect", colour="red") for n in range(3)]

    counted = read_hsds(write_feed(tmp_path, *records)).not_kept

    assert (counted["service.accreditations"], counted["service.colour"]) == (3, 3)
    assert counted["organization.description"] == 3


def test_what_is_empty_is_neither_refused_nor_counted(tmp_path):
    feed = read_hsds(write_feed(tmp_path, a_service(email=None) | {"url": None, "alert": "", "phones": []}))

    assert feed.refusals == ()
    assert set(feed.not_kept) == {"organization.description", "taxonomy_term.description"}


@pytest.mark.parametrize(
    ("changes", "pointer", "words"),
    [
        ({"name": ["x"]}, "/name", "must be text"),
        ({"name": ""}, "/name", "must not be empty"),
        ({"name": "x" * 121}, "/name", "longer than 120 characters"),
        ({"name": "bell \x07"}, "/name", "cannot be printed"),
        ({"email": True}, "/email", "must be text"),
        ({"email": "a@b.example, c@d.example"}, "/email", "one e-mail address"),
        ({"url": "javascript:alert(1)"}, "/url", "https://"),
        ({"url": "data:text/html,x"}, "/url", "https://"),
        ({"status": "open"}, "/status", "Write one of: active"),
        ({"minimum_age": "twelve"}, "/minimum_age", "must be a number"),
        ({"minimum_age": {"years": 12}}, "/minimum_age", "must be a number"),
        ({"assured_date": "yesterday"}, "/assured_date", "2027-01-12"),
        ({"phones": "0113 496 0123"}, "/phones", "an object that describes a phone"),
        ({"phones": [{"number": 1134960123}]}, "/phones/0/number", "must be text"),
        ({"organization": [5]}, "/organization/0", "an object that describes a organization"),
        (
            {"service_at_locations": [a_place(latitude=0)]},
            "/service_at_locations/0/location/latitude",
            "the latitude in degrees",
        ),
        (
            {"service_at_locations": [a_place(longitude="west")]},
            "/service_at_locations/0/location/longitude",
            "must be a number",
        ),
    ],
)
def test_a_wrong_field_is_answered_with_file_record_pointer_and_a_sentence(tmp_path, changes, pointer, words):
    feed = read_hsds(write_feed(tmp_path, a_service(id="good"), a_service() | changes))

    first = feed.refusals[0]
    assert (first.file, first.row, first.field) == ("feed.json", 2, pointer)
    assert words in first.sentence


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"phones": [{"number": "0208 646 9691/93"}]}, "/phones/0/number"),
        (
            {"service_at_locations": [a_place(address={"postal_code": "E8 IHE"})]},
            "/service_at_locations/0/location/addresses/0/postal_code",
        ),
    ],
)
def test_a_slip_in_a_number_or_postcode_leaves_it_empty_and_is_named(tmp_path, changes, pointer):
    feed = read_hsds(write_feed(tmp_path, a_service(**changes)))

    assert feed.refusals == ()
    assert [cell.field for cell in feed.left_empty] == [pointer]
    assert "IHE" not in str(feed.left_empty[0])
    assert len(feed.of(ServiceRow)) == 1


def test_markup_in_a_name_stays_text(tmp_path):
    assert (
        the_service(write_feed(tmp_path, a_service(name="<script>x</script>"))).name == "<script>x</script>"
    )


def test_a_service_whose_organisation_nobody_describes_is_refused(tmp_path):
    (refusal,) = read_hsds(
        write_feed(tmp_path, a_service(organization=None, organization_id="lost"))
    ).refusals

    assert refusal.field == "/organization_id"


def test_the_same_record_twice_is_one_and_a_contradiction_is_refused(tmp_path):
    twice = read_hsds(write_feed(tmp_path, a_service(), a_service(phones=[{"number": "0113 496 0123"}])))
    against = read_hsds(write_feed(tmp_path, a_service(), a_service(name="Another")))

    assert twice.of(ServiceRow)[0].phone == "0113 496 0123"
    assert [(r.row, r.field) for r in against.refusals] == [(2, "/name")]


def test_a_slug_is_found_again_by_its_id_when_the_name_changes(tmp_path):
    before = the_service(write_feed(tmp_path, a_service())).slug
    renamed = write_feed(tmp_path, a_service(name="New Name"))

    assert the_service(renamed, slugs_in_use={before}).slug == before
    assert the_service(renamed).slug != before


def test_two_providers_of_one_name_keep_apart(tmp_path):
    other = an_organization(id="org-other")

    feed = read_hsds(write_feed(tmp_path, a_service(), a_service(id="service-2", organization=other)))

    assert len({row.slug for row in feed.of(ProviderRow)}) == 2


def in_lines(path: Path) -> Path:
    (path / "feed.ndjson").write_text(f"{json.dumps(a_service())}\n\n", encoding="utf-8")
    return path / "feed.ndjson"


def in_a_page(path: Path) -> Path:
    (path / "page.json").write_text(
        json.dumps({"total_items": 1, "contents": [a_service()]}), encoding="utf-8"
    )
    return path / "page.json"


def in_an_organization(path: Path) -> Path:
    return write_feed(path, an_organization(services=[a_service(organization=None)]))


def in_tables(path: Path) -> Path:
    service = a_service(organization=None, organization_id="org-vale", attributes=None)
    attribute = a_term("Helpline") | {"link_id": "service-line"}
    document = {"services": [service], "attributes": [attribute], "organizations": [an_organization()]}
    (path / "tables.json").write_text(json.dumps(document), encoding="utf-8")
    return path / "tables.json"


def in_a_folder(path: Path) -> Path:
    folder = path / "folder"
    folder.mkdir()
    write_feed(folder, a_service(organization=None, organization_id="org-vale"), name="services.json")
    write_feed(folder, an_organization(), name="organizations.json")
    return folder


def in_a_zip(path: Path) -> Path:
    with zipfile.ZipFile(path / "feed.zip", "w") as archive:
        for file in in_a_folder(path).iterdir():
            archive.write(file, f"deep/{file.name}")
    return path / "feed.zip"


def in_csv_tables(path: Path) -> Path:
    folder = path / "package"
    folder.mkdir()
    tables = {
        "organizations": "id,name,description\norg-vale,Vale Change,A charity.",
        "services": "id,organization_id,name,status,email\nservice-line,org-vale,Vale Line,active,",
        "attributes": "id,link_id,taxonomy_term_id\na,service-line,t",
        "taxonomy_terms": "id,name\nt,Helpline",
    }
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text + "\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "written", [in_lines, in_a_page, in_an_organization, in_tables, in_a_folder, in_a_zip, in_csv_tables]
)
def test_however_a_feed_is_packed_it_says_the_same(tmp_path, written):
    plain = read_hsds(write_feed(tmp_path, a_service(), name="plain.json"))

    feed = read_hsds(written(tmp_path))

    assert feed.refusals == ()
    assert feed.of(ServiceRow) == plain.of(ServiceRow)
    assert feed.of(ProviderRow) == plain.of(ProviderRow)


def test_the_written_mapping_names_every_field_term_and_status():
    written = DOCUMENT.read_text(encoding="utf-8")

    for kind, fields in FIELDS.items():
        section = written.split(f"## {kind}\n")[1].split("\n## ")[0]
        lines = [f"| {n} | {f.becomes[0].upper()}{f.becomes[1:]}. |" for n, f in fields.items()]
        assert [line for line in section.splitlines() if line.startswith("| ")][2:] == lines
    for kind, terms in TERMS.items():
        assert f"| {kind.value} | {', '.join(terms)} |" in written
    for word, status in STATUSES.items():
        assert f"| {word} | {status.label} |" in written


def test_no_area_of_the_register_means_two_kinds():
    assert {AreaKind.COURT_AREA, AreaKind.RADIUS, AreaKind.OUTCODE}.isdisjoint(AREA_KINDS.values())
