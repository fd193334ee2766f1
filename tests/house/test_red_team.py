"""The wall under attack: marked words stand in every protected field, and nobody beyond the wall can find one."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from jinja2 import ChoiceLoader, DictLoader

from directory_data.database import Record, db
from directory_data.risk_vocabulary import RiskSide
from directory_data.vocabulary import Role
from portal.accounts.demonstration import PEOPLE
from portal.audit.models import AuditEntry
from portal.cases.models import ProtectedPerson, SafePlaces
from portal.clock import now
from portal.documents.models import Document
from portal.messages.posting import carrier_for
from portal.messages.sending import send_due
from portal.partner_support.models import HandOff, SupportEntry
from portal.risk.models import RiskReport
from portal.sealing import sealed_classes
from tests.house.red_team import MARK, leaks_in, mark_every_protected_field, text_of_pdf, walk
from tests.portal.partner_support.walks import record_way
from tests.portal.referral_walk import LISTINGS, OFFICER, PROGRAMME, SUPPORT
from tests.work_in_hand import add_work_in_hand

BEYOND = {Role.PROGRAMME, Role.PROVIDER_ADMINISTRATOR, Role.DIRECTORY_ADMINISTRATOR}
"""Roles that find nothing protected, whoever they are. Workers and officers see what is theirs, and it is recorded."""


@pytest.fixture
def marked(app, today, caplog) -> list[str]:
    """Work in hand with marked words in every protected field."""
    caplog.set_level(logging.DEBUG)
    with app.app_context():
        add_work_in_hand(app, today, now())
        marked = mark_every_protected_field(app)
        # A change in risk that the programme reported is its own to read; of these, none must be found.
        db.session.execute(sa.update(RiskReport).values(side=RiskSide.PARTNER_SUPPORT))
        db.session.commit()
        return marked


def test_every_sealed_column_is_marked(app, marked):
    columns = {
        f"{table.name}.{column.name}"
        for table in Record.metadata.tables.values()
        for column in table.columns
        if column.name.startswith("sealed_")
    }

    assert len(marked) == len(columns) >= 12


@pytest.mark.parametrize(
    "person", [None, *(each for each in PEOPLE if each.role in BEYOND)], ids=lambda each: each and each.email
)
def test_nobody_beyond_the_wall_finds_a_marked_word(app, new_client, marked, caplog, person):
    client = new_client()
    if person:
        client.sign_in(person.email)

    found = [
        f"{asked}: {leak}"
        for asked, headers, body in walk(app, client, person and person.role)
        for leak in [*leaks_in(headers), *leaks_in(body)]
    ]

    assert found == []
    assert leaks_in(caplog.text) == []


def test_no_paper_message_index_or_plain_column_holds_a_marked_word(app, new_client, marked, caplog):
    officer = new_client().sign_in(OFFICER)
    cases = sorted(set(re.findall(r"/cases/(C-[A-Z0-9]{6})", officer.get("/cases").text)))
    for case in cases:
        for paper in ("note", "wording", "letter", "reasons"):
            page = officer.get(f"/cases/{case}/court/{paper}")
            if page.status_code == 200 and "Issue version 1" in page.text:
                officer.submit(page, button="Issue version 1")
    with app.app_context():
        documents = db.session.scalars(sa.select(Document)).all()
        assert len(documents) >= 2
        assert all(
            "Version" in text_of_pdf(each.pdf) or "version" in text_of_pdf(each.pdf) for each in documents
        )
        found = [f"{each.kind}: {leak}" for each in documents for leak in leaks_in(each.pdf)]
        found += [leak for each in documents for leak in leaks_in(str(each.content))]
        settings = app.config["SETTINGS"]
        send_due(db.session(), carrier_for(settings), now)
        found += _in_files(settings.instance / "mail") + _in_files(settings.index_folder)
        found += _in_plain_columns()

    assert found == []
    assert leaks_in(caplog.text) == []


def _in_files(folder: Path) -> list[str]:
    return [
        f"{path.name}: {leak}"
        for path in folder.rglob("*")
        if path.is_file()
        for leak in leaks_in(path.read_bytes().decode("latin-1"))
    ]


def _in_plain_columns() -> list[str]:
    """Whatever the store holds in clear."""
    return [
        f"{table.name}: {leak}"
        for table in Record.metadata.tables.values()
        for row in db.session.execute(sa.select(table))
        for leak in leaks_in(MARK[:0] + " | ".join(str(value) for value in row if isinstance(value, str)))
        if leak.startswith(MARK)
    ]


def test_whoever_is_shown_a_marked_word_is_in_the_audit_log(app, new_client, marked):
    silent = []
    for person in (each for each in PEOPLE if each.email in (OFFICER, SUPPORT, "manager@demo.example")):
        client = new_client().sign_in(person.email)
        for asked, _, body in walk(app, client, person.role):
            is_look = asked.startswith("GET ") and leaks_in(body)
            if is_look and not _was_noted(app):
                silent.append(f"{person.email}: {asked}")
            _begin_to_look(app)

    assert silent == []


_SEEN: dict[str, int] = {}


def _begin_to_look(app) -> None:
    _SEEN["last"] = _last_entry(app)


def _was_noted(app) -> bool:
    return _last_entry(app) > _SEEN.get("last", 0)


def _last_entry(app) -> int:
    with app.app_context():
        return db.session.scalar(sa.select(sa.func.max(AuditEntry.number))) or 0


@contextmanager
def leaking(app, words: str) -> Iterator[None]:
    """The programme's page of a referral with one wall taken down: it says these words too."""
    name, whole = "referrals/show_to_provider.html", app.jinja_env.loader
    source = whole.get_source(app.jinja_env, name)[0]
    leaky = source.replace("{% block content %}", "{% block content %}" + words, 1)
    assert leaky != source
    app.jinja_env.loader = ChoiceLoader([DictLoader({name: leaky}), whole])
    app.jinja_env.cache.clear()
    try:
        yield
    finally:
        app.jinja_env.loader = whole
        app.jinja_env.cache.clear()


def test_with_one_wall_taken_down_the_walk_finds_it(app, new_client, marked):
    with leaking(app, "{{ referral.case.protected_people[0].name }}"):
        client = new_client().sign_in(PROGRAMME)
        found = [leak for _, _, body in walk(app, client, Role.PROGRAMME) for leak in leaks_in(body)]

    assert f"{MARK}protectedpersonname" in found


def test_pages_beyond_the_wall_are_alike_whether_or_not_support_is_taken_or_a_place_kept_safe(
    app, new_client, today, statements
):
    before, after = _before_and_after_support_is_taken(app, new_client, today, statements)

    assert before.keys() == after.keys()
    assert {path.rpartition(".")[2] for path in before} >= {"ics", "csv"}
    assert [path for path in before if before[path] != after[path]] == []


def test_with_one_wall_taken_down_one_space_more_is_found(app, new_client, today, statements):
    app.jinja_env.globals["is_tried"] = lambda: db.session.scalar(sa.select(SupportEntry.id).limit(1))
    with leaking(app, "{% if is_tried() %} {% endif %}"):
        before, after = _before_and_after_support_is_taken(app, new_client, today, statements)
    del app.jinja_env.globals["is_tried"]

    different = [path for path in before if before[path] != after[path]]
    assert different
    assert all(re.fullmatch(r"/referrals/R-[A-Z0-9]{6}", path) for path in different)


def _before_and_after_support_is_taken(app, new_client, today, statements):
    """What the programme's side sees before a worker begins, and once support is taken and a place is kept safe."""
    with app.app_context():
        add_work_in_hand(app, today, now())
    before = _as_the_programme_sees(app, new_client, statements)
    worker = new_client().sign_in(SUPPORT)
    with app.app_context():
        reference = db.session.scalars(sa.select(HandOff.reference)).first()
    worker.submit(f"/support/{reference}", button="Acknowledge this hand-off")
    for channel in ("telephone", "letter"):
        record_way(worker, reference, channel)
    worker.submit(f"/support/{reference}", channel="letter", outcome="sent", button="Record this attempt")
    worker.submit(f"/support/{reference}/steps/engage", note="Invented.", button="Record this")
    with app.app_context():
        person = db.session.scalars(sa.select(ProtectedPerson)).first()
        db.session.add(SafePlaces(person=person, places="TR1 1HD", at=now(), by_id=1))
        db.session.commit()
    return before, _as_the_programme_sees(app, new_client, statements)


def _as_the_programme_sees(app, new_client, statements) -> dict[str, tuple[int, int, str]]:
    """Each page and file of its staff and of its administrator: how many statements it took, how long it is, and its
    words, without what each request makes anew."""
    staff, keeper = new_client().sign_in(PROGRAMME), new_client().sign_in(LISTINGS)
    found = {*_links_on(staff, "/referrals"), *_links_on(staff, "/groups")}
    corrections = {f"{path}/corrections" for path in found if re.fullmatch(r"/referrals/R-[A-Z0-9]{6}", path)}
    groups = {path for path in found if re.fullmatch(r"/groups/\d+", path)}
    files = {f"{path}/calendar.ics" for path in groups} | {f"{path}/register" for path in groups}
    looked_at = {"/referrals", "/groups", "/deadlines", "/services", *found, *corrections, *files}
    kept = {"/listings", "/quality", "/listings/files/services.csv", "/listings/files/groups.csv"}
    return _seen(app, staff, looked_at, statements) | _seen(app, keeper, kept, statements)


def _links_on(client, path: str) -> list[str]:
    return re.findall(r'href="(/(?!static|sign)[a-z][^"#]*)"', client.get(path).text)


def _seen(app, client, paths, statements) -> dict[str, tuple[int, int, str]]:
    seen = {}
    for path in sorted(paths):
        with statements(app) as sent:
            answer = client.get(path)
        plain = re.sub(
            r'(name="(?:csrf_token|form_key)"[^>]* value=")[^"]*', r"\1", answer.get_data(as_text=True)
        )
        plain = re.sub(r"DTSTAMP:\S+", "", plain)
        seen[path] = (len(sent), len(plain), f"{answer.status_code} {plain}")
    return seen


def test_the_walk_knows_of_every_class_of_sealed_records(app, marked):
    with app.app_context():
        for each in sealed_classes():
            rows = db.session.scalar(sa.select(sa.func.count()).select_from(each.record))
            assert rows, each.record.__tablename__
