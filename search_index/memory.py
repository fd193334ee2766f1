"""Where an index stands while it is written or searched: in memory, with nothing shared between processes."""

from __future__ import annotations

from typing import Any

from whoosh.filedb.filestore import RamStorage


class Memory(RamStorage):  # type: ignore[misc]
    """Files in memory. The library's own puts its working files under one name in the machine's temporary folder, where
    two processes that write at once take them from each other."""

    def temp_storage(self, name: Any = None) -> Memory:
        """Working files: in memory too."""
        return Memory()

    def destroy(self) -> None:
        """Working files are gone with the object."""
        self.files.clear()
