"""Rows of clients: who came, from when to when, and whose client they were."""

import copy
import datetime as dt
from operator import attrgetter
from typing import Any

from django.utils.translation import gettext as _

from clients import assignments, coaches, enrolments, records
from clients.coaches import Coaches
from clients.fillings import compare
from clients.intakes import changes, identities
from clients.models import Assignment, Client, Enrolment
from clients.shelves import Shelf
from ohjaamo.periods import Period
from projects.book_columns import BLANK, Values
from projects.models import Project
from staff import auditing
from staff.gathering import Gathering
from staff.models import User
from staff.verdicts import Verdict

FACTS = (
    "client_number",
    "last_name",
    "first_names",
    "born_on",
    "gender",
    "nationalities",
    "mother_tongue",
    "service_languages",
    "municipality",
    "phone",
    "email",
    "address",
    "arrived_on",
    "note",
)
# What a safety restriction hides; an old book doesn't bring it back.
HIDDEN = {"municipality", "phone", "email", "address"}


class ClientIntake:
    """Takes rows of clients into one project."""

    def __init__(self, project: Project, today: dt.date, gathering: Gathering, by: auditing.Actor) -> None:
        self.project = project
        self.gathering = gathering
        self.by = by
        self.people = identities.people_for(today=today, by=by)
        self.coaches = Coaches()
        # A stay that stands comes after a withdrawn one like it, and takes its place.
        self.stays = Shelf(Enrolment, attrgetter("client_id", "starts_on"))
        self.stays.fill(Enrolment.with_withdrawn.filter(project=project).order_by("withdrawn_at"))
        self.assignments: dict[int, list[Assignment]] = {}
        for assignment in Assignment.objects.select_related("coach"):
            self.assignments.setdefault(assignment.client_id, []).append(assignment)
        # The largest number of our own, in the register and in the book so far.
        self.largest: dict[str, int] = {}

    def take(self, values: Values, verdict: Verdict) -> None:
        """Take a row in: a new client or the blanks of one we have, a stay, and who coaches the client."""
        client = identities.recognise(values, self.people, verdict)
        client = self._fill(client, values, verdict) if client else self._register(values, verdict)
        self._warn_of_age(client, values["starts_on"], verdict)
        with verdict.refusing("starts_on"):
            stay = self._enrol(client, values, verdict)
        if stay.withdrawn_at is None and values.get("coach"):
            self._assign(client, stay, values["coach"], verdict)
        self.gathering.on_forget(self.people.put(client, row=verdict.number))
        self.gathering.on_forget(self.stays.put(stay).take_back)

    def _register(self, values: Values, verdict: Verdict) -> Client:
        facts = facts_in(values)
        number = self._number(facts.pop("client_number", ""))
        restriction = bool(values.get("has_safety_restriction"))
        client = records.new(client_number=number, **facts, has_safety_restriction=restriction)
        self.gathering.add(client)
        verdict.created["clients"] += 1
        return client

    def _number(self, written: str) -> str:
        """The number that the book gives, else the next of our own: while rows are gathered it is counted here."""
        if not written and not self.gathering.is_open:
            written = records.next_number()
        elif not written:
            if "register" not in self.largest:
                self.largest["register"] = self.gathering.ask(records.largest_number)
            written = records.number_after(max(self.largest.values()))
        if (count := records.count_in(written)) > self.largest.get("book", 0):
            self.gathering.learn(self.largest, "book", count)
        return written

    def _fill(self, client: Client, values: Values, verdict: Verdict) -> Client:
        restricts = bool(values.get("has_safety_restriction"))
        taken = frozenset() if restricts else identities.ticked(verdict, client)
        filling = compare(client, facts_in(values), taken=taken)
        blanks = filling.blanks
        # Decided first: a row that brings the restriction tells no value either.
        if client.has_safety_restriction or restricts:
            if HIDDEN.intersection(blanks) or filling.differing:
                identities.tell_restricted(verdict)
            blanks = {name: value for name, value in blanks.items() if name not in HIDDEN}
            if not client.has_safety_restriction:
                blanks["has_safety_restriction"] = True
        else:
            identities.tell_differences(verdict, client, client, filling)
        if blanks:
            if not restricts:
                changes.tell(verdict, client, client, blanks)
            client = copy.copy(client)
            records.change(client=client, **blanks, by=self.by)
            verdict.updated["clients"] += 1
        return client

    def _enrol(self, client: Client, values: Values, verdict: Verdict) -> Enrolment:
        starts_on, ends_on = values["starts_on"], values.get("ends_on")
        if known := self.stays.get((client.pk, starts_on)):
            return self._fill_stay(known, client, values, verdict)
        stay = enrolments.new(
            client=client,
            project=self.project,
            starts_on=starts_on,
            ends_on=ends_on,
            exit_reason=values.get("exit_reason", ""),
        )
        self.gathering.add(stay)
        verdict.created["enrolments"] += 1
        return stay

    def _fill_stay(self, stay: Enrolment, client: Client, values: Values, verdict: Verdict) -> Enrolment:
        if stay.withdrawn_at is not None:
            identities.tell_withdrawn(verdict, "starts_on")
            return stay
        said = {name: values.get(name) for name in ("ends_on", "exit_reason")}
        filling = compare(stay, said, taken=identities.ticked(verdict, client))
        identities.tell_differences(verdict, client, stay, filling)
        if filling.blanks:
            changes.tell(verdict, client, stay, filling.blanks)
            stay = copy.copy(stay)
            kept = {"ends_on": stay.ends_on, "exit_reason": stay.exit_reason}
            enrolments.end(enrolment=stay, **(kept | filling.blanks), by=self.by)
            verdict.updated["enrolments"] += 1
            if "ends_on" in filling.blanks:
                self._end_assignments(client, stay, verdict)
        return stay

    def _assign(self, client: Client, stay: Enrolment, name: str, verdict: Verdict) -> None:
        """The coach whom the book names works with the client for the days of the stay.

        Where the stay is an old one and somebody else already does, the book's coach is a difference.
        """
        namesakes = self.coaches.named(name)
        known = self.assignments.get(client.pk, [])
        running = [each for each in known if Period(each.starts_on, each.ends_on).overlaps(stay.period)]
        if any(each.coach in namesakes for each in running):
            return
        if running and not verdict.created["enrolments"]:
            if client.has_safety_restriction:
                identities.tell_restricted(verdict)
            else:
                verdict.differ("coach", ", ".join(str(each.coach) for each in running), name)
            return
        if coach := self._coach(name, namesakes, verdict):
            assignment = assignments.new(
                client=client, coach=coach, starts_on=stay.starts_on, ends_on=stay.ends_on
            )
            self.gathering.add(assignment)
            changes.tell_assignment(verdict, client, assignment)
            verdict.created["assignments"] += 1
            self.gathering.learn(self.assignments, client.pk, [*known, assignment])

    def _coach(self, name: str, namesakes: list[User], verdict: Verdict) -> User | None:
        if len(namesakes) == 1:
            return namesakes[0]
        if namesakes:
            verdict.warn("coach", _("Several people here have this name, so no coach was set."))
            return None
        if len(name.split()) == 1:
            verdict.warn("coach", _("The coach's whole name is needed, so no coach was set."))
            return None
        verdict.warn(
            "coach",
            _("%(name)s wasn't known here and was added as a coach who doesn't sign in.") % {"name": name},
        )
        coach = coaches.new(name)
        self.gathering.add(coach)
        verdict.created["coaches"] += 1
        self.gathering.on_forget(self.coaches.put(coach))
        return coach

    def _end_assignments(self, client: Client, stay: Enrolment, verdict: Verdict) -> None:
        """Assignments that began with the stay and are still open end with it."""
        known = list(self.assignments.get(client.pk, []))
        for place, assignment in enumerate(known):
            is_open = assignment.starts_on == stay.starts_on and assignment.ends_on is None
            if is_open and stay.ends_on is not None:
                known[place] = ended = copy.copy(assignment)
                assignments.end(assignment=ended, ends_on=stay.ends_on, by=self.by)
                changes.tell_assignment(verdict, client, ended, before=assignment)
                verdict.updated["assignments"] += 1
        self.gathering.learn(self.assignments, client.pk, known)

    def _warn_of_age(self, client: Client, starts_on: dt.date, verdict: Verdict) -> None:
        youngest, oldest = self.project.target_age_min, self.project.target_age_max
        if client.born_on is None:
            return
        years = age(client.born_on, starts_on)
        if (youngest is not None and years < youngest) or (oldest is not None and years > oldest):
            message = _(
                "%(age)s years old at the start: outside the project's target ages %(youngest)s–%(oldest)s."
            )
            ages = {"age": years, "youngest": youngest or 0, "oldest": "" if oldest is None else oldest}
            verdict.warn("born_on", message % ages)


def age(born_on: dt.date, day: dt.date) -> int:
    """Whole years on a day."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def facts_in(values: Values) -> dict[str, Any]:
    """The client's own facts that the row gives; the birth date also from the identity code."""
    facts = {name: values[name] for name in FACTS if values.get(name) not in BLANK}
    if code := values.get("personal_identity_code"):
        facts["personal_identity_code"] = code.code
        facts.setdefault("born_on", code.born_on)
    return facts
