"""The question which two versions of a part to put side by side."""

from __future__ import annotations

from collections.abc import Sequence

from werkzeug.datastructures import MultiDict
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice

from portal.listings.models import ListingVersion
from portal.template_filters import moment
from portal.text_fields import TypedForm


class CompareForm(TypedForm):
    """Two versions by their numbers."""

    class Meta(TypedForm.Meta):
        """It changes nothing, so that it needs no token."""

        csrf = False

    first = SelectField("Version", coerce=int)
    second = SelectField("Beside version", coerce=int)


def form_for(kept: Sequence[ListingVersion], asked: MultiDict[str, str] | None = None) -> CompareForm | None:
    """The form for these versions, oldest first, with the last two chosen; None where there are no two."""
    if len(kept) < 2:
        return None
    form = CompareForm(formdata=asked, data={"first": kept[-2].number, "second": kept[-1].number})
    choices = [SelectChoice(each.number, f"{each.number}, {moment(each.at)}") for each in reversed(kept)]
    form.first.choices = form.second.choices = choices
    return form
