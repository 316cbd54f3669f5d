"""What happens, counted for Prometheus: numbers of events and their lengths, never whose they were.

Imported only where METRICS_PORT is set, so that nobody else pays for the client library. The names and what they mean
are in `FAMILIES`; deploy/ has a dashboard and alerts that use them.
"""

from __future__ import annotations

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

_QUICK = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_LATE = (1, 5, 15, 60, 300, 900, 1800, 3600, 7200, 10800)

COUNTERS = {
    "updates": ("Updates from Telegram whose effects are committed", ("kind", "repeated")),
    "set_aside": ("Updates that could not be worked on", ()),
    "readings": ("Texts that were read: exact, or something had to be asked back", ("result",)),
    "decisions": ("Decisions that were told", ("kind",)),
    "answers": ("Answers: sent, put_off, dropped or gone", ("outcome",)),
    "due": ("Unasked messages that fell due and were claimed", ()),
    "deliveries": ("Unasked messages: sent, late, missed, dropped, failed or gone", ("kind", "outcome")),
}
TIMES = {
    "update_seconds": ("From taking an update to the commit of its effects", _QUICK),
    "answer_seconds": ("From the commit of an answer to Telegram's word that it has it", _QUICK),
    "lateness_seconds": ("How late unasked messages went out", _LATE),
}
GAUGES = {
    "tick_age_seconds": "Since the last look at what is due began or ended",
    "dispatcher_active": "1 where this process sends what is due",
    "updates_in_hand": "Chats whose updates are being worked on",
    "answers_in_hand": "Answers on their way",
    "pool_connections_in_use": "Database connections that are borrowed",
}


class Metrics:
    """A `Meter` with a registry of its own."""

    content_type = CONTENT_TYPE_PLAIN_0_0_4

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._counters = {
            name: Counter(f"hipcoach_{name}", text, labels, registry=self._registry)
            for name, (text, labels) in COUNTERS.items()
        }
        self._times = {
            name: Histogram(f"hipcoach_{name}", text, buckets=buckets, registry=self._registry)
            for name, (text, buckets) in TIMES.items()
        }

    def count(self, what: str, amount: int = 1, **labels: str) -> None:
        """One of `COUNTERS`."""
        counter = self._counters[what]
        (counter.labels(**labels) if labels else counter).inc(amount)

    def time(self, what: str, seconds: float) -> None:
        """One of `TIMES`."""
        self._times[what].observe(max(seconds, 0.0))

    def watch(self, what: str, value: Callable[[], float]) -> None:
        """One of `GAUGES`, asked for whenever somebody looks."""
        Gauge(f"hipcoach_{what}", GAUGES[what], registry=self._registry).set_function(value)

    def text(self) -> bytes:
        """Prometheus' text format."""
        return generate_latest(self._registry)
