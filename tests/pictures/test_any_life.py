"""Whatever somebody lived through, it can be drawn and told."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from itertools import pairwise
from xml.etree import ElementTree

from hypothesis import HealthCheck, given, settings

from bot.coach.progress import look_back
from bot.pictures.progress import progress_svg
from bot.pictures.wide import charts_svg
from bot.wording.charts import chart
from bot.wording.progress import progress
from bot.wording.reports import Who, report
from tests.coach.lives import Act, day, live, lives
from tests.support.made_up import programme, words
from tests.wording.html_text import parsed

CAPTION = 1024


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(lives)
def test_any_life_can_be_drawn_and_told(script: list[Act]) -> None:
    story, number = live(script)
    standing, facts, today = story.at(number), tuple(story.facts), day(number)
    look = look_back(programme(), facts, standing)
    assert look.first <= today <= look.last
    assert all(after.first == before.last + timedelta(days=1) for before, after in pairwise(look.bands))
    assert look.bands[-1].last == today
    assert all(spell.first <= spell.last <= today for spell in look.spells)
    drawn = chart(words(), programme(), look, dark=False)
    for svg in (progress_svg(drawn), charts_svg(drawn)[0]):
        assert "nan" not in svg.lower().replace("maintenance", "")
        ElementTree.fromstring(svg)  # noqa: S314  we made it
    assert len(parsed(progress(words(), programme(), standing, look).text)) <= CAPTION
    page = report(words(), programme(), facts, standing, look, Who("Ana", datetime.combine(today, time(7)), "UTC"))
    assert all(len(row) == len(page.stages_head) for row in page.stages)
