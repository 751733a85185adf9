"""The forms of the assessment, and what each kind of finding is: its table, its form, its rules."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from clients import backgrounds, language_skills, obstacles, plans, showcases, skills
from clients.choices import (
    CefrLevel,
    ConfirmationSource,
    EducationLevel,
    Literacy,
    ObstacleKind,
    PlanKind,
    ShowcaseUse,
    SkillSource,
)
from clients.models import LanguageSkill, Obstacle, PastJob, Schooling, Showcase, Skill, StatutoryPlan
from ohjaamo.inputs import DayInput, WordsInput
from ohjaamo.reference import country_choices, language_choices
from staff.models import Withdrawable

NOT_TOLD = ("", _("Not told"))
NO_HEALTH = _("Nothing on health or religion.")


def buttons(label: Promise | str, choices: Any, **facts: Any) -> forms.ChoiceField:
    """A choice among few: a button each."""
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, **facts)


def line(label: Promise | str, *, length: int = 200, **facts: Any) -> forms.CharField:
    """A line of text in whatever language."""
    return forms.CharField(label=label, max_length=length, widget=WordsInput, **facts)


def year(label: Promise | str) -> forms.IntegerField:
    """A year, if it is known."""
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    return forms.IntegerField(label=label, required=False, widget=widget)


def day(label: Promise | str, **facts: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=DayInput, **facts)


class CountryField(forms.ChoiceField):
    """A country, if it is known."""

    def __init__(self, **facts: Any):
        super().__init__(
            label=_("Country"), required=False, choices=lambda: [NOT_TOLD, *country_choices()], **facts
        )


class LevelField(forms.TypedChoiceField):
    """A level of education, if it is known."""

    def __init__(self, label: Promise | str):
        choices = [NOT_TOLD, *EducationLevel.choices]
        super().__init__(label=label, required=False, choices=choices, coerce=int, empty_value=None)


class FindingForm(forms.Form):
    """What has been found out with a client; days begin with today."""

    use_required_attribute = False

    def __init__(self, *args: Any, today: dt.date | None = None, initial: Any = None, **kwargs: Any):
        first = next(
            (name for name, field in self.base_fields.items() if field.required and _is_day(field)), ""
        )
        super().__init__(*args, initial={first: today} | (initial or {}), **kwargs)


def _is_day(field: forms.Field) -> bool:
    return isinstance(field, forms.DateField)


# What somebody knows today wasn't read in an old book; a row that was keeps its source until it is put right.
KNOWN_FROM = [choice for choice in ConfirmationSource.choices if choice[0] != ConfirmationSource.BOOK]


class LanguageForm(FindingForm):
    language = forms.ChoiceField(label=_("Language"), choices=language_choices, initial="fin")
    level = buttons(_("Level"), CefrLevel.choices)
    assessed_on = day(_("As of"))
    source = buttons(_("Known from"), KNOWN_FROM, initial=ConfirmationSource.CLIENT)


class SchoolingForm(FindingForm):
    name = line(_("Degree or school"))
    level = LevelField(_("Level"))
    country = CountryField()
    ended_year = year(_("Year it ended"))
    is_completed = forms.BooleanField(label=_("Degree completed"), required=False, initial=True)
    is_recognised = forms.NullBooleanField(
        label=_("Recognised in Finland"), required=False,
        widget=forms.Select(choices=[("unknown", _("Not known")), ("true", _("Yes")), ("false", _("No"))]),
    )  # fmt: skip


class JobForm(FindingForm):
    title = line(_("Work"))
    employer = line(_("Employer"), required=False)
    country = CountryField()
    started_year = year(_("From the year"))
    ended_year = year(_("To the year"))


class SkillForm(FindingForm):
    name = line(_("What the client can do"))
    source = buttons(_("Shown by"), SkillSource.choices, initial=SkillSource.TOLD)
    evidence = line(_("Evidence: what and where"), length=300, required=False)
    shown_on = day(_("Shown on"))


class ObstacleForm(FindingForm):
    kind = buttons(_("What is in the way"), ObstacleKind.choices)
    detail = line(_("In other words"), length=300, required=False, help_text=NO_HEALTH)
    starts_on = day(_("Since"))
    ends_on = day(_("Solved on"), required=False)


class PlanForm(FindingForm):
    kind = buttons(_("Plan or assessment"), PlanKind.choices)
    made_on = day(_("Made on"))
    maker = line(_("Made by"), required=False, help_text=_("The office, such as the employment services."))
    ends_on = day(_("In force until"), required=False)


class ShowcaseForm(FindingForm):
    use = buttons(_("What was done"), ShowcaseUse.choices)
    happened_on = day(_("Day"))
    detail = line(_("What was shown"), length=300, required=False)


class WithdrawForm(forms.Form):
    """Why a row was wrong."""

    use_required_attribute = False

    reason = line(_("Why it is wrong"), length=300)


class BasicsForm(forms.Form):
    """What is known of the client herself: one of each."""

    use_required_attribute = False

    literacy = buttons(_("Literacy"), [NOT_TOLD, *Literacy.choices], required=False)
    education_level = LevelField(_("Highest completed education"))


def facts_of(row: Any, form: type[forms.Form]) -> dict[str, Any]:
    """What the form of a row that is there already begins with."""
    return {name: getattr(row, name) for name in form.base_fields}


@dataclass(frozen=True)
class Finding:
    """A kind of finding: its word in addresses, its words and the template of a row, and what does the work."""

    word: str
    title: Promise
    action: Promise
    template: str
    model: type[Withdrawable]
    form: type[FindingForm]
    add: Callable[..., Any]
    change: Callable[..., Any]
    # What the coach looks for first stands in the wide column.
    is_first: bool = True


FINDINGS = {
    finding.word: finding
    for finding in (
        Finding(
            "obstacles", _("What is in the way"), _("Add an obstacle"),
            "coaching/assessment/_obstacle.html",
            Obstacle, ObstacleForm, obstacles.add, obstacles.change,
        ),
        Finding(
            "languages", _("Language skills"), _("Add a level"),
            "coaching/assessment/_language.html",
            LanguageSkill, LanguageForm, language_skills.add, language_skills.change,
        ),
        Finding(
            "skills", _("What the client can do"), _("Add a skill"),
            "coaching/assessment/_skill.html",
            Skill, SkillForm, skills.add, skills.change,
        ),
        Finding(
            "schooling", _("Schools and degrees"), _("Add a school or degree"),
            "coaching/assessment/_schooling.html",
            Schooling, SchoolingForm, backgrounds.add_schooling, backgrounds.change_schooling, is_first=False,
        ),
        Finding(
            "jobs", _("Work before us"), _("Add work"),
            "coaching/assessment/_job.html",
            PastJob, JobForm, backgrounds.add_job, backgrounds.change_job, is_first=False,
        ),
        Finding(
            "plans", _("Plans of the authorities"), _("Add a plan"),
            "coaching/assessment/_plan.html",
            StatutoryPlan, PlanForm, plans.add, plans.change, is_first=False,
        ),
        Finding(
            "showcases", _("Näytön Paikka"), _("Add an introduction or use"),
            "coaching/assessment/_showcase.html",
            Showcase, ShowcaseForm, showcases.add, showcases.change, is_first=False,
        ),
    )
}  # fmt: skip
