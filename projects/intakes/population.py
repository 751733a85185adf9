"""Rows of the population: what a source says of a municipality on a day."""

import datetime as dt

from ohjaamo.formats import number, share
from ohjaamo.reference import plain
from projects import municipalities
from projects.book_columns import Values
from projects.models import ForeignLanguageShare
from staff import auditing
from staff.verdicts import Verdict

Key = tuple[int, dt.date, str]
# The columns that may differ, each as it is told.
IN_WORDS = {"share_percent": share, "persons": number}


class PopulationIntake:
    """Takes figures that aren't there yet; one that differs is listed, and taken when somebody ticks it."""

    def __init__(self, by: auditing.Actor) -> None:
        self.by = by
        self.known: dict[Key, ForeignLanguageShare] = {
            (each.municipality_id, each.as_of, plain(each.source)): each
            for each in ForeignLanguageShare.objects.all()
        }

    def take(self, values: Values, verdict: Verdict) -> None:
        """Take a row in: a new figure, or the differing one of the same source and day."""
        key = (values["municipality"].pk, values["as_of"], plain(values["source"]))
        known = self.known.get(key)
        with verdict.refusing("share_percent"):
            if known is None:
                self.known[key] = municipalities.state_share(**values, by=self.by)
                verdict.created["population"] += 1
            else:
                self._compare(known, values, verdict)

    def _compare(self, known: ForeignLanguageShare, values: Values, verdict: Verdict) -> None:
        told = {name: getattr(known, name) for name in IN_WORDS}
        for name, in_words in IN_WORDS.items():
            if told[name] == values[name]:
                continue
            ours, book = in_words(told[name]), in_words(values[name])
            if name in verdict.answer.taken:
                told[name] = values[name]
                verdict.take(name, ours, book)
                verdict.change(str(known.municipality), verdict.titles.get(name, ""), ours, book)
            else:
                verdict.differ(name, ours, book)
        if told != {name: getattr(known, name) for name in IN_WORDS}:
            municipalities.correct_share(share=known, **told, by=self.by)
            verdict.updated["population"] += 1
