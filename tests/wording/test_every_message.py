"""What holds for every message of the coach, over many standings."""

from __future__ import annotations

import re

import pytest

from bot.coach.programme import Programme
from bot.wording.message import Message
from bot.wording.words import Words
from tests.wording.gallery import HOSTILE, gallery
from tests.wording.html_text import parsed

LONG_ON_REQUEST = ("why", "privacy", "progress", "how", "next: choose", "next without reminders: choose")
PROMPTED = 900
ON_REQUEST = 1500
CAPTION = 1024
UNFILLED = re.compile(r"[{}]|\bNone\b|[a-z]_[a-z]|–\s*days|\( ?\)|  |\n\n\n| [.,;:](\s|$)")
"""Braces, names of the program, None, a dash for a number, emptied brackets, doubled spaces and empty lines."""


@pytest.fixture(scope="module")
def shown(words: Words, programme: Programme) -> dict[str, Message]:
    return dict(gallery(words, programme))


def test_every_message_says_something_in_html_that_telegram_takes(shown: dict[str, Message]) -> None:
    for name, message in shown.items():
        assert parsed(message.text).strip(), name


def test_messages_are_short_unless_they_explain_on_request(shown: dict[str, Message]) -> None:
    for name, message in shown.items():
        most = ON_REQUEST if name.startswith(LONG_ON_REQUEST) else PROMPTED
        assert len(parsed(message.text)) <= most, name


def test_a_full_or_easier_drill_fits_beside_its_picture(shown: dict[str, Message]) -> None:
    drills = {name: message for name, message in shown.items() if name.startswith("how") and name.endswith("kit")}
    assert len(drills) == 8
    for name, message in drills.items():
        assert len(parsed(message.text)) <= CAPTION, name


def test_how_it_goes_fits_beside_its_picture(shown: dict[str, Message]) -> None:
    told = [message for name, message in shown.items() if name.startswith("progress")]
    assert told
    for message in told:
        assert len(parsed(message.text)) <= CAPTION


def test_a_review_fits_beside_its_picture(shown: dict[str, Message]) -> None:
    reviews = {name: message for name, message in shown.items() if name.startswith("review")}
    assert len(reviews) > 15
    for name, message in reviews.items():
        assert len(parsed(message.text)) <= CAPTION, name


def test_a_session_fits_beside_its_picture_at_every_step(shown: dict[str, Message]) -> None:
    steps = {name: message for name, message in shown.items() if name.startswith("session:")}
    assert steps
    for name, message in steps.items():
        assert message.picture, name
        assert len(parsed(message.text)) <= 500, name  # the buttons stay in sight on a phone


def test_every_button_has_a_label_and_data_that_telegram_takes(shown: dict[str, Message]) -> None:
    for name, message in shown.items():
        for button in (button for row in message.buttons for button in row):
            assert button.label.strip(), name
            assert "&" not in button.label or "&amp;" not in button.label, name
            assert 1 <= len(button.data.encode()) <= 64, (name, button.data)


def test_no_button_stands_twice_under_a_message(shown: dict[str, Message]) -> None:
    for name, message in shown.items():
        data = [button.data for row in message.buttons for button in row]
        assert len(data) == len(set(data)), name


def test_nothing_is_left_unfilled(shown: dict[str, Message]) -> None:
    for name, message in shown.items():
        text = parsed(message.text)
        assert not UNFILLED.search(text), (name, text)


def test_a_first_name_is_shown_as_it_was_typed_and_never_as_markup(shown: dict[str, Message]) -> None:
    greeted = [message for name, message in shown.items() if name.startswith("reminder") and "Hi" in message.text]
    assert greeted
    for message in greeted:
        assert f"Hi {HOSTILE}," in parsed(message.text)


def test_only_the_scale_and_the_settings_stand_above_many_buttons(shown: dict[str, Message]) -> None:
    for name, message in shown.items():
        others = [button for row in message.buttons for button in row if not button.label.isdigit()]
        assert len(others) <= 7 or name.startswith("settings"), name
