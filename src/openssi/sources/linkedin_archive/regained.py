"""A stream from a place on that was read past already."""

from __future__ import annotations

import io


class Regained(io.RawIOBase):
    """Bytes that were read from a stream, and then what is left of it.

    Args:
        front: The bytes.
        stream: The stream, which stays open when this one is closed.
    """

    def __init__(self, front: bytes, stream: io.BufferedIOBase) -> None:
        super().__init__()
        self._front = memoryview(front)
        self._stream = stream
        self.is_past_front = False
        """Whether anything was read that is not among the given bytes."""

    def readable(self) -> bool:
        """Say that this stream can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # io asks for any buffer
        """Fill the buffer from the given bytes as long as there are any."""
        data = self._front[: len(buffer)] or self._more(len(buffer))
        self._front = self._front[len(data) :]
        buffer[: len(data)] = data
        return len(data)

    def _more(self, size: int) -> bytes:
        data = self._stream.read(size)
        self.is_past_front = self.is_past_front or bool(data)
        return data
