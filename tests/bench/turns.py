"""Ways to one answer are timed in turns, so that whatever else the machine does falls on all of them alike.

Times themselves say nothing on a machine that others use too; only ratios of one run are told and asserted.
"""

import statistics
import time
from collections.abc import Callable, Mapping

from django.db import connection

ROUNDS = 9


def medians(ways: Mapping[str, Callable[[], object]], *, rounds: int = ROUNDS) -> dict[str, float]:
    """The median time of each way, after one run of each that doesn't count."""
    for way in ways.values():
        way()
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _round in range(rounds):
        for name, way in ways.items():
            times[name].append(seconds(way))
    return {name: statistics.median(each) for name, each in times.items()}


def seconds(way: Callable[[], object]) -> float:
    """How long the way takes, once."""
    begun = time.perf_counter()
    way()
    return time.perf_counter() - begun


def analyze() -> None:
    """Tell the planner what the tables hold; in life PostgreSQL does so within a minute of an import."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
