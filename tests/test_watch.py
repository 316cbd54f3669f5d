"""What an operator sees over HTTP and in the log: counts and ids, never whose words."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import aiohttp
import pytest
import yaml

from bot.line import Line
from bot.metrics import COUNTERS, GAUGES, TIMES, Metrics
from bot.ports import Away
from bot.tryout import LocalTelegram, RealClock
from bot.watch import Readiness
from tests.support.commands import ROOT, free_port
from tests.test_processes import process

SAID = "3x6 pain 2, but Hildegard's xylophone"


async def page(port: int, path: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}{path}") as answer:
        return answer.status, await answer.text()


async def until_served(port: int) -> None:
    async with asyncio.timeout(20):
        while True:
            try:
                if (await page(port, "/readyz"))[0] == 200:
                    return
            except aiohttp.ClientError:
                pass
            await asyncio.sleep(0.05)


def value(text: str, sample: str) -> float:
    found = re.search(rf"^{re.escape(sample)} (\S+)$", text, re.MULTILINE)
    return float(found.group(1)) if found else 0.0


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_a_running_bot_tells_how_it_is_and_what_it_has_done(
    kind: str, new_database: Callable[..., str], tmp_path: Path
) -> None:
    port = free_port()
    async with (
        LocalTelegram(clock=RealClock()).serve() as telegram,
        process("run", telegram, new_database(kind), METRICS_PORT=str(port)),
    ):
        ana = telegram.user("Hildegard")
        await ana.say("/start")
        await ana.wait_reply(20)
        await until_served(port)
        assert await page(port, "/healthz") == (200, "ok")
        assert json.loads((await page(port, "/readyz"))[1]) == {"database": True, "telegram": True, "tick": True}
        _, text = await page(port, "/metrics")
        assert value(text, 'hipcoach_updates_total{kind="text",repeated="false"}') == 1
        assert value(text, "hipcoach_update_seconds_count") == 1
        assert value(text, 'hipcoach_answers_total{outcome="sent"}') == 1
        assert 0 <= value(text, "hipcoach_tick_age_seconds") < 30
        assert value(text, "hipcoach_dispatcher_active") == 1
        assert "Hildegard" not in text


async def test_the_log_holds_ids_to_find_things_by_and_nothing_that_was_said(new_database: Callable[..., str]) -> None:
    logged: list[str] = []
    async with LocalTelegram(clock=RealClock()).serve() as telegram:
        ana = telegram.user("Hildegard", last_name="Bingen")
        async with process("run", telegram, new_database("sqlite"), LOG_LEVEL="DEBUG") as running:
            for text in ("/start", SAID, 'a\nb {"event": "forged"}', "\x1b[31mred"):
                await ana.say(text)
                await ana.wait_reply(20)
            assert running.stderr is not None
            async with asyncio.timeout(10):
                while sum("update done" in line for line in logged) < 4:
                    logged.append((await running.stderr.readline()).decode())
    lines = [json.loads(line) for line in logged if line.startswith("{")]
    done = [line for line in lines if line["event"] == "update done"]
    assert [line["user"] for line in done] == [1, 1, 1, 1]
    assert len({line["update"] for line in done}) == 4
    assert not [line for line in lines if line["event"] == "forged"]
    assert not re.search("Hildegard|Bingen|xylophone|pain 2|forged|\x1b|red", "".join(logged))


class Bot:
    """Answers, or hangs up."""

    def __init__(self) -> None:
        self.asked = 0
        self.there = True

    async def get_me(self) -> None:
        self.asked += 1
        if not self.there:
            raise RuntimeError


class Base:
    there = True

    async def ping(self) -> None:
        if not self.there:
            raise Away


def surroundings() -> Any:
    ticker = SimpleNamespace(age=lambda: 1.0)
    return SimpleNamespace(application=SimpleNamespace(bot=Bot()), database=Base(), ticker=ticker)


async def test_ready_means_database_telegram_and_a_fresh_tick() -> None:
    line = surroundings()
    assert await Readiness(cast(Line, line), ticks=True)() == {"database": True, "telegram": True, "tick": True}
    line.database.there = line.application.bot.there = False
    line.ticker.age = lambda: 61.0
    assert await Readiness(cast(Line, line), ticks=True)() == {"database": False, "telegram": False, "tick": False}
    assert set(await Readiness(cast(Line, line), ticks=False)()) == {"database", "telegram"}


async def test_many_probes_are_one_question_to_telegram() -> None:
    line = surroundings()
    ready = Readiness(cast(Line, line), ticks=False)
    for _ in range(10):
        await ready()
    assert line.application.bot.asked == 1


def names() -> set[str]:
    """Every name that /metrics can show."""
    counters = {f"hipcoach_{name}_total" for name in COUNTERS}
    times = {f"hipcoach_{name}_{part}" for name in TIMES for part in ("bucket", "sum", "count")}
    process_ = {"process_resident_memory_bytes", "process_cpu_seconds_total", "process_start_time_seconds"}
    return counters | times | {f"hipcoach_{name}" for name in GAUGES} | process_


def expressions() -> list[str]:
    dashboard = json.loads((ROOT / "deploy" / "grafana-dashboard.json").read_text())
    alerts = yaml.safe_load((ROOT / "deploy" / "alerts.yml").read_text())
    shown = [target["expr"] for panel in dashboard["panels"] for target in panel.get("targets", [])]
    return shown + [rule["expr"] for group in alerts["groups"] for rule in group["rules"]]


def test_dashboard_and_alerts_ask_only_for_what_is_counted() -> None:
    asked = set(re.findall(r"\b(?:hipcoach|process)_\w+", " ".join(expressions())))
    assert len(asked) > 10
    assert asked <= names()


def test_an_unknown_name_is_a_fault_at_once() -> None:
    with pytest.raises(KeyError):
        Metrics().count("nonsense")
