"""The forms of groups: what a group is, when it meets, who came."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from coaching.attendances import MOST_HEADS
from coaching.choices import AttendanceState, GroupKind
from coaching.groups import WEEK
from coaching.models import Group, GroupMeeting, Topic
from coaching.models.session import LONGEST
from ohjaamo.inputs import DayInput
from ohjaamo.reference import language_choices
from projects.models import Project
from staff.models import User

# What a series usually lasts; a meeting moved is as long as it was.
USUAL_MINUTES = 90
PAST, MINE = "past", "mine"


class TimeInput(forms.TimeInput):
    """The browser's own picker of times."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M", attrs={"autocomplete": "off"})


class GroupForm(forms.Form):
    """What a group is."""

    use_required_attribute = False

    name = forms.CharField(
        label=_("Name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=GroupKind.choices, widget=forms.RadioSelect)
    place = forms.CharField(
        label=_("Where"),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    language = forms.ChoiceField(label=_("Language"), required=False)
    topic = forms.ModelChoiceField(
        label=_("What it is about"), queryset=Topic.objects.none(), required=False, empty_label=_("Not told"),
        help_text=_("The topic of the sessions that are logged for the group."),
    )  # fmt: skip
    capacity = forms.IntegerField(
        label=_("Places"), min_value=1, max_value=MOST_HEADS, required=False,
        help_text=_("Empty: as many as come."),
    )  # fmt: skip

    def __init__(self, *args: Any, topics: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["topic"].queryset = topics
        self.fields["language"].choices = [("", _("Not told")), *language_choices()]


class MeetingForm(forms.Form):
    """When a group meets, and who leads it."""

    use_required_attribute = False

    meets_on = forms.DateField(label=_("Day"), widget=DayInput)
    meets_from = forms.TimeField(label=_("Time"), widget=TimeInput)
    minutes = forms.IntegerField(label=_("Duration (min)"), min_value=1, max_value=LONGEST)
    coach = forms.ModelChoiceField(label=_("Led by"), queryset=User.objects.none(), empty_label=None)

    def __init__(self, *args: Any, leaders: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["coach"].queryset = leaders


class PlanForm(MeetingForm):
    """A meeting, or one every week."""

    until = forms.DateField(
        label=_("Every week until"), required=False, widget=DayInput,
        help_text=_("Empty: this one time."),
    )  # fmt: skip


class FoundForm(GroupForm, PlanForm):
    """A group and its first meetings."""

    field_order = ("name", "kind", "meets_on", "meets_from", "minutes", "until", "coach")


class MeetingsForm(forms.Form):
    """Which meetings are listed."""

    use_required_attribute = False

    when = forms.ChoiceField(label=_("When"), required=False, choices=[("", _("To come")), (PAST, _("Past"))])
    whose = forms.ChoiceField(
        label=_("Whose"), required=False, choices=[("", _("Everybody's")), (MINE, _("Led by me"))]
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    project = forms.ModelChoiceField(
        label=_("Project"), queryset=Project.objects.none(), required=False, empty_label=_("Any")
    )

    def __init__(self, *args: Any, projects: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("Any")), *GroupKind.choices]
        self.fields["project"].queryset = projects
        if len(projects) < 2:
            del self.fields["project"]

    @property
    def set_count(self) -> int:
        """How many filters are set."""
        return sum(1 for name in self.fields if self.data.get(name))

    @property
    def asked(self) -> dict[str, Any]:
        """What coaching.meetings.narrowed takes; what can't be understood isn't asked."""
        self.is_valid()
        said = self.cleaned_data
        return {
            "is_past": said.get("when") == PAST,
            "is_hers": said.get("whose") == MINE,
            "kind": said.get("kind", ""),
            "project": said.get("project"),
        }


class CancelForm(forms.Form):
    """Why a meeting isn't held."""

    use_required_attribute = False

    reason = forms.CharField(
        label=_("Why it is cancelled"), max_length=300, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


class EndForm(forms.Form):
    """The last day of a group."""

    use_required_attribute = False

    ends_on = forms.DateField(label=_("Last day"), widget=DayInput)


class MarkForm(forms.Form):
    """How one person is marked, and a word on it."""

    use_required_attribute = False

    state = forms.ChoiceField(
        label=_("Attendance"), choices=AttendanceState.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("Note on the person"), max_length=300, required=False,
        help_text=_("Shown on this client's timeline. Nothing on health or religion."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )  # fmt: skip


class HeadsForm(forms.Form):
    """Unnamed people who came."""

    use_required_attribute = False

    adults = forms.IntegerField(label=_("Adults"), min_value=0, max_value=MOST_HEADS)
    children = forms.IntegerField(label=_("Children"), min_value=0, max_value=MOST_HEADS)


def facts_of(group: Group) -> dict[str, Any]:
    """What the form of a group begins with when it is changed."""
    return {name: getattr(group, name) for name in GroupForm.base_fields}


def next_meeting(coach: User, day: dt.date) -> dict[str, Any]:
    """What the form of a meeting begins with."""
    return {"coach": coach.pk, "meets_on": day, "minutes": USUAL_MINUTES}


def following_meeting(group: Group, coach: User, day: dt.date) -> dict[str, Any]:
    """What the form of one more meeting begins with: a week after the last one, as that was."""
    last = group.meetings.order_by("meets_on", "meets_from").last()
    if last is None:
        return next_meeting(coach, day)
    return timing_of(last) | {"meets_on": last.meets_on + WEEK}


def timing_of(meeting: GroupMeeting) -> dict[str, Any]:
    """What the form of a meeting begins with when it is changed."""
    return {name: getattr(meeting, name) for name in ("meets_on", "meets_from", "minutes")} | {
        "coach": meeting.coach_id
    }
