"""What a chart may cost to read: one budget for a chart and every archive nested in it."""

from __future__ import annotations

from pychart.errors import ArchiveError

MAX_BYTES = 100 * 1024 * 1024
MAX_FILES = 50_000
MAX_PATH = 4096
MAX_NESTING = 32


class Budget:
    """Counts bytes and files down while a chart is read (Helm: 100 MiB an archive; here: the whole tree).

    Helm sets no limit on the number of files; 50,000 is ten times what the largest public charts hold.
    """

    __slots__ = ("bytes_left", "files_left")

    def __init__(self, max_bytes: int = MAX_BYTES, max_files: int = MAX_FILES) -> None:
        self.bytes_left = max_bytes
        self.files_left = max_files

    def take(self, size: int) -> None:
        """Account for a file of ``size`` bytes before it is read. Raises ArchiveError when the budget is spent."""
        self.files_left -= 1
        self.bytes_left -= size
        if self.bytes_left <= 0:
            raise ArchiveError(f"decompressed chart is larger than the maximum size {MAX_BYTES}")
        if self.files_left < 0:
            raise ArchiveError(f"chart has more files than the maximum number {MAX_FILES}")
