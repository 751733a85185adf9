"""The forms of a client who comes: the search, a newcomer, somebody who was here before."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from clients import search
from clients.arrivals import Stay
from clients.forms.facts import PLAIN, TYPED, BackgroundForm, ContactForm, DatedForm, WhoForm
from ohjaamo.inputs import DayInput
from projects.memberships import allowed_to, people_who
from projects.models import Partner, Project, TargetGroup
from staff.models import User
from staff.permissions import Permission


class SearchForm(forms.Form):
    """Search first: a returning client is never doubled."""

    use_required_attribute = False

    q = forms.CharField(
        label=_("Name, client number or phone"), max_length=search.LONGEST,
        help_text=_("The birth year helps: Amina Warsame 1990."),
        widget=forms.TextInput(attrs={**TYPED, "type": "search", "enterkeyhint": "search"}),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        # Where she types first; once there is something to read, the keyboard of a phone mustn't cover it.
        self.fields["q"].widget.attrs["autofocus"] = not self.is_bound


class StayForm(DatedForm):
    """Into which project, from when, sent by whom and with which coach."""

    project = forms.ModelChoiceField(label=_("Project"), queryset=Project.objects.none(), empty_label=None)
    starts_on = forms.DateField(label=_("Client from"), widget=DayInput)
    coach = forms.ModelChoiceField(
        label=_("Coach"), queryset=User.objects.none(), required=False, empty_label=_("No coach yet")
    )
    referred_by = forms.ModelChoiceField(
        label=_("Referred by"), queryset=Partner.objects.all(), required=False, empty_label=_("Not known")
    )
    new_partner = forms.CharField(
        label=_("A referring body that isn't in the list"), max_length=200, required=False,
        widget=forms.TextInput(attrs=PLAIN),
    )  # fmt: skip
    target_groups = forms.ModelMultipleChoiceField(
        label=_("Target groups and pilots"), queryset=TargetGroup.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *args: Any, projects: Sequence[Project], user: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        today, keys = self.today, [project.pk for project in projects]
        self.fields["project"].queryset = Project.objects.filter(pk__in=keys)
        self.fields["project"].choices = [(project.pk, str(project)) for project in projects]
        self.fields["coach"].queryset = people_who(Permission.LOG_SESSIONS, keys, today)
        groups = TargetGroup.objects.filter(project__in=keys).exclude(ends_on__lt=today)
        self.fields["target_groups"].queryset = groups
        codes = {project.pk: f" ({project.code})" if len(keys) > 1 else "" for project in projects}
        self.fields["target_groups"].choices = [
            (each.pk, f"{each}{codes[each.project_id]}") for each in groups
        ]
        self.fields["starts_on"].initial = today
        if projects:
            self.fields["project"].initial = first = _first(projects, today)
            if allowed_to(user, today).may(Permission.SEE_OWN_CLIENTS, first.pk):
                self.fields["coach"].initial = user.pk

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        if facts.get("referred_by") and facts.get("new_partner", "").strip():
            self.add_error("new_partner", _("Choose from the list or write a new one, not both."))
        project, coach = facts.get("project"), facts.get("coach")
        if (
            project
            and coach
            and not people_who(Permission.LOG_SESSIONS, [project.pk], self.today).contains(coach)
        ):
            self.add_error("coach", _("%(coach)s doesn't work in the project.") % {"coach": coach})
        return facts

    @property
    def stay(self) -> Stay:
        """What clients.arrivals takes."""
        facts = self.cleaned_data
        return Stay(
            project=facts["project"],
            starts_on=facts["starts_on"],
            coach=facts["coach"],
            referred_by=facts["referred_by"],
            new_partner=facts["new_partner"],
            target_groups=facts["target_groups"],
        )


# Facts of a person that are asked once there is time for them.
LATER = ("note", "email", "address", "education_level", "literacy")


class NewcomerForm(WhoForm, ContactForm, BackgroundForm, StayForm):
    """A newcomer in a minute: the name is enough, the rest as far as it is known."""

    has_consent = forms.BooleanField(
        label=_("The client consents to being kept in the register"), required=False
    )
    is_sure = forms.BooleanField(
        label=_("This is another person: create a new client all the same"), required=False
    )

    field_order = (
        "first_names",
        "last_name",
        "born_on",
        "personal_identity_code",
        "gender",
        "mother_tongue",
        "phone",
        "municipality",
        "project",
        "starts_on",
        "coach",
        "referred_by",
        "new_partner",
    )

    def __init__(self, *args: Any, projects: Sequence[Project], user: User, today: dt.date, **kwargs: Any):
        codes = allowed_to(user, today).projects_where(Permission.USE_IDENTITY_CODES)
        sees_codes = any(project.pk in codes for project in projects)
        super().__init__(*args, projects=projects, user=user, today=today, sees_codes=sees_codes, **kwargs)
        for name in LATER:
            del self.fields[name]

    @property
    def background(self) -> list[BoundField]:
        """What is asked for behind a tap."""
        names = ("service_languages", "nationalities", "residence_basis", "arrived_on", "moved_to_region_on")
        return [self[name] for name in names]


def _first(projects: Sequence[Project], today: dt.date) -> Project:
    """The newest project that is running, else the newest."""
    running = [project for project in projects if project.period.includes(today)]
    return (running or list(projects))[0]
