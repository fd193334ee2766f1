"""A paper set as an accessible PDF (PDF/UA-1, ISO 14289-1). The one door to the typesetter.

The typesetter reads one layout and our own fonts; it reaches no other file, no network and no clock, and refuses what
would not be accessible: no title, a skipped heading level.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

import typst

from portal.documents.paper import Paper

HERE = Path(__file__).parent
LAYOUT = HERE / "paper.typ"
FONTS = HERE / "fonts"


_UNDISPLAYABLE = re.compile(r'the text `"(.*?)"` could not be displayed')


class CannotBeShown(ValueError):
    """The paper holds a sign that the font does not have; a PDF with a hole in a name must not be issued."""

    def __init__(self, signs: str) -> None:
        super().__init__(f"The PDF cannot show “{signs}”. Write it in Latin letters.")


@dataclass(frozen=True, slots=True)
class Stamp:
    """What stands at the foot of each page: author, version, date and the mark by which the document is known."""

    author: str
    line: str
    is_demonstration: bool = False


def pdf_of(paper: Paper, stamp: Stamp) -> bytes:
    """The paper as PDF; the same paper and stamp give the same bytes. CannotBeShown for a sign without a shape."""
    values = {"author": stamp.author, "line": stamp.line, "is_demonstration": stamp.is_demonstration}
    try:
        return typst.compile(
            str(LAYOUT),
            root=str(HERE),
            format="pdf",
            pdf_standards="ua-1",
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            sys_inputs={"paper": json.dumps(paper.as_record()), "stamp": json.dumps(values)},
        )
    except typst.TypstError as error:
        if (without_sign := _UNDISPLAYABLE.search(str(error))) is None:
            raise
        raise CannotBeShown(without_sign[1]) from None
