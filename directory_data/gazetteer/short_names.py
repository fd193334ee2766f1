"""Names as people shorten them: "W Yorks" is West Yorkshire, "Gtr Manchester" is Greater Manchester."""

from __future__ import annotations

BEFORE_A_WORD = {
    "n": "north",
    "s": "south",
    "e": "east",
    "w": "west",
    "nth": "north",
    "sth": "south",
    "gt": "great",
    "gtr": "greater",
    "grtr": "greater",
    "co": "county",
    "se": "south east",
    "sw": "south west",
    "ne": "north east",
    "nw": "north west",
}
"""Shortened only before another word."""

WORDS = {
    "beds": "bedfordshire",
    "berks": "berkshire",
    "bucks": "buckinghamshire",
    "cambs": "cambridgeshire",
    "ches": "cheshire",
    "derbys": "derbyshire",
    "glam": "glamorgan",
    "glos": "gloucestershire",
    "gloucs": "gloucestershire",
    "hants": "hampshire",
    "herefs": "herefordshire",
    "herts": "hertfordshire",
    "hunts": "huntingdonshire",
    "lancs": "lancashire",
    "leics": "leicestershire",
    "lincs": "lincolnshire",
    "mcr": "manchester",
    "middx": "middlesex",
    "mids": "midlands",
    "northants": "northamptonshire",
    "northumb": "northumberland",
    "notts": "nottinghamshire",
    "oxon": "oxfordshire",
    "pembs": "pembrokeshire",
    "salop": "shropshire",
    "shrops": "shropshire",
    "staffs": "staffordshire",
    "warks": "warwickshire",
    "wilts": "wiltshire",
    "worcs": "worcestershire",
    "yorks": "yorkshire",
}

NAMES = {
    "bham": "birmingham",
    "east riding": "east riding of yorkshire",
    "i o w": "isle of wight",
    "iow": "isle of wight",
    "kernow": "cornwall",
    "merthyr": "merthyr tydfil",
    "north riding": "north yorkshire",
    "scilly": "isles of scilly",
    "scilly isles": "isles of scilly",
    "scillies": "isles of scilly",
    "the west country": "south west",
    "west country": "south west",
}
"""Shortened, or called otherwise, as a whole."""


def in_full(key: str) -> str:
    """The name in full; the same key where nothing in it is a known shortening."""
    *before, last = key.removesuffix(" uk").split() or [""]
    words = [*(BEFORE_A_WORD.get(word, word) for word in before), last]
    full = " ".join(WORDS.get(word, word) for word in words)
    return NAMES.get(full, full)
