"""A listing's address as a QR code, for paper, where a link cannot be pressed. The one door to its drawer."""

from __future__ import annotations

import io
from functools import lru_cache

import segno
from markupsafe import Markup

MODULE_PX = 4


@lru_cache(maxsize=1024)
def picture_of(address: str) -> Markup:
    """The code as an SVG in the page (ISO/IEC 18004), hidden from screen readers: the address is beside it."""
    code = segno.make(address, error="m", micro=False)
    drawn = io.BytesIO()
    code.save(
        drawn,
        kind="svg",
        xmldecl=False,
        svgns=True,
        scale=MODULE_PX,
        svgclass="app-code",
        lineclass=None,
        omitsize=False,
    )
    picture = drawn.getvalue().decode().strip()
    # Drawn by the library from an address of ours; nothing typed stands in it.
    return Markup(picture.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1))  # noqa: S704
