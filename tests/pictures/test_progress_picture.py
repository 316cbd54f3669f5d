"""What the progress picture is made of; how it looks, an eye must say."""

from __future__ import annotations

import re
import struct
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from bot.pictures.palette import DARK, LIGHT, Palette
from bot.pictures.progress import TALLEST, progress_svg
from bot.pictures.render import png
from bot.pictures.svg import fitted, width_of
from tests.support.made_up import picture

KINDS = [("steady", 1), ("asymmetric", 10), ("sore", 21), ("flare-up", 63), ("busy", 140), ("beginner", 140)]
MOST_BYTES = 150 * 1024


def words_in(svg: str) -> list[str]:
    return [text.text or "" for text in parsed(svg).iter("{http://www.w3.org/2000/svg}text")]


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314  we made it


def size(made: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", made[16:24])
    return width, height


@pytest.mark.parametrize(("persona", "days"), KINDS)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_picture_is_light_enough_for_a_phone_and_not_made_smaller_by_telegram(
    persona: str, days: int, *, dark: bool
) -> None:
    made = png(progress_svg(picture(persona, days, dark=dark)))
    assert len(made) <= MOST_BYTES
    assert max(size(made)) <= TALLEST
    assert min(size(made)) >= 900


@pytest.mark.parametrize(("persona", "days"), KINDS)
def test_everything_stands_inside_the_picture(persona: str, days: int) -> None:
    svg = parsed(progress_svg(picture(persona, days)))
    _, _, width, height = map(float, svg.attrib["viewBox"].split())
    for text in svg.iter("{http://www.w3.org/2000/svg}text"):
        x, y = float(text.attrib["x"]), float(text.attrib["y"])
        long = width_of(text.text or "", float(text.attrib["font-size"]))
        start = x - {"middle": long / 2, "end": long}.get(text.attrib.get("text-anchor", ""), 0)
        assert -2 <= start <= width, text.text
        assert start + long <= width + 8, text.text
        assert 0 < y <= height, text.text


def test_no_words_are_smaller_than_a_phone_can_show() -> None:
    sizes = [float(each) for each in re.findall(r'font-size="([\d.]+)"', progress_svg(picture("busy", 140)))]
    assert min(sizes) >= 10


def test_units_and_names_stand_in_the_picture() -> None:
    shown = words_in(progress_svg(picture("steady", 63)))
    for words in ("reps", "60 s", "Pain, 0–10", "left", "right", "safe 0–2", "today", "Mo", "done"):
        assert words in shown


def test_before_the_first_session_the_picture_says_what_will_be_there() -> None:
    chart = picture("steady", 1)
    empty = replace(chart, progress=replace(chart.progress, efforts=(), peaks=()))
    assert chart.words.nothing_yet in words_in(progress_svg(empty))


def test_the_lifts_have_a_panel_once_they_were_told_of() -> None:
    heading = picture("steady", 30).words.lifts
    assert heading in words_in(progress_svg(picture("steady", 30)))
    assert heading not in words_in(progress_svg(picture("steady", 30, lifts=False)))


def test_light_and_dark_differ_in_colours_only() -> None:
    light, dark = (progress_svg(picture("steady", 30, dark=dark)) for dark in (False, True))
    assert light != dark
    assert re.sub(r"#[0-9a-f]{6}", "", light) == re.sub(r"#[0-9a-f]{6}", "", dark)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_words_stand_out_from_what_is_behind_them(colours: Palette) -> None:
    for words in (colours.ink, colours.quiet):
        for behind in (colours.page, colours.band, colours.band_other):
            assert contrast(words, behind) >= 4.5
    assert contrast(colours.strip_words, colours.strip) >= 4.5
    assert contrast(colours.strip_words_now, colours.strip_now) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_signs_stand_out_from_what_is_behind_them(colours: Palette) -> None:
    for sign in (colours.left, colours.right, colours.prescribed, colours.lifts):
        for behind in (colours.band, colours.band_other):
            assert contrast(sign, behind) >= 3
    for sign in (colours.during, colours.morning):
        assert contrast(sign, colours.safe) >= 3


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_words_too_long_for_their_room_end_in_an_ellipsis() -> None:
    assert fitted("Band Hurdle Hold", 10, 200) == "Band Hurdle Hold"
    assert fitted("Band Hurdle Hold", 10, 60).endswith("…")
    assert fitted("Band Hurdle Hold", 10, 3) == ""


def test_markup_in_a_drills_name_is_no_markup() -> None:
    chart = picture("steady", 3)
    assert "<3 & co" in words_in(progress_svg(replace(chart, words=replace(chart.words, title="<3 & co"))))
