"""SVG to PNG bytes, and PNG frames to a small silent MP4 that chats play in place."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

import av
import resvg_py
from av.video.frame import PictureType
from av.video.reformatter import ColorRange, Colorspace

from tools.draw_drills.drill import FPS

FONT_FILE = Path(__file__).parent / "font" / "Inter-SemiBold-subset.otf"
ENCODER = {"crf": "20", "preset": "slow", "tune": "animation", "threads": "1"}  # one thread: the same bytes again
LONG_ENCODER = ENCODER | {"crf": "30", "g": "600"}
"""For a minute in which hardly anything moves: coarser, and one key frame."""


def png(document: str) -> bytes:
    """The picture as PNG. Only the font beside this file is used, so every machine draws the same."""
    picture: bytes = resvg_py.svg_to_bytes(
        svg_string=document, skip_system_fonts=True, font_files=[str(FONT_FILE)], font_family="Inter"
    )
    return picture


def mp4(
    target: Path, size: tuple[int, int], pictures: Iterable[bytes], fps: int = FPS, encoder: dict[str, str] = ENCODER
) -> None:
    """Write the PNG pictures as H.264 (4:2:0, index in front), without sound. `size` is in pixels, even."""
    with av.open(str(target), "w", format="mp4", options={"movflags": "+faststart"}) as container:
        stream = container.add_stream("libx264", rate=fps, options=encoder)
        stream.width, stream.height = size
        stream.pix_fmt = "yuv420p"
        stream.color_range, stream.colorspace = ColorRange.MPEG, Colorspace.ITU709
        for index, picture in enumerate(pictures):
            shot = _video_frame(picture)
            shot.pts, shot.time_base = index, Fraction(1, fps)
            container.mux(stream.encode(shot))
        container.mux(stream.encode(None))


def _video_frame(picture: bytes) -> av.VideoFrame:
    """A new decoder for each picture: one that is kept adds every PNG to the one before it."""
    (decoded,) = av.VideoCodecContext.create("png", "r").decode(av.Packet(picture))
    shot = decoded.reformat(
        format="yuv420p", src_color_range=ColorRange.JPEG, dst_color_range=ColorRange.MPEG,
        dst_colorspace=Colorspace.ITU709,
    )  # fmt: skip
    shot.pict_type = PictureType.NONE  # a PNG says "key frame"; here the encoder decides
    return shot
