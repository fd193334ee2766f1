"""A test client that reads every page it is given, as a browser and a careful reader would, and fills in its forms."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.page import NAMELESS_INPUTS, Page, words

if TYPE_CHECKING:
    from tests.starts import Starts

PASSWORD = "demonstration"

Typed = str | int | bool | None | list[str]


class PageReadingClient(FlaskClient):
    """Reads each HTML answer and fails the test when a page is not as a page must be (tests/page.py)."""

    page: Page | None = None
    """The page that was read last."""
    cookies: dict[str, str]
    """Session cookies of people who signed in before this test; see tests/sample_portal.py."""

    starts: Starts | None = None
    """Where walks led that were taken before; see tests/starts.py."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cookies = {}

    def after(self, key: Hashable, walk: Callable[[], str]) -> str:
        """The answer of a walk, which is taken unless its end can be put there."""
        return self.starts.after(self, key, walk) if self.starts else walk()

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send a request; the answer must be a good page, if it is a page at all."""
        answer = super().open(*args, **kwargs)
        if answer.mimetype == "text/html" and not 300 <= answer.status_code < 400:
            self.page = read(answer)
        return answer

    def sign_in(self, email: str) -> PageReadingClient:
        """Come in as one of the demonstration people, in place of whoever was here."""
        self.sign_out()
        if email in self.cookies:
            self.set_cookie("session", self.cookies[email])
            return self
        answer = self.submit(self.get("/sign-in"), email=email, password=PASSWORD, follow_redirects=False)
        assert answer.status_code in (302, 303), f"{email} could not sign in: {read(answer).errors()}"
        return self

    def sign_out(self) -> None:
        """Forget who was here, as a new browser does."""
        self.delete_cookie("session")

    def submit(
        self,
        page: TestResponse | Page | str | None = None,
        values: dict[str, Typed] | None = None,
        *,
        button: str | None = None,
        follow_redirects: bool = True,
        **more: Typed,
    ) -> TestResponse:
        """Fill in a form of the page and send it, hidden fields, preset values and all.

        `page` is an answer, an address, or nothing for the page read last. The form is the one that has the given
        fields and the given button; `button` names the words on it. In keywords `_` may stand for `-`.
        None leaves a field out, True ticks a box. The answer is the page that the redirect leads to.
        """
        page = self._page(page)
        typed = {**(values or {}), **more}
        form = _form(page, typed, button)
        data = _preset(page, form, button)
        for name, value in typed.items():
            data[_field_name(page, form, name)] = _sent(page, form, name, value)
        method = (form.get("method") or "get").upper()
        to = urljoin(page.path, form.get("action") or page.path)
        if method == "GET":
            return self.get(urlsplit(to).path, query_string=data, follow_redirects=follow_redirects)
        return self.post(to, data=data, follow_redirects=follow_redirects)

    def token(self) -> str:
        """The token of this session, for a request that no form is filled in for; it stands on the page read last."""
        fields = self._page(None).all("input")
        return next(field.get("value", "") for field in fields if field.get("name") == "csrf_token")

    def _page(self, page: TestResponse | Page | str | None) -> Page:
        if isinstance(page, str):
            page = self.get(page, follow_redirects=True)
        if isinstance(page, TestResponse):
            page = read(page)
        page = page or self.page
        assert page is not None, "No page has been read yet."
        return page


def read(answer: TestResponse) -> Page:
    """The page of an answer; a faulty one fails the test."""
    address = urlsplit(answer.request.url)
    path = address.path + (f"?{address.query}" if address.query else "")
    return _good_page(answer.get_data(as_text=True), path, answer.request.method)


@lru_cache(maxsize=32)
def _good_page(html: str, path: str, method: str) -> Page:
    page = Page(html, path)
    faults = page.faults()
    assert not faults, f"{method} {path}: " + "\n".join(faults)
    return page


def _form(page: Page, typed: dict[str, Typed], button: str | None) -> Element:
    """The form that has these fields and this button; one in the main part of the page if it can be."""
    forms = [form for main in page.all("main") for form in page.all("form", within=main)] or list(
        page.all("form")
    )
    fitting = [
        form
        for form in forms
        if all(_field_name(page, form, name) in _names(page, form) for name in typed)
        and (button is None or any(button in words(found) for found in _buttons(page, form)))
    ]
    there = [sorted(_names(page, form)) for form in forms]
    assert fitting, (
        f"No form in {page.path} has the fields {sorted(typed)} and the button {button!r}; there are {there}"
    )
    return fitting[0]


def _buttons(page: Page, form: Element) -> list[Element]:
    return [
        button
        for button in page.all("button")
        if button.get("type", "submit") == "submit" and _is_of(page, button, form)
    ]


def _fields(page: Page, form: Element) -> list[Element]:
    return [field for field in page.all("input", "select", "textarea") if _is_of(page, field, form)]


def _is_of(page: Page, field: Element, form: Element) -> bool:
    return field.get("form") == form.get("id") if field.get("form") else form in page.around(field)


def _names(page: Page, form: Element) -> set[str]:
    return {field.get("name", "") for field in _fields(page, form)}


def _field_name(page: Page, form: Element, name: str) -> str:
    return name if name in _names(page, form) else name.replace("_", "-")


def _preset(page: Page, form: Element, button: str | None) -> dict[str, list[str]]:
    """What a browser would send if nothing were typed, with the value of the button that is pressed."""
    data: dict[str, list[str]] = {}
    for field in _fields(page, form):
        name, kind = field.get("name"), field.get("type", "text")
        is_off = field.get("disabled") is not None or (
            kind in ("radio", "checkbox") and field.get("checked") is None
        )
        if name and not is_off and kind not in set(NAMELESS_INPUTS) - {"hidden"}:
            data.setdefault(name, []).extend(_value(page, field))
    pressed = [found for found in _buttons(page, form) if button is None or button in words(found)][:1]
    for found in pressed:
        if found.get("name"):
            data[found.get("name", "")] = [found.get("value", "")]
    return data


def _value(page: Page, field: Element) -> list[str]:
    if field.tag == "textarea":
        return ["".join(field.itertext()).removeprefix("\n")]
    if field.tag == "select":
        options = list(page.all("option", within=field))
        chosen = [option for option in options if option.get("selected") is not None] or options[:1]
        return [option.get("value", words(option)) for option in chosen]
    return [field.get("value", "on" if field.get("type") in ("radio", "checkbox") else "")]


def _sent(page: Page, form: Element, name: str, value: Typed) -> list[str]:
    if value is None or value is False:
        return []
    if value is True:
        boxes = [field for field in _fields(page, form) if field.get("name") == _field_name(page, form, name)]
        return _value(page, boxes[0])
    return value if isinstance(value, list) else [str(value)]
