"""What a form says where a field has no sentence of its own, in place of the form library's English."""

from __future__ import annotations

from typing import Any

CHOOSE = "Choose one of the answers that are listed"
CHANGED = "Part of this form changed on its way to us. Open the page again and answer there"
SAID_INSTEAD = {
    "Not a valid choice.": CHOOSE,
    "Invalid Choice: could not coerce.": CHOOSE,
    "'%(value)s' is not a valid choice for this field.": "Choose only answers that are listed",
    "Invalid choice(s): one or more data inputs could not be coerced.": "Choose only answers that are listed",
    "Not a valid integer value.": "Enter a whole number",
    "This field is required.": "Answer this question",
    "Invalid input.": CHANGED,
}


class OurWords:
    """What a form says where a field has no sentence of its own: never the form library's English."""

    def gettext(self, sentence: str) -> str:
        """Our sentence for one of the library's."""
        return SAID_INSTEAD.get(sentence, CHANGED)

    def ngettext(self, sentence: str, _many: str, _count: int) -> str:
        """The same for one of several."""
        return self.gettext(sentence)


class ReadersMeta:
    """What every form of the house has: our words. A form that is no TypedForm names it as its Meta."""

    def get_translations(self, _form: Any) -> OurWords:
        """Where the form library asks for its sentences."""
        return OurWords()
