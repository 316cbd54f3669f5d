"""The figures of docs/replies.md hold: every set of labelled replies is read as well as it says."""

from __future__ import annotations

import pytest

from tests.replies.score import cases, table


@pytest.mark.parametrize(
    ("name", "exact", "wrong"),
    [
        ("dev", 0.99, 0.005),
        ("own", 0.99, 0.005),
        ("heldout", 0.98, 0.005),
        ("third", 0.98, 0.01),
        ("fourth", 0.97, 0.02),
        ("fifth", 0.97, 0.02),
        ("sixth", 0.98, 0.01),
        ("seventh", 0.98, 0.01),
        ("told", 0.99, 0.005),
        ("pain", 0.99, 0.005),
        ("unsaid", 0.85, 0.07),
        ("more", 0.98, 0.005),
        ("other_a", 0.94, 0.03),
        ("other_b", 0.96, 0.02),
        ("other_d", 0.97, 0.01),
        ("other_e", 0.96, 0.02),
    ],
)
def test_a_set_of_replies_is_read_exactly_but_for_few_and_never_unsafely(name: str, exact: float, wrong: float) -> None:
    counts = table(name)
    size = len(cases(name))
    assert counts["unsafe"] == 0
    assert counts["exact"] >= exact * size
    assert counts["wrong"] <= wrong * size
