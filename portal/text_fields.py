"""Form fields for what is typed and chosen: words, a whole number, one term of a closed list."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from typing import Any

from flask import request
from flask_wtf import FlaskForm
from wtforms import IntegerField, RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from directory_data.vocabulary import Word
from portal.form_words import ReadersMeta

LINE = 200
PARAGRAPHS = 5_000
MOST_DIGITS = 9


class TypedForm(FlaskForm):
    """A form that reads what was typed into a page and nothing else: no files, no JSON."""

    class Meta(ReadersMeta, FlaskForm.Meta):
        """Where the answers are."""

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """The typed answers of a POST; what was passed in where something was."""
            wrapped = super().wrap_formdata(form, formdata)
            is_of_request = wrapped is not None and wrapped is not formdata
            return request.form if is_of_request else wrapped


def _clean(text: Any) -> Any:
    """Typed text without control characters, direction overrides and outer blanks; line breaks stay."""
    if not isinstance(text, str):
        return ""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = (
        mark for mark in plain if mark == "\n" or unicodedata.category(mark) not in ("Cc", "Cf", "Cs", "Co")
    )
    return "".join(kept).strip()


def one_line(text: Any) -> str:
    """Typed text on one line, single blanks between its words, without what cannot be seen."""
    return str(_clean(" ".join(text.split()) if isinstance(text, str) else ""))


class LineField(StringField):
    """A short answer. `required` is the sentence for an empty box; without it the box may stay empty."""

    longest = LINE

    def __init__(self, label: str, *, required: str = "", longest: int | None = None, **kwargs: Any) -> None:
        self.longest = longest or self.longest
        too_long = f"{label} must be {self.longest:,} characters or fewer"
        validators = [
            InputRequired(required) if required else Optional(),
            Length(max=self.longest, message=too_long),
        ]
        validators += kwargs.pop("validators", [])
        super().__init__(label, validators, filters=[_clean], **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the answer; blanks alone are no answer."""
        super().process_formdata(valuelist)
        self.raw_data = [_clean(value) for value in valuelist]


class ParagraphField(LineField):
    """A longer answer, in plain text with line breaks."""

    longest = PARAGRAPHS


class WholeNumberField(IntegerField):
    """A whole number in plain digits; `sentence` says what is asked for when it is anything else."""

    def __init__(
        self, label: str, *, required: str, lowest: int, highest: int, sentence: str, **kwargs: Any
    ) -> None:
        validators = [InputRequired(required), NumberRange(lowest, highest, sentence)]
        super().__init__(label, validators, **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the number; what is none is left for the sentence to name."""
        self.raw_data = [_clean(value) for value in valuelist]
        typed = self.raw_data[0] if self.raw_data else ""
        self.data = int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= MOST_DIGITS else None


def word_choices(words: Iterable[Word], *, first: str = "") -> list[SelectChoice]:
    """The terms of a closed list as choices; `first` stands before them for "nothing chosen"."""
    start = [SelectChoice("", first)] if first else []
    return start + [SelectChoice(word.value, word.label) for word in words]


def _one_of(words: type[Word]) -> Any:
    def word_of(value: Any) -> Word | None:
        return words(value) if value else None

    return word_of


class WordRadioField(RadioField):
    """One term of a closed list, as radio buttons; `data` is the term."""

    def __init__(self, label: str, words: type[Word], *, required: str, **kwargs: Any) -> None:
        self.required = required
        super().__init__(
            label, [InputRequired(required)], choices=word_choices(words), coerce=_one_of(words), **kwargs
        )

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the term; any other value is no answer."""
        _take(super().process_formdata, valuelist, self.required)

    def pre_validate(self, form: Any) -> None:
        """A value that is no term has been turned away while it was read."""
        if not self.errors and not self.process_errors:
            super().pre_validate(form)


class WordSelectField(SelectField):
    """One term of a closed list, as a drop-down; `data` is the term."""

    def __init__(self, label: str, words: type[Word], *, required: str, **kwargs: Any) -> None:
        self.required = required
        choices = word_choices(words, first="Choose one")
        super().__init__(label, [InputRequired(required)], choices=choices, coerce=_one_of(words), **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the term; any other value is no answer."""
        _take(super().process_formdata, valuelist, self.required)


def _take(process: Callable[[list[str]], None], valuelist: list[str], sentence: str) -> None:
    try:
        process(valuelist)
    except ValueError:
        raise ValueError(sentence) from None
