"""Reads what a PNG and an MP4 say about themselves, without a codec: their headers and boxes, by hand."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

PARENTS = {"moov", "trak", "mdia", "minf", "stbl"}


@dataclass(frozen=True)
class Video:
    """What the boxes of an MP4 say: order of the top boxes, codec, pixels, seconds, kinds of track."""

    top: tuple[str, ...]
    codec: str
    size: tuple[int, int]
    seconds: float
    tracks: tuple[str, ...]
    samples: int
    chroma: int
    depth: int


def png_size(data: bytes) -> tuple[int, int]:
    """Width and height in pixels."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    return struct.unpack(">II", data[16:24])


def boxes(data: bytes, prefix: str = "") -> Iterator[tuple[str, bytes]]:
    """Every box with its path ("moov/trak/mdia/hdlr") and its body."""
    at = 0
    while at + 8 <= len(data):
        size, kind = struct.unpack(">I4s", data[at : at + 8])
        name, body = kind.decode("latin-1"), data[at + 8 : at + size]
        yield f"{prefix}{name}", body
        if name in PARENTS:
            yield from boxes(body, f"{prefix}{name}/")
        at += size


def read_mp4(data: bytes) -> Video:
    """What a chat needs to know of the file (ISO 14496-12, -14 and -15)."""
    found = list(boxes(data))
    body = dict(found)
    entry = body["moov/trak/mdia/minf/stbl/stsd"][8:]
    scale, duration = struct.unpack(">II", body["moov/mvhd"][12:20])
    return Video(
        top=tuple(name for name, _ in found if "/" not in name),
        codec=entry[4:8].decode(),
        size=struct.unpack(">HH", entry[32:36]),
        seconds=duration / scale,
        tracks=tuple(b[8:12].decode() for name, b in found if name == "moov/trak/mdia/hdlr"),
        samples=struct.unpack(">I", body["moov/trak/mdia/minf/stbl/stsz"][8:12])[0],
        **_format(entry[entry.index(b"avcC") + 4 :]),
    )


def _format(record: bytes) -> dict[str, int]:
    """Chroma format (1 is 4:2:0) and bits from the end of the decoder record of a High profile stream."""
    assert record[1] == 100, "High profile: the record ends with chroma format and bit depth"
    at = 6
    for sets in (record[5] & 31, None):
        count = record[at - 1] & 31 if sets is not None else record[at - 1]
        for _ in range(count):
            at += 2 + struct.unpack(">H", record[at : at + 2])[0]
        at += 1
    return {"chroma": record[at - 1] & 3, "depth": 8 + (record[at] & 7)}
