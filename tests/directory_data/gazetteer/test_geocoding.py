"""Another geocoder behind our own tables: what it is asked, and what becomes of it when it fails."""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory_data.gazetteer import Gazetteer, Geocoding, LocalGazetteer, UnusableGeocoder, geocoding
from directory_data.gazetteer.beyond import Beyond, PlaceName, name_to_ask
from directory_data.gazetteer.breaker import Breaker
from directory_data.places import Protected, parse

GAZETTEER = Gazetteer()
IN_LEEDS = (53.8, -1.55)
IN_BRISTOL = (51.45, -2.6)
IN_PARIS = (48.8, 2.3)


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self):
        self.seconds = 0.0

    def __call__(self):
        return self.seconds


class MapService:
    """A real server on this machine that speaks as Photon does, and notes what it is asked."""

    def __init__(self):
        self.asked = []
        self.positions = []
        self.body = None
        self.status = 200
        self.may_go_on = threading.Event()
        self.hangs = self.drips = False

    @property
    def setting(self):
        return f"photon:http://127.0.0.1:{self.port}"

    def answer(self, handler):
        self.asked.append(parse_qs(urlsplit(handler.path).query)["q"][0])
        if self.hangs:
            self.may_go_on.wait(5)
        handler.send_response(self.status)
        handler.end_headers()
        while self.drips and not self.may_go_on.wait(0.02):
            handler.wfile.write(b" ")
        features = [
            {"geometry": {"coordinates": [lon, lat]}, "properties": {"name": "Somewhere"}}
            for lat, lon in self.positions
        ]
        handler.wfile.write(self.body or json.dumps({"features": features}).encode())


@contextmanager
def running():
    service = MapService()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            service.answer(self)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.handle_error = lambda *_: None
    service.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        service.may_go_on.set()
        server.shutdown()
        server.server_close()


@pytest.fixture
def service():
    with running() as running_service:
        yield running_service


def asking(service, *, clock=None, limit_seconds=2.0):
    whole = geocoding(GAZETTEER, service.setting, clock or Clock())
    return Geocoding(GAZETTEER, Beyond(whole._beyond._service, clock or Clock(), limit_seconds=limit_seconds))


def test_a_name_we_do_not_know_is_asked_for_and_said_to_be_a_guess(service):
    service.positions = [IN_LEEDS]

    place = asking(service).resolve("zedville-on-the-zed")

    assert service.asked == ["Zedville-on-the-zed, United Kingdom"]
    assert (place.status, place.basis, place.authorities[0].name) == ("approximate", "place_name", "Leeds")
    assert "not in our own list" in place.sentence
    assert "Check that this is the place you mean" in place.sentence


@pytest.mark.parametrize(
    "typed",
    [
        "Leeds",
        "LS6 1AA",
        "LS6",
        "B51 6AD",
        "ZZ99 9ZZ",
        "SWIA IAA",
        "LS6 1OO",
        "12 Unknown Street",
        "Rose Cottage, Unknown Lane",
        "Flat Two Zedville Road",
        "zedville rd",
        "Newport",
        "Ledes",
        "no fixed abode",
        "Edinburgh",
        "",
        "07700 900123",
        "somebody@example.org",
    ],
)
def test_nothing_else_is_told_to_another_service(service, typed):
    asking(service).resolve(typed)

    assert service.asked == []


def test_a_place_named_after_a_saint_is_asked(service):
    asking(service).resolve("St Zedville")

    assert service.asked == ["St Zedville, United Kingdom"]


def test_a_protected_text_is_resolved_here_and_told_to_nobody(service):
    text = Protected("zedville-on-the-zed")

    place = asking(service).resolve(text)

    assert service.asked == []
    assert place.status == "unknown"
    assert "zed" not in f"{text} {text!r} {[text]}"


def test_a_protected_text_cannot_be_made_a_name_to_ask():
    with pytest.raises(TypeError):
        name_to_ask(Protected("Leeds"))
    with pytest.raises(TypeError):
        Beyond(None, Clock()).ask(Protected("Leeds"))


@given(st.from_regex(r"[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}", fullmatch=True))
def test_no_text_in_the_form_of_a_postcode_is_a_name(text):
    assert name_to_ask(text) is None
    with pytest.raises(ValueError, match="no single name"):
        PlaceName(text)


@given(st.text(max_size=40))
def test_no_text_that_is_told_holds_a_figure_or_a_postcode(text):
    name = name_to_ask(text)

    assert name is None or (parse(name.text) is None and not any(map(str.isdigit, name.text)))


@pytest.mark.parametrize(
    "positions", [[], [IN_PARIS], [IN_LEEDS, IN_BRISTOL]], ids=["nothing", "abroad", "several"]
)
def test_a_position_that_is_none_or_not_one_leaves_the_place_unknown(service, positions):
    service.positions = positions

    place = asking(service).resolve("Zedville")

    assert (place.status, place.authorities, place.point) == ("unknown", (), None)


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (500, b""),
        (429, b""),
        (403, b"no"),
        (200, b"<html>Sign in</html>"),
        (200, b'{"features": 3}'),
        (200, b'{"features": [{}]}'),
        (200, b'{"features": [{"geometry": {"coordinates": ["x", null]}, "properties": {}}]}'),
        (200, b'{"features": [{"geometry": {"coordinates": [999, 999]}, "properties": {}}]}'),
    ],
)
def test_an_answer_that_makes_no_sense_gives_our_own(service, status, body, caplog):
    service.status, service.body = status, body

    place = asking(service).resolve("Zedville")

    assert place == GAZETTEER.resolve("Zedville")
    assert "Zedville" not in caplog.text


def test_a_service_that_hangs_costs_the_time_limit_and_no_more(service):
    service.hangs = True

    assert asking(service, limit_seconds=0.05).resolve("Zedville").status == "unknown"


def test_a_service_that_drips_is_cut_off_too(service):
    service.drips = True

    assert asking(service, limit_seconds=0.1).resolve("Zedville").status == "unknown"


def test_after_three_failures_nobody_asks_for_a_minute(service):
    clock, service.status = Clock(), 500
    geocoder = asking(service, clock=clock)

    for _ in range(5):
        geocoder.resolve("Zedville")
    assert len(service.asked) == 3

    clock.seconds = 59
    geocoder.resolve("Zedville")
    assert len(service.asked) == 3

    clock.seconds, service.status, service.positions = 61, 200, [IN_LEEDS]
    assert geocoder.resolve("Zedville").is_found
    assert geocoder.resolve("Zedville").is_found
    assert len(service.asked) == 5


def test_the_first_try_after_the_rest_decides():
    clock = Clock()
    breaker = Breaker(clock)
    for _ in range(3):
        breaker.failed()
    clock.seconds = 60

    assert [breaker.may_ask(), breaker.may_ask()] == [True, False]
    breaker.failed()
    clock.seconds = 119
    assert not breaker.may_ask()
    clock.seconds = 120
    assert breaker.may_ask()


def test_no_more_than_four_wait_at_once(service):
    service.drips = True
    geocoder = asking(service, limit_seconds=0.3)
    people = [threading.Thread(target=geocoder.resolve, args=["Zedville"]) for _ in range(12)]

    for person in people:
        person.start()
    for person in people:
        person.join()

    assert len(service.asked) == 4


def test_without_a_setting_the_tables_answer_alone():
    assert geocoding(GAZETTEER, None).resolve("Zedville") == GAZETTEER.resolve("Zedville")


@pytest.mark.parametrize(
    "setting",
    ["nonsense:https://a.example", "nominatim", "nominatim:ftp://x", "photon:https://x?wrong=1", "pelias:"],
)
def test_a_setting_that_names_no_geocoder_is_refused_with_an_example(setting):
    with pytest.raises(UnusableGeocoder, match="PORTAL_GEOCODER"):
        geocoding(GAZETTEER, setting)


@pytest.mark.parametrize(
    "setting",
    [
        "nominatim:https://maps.example.org/search",
        "pelias:http://10.0.0.1:4000?api_key=x",
        "photon:https://a.b",
    ],
)
def test_any_geocoder_of_geopy_can_stand_behind(setting):
    service = geocoding(GAZETTEER, setting)._beyond._service

    assert service.timeout == 2
    assert service.headers["User-Agent"] == "commissioned-services-directory"


def test_our_own_tables_are_a_geocoder_for_geopy():
    local = LocalGazetteer(GAZETTEER)

    found = local.geocode("Wakefield")
    assert (found.address, found.raw.authorities[0].code) == ("Wakefield", "E08000036")
    assert local.geocode("Newport") is None
    assert len(local.geocode("Newport", exactly_one=False, timeout=1)) == 6
    assert local.geocode("Zedville") is None
    assert local.geocode("Zedville", exactly_one=False) is None


@pytest.mark.parametrize(
    ("position", "address"), [(IN_LEEDS, "near LS1, Leeds"), (IN_PARIS, None), ("55.95, -3.2", None)]
)
def test_a_position_is_turned_into_its_district(position, address):
    found = LocalGazetteer(GAZETTEER).reverse(position)

    assert (found and found.address) == address
