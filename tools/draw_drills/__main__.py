"""Draws every drill again: `python -m tools.draw_drills`, or only those whose name or variant is given."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import groupby
from pathlib import Path

from bot.programme_file import load_programme
from tools.draw_drills.catalogue import DRILLS
from tools.draw_drills.clips import Clip, clips
from tools.draw_drills.drill import Drill, frames
from tools.draw_drills.hold_clip import clip as write_clip
from tools.draw_drills.paint import fingerprint, frame, still
from tools.draw_drills.render import mp4, png
from tools.draw_drills.sheet import contact_sheet

HOME = Path("data/drills")
PROGRAMME = Path("data/programme.yaml")


def main() -> None:
    options = _parser().parse_args()
    for drill in DRILLS:
        if not options.only or options.only in f"{drill.name}/{drill.variant}":
            _draw(drill, options)
    if options.stills:
        return
    held = _clips()
    _write(options.out, [clip for clip in held if not options.only or options.only in clip.name])
    if not options.only:
        lines = [f"{drill.name}/{drill.variant} {fingerprint(drill)}\n" for drill in DRILLS]
        lines += [f"{clip.name} {clip.fingerprint}\n" for clip in held]
        (options.out / "fingerprints.txt").write_text("".join(lines))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tools.draw_drills", description=__doc__)
    parser.add_argument(
        "only", nargs="?", default="", help="part of drill/variant, e.g. plank or hanging_hip_flexion/full"
    )
    parser.add_argument("--out", type=Path, default=HOME, help="the folder to write to")
    parser.add_argument("--stills", action="store_true", help="no animations")
    parser.add_argument("--sheets", type=Path, help="write a sheet of eight frames per loop there, to look at")
    return parser


def _draw(drill: Drill, options: argparse.Namespace) -> None:
    folder: Path = options.out / drill.name
    folder.mkdir(parents=True, exist_ok=True)
    picture, loop = folder / f"{drill.variant}.png", folder / f"{drill.variant}.mp4"
    picture.write_bytes(png(still(drill)))
    if not options.stills:
        mp4(loop, drill.size, _pictures(drill))
    if options.sheets:
        options.sheets.mkdir(parents=True, exist_ok=True)
        (options.sheets / f"{drill.name}-{drill.variant}.png").write_bytes(png(contact_sheet(drill)))
    print(f"{drill.name}/{drill.variant}: still {_kilobytes(picture)}, loop {_kilobytes(loop)}")


def _write(out: Path, wanted: Iterable[Clip]) -> None:
    """Clips of one figure share frames, so they stay together; the figures are drawn side by side."""
    figures = [
        [clip.name for clip in group] for _, group in groupby(wanted, key=lambda clip: (clip.drill.variant, clip.first))
    ]
    with ProcessPoolExecutor() as workers:
        for lines in workers.map(partial(_write_some, out), figures):
            print("\n".join(lines))


def _write_some(out: Path, names: list[str]) -> list[str]:
    """By name, because a drawing does not travel to another process."""
    lines = []
    for clip in (clip for clip in _clips() if clip.name in names):
        target = out / f"{clip.name}.mp4"
        target.parent.mkdir(parents=True, exist_ok=True)
        write_clip(clip.drill, clip.plan, target)
        lines.append(f"{clip.name}: {_kilobytes(target)}")
    return lines


def _clips() -> list[Clip]:
    return list(clips(load_programme(PROGRAMME)))


def _pictures(drill: Drill) -> Iterator[bytes]:
    return (png(frame(drill, at)) for at in frames(drill))


def _kilobytes(path: Path) -> str:
    return f"{path.stat().st_size / 1000:.0f} kB" if path.exists() else "not drawn"


if __name__ == "__main__":
    main()
