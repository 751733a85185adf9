"""What a rule about clients is: whom it finds as of a day and why each of them, and what it says of them all."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from ohjaamo.formats import day as in_words
from projects.models import Project
from reports.findings import Finding, People, asks, holds

# Lines about each client who deviates, by key. They name no place: a list may show them of anybody.
Deviants = Mapping[int, list[str]]


@dataclass(frozen=True)
class PersonRule:
    """A rule about clients. `find` gives None where the project has nothing to be judged by.

    What it finds of a client whose fact is lasting (an age, a notice) is explained once and for all; otherwise the
    explanation holds on the day alone.
    """

    key: str
    title: Promise
    find: Callable[[Project, dt.date], Deviants | None]
    # Of so many clients, as "[%(count)s clients] …"; and of nobody.
    asks: Any
    holds: Promise
    is_lasting: bool = False

    def finding(self, project: Project, day: dt.date) -> Finding | None:
        """What the rule says of the project as of a day; None where it has nothing to judge by."""
        found = self.find(project, day)
        if found is None:
            return None
        if not found:
            return holds(self.key, str(self.holds), is_minor=True)
        text = f"{in_words(day)}: {self.asks % {'count': len(found)}}"
        as_of = None if self.is_lasting else day
        return asks(self.key, text, People(day, "", rule=self.key), as_of=as_of, keys=found)
