"""Local authorities of England and Wales, the wider areas they are in, and the names of all of these."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from directory_data.gazetteer.court_areas import cafcass_areas, court_areas
from directory_data.gazetteer.facts import table
from directory_data.places import AreaShares, AuthorityShare, Point
from directory_data.vocabulary import AreaKind

SCOTLAND = "S92000003"
NATIONS = {"England": "E92000001", "Wales": "W92000004"}
COUNTY_CODES = "E10"
_FULL_NAMES = {"London, City of": "City of London"}
_ANY_OUTCODE = "*"


@dataclass(frozen=True, slots=True)
class Authority:
    """One local authority (district, borough or unitary). `radius_m` round `point` holds 95 % of its postcodes."""

    code: str
    name: str
    official_name: str
    country: str
    upper_tier: str
    region: str
    police_area: str
    combined_authority: str
    court_areas: tuple[str, ...]
    point: Point = field(repr=False)
    radius_m: int = field(repr=False)
    postcodes: int = field(repr=False)


class Authorities:
    """The register: looks up, names and widens authorities. Retired codes answer with their successor."""

    def __init__(self, own: Path | None = None) -> None:
        """`own` is the folder of an operator's tables (area_tables.py), which go before the shipped ones."""
        self._by_code: dict[str, Authority] = {}
        self._names: dict[tuple[AreaKind, str], str] = {}
        self._stated_names: dict[tuple[AreaKind, str], str] = {}
        courts = court_areas(own)
        rows = table("authorities.csv", own)
        for row in rows:
            self._add(row[:16], courts.by_authority.get(row[0], tuple(filter(None, row[10:12]))))
        self.court_areas = {area.code: area for area in courts.areas}
        for area in self.court_areas.values():
            self._names[AreaKind.COURT_AREA, area.code] = _court_area_name(area.name)
        self.cafcass_areas = cafcass_areas(own)
        self.retired = _retired(rows, self._by_code)
        self._former = _former_codes(self.retired, self._by_code)
        self._outcode_court_areas = courts.by_outcode
        self._areas: dict[tuple[str, str], AreaShares] = {}
        self._members = self._gathered_members()

    def get(self, code: str) -> Authority | None:
        """The authority of a code, or of the code it was retired into."""
        found = self._by_code.get(code)
        if found is None and code in self.retired:
            return self.get(self.retired[code][1])
        return found

    def codes_of(self, code: str) -> tuple[str, ...]:
        """The authority's code and those it took over, for tables that were made before."""
        return (code, *self._former.get(code, ()))

    def all(self) -> list[Authority]:
        return sorted(self._by_code.values(), key=lambda authority: authority.name)

    def members(self, code: str) -> tuple[Authority, ...]:
        """The authorities in any area (nation, region, police area, court area, county), or the authority itself."""
        return self._members.get(code, ())

    def area_name(self, kind: AreaKind, code: str) -> str:
        """The area as named in a sentence: "Leeds", "West Yorkshire Police area". An unknown code names itself."""
        if kind is AreaKind.LOCAL_AUTHORITY:
            authority = self.get(code)
            return authority.name if authority else code
        return self._names.get((kind, code), code)

    def stated_name(self, kind: AreaKind, code: str) -> str:
        """The name of a wider area as its table states it."""
        return self._stated_names.get((kind, code), code)

    def kind_of(self, code: str) -> AreaKind | None:
        """What kind of wider area has the code."""
        return next((kind for kind, known in self._stated_names if known == code), None)

    def area_codes(self, kind: AreaKind) -> Mapping[str, str]:
        """Every code of a kind with its name, for lists to choose from."""
        if kind is AreaKind.LOCAL_AUTHORITY:
            return {authority.code: authority.name for authority in self.all()}
        return {code: name for (found, code), name in self._names.items() if found is kind}

    def shares(self, counts: Iterable[tuple[str, int]], outcode: str = "") -> tuple[AuthorityShare, ...]:
        """Counts of postcodes as shares, largest first; `outcode` decides the court area where one is divided."""
        counted = self._as_now(counts)
        total = sum(count for _, count in counted)
        return tuple(self.share(code, count / total, outcode) for code, count in counted)

    def _as_now(self, counts: Iterable[tuple[str, int]]) -> Sequence[tuple[str, int]]:
        """Counts of authorities that have since become one are put together."""
        counted = list(counts)
        if all(code in self._by_code for code, _ in counted):
            return counted
        together: Counter[str] = Counter()
        for code, count in counted:
            authority = self.get(code)
            together[authority.code if authority else code] += count
        return together.most_common()

    def share(self, code: str, share: float, outcode: str = "") -> AuthorityShare:
        authority = self.get(code)
        if authority is None:
            return AuthorityShare(code, "Scotland" if code == SCOTLAND else code, share)
        return AuthorityShare(authority.code, authority.name, share, self.areas(authority, outcode))

    def areas(self, authority: Authority, outcode: str = "") -> AreaShares:
        """How much of the authority (seen from one outcode) lies in each wider area; 1 except where courts differ."""
        seen_from = outcode if outcode in self._outcode_court_areas or not outcode else _ANY_OUTCODE
        areas = self._areas.get((authority.code, seen_from))
        if areas is None:
            areas = MappingProxyType(self._wider_areas(authority, seen_from))
            self._areas[authority.code, seen_from] = areas
        return areas

    def _wider_areas(self, authority: Authority, outcode: str) -> dict[tuple[AreaKind, str], float]:
        courts = self._court_areas_at(authority, outcode)
        return {
            (AreaKind.LOCAL_AUTHORITY, authority.code): 1.0,
            (AreaKind.UPPER_TIER, authority.upper_tier): 1.0,
            (AreaKind.POLICE_AREA, authority.police_area): 1.0,
            (AreaKind.REGION, authority.region): 1.0,
            (AreaKind.NATION, NATIONS[authority.country]): 1.0,
            **{(AreaKind.COURT_AREA, code): 1 / len(courts) for code in courts},
            **self._former_areas(authority.code),
        }

    def _former_areas(self, code: str) -> dict[tuple[AreaKind, str], float]:
        """Coverage stated in the codes of before a reorganisation stays true: for its part of the authority of today.

        How large the part is, the codes do not say: each counts the same. A county's code holds for all of it.
        """
        former = self._former.get(code, ())
        districts = [old for old in former if not old.startswith(COUNTY_CODES)]
        counties = [old for old in former if old.startswith(COUNTY_CODES)]
        return {
            **{(AreaKind.LOCAL_AUTHORITY, old): 1 / len(districts) for old in districts},
            **{(AreaKind.UPPER_TIER, old): 1.0 for old in counties},
        }

    def _court_areas_at(self, authority: Authority, outcode: str) -> tuple[str, ...]:
        """One area where the outcode decides; the authority's own first, then others, where sources differ."""
        rules = self._outcode_court_areas.get(outcode, {})
        if authority.code in rules:
            return (rules[authority.code],)
        own = authority.court_areas
        if outcode and _is_divided_by_outcode(authority.code, self._outcode_court_areas):
            own = own[:1]
        return tuple(dict.fromkeys((*own, *([rules[""]] if "" in rules else []))))

    def _add(self, row: list[str], courts: tuple[str, ...]) -> None:
        code, official, upper_tier, upper_tier_name, region, region_name, country, combined = row[:8]
        police_area, police_name, _, _, lat, lon, radius_m, postcodes = row[8:]
        self._by_code[code] = Authority(
            code, tidy_name(official), official, country, upper_tier, region, police_area, combined,
            courts, Point(float(lat), float(lon)),
            int(radius_m), int(postcodes),
        )  # fmt: skip
        self._stated_names[AreaKind.UPPER_TIER, upper_tier] = upper_tier_name
        self._stated_names[AreaKind.NATION, NATIONS[country]] = country
        self._stated_names[AreaKind.POLICE_AREA, police_area] = police_name
        self._stated_names[AreaKind.REGION, region] = region_name
        self._names[AreaKind.UPPER_TIER, upper_tier] = tidy_name(upper_tier_name)
        self._names[AreaKind.POLICE_AREA, police_area] = _police_area_name(police_name)
        self._names[AreaKind.REGION, region] = region_name
        self._names[AreaKind.NATION, NATIONS[country]] = country

    def _gathered_members(self) -> dict[str, tuple[Authority, ...]]:
        members: defaultdict[str, list[Authority]] = defaultdict(list)
        for authority in self.all():
            wider = (
                authority.upper_tier,
                authority.region,
                authority.police_area,
                NATIONS[authority.country],
            )
            for code in dict.fromkeys((authority.code, *wider, *authority.court_areas[:1])):
                members[code].append(authority)
        return {code: tuple(found) for code, found in members.items()}


def tidy_name(official: str) -> str:
    """The official name as people say it: "Bristol, City of" is Bristol, "St. Helens" is St Helens."""
    if official in _FULL_NAMES:
        return _FULL_NAMES[official]
    for ending in (", City of", ", County of"):
        official = official.removesuffix(ending)
    return official.replace("St. ", "St ").strip()


def _police_area_name(name: str) -> str:
    name = tidy_name(name).replace("&", "and")
    return f"{name} area" if name.endswith("Police") else f"{name} Police area"


def _court_area_name(name: str) -> str:
    return f"{name} area" if name.endswith("Family Court") else f"{name} family court area"


def _retired(rows: Iterable[Sequence[str]], live: Mapping[str, Authority]) -> dict[str, tuple[str, str]]:
    """Retired code -> (name, successor): the shipped ones, and what an operator's table says it replaces."""
    names = {row[0]: row[1] for row in (*table("authorities.csv"), *table("retired_authorities.csv"))}
    retired = {row[0]: (row[1], row[2]) for row in table("retired_authorities.csv")}
    for row in rows:
        for code in row[16].split() if len(row) > 16 else ():
            retired[code] = names.get(code, code), row[0]
    return {code: entry for code, entry in retired.items() if code not in live}


def _former_codes(
    retired: Mapping[str, tuple[str, str]], live: Mapping[str, Authority]
) -> dict[str, tuple[str, ...]]:
    former: defaultdict[str, list[str]] = defaultdict(list)
    for code in retired:
        now = code
        while now in retired:
            now = retired[now][1]
        if now in live:
            former[now].append(code)
    return {code: tuple(codes) for code, codes in former.items()}


def _is_divided_by_outcode(code: str, rules: Mapping[str, Mapping[str, str]]) -> bool:
    return any(code in by_authority for by_authority in rules.values())
