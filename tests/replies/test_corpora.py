"""The figures of docs/replies.md hold: every set of labelled replies is read as well as it says."""

from __future__ import annotations

import pytest

from tests.replies.score import answer, cases, table


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
        ("eighth", 0.95, 0.03),
        ("ninth", 0.98, 0.01),
        ("told", 0.99, 0.005),
        ("pain", 0.99, 0.005),
        ("unsaid", 0.85, 0.07),
        ("more", 0.98, 0.005),
        ("other_a", 0.94, 0.03),
        ("other_b", 0.96, 0.02),
        ("other_d", 0.97, 0.01),
        ("other_e", 0.96, 0.02),
        ("other_f", 0.95, 0.04),
        ("other_g", 0.95, 0.03),
        ("other_h", 0.98, 0.02),
        ("other_i", 0.97, 0.02),
        ("other_j", 0.95, 0.02),
        ("other_n", 0.98, 0.01),
        ("other_p", 0.98, 0.01),
        ("other_q", 0.98, 0.01),
        ("other_r", 0.98, 0.01),
        ("other_s", 0.98, 0.01),
        ("other_t", 0.98, 0.01),
        ("other_u", 0.98, 0.01),
        ("other_v", 0.98, 0.01),
        ("other_w", 0.98, 0.01),
        ("other_x", 0.98, 0.01),
        ("other_y", 0.98, 0.01),
        ("other_z", 0.98, 0.01),
        ("other_aa", 0.98, 0.01),
        ("other_ab", 0.98, 0.01),
        ("other_ac", 0.98, 0.01),
        ("other_ad", 0.98, 0.01),
        ("other_ae", 0.98, 0.01),
        ("other_ba", 0.97, 0.015),
        ("other_bb", 0.98, 0.01),
        ("other_ca", 0.97, 0.025),
        ("other_cb", 0.94, 0.03),
        ("other_cc", 0.89, 0.04),
        ("other_bc", 0.97, 0.015),
        ("other_bd", 0.97, 0.015),
        ("tenth", 0.98, 0.01),
        ("asides", 0.55, 0.35),
    ],
)
def test_a_set_of_replies_is_read_exactly_but_for_few_and_never_unsafely(name: str, exact: float, wrong: float) -> None:
    counts = table(name)
    size = len(cases(name))
    assert counts["unsafe"] == 0
    assert counts["exact"] >= exact * size
    assert counts["wrong"] <= wrong * size


@pytest.mark.parametrize(
    "text",
    [
        "3x8 coming up",
        "3x6ish to 8",
        "done my homework, gym later",
        "ran 3 rounds",
        "i've got 3 sets of keys",
        "rolling the mat out now for my 3x10",
        "2 and a bit sets",
    ],
)
def test_what_is_announced_vague_or_other_work_is_never_logged_as_sets(text: str) -> None:
    plan = {"sets": 3, "amount": 8, "unit": "reps"}
    assert answer({"text": text, "now": "2027-03-01T18:00", "plan": plan, "asked": None})["sets"] is None
