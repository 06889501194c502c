"""Files as streams of bytes, decompressed on the way; one that ends too early is told from one that ends."""

from __future__ import annotations

import bz2
import io
import lzma
import zlib
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from newsclean.errors import NewscleanError

SUFFIXES = (".gz", ".zst", ".bz2", ".xz")
"""What names of compressed files end with. Only the format inside is told by it; compression is told by first bytes."""

_STEP = 64 << 10
_ZSTD_STEP = 4 << 10
"""Bytes read at a time. zstd has no bound on what one call gives back, and a block of 128 kB may take 4 bytes."""

_PIECE = 1 << 20


class DamagedInput(Exception):
    """A source that cannot be read, or not from here on.

    Attributes:
        truncated: whether it ends in the middle.
    """

    def __init__(self, message: str, *, truncated: bool = False) -> None:
        super().__init__(message)
        self.truncated = truncated


def decompressed(raw: BinaryIO) -> io.BufferedReader[Any]:
    """The stream behind gzip, zstd, bzip2 or xz, told by its first bytes; any other stream as it is.

    Args:
        raw: a binary stream. It need not seek.

    Raises:
        NewscleanError: it is zstd and zstandard is not installed.
        DamagedInput: from reading: it is cut off or broken.
    """
    stream: io.BufferedReader[Any] = raw if isinstance(raw, io.BufferedReader) else io.BufferedReader(raw, _STEP)
    start = stream.peek(6)[:6]
    for mark, factory in _FACTORIES.items():
        if start.startswith(mark):
            return io.BufferedReader(_Decompressed(stream, factory()), _PIECE)
    return stream


def _zstd() -> Callable[[], Any]:
    try:
        import zstandard
    except ImportError as error:
        raise NewscleanError("reading .zst needs zstandard: pip install 'newsclean[zstd]'") from error
    return lambda: zstandard.ZstdDecompressor(max_window_size=1 << 31).decompressobj()


_FACTORIES: dict[bytes, Callable[[], Callable[[], Any]]] = {
    b"\x1f\x8b": lambda: lambda: zlib.decompressobj(wbits=31),
    b"\x28\xb5\x2f\xfd": _zstd,
    b"BZh": lambda: bz2.BZ2Decompressor,
    b"\xfd7zXZ\x00": lambda: lzma.LZMADecompressor,
}


class _Decompressed(io.RawIOBase):
    """Members or frames one after the other, as one stream."""

    def __init__(self, stream: BinaryIO, factory: Callable[[], Any]) -> None:
        self._stream = stream
        self._pieces = _pieces(stream, factory)
        self._rest = b""

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        self._stream.close()
        super().close()

    def readinto(self, buffer: Any) -> int:
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._rest = piece
        size = min(len(buffer), len(self._rest))
        buffer[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size


def _pieces(stream: BinaryIO, factory: Callable[[], Any]) -> Iterator[bytes]:
    decoder = factory()
    bounded = hasattr(decoder, "needs_input")
    step = _STEP if bounded or hasattr(decoder, "unconsumed_tail") else _ZSTD_STEP
    fed = False
    data = b""
    while True:
        data = data or _read(stream, step)
        if not data:
            if fed:
                raise DamagedInput("it ends in the middle of its compressed data", truncated=True)
            return
        try:
            yield decoder.decompress(data, _PIECE) if bounded else decoder.decompress(data)
            while bounded and not decoder.eof and not decoder.needs_input:
                yield decoder.decompress(b"", _PIECE)
        except Exception as error:
            # Each library has an error class of its own.
            raise DamagedInput(f"its compressed data are broken ({error})") from error
        fed = True
        data = b""
        if decoder.eof:
            # Tape archives pad gzip with zeros.
            data = decoder.unused_data.lstrip(b"\0")
            decoder, fed = factory(), False


def _read(stream: BinaryIO, size: int) -> bytes:
    try:
        return stream.read(size)
    except OSError as error:
        raise DamagedInput(f"it cannot be read: {error.strerror or error}") from error
