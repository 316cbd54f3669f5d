"""Pictures that are only named, and fail as told."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.ports import NotDrawn
from bot.wording.chart import Chart
from bot.wording.report import Report

ONE_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ffff3f0005"
    "fe02fe0def46b80000000049454e44ae426082"
)


@dataclass
class FakePictures:
    """`fails`: what it can not draw."""

    fails: bool = False
    drawn: list[Chart] = field(default_factory=list)
    made: list[Report] = field(default_factory=list)

    async def chart(self, chart: Chart) -> bytes:
        if self.fails:
            raise NotDrawn("as told")
        self.drawn.append(chart)
        return ONE_PIXEL

    async def report(self, report: Report) -> bytes:
        if self.fails:
            raise NotDrawn("as told")
        self.made.append(report)
        return b"%PDF-1.4"
