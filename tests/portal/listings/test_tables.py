"""Every field of a listing that the table of effects names can be asked for, read and written."""

from __future__ import annotations

import pytest

from directory_data.listing_vocabulary import ListingPart
from portal.listings.sections import LABELS, SECTIONS
from portal.rules.moderation import FIELDS

ON_PAGES_OF_THEIR_OWN = {
    ListingPart.SERVICE: {"status", "status_from", "status_until"},
    ListingPart.GROUP: {"places_max", "places_taken"},
}


@pytest.mark.parametrize("part", list(ListingPart))
def test_every_field_has_words_and_one_page(part):
    asked = [name for section in SECTIONS if section.part is part for name in section.fields]

    assert LABELS[part].keys() == FIELDS[part].keys()
    assert sorted(asked) == sorted(FIELDS[part].keys() - ON_PAGES_OF_THEIR_OWN.get(part, set()))
