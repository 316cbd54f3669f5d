"""The page for users and clinicians says what the data file says: every figure in it is checked, none is left out."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.coach.story import shipped

PAGE = (Path(__file__).parents[2] / "docs" / "how-the-coach-decides.md").read_text(encoding="utf-8")
FIGURES = re.findall(r"([\d.]+)<!--([\w.\[\]]+)-->", PAGE)
EXPLAINED = ("screening", "pain", "gaps", "progress", "maintenance", "adherence")


def value_at(path: str) -> float:
    found: Any = shipped()
    for part in re.findall(r"\w+", path):
        found = found[int(part)] if part.isdigit() else getattr(found, part)
    assert isinstance(found, int | float)
    return found


def numbers(value: Any, at: str) -> list[str]:
    """The paths of all numbers below a section."""
    if is_dataclass(value):
        return [path for one in fields(value) for path in numbers(getattr(value, one.name), f"{at}.{one.name}")]
    return [at] if isinstance(value, int | float) else []


@pytest.mark.parametrize(("figure", "path"), FIGURES)
def test_a_figure_on_the_page_is_the_one_in_the_file(figure: str, path: str) -> None:
    assert float(figure) == value_at(path)


@pytest.mark.parametrize("path", [path for name in EXPLAINED for path in numbers(getattr(shipped(), name), name)])
def test_every_threshold_of_the_file_is_explained_on_the_page(path: str) -> None:
    assert path in {named for _, named in FIGURES}


def test_a_marked_figure_stands_before_every_mark() -> None:
    assert len(FIGURES) == PAGE.count("<!--")


def test_the_page_asks_a_physiotherapist_to_review_it_and_says_what_it_is_not() -> None:
    assert "If you are a physiotherapist" in PAGE
    assert "is not medical advice" in PAGE
