"""What every figure of every report comes down to: a number and the clients behind it."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class Counted:
    """A number of a report, named as in our keys (`active`, `work`, `result:employment` …), on a day or for it all.

    None is a cell that prints blank. `keys` are the clients whom it counts, each once, in order of their keys; empty
    where a figure counts no people (money, sessions without names).
    """

    figure: str
    day: dt.date | None
    value: int | None
    keys: tuple[int, ...] = ()
