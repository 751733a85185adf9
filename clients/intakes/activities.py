"""Rows of activities: what clients did, from when to when, where and on what terms."""

import copy
import datetime as dt
from typing import Any

from clients import activities
from clients.choices import ConfirmationSource
from clients.fillings import Filling, compare
from clients.intakes import changes, identities
from clients.models import Activity, ActivityTerms, Client
from ohjaamo.reference import plain
from projects.book_columns import Values
from staff import auditing
from staff.gathering import Gathering
from staff.rows import keep
from staff.verdicts import Verdict

# What a book calls the contrary of a column of ours.
IN_THE_BOOK = {"is_part_time": "is_full_time"}

Key = tuple[int, str, str, dt.date]


class ActivityIntake:
    """Takes rows of activities of clients whom the register knows."""

    def __init__(self, today: dt.date, gathering: Gathering, by: auditing.Actor) -> None:
        self.gathering = gathering
        self.by = by
        self.people = identities.people_for(today=today, by=by)
        # A row that stands comes after a withdrawn one like it, and takes its place.
        rows = Activity.with_withdrawn.order_by("withdrawn_at")
        self.known: dict[Key, Activity] = {key_of(row): row for row in rows}
        self.terms = {(terms.activity_id, terms.starts_on): terms for terms in ActivityTerms.objects.all()}

    def take(self, values: Values, verdict: Verdict) -> None:
        """Take a row in: a new activity, or the blanks of the one of that kind, at that place, from that day."""
        client = identities.known_client(values, self.people, verdict)
        place = values.get("place", "")
        known = self.known.get((client.pk, values["activity"], plain(place), values["starts_on"]))
        with verdict.refusing("starts_on"):
            if known is None:
                self._start(client, values, verdict)
            elif known.withdrawn_at is not None:
                identities.tell_withdrawn(verdict, "starts_on")
            else:
                self._fill(known, client, values, verdict)

    def _start(self, client: Client, values: Values, verdict: Verdict) -> None:
        activity = activities.new(
            client=client,
            kind=values["activity"],
            starts_on=values["starts_on"],
            ends_on=values.get("ends_on"),
            place=values.get("place", ""),
            # The book tells no day on which somebody confirmed it; it held from its first day.
            confirmed_on=values["starts_on"],
            confirmed_from=ConfirmationSource.BOOK,
            by=self.by,
        )
        self.gathering.add(activity)
        if terms := terms_in(values):
            self._set_terms(activity, terms)
        verdict.created["activities"] += 1
        self.gathering.learn(self.known, key_of(activity), activity)

    def _fill(self, known: Activity, client: Client, values: Values, verdict: Verdict) -> None:
        activity = known
        said = {"ends_on": values.get("ends_on")}
        filling = compare(activity, said, taken=identities.ticked(verdict, client))
        identities.tell_differences(verdict, client, activity, filling)
        if filling.blanks:
            changes.tell(verdict, client, activity, filling.blanks)
            activity = copy.copy(known)
            activities.end(activity=activity, **filling.blanks, by=self.by)
        if self._fill_terms(activity, client, terms_in(values), verdict) or filling.blanks:
            verdict.updated["activities"] += 1
        self.gathering.learn(self.known, key_of(activity), activity)

    def _fill_terms(
        self, activity: Activity, client: Client, said: dict[str, bool], verdict: Verdict
    ) -> bool:
        """Fill the terms that hold from the first day; whether anything was filled."""
        known = self.terms.get((activity.pk, activity.starts_on))
        if known is None:
            if said:
                changes.tell(verdict, client, ActivityTerms(), said)
                self._set_terms(activity, said)
            return bool(said)
        ticked = identities.ticked(verdict, client)
        filling = compare(known, said, taken={IN_THE_BOOK.get(name, name) for name in ticked})
        identities.tell_differences(verdict, client, known, _as_the_book_says(filling))
        if filling.blanks:
            changes.tell(verdict, client, known, filling.blanks)
            terms = copy.copy(known)
            for name, value in filling.blanks.items():
                setattr(terms, name, value)
            with auditing.act(by=self.by):
                keep(terms)
            self.gathering.learn(self.terms, (activity.pk, activity.starts_on), terms)
        return bool(filling.blanks)

    def _set_terms(self, activity: Activity, terms: dict[str, bool]) -> None:
        row = activities.new_terms(activity=activity, starts_on=activity.starts_on, **terms)
        self.gathering.add(row)
        self.gathering.learn(self.terms, (activity.pk, activity.starts_on), row)


def key_of(activity: Activity) -> Key:
    """What makes an activity the same one in a book and in the register."""
    return (activity.client_id, activity.kind, plain(activity.place), activity.starts_on)


def _as_the_book_says(filling: Filling) -> Filling:
    """Books ask whether somebody is part-time, we keep whether full-time."""
    for values in (filling.differing, filling.taken):
        if "is_full_time" in values:
            ours, book = values.pop("is_full_time")
            values["is_part_time"] = (not ours, not book)
    return filling


def terms_in(values: Values) -> dict[str, Any]:
    """The terms that the row gives."""
    part_time = values.get("is_part_time")
    terms = {
        "is_full_time": None if part_time is None else not part_time,
        "has_pay_subsidy": values.get("has_pay_subsidy"),
        "is_permanent": values.get("is_permanent"),
    }
    return {name: value for name, value in terms.items() if value is not None}
