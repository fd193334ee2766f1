"""The words of what the public reads: factsheets and notices."""

from __future__ import annotations

from directory_data.vocabulary import Word


class SheetVariety(Word):
    """How a factsheet is written: each variety is a text of its own, kept and reviewed by itself."""

    STANDARD = "standard", "Standard"
    EASY_READ = "easy-read", "Easy read"
    WELSH = "welsh", "Cymraeg (Welsh)"


class NoticeKind(Word):
    """What a notice to the public is about."""

    PAUSED = "paused", "A service has paused or closed"
    OPENED = "opened", "A service has opened"
    AREA = "area", "A service takes people from a new area"
    CHANGED = "changed", "Something has changed"
