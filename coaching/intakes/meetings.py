"""Meetings of groups of which old lists tell: found in the register, or noted as they were held."""

import datetime as dt
from collections import defaultdict
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from coaching import groups
from coaching.intakes.leaders import Leaders
from coaching.models import Group, GroupMeeting
from ohjaamo.formats import day as in_words
from ohjaamo.periods import Period
from ohjaamo.reference import plain
from projects.book_columns import Values
from projects.models import Project
from staff import auditing
from staff.verdicts import Verdict


class Meetings:
    """The groups of a project and when they met."""

    def __init__(self, project: Project, by: auditing.Actor) -> None:
        self.by = by
        self.leaders = Leaders(by)
        self.groups = list(Group.objects.filter(project=project).order_by("pk"))
        self.of_group: dict[int, list[GroupMeeting]] = defaultdict(list)
        for meeting in GroupMeeting.with_withdrawn.filter(group__project=project).select_related("coach"):
            self.put(meeting)

    def put(self, meeting: GroupMeeting) -> None:
        """Know a meeting, once the row that told of it stands."""
        if meeting not in self.of_group[meeting.group_id]:
            self.of_group[meeting.group_id].append(meeting)
            self.leaders.put(meeting.coach)

    def held(self, values: Values, day: dt.date, column: str, verdict: Verdict) -> GroupMeeting | None:
        """The meeting of the row's group on a day; noted when the register has none, None when it was cancelled."""
        group = self._group(values, day, verdict)
        met = [
            meeting
            for meeting in self.of_group[group.pk]
            if meeting.meets_on == day and values.get("meets_from") in (None, meeting.meets_from)
        ]
        standing = [meeting for meeting in met if meeting.withdrawn_at is None]
        if len(standing) > 1:
            message = _("The group met more than once on %(day)s. Say at what time.") % {"day": in_words(day)}
            verdict.stop("meets_from", message)
        if met and not standing:
            message = _("The meeting of %(day)s was cancelled in the register, so nothing was taken in.")
            verdict.warn(column, message % {"day": in_words(day)})
            return None
        return standing[0] if standing else self._note(group, values, day, column, verdict)

    def _group(self, values: Values, day: dt.date, verdict: Verdict) -> Group:
        """The group that the row names; without a name the only one that was running."""
        running = [each for each in self.groups if Period(each.starts_on, each.ends_on).includes(day)]
        name = values.get("group", "")
        if not name:
            if len(running) != 1:
                verdict.stop("group", _("Say in a column “Ryhmä” which group it is."))
            return running[0]
        named = [each for each in self.groups if plain(each.name) == plain(name)]
        met = [each for each in named if any(one.meets_on == day for one in self.of_group[each.pk])]
        fitting = met or [each for each in named if each in running] or named
        if len(fitting) > 1:
            verdict.stop("group", _("The project has several groups of this name."))
        return fitting[0]

    def _note(
        self, group: Group, values: Values, day: dt.date, column: str, verdict: Verdict
    ) -> GroupMeeting:
        """A meeting as the row tells of it; what it doesn't tell was as at the group's meeting nearest to the day."""
        others = [each for each in self.of_group[group.pk] if each.withdrawn_at is None]
        usual = min(others, key=lambda each: abs(each.meets_on - day), default=None)
        facts = {name: values.get(name) for name in ("meets_from", "minutes", "coach")}
        if usual is None and not all(facts.values()):
            verdict.stop(
                column, _("The group has no other meeting: say the time, the duration and the coach.")
            )
        if facts["coach"]:
            facts["coach"] = self.leaders.sure(self.leaders.named(facts["coach"], verdict), verdict)
        usually = {name: getattr(usual, name, None) for name in facts}
        facts = {name: usually[name] if fact is None or fact == "" else fact for name, fact in facts.items()}
        with verdict.refusing(column):
            meeting = self._plan(group=group, meets_on=day, **facts)
        verdict.created["meetings"] += 1
        return meeting

    def _plan(self, **facts: Any) -> GroupMeeting:
        """Refused in the words of the rule, which calls its columns otherwise than a book does."""
        try:
            (meeting,) = groups.plan(**facts, was_held=True, by=self.by)
        except ValidationError as error:
            raise ValidationError(error.messages) from error
        return meeting
