"""The rungs for names: a place, a family court, an authority or a wider area."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from directory_data.coverage import listed
from directory_data.gazetteer.answers import Answers, metres_words
from directory_data.gazetteer.authorities import Authorities
from directory_data.gazetteer.district_steps import shares_of_districts
from directory_data.gazetteer.districts import Districts, middle
from directory_data.gazetteer.names import FamilyCourt, NamedArea, NamedPlace, Names, name_key
from directory_data.gazetteer.outside import outside_words
from directory_data.gazetteer.short_names import in_full
from directory_data.places import Choice, Place, miles_between
from directory_data.vocabulary import PlaceBasis, PlaceStatus

METRES_PER_MILE = 1609.344
COURT_PRECISION_M = 100
MOST_PARTS = 6
MOST_NAMED = 5
MOST_GUESSES = 6
_DIVIDERS = re.compile(r"[,;()\[\]]")
_AN_AREA_ALONE = frozenset({"london", "greater london", "wales", "england", "humber"})


class NameSteps:
    """Answers for names. Several places of one name are never one in silence."""

    def __init__(
        self, names: Names, authorities: Authorities, districts: Districts, answers: Answers
    ) -> None:
        self._names = names
        self._authorities = authorities
        self._districts = districts
        self._answers = answers

    def of_name(self, plain: str) -> Place | None:
        """What a name means; of an address, the first part that is known and all that follows it."""
        whole = [key for part in _DIVIDERS.split(plain) if (key := name_key(part))]
        typed = whole[:MOST_PARTS]
        parts = [part if self._is_known(part) else in_full(part) for part in typed]
        place = self._of_list(parts)
        if place and len(whole) > len(typed):
            place = replace(place, is_all_read=False)
        if place and place.is_found and parts[0] != typed[0]:
            return replace(place, sentence=f"We read it as {place.label}. {place.sentence}")
        return place

    def _is_known(self, key: str) -> bool:
        return bool(self._names.places(key) or self._names.courts_named(key) or self._names.is_an_area(key))

    def _of_list(self, parts: Sequence[str]) -> Place | None:
        for start, head in enumerate(parts):
            place = self._of_parts(head, parts[start + 1 :])
            if place is None:
                continue
            if start or not self._tell_where(head, parts[1:]):
                place = replace(place, is_all_read=False)
            if start and place.is_found:
                return replace(place, sentence=f"We did not find the start of the address. {place.sentence}")
            return place
        return None

    def _tell_where(self, head: str, qualifiers: Sequence[str]) -> bool:
        """Whether each of the second names is an area, or true of a place of the first, so that none is left over."""
        places = self._names.places(head) or self._names.longer(head) if qualifiers else ()
        return all(
            self._names.is_an_area(each) or any(self._names.lies_in(place, each) for place in places)
            for each in qualifiers
        )

    def of_misspelt(self, plain: str) -> Place | None:
        """What may have been meant by a name that is one slip from a known one: only to choose from, never taken."""
        for part in _DIVIDERS.split(plain)[:MOST_PARTS]:
            near = self._names.near(name_key(part))
            guesses = sorted((guess for key in near for guess in self._guesses(key)), key=lambda g: -g[0])
            choices = list(dict.fromkeys(choice for _, choice in guesses))[:MOST_GUESSES]
            if choices:
                meant = choices[0].label if len(choices) == 1 else "one of these"
                return self._answers.unknown(
                    f"We do not recognise this place. Did you mean {meant}?", choices=choices
                )
        return None

    def codes_of(self, name: str) -> frozenset[str]:
        """The codes of the authorities in an area of that name, however it is written; empty for no area."""
        area = self._names.area(name_key(name))
        authorities = area.authorities if area else ()
        return frozenset(
            code for authority in authorities for code in self._authorities.codes_of(authority.code)
        )

    def of_area_code(self, code: str) -> Place | None:
        """An authority or wider area by its code."""
        area = self._names.area(name_key(code))
        return self._of_area(area) if area else None

    def _of_parts(self, key: str, qualifiers: Sequence[str]) -> Place | None:
        places = () if key in _AN_AREA_ALONE and not qualifiers else self._names.places(key)
        if places:
            more = [place for place in self._names.longer(key) if place not in places]
            return self._of_places(key, [*places, *more], qualifiers)
        if courts := self._names.courts_named(key):
            return self._of_courts(courts)
        area = self._names.area(key)
        if area:
            return self._of_area(area)
        longer = self._names.longer(key)
        return self._of_places(key, longer, qualifiers) if longer else self._of_undivided(key, qualifiers)

    def _of_undivided(self, key: str, qualifiers: Sequence[str]) -> Place | None:
        """A place and its area with nothing between them: "Newport Isle of Wight"."""
        words = key.split()
        for end in range(len(words) - 1, 0, -1):
            head, tail = " ".join(words[:end]), " ".join(words[end:])
            places = self._names.places(head)
            is_true_of_one = any(name_key(place.country) == tail for place in places)
            if places and (is_true_of_one or self._names.is_an_area(tail)):
                return self._of_places(head, places, [tail, *qualifiers])
        return None

    def _guesses(self, key: str) -> list[tuple[int, Choice]]:
        """The places, else the area, of a name, each with how many people or postcodes speak for it."""
        if places := self._names.places(key):
            return [(place.population, self._guess(place)) for place in places]
        area = self._names.area(key)
        if area is None:
            return []
        where = area.authorities[0].code if len(area.authorities) == 1 else key
        return [(sum(authority.postcodes for authority in area.authorities), Choice(area.name, where))]

    def _guess(self, place: NamedPlace) -> Choice:
        choice = self._choices([place])[0]
        return replace(choice, label=place.name) if self._area_of(place) == place.name else choice

    def _of_places(self, key: str, places: Sequence[NamedPlace], qualifiers: Sequence[str]) -> Place:
        narrowed = self._narrowed(places, qualifiers)
        if not narrowed:
            return self._not_there(places)
        rival = None if len(narrowed) < len(places) else self._rival_authority(key, places)
        if len(narrowed) == 1 and not rival:
            return self._of_place(narrowed[0])
        name = places[0].name if name_key(places[0].name) == key else key.title()
        return self._answers.ambiguous(name, PlaceBasis.PLACE_NAME, self._choices(narrowed, rival))

    def _narrowed(self, places: Sequence[NamedPlace], qualifiers: Sequence[str]) -> list[NamedPlace]:
        """The places that the second names are true of; names of nothing we know narrow nothing."""
        narrowed = list(places)
        for qualifier in qualifiers:
            fitting = [place for place in narrowed if self._names.lies_in(place, qualifier)]
            if fitting or self._names.is_an_area(qualifier):
                narrowed = fitting
        return narrowed

    def _rival_authority(self, key: str, places: Sequence[NamedPlace]) -> NamedArea | None:
        """An authority of the same name that none of the places is in (Hart in Hampshire, Hart in Hartlepool)."""
        area = self._names.area(key)
        if area is None or len(area.authorities) != 1 or area.note or name_key(area.name) != key:
            return None
        return None if any(place.authority == area.authorities[0].code for place in places) else area

    def _choices(self, places: Sequence[NamedPlace], rival: NamedArea | None = None) -> list[Choice]:
        labels = {place: f"{place.name}, {self._area_of(place)}" for place in places}
        often = Counter(labels.values())
        choices = [
            Choice(label if place.authority else f"{label} (outside this directory)", label)
            if often[label] == 1
            else Choice(f"{label} (near {place.outcode})", f"{place.name}, {place.outcode}")
            for place, label in labels.items()
        ]
        if rival:
            choices.append(Choice(f"{rival.name} (local authority)", rival.authorities[0].code))
        return list(dict.fromkeys(choices))

    def _area_of(self, place: NamedPlace) -> str:
        authority = self._authorities.get(place.authority)
        return authority.name if authority else place.country

    def _not_there(self, places: Sequence[NamedPlace]) -> Place:
        name = places[0].name
        return self._answers.unknown(
            f"We know {name}, but not in the area you gave. Choose a place or enter a postcode.",
            name,
            self._choices(places),
        )

    def _of_place(self, place: NamedPlace) -> Place:
        authority = self._authorities.get(place.authority)
        if authority is None:
            sentence = outside_words(place.name, place.country)
            return Place(
                place.name, PlaceStatus.OUTSIDE, PlaceBasis.PLACE_NAME, sentence, country=place.country
            )
        where = "" if place.name == authority.name else f" in {authority.name}"
        return self._answers.found(
            place.name,
            PlaceStatus.PLACE,
            PlaceBasis.PLACE_NAME,
            f"We used the middle of {place.name}{where}. Distances may be out by {metres_words(place.radius_m)}.",
            (self._authorities.share(authority.code, 1.0, place.outcode),),
            point=place.point,
            precision_m=place.radius_m,
            districts=shares_of_districts(self._outcodes_of([authority.code])),
        )

    def _of_courts(self, courts: Sequence[FamilyCourt]) -> Place:
        if len(courts) > 1:
            choices = [Choice(court.name, court.name) for court in courts]
            return self._answers.ambiguous(f"{courts[0].town} court", PlaceBasis.COURT, choices)
        court = courts[0]
        share = self._authorities.share(court.authority, 1.0)
        return self._answers.found(
            court.name,
            PlaceStatus.PLACE,
            PlaceBasis.COURT,
            f"{court.name} is in {share.name}.",
            (share,),
            point=court.point,
            precision_m=COURT_PRECISION_M,
            districts=shares_of_districts(self._outcodes_of([share.code])),
        )

    def _of_area(self, area: NamedArea) -> Place:
        """One authority or several, by their numbers of postcodes; the middle is only for the order of a list."""
        members = sorted(area.authorities, key=lambda authority: -authority.postcodes)
        shares = self._authorities.shares((authority.code, authority.postcodes) for authority in members)
        point = middle([(authority.point, authority.postcodes) for authority in members])
        radius = max(
            (
                miles_between(point, member.point) * METRES_PER_MILE + member.radius_m
                for member in members
                if point
            ),
            default=0,
        )
        several = len(members) > 1
        choices = [Choice(name, code) for name, code in area.parts] if several and area.note else []
        name = "It" if area.note else f"{area.name[:1].upper()}{area.name[1:]}"
        whole = f"{name} covers {_members_words([member.name for member in members])}."
        sentence = whole if several else f"We used the whole of {area.name}."
        return self._answers.found(
            area.name,
            PlaceStatus.PLACE,
            PlaceBasis.AUTHORITY,
            " ".join(filter(None, (area.note, sentence))),
            shares,
            point=point,
            precision_m=round(radius),
            districts=shares_of_districts(self._outcodes_of([authority.code for authority in members])),
            choices=tuple(choices),
        )

    def _outcodes_of(self, codes: Sequence[str]) -> Mapping[str, int]:
        counts: Counter[str] = Counter()
        for code in (old for now in codes for old in self._authorities.codes_of(now)):
            counts.update(self._districts.outcodes_of(code))
        return counts


def _members_words(names: Sequence[str]) -> str:
    return listed(names) if len(names) <= MOST_NAMED else f"{len(names)} local authorities"
