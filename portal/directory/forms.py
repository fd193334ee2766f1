"""The search form: what was typed, and the clean query it means."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Field, Form, HiddenField, RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.fields.core import UnboundField
from wtforms.validators import Length

from directory_data.places import Place
from directory_data.vocabulary import (
    Audience,
    DeliveryMode,
    ServiceType,
    SortOrder,
    TimeOfWeek,
    Weekday,
    WhoFor,
    Word,
)
from portal.directory.day_field import DayField
from portal.directory.near import holds_postcode
from portal.directory.typed_words import among_words
from portal.directory.who import sounds_hurt, types_left_out
from portal.form_words import ReadersMeta
from portal.text_fields import one_line, word_choices
from search_index import MILES, Filters, SearchQuery

LONGEST = 200
LONGEST_LANGUAGE = 60
LAST_PAGE = 10_000

TERMS: dict[str, type[Word]] = {
    "who": WhoFor,
    "type": ServiceType,
    "day": Weekday,
    "time": TimeOfWeek,
    "delivery": DeliveryMode,
    "audience": Audience,
    "sort": SortOrder,
}
"""Fields whose answer is one term of a closed list."""

BOXES = ("is_open", "has_places", "is_step_free")
"""Fields that are on or off."""

MORE = (*BOXES, "starts_before", "day", "time", "delivery", "language", "audience")
"""What narrows a search further; folded away until one of them is used."""


ASKED = ("who", "what", "type", "within_miles", *MORE, "sort")
"""Everything that is asked besides the place."""

CLOSED = tuple(name for name in ASKED if name not in ("what", "language"))
"""What is chosen, or a day: nothing that is typed in words of one's own."""


class BoundOnce(ReadersMeta):
    """Puts each field together once for all forms: that costs more than reading it. Each form has copies of its own."""

    def bind_field(self, form: Form, unbound_field: UnboundField, options: Mapping[str, Any]) -> Field:
        """The field as the form library makes it."""
        if unbound_field not in _bound:
            _bound[unbound_field] = unbound_field.bind(form=form, **options)
            _bound[unbound_field]._form = None
        bound = _bound[unbound_field]
        # Made past its own beginnings, where the library would put it together again.
        field = object.__new__(type(bound))
        vars(field).update(vars(bound), _form=form)
        return field


_bound: dict[UnboundField, Field] = {}


class SearchForm(Form):
    """Whom for, words, a place and what narrows them. `near` is a sealed place, for a postcode typed before;
    `authority` answers in which area it is."""

    Meta = BoundOnce

    who = RadioField(
        "Who is this for? (optional)",
        choices=[*word_choices(WhoFor), SelectChoice("", "I would rather not say")],
    )
    what = StringField(
        "What you are looking for (optional)",
        [Length(max=LONGEST, message=f"Use {LONGEST} characters or fewer")],
        filters=[one_line],
        description="For example, a name, a kind of help or a language.",
    )
    where = StringField(
        "Where (optional)",
        [Length(max=LONGEST, message=f"Use {LONGEST} characters or fewer")],
        filters=[one_line],
        description="A postcode, town, council or family court. A postcode is not kept.",
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
    type = SelectField("Kind of service", choices=word_choices(ServiceType, first="Any kind"))
    within_miles = SelectField(
        "Within",
        choices=[SelectChoice("", "Any distance")]
        + [SelectChoice(str(miles), f"{miles} miles") for miles in MILES],
    )
    is_open = BooleanField("Takes referrals now")
    has_places = BooleanField("Has a place in a group")
    is_step_free = BooleanField("Step-free access")
    starts_before = DayField("Group starts before", description="For example, 31 3 2027.")
    day = SelectField("Day of the group", choices=word_choices(Weekday, first="Any day"))
    time = SelectField("Time of the group", choices=word_choices(TimeOfWeek, first="Any time"))
    delivery = SelectField("How the group meets", choices=word_choices(DeliveryMode, first="Any way"))
    language = StringField("Language", [Length(max=LONGEST_LANGUAGE)], filters=[one_line])
    audience = SelectField("Shown to", choices=word_choices(Audience, first="Anybody"))
    sort = SelectField("Order", choices=word_choices(SortOrder, first="Best order for this search"))
    near = HiddenField()
    authority = HiddenField()

    def __init__(
        self,
        typed: MultiDict[str, str],
        *,
        is_for_staff: bool = False,
        is_postcode: Callable[[str], bool] = holds_postcode,
    ) -> None:
        super().__init__(_with_blanks(typed))
        self.is_for_staff = is_for_staff
        # A postcode in the wrong box is still a postcode: it must not stand in an address.
        if len(self.what.data or "") <= LONGEST:
            was_heard = self.who_is_heard
            self.what.data, postcodes = among_words(self.what.data or "", is_postcode)
            self.where.data = self.where.data or postcodes
            if was_heard and not self.who_is_heard:
                # The words are not kept beside a postcode; what they said is.
                self.who.data = WhoFor.HURT.value
        if len(self.language.data or "") <= LONGEST:
            self.language.data, _ = among_words(self.language.data or "", is_postcode)
        if not is_for_staff:
            self.audience.data = ""

    def hide_postcode(self) -> None:
        """Forget a postcode that was typed, so that no page shows it."""
        if holds_postcode(self.where.data or ""):
            self.where.data = ""

    def choices_made(self) -> dict[str, Any]:
        """What was asked besides the place, as it stands in an address."""
        return {name: text for name in ASKED if (text := _in_address(self[name].data))}

    @property
    def is_narrowed(self) -> bool:
        """Whether anything of what is folded away is used or wrong."""
        return any(self[name].data or self[name].errors for name in (*MORE, "sort"))

    @property
    def who_for(self) -> WhoFor | None:
        """Whom the search is for, where it was said or the words say it; one who chose a kind of service means it."""
        if self.who.data:
            return WhoFor(self.who.data)
        return WhoFor.HURT if self.who_is_heard else None

    @property
    def who_is_heard(self) -> bool:
        """Whether the question was skipped and the words alone say whom the search is for."""
        is_open = not (self.who.data or self.type.data or self.is_for_staff)
        return is_open and sounds_hurt(self.what.data or "")

    def refuse_place(self, sentence: str) -> None:
        """Say at the field what is wrong with the place."""
        self.where.errors = [*self.where.errors, sentence]

    def to_query(self, place: Place | None, *, page: int = 1, per_page: int = 10) -> SearchQuery:
        """The clean query; only for a form that is valid."""
        term = {name: words(self[name].data) if self[name].data else None for name, words in TERMS.items()}
        return SearchQuery(
            what=self.what.data or "",
            place=place,
            type=term["type"],  # type: ignore[arg-type]
            within_miles=int(self.within_miles.data) if self.within_miles.data else None,
            filters=Filters(
                is_open=self.is_open.data,
                has_places=self.has_places.data,
                is_step_free=self.is_step_free.data,
                starts_before=self.starts_before.data,
                day=term["day"],  # type: ignore[arg-type]
                time=term["time"],  # type: ignore[arg-type]
                delivery=term["delivery"],  # type: ignore[arg-type]
                language=self.language.data or "",
                audience=term["audience"] if self.is_for_staff else None,  # type: ignore[arg-type]
            ),
            types_left_out=types_left_out(self.who_for),
            sort=term["sort"],  # type: ignore[arg-type]
            is_for_staff=self.is_for_staff,
            counts_choices=True,
            page=min(max(page, 1), LAST_PAGE),
            per_page=per_page,
        )


def _in_address(value: object) -> str:
    if isinstance(value, bool):
        return "y" if value else ""
    return value.isoformat() if isinstance(value, date) else str(value or "")


def _with_blanks(typed: MultiDict[str, str]) -> MultiDict[str, str]:
    """What is missing from an address counts as not chosen."""
    return MultiDict({name: typed.get(name, "") for name in (*ASKED, "where", "near", "authority")})
