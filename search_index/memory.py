"""Where an index stands while it is written or searched: in memory, with nothing shared between processes."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from whoosh.filedb.filestore import RamStorage
from whoosh.filedb.structfile import BufferFile, StructFile


class Memory(RamStorage):  # type: ignore[misc]
    """Files in memory. The library's own puts its working files under one name in the machine's temporary folder, where
    two processes that write at once take them from each other."""

    def temp_storage(self, name: Any = None) -> Memory:
        """Working files: in memory too."""
        return Memory()

    def create_file(self, name: str, **_: Any) -> StructFile:
        """A new file, kept however it is closed: the library closes its sorted runs past the file that it asked for."""
        return StructFile(_Kept(self.files, name), name=name)

    def open_file(self, name: str, **_: Any) -> BufferFile:
        """A file that is there, read where it lies: of a view of it the library would make a copy."""
        if name not in self.files:
            raise NameError(name)
        return BufferFile(self.files[name], name=name)

    def destroy(self) -> None:
        """Working files are gone with the object."""
        self.files.clear()


class _Kept(BytesIO):
    """What is written, put among the files when it is closed."""

    def __init__(self, files: dict[str, bytes], name: str) -> None:
        super().__init__()
        self._files = files
        self._name = name

    def close(self) -> None:
        if not self.closed:
            self._files[self._name] = self.getvalue()
        super().close()
