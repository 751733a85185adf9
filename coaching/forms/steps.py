"""The forms of the path: a step, a goal, a stage."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from coaching.forms.days import YEAR
from coaching.models import Goal
from ohjaamo.formats import day as in_words
from ohjaamo.inputs import DayInput, WordsInput
from staff.models import User


class StepForm(forms.Form):
    """What is to be done, by when, by whom and towards which goal. Without an owner chosen it is `owner`'s."""

    use_required_attribute = False

    text = forms.CharField(label=_("What is to be done"), max_length=300, widget=WordsInput)
    due_on = forms.DateField(label=_("By"), required=False, widget=DayInput)
    owner = forms.ModelChoiceField(
        label=_("Who sees to it"), queryset=User.objects.none(), required=False, empty_label=None
    )
    goal = forms.ModelChoiceField(
        label=_("Towards the goal"), queryset=Goal.objects.none(), required=False,
        empty_label=_("No goal"), error_messages={"invalid_choice": _("The goal has already been closed.")},
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        owner: User,
        owners: Sequence[User] = (),
        goals: Sequence[Goal] = (),
        today: dt.date | None = None,
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        self.owner, self.today = owner, today
        self.initial["owner"] = owner.pk
        _offer(self.fields["owner"], owners)
        _offer(self.fields["goal"], goals, (("", _("No goal")),))
        # Shown, there is always a choice made; a form that doesn't show it needn't send it.
        self.fields["owner"].required = not self.is_bound

    @property
    def has_choice_of_owner(self) -> bool:
        """Whether there is anybody else to see to it."""
        return len(self.fields["owner"].choices) > 1

    @property
    def has_choice_of_goal(self) -> bool:
        return len(self.fields["goal"].choices) > 1

    def clean_due_on(self) -> dt.date | None:
        """From a year back to five years ahead; a day that the step has already may stay."""
        due_on = self.cleaned_data["due_on"]
        if due_on and self.today and "due_on" in self.changed_data:
            first, last = self.today - YEAR, self.today + 5 * YEAR
            if not first <= due_on <= last:
                message = _("Choose a day from %(first)s to %(last)s.")
                raise forms.ValidationError(message % {"first": in_words(first), "last": in_words(last)})
        return due_on

    def clean_owner(self) -> User:
        return self.cleaned_data["owner"] or self.owner


class GoalForm(forms.Form):
    """What the client wants."""

    use_required_attribute = False

    text = forms.CharField(label=_("Goal, in the client's own words"), max_length=300, widget=WordsInput)


class StageForm(forms.Form):
    """The stage a client moves to."""

    use_required_attribute = False

    name = forms.ChoiceField(label=_("Stage"))

    def __init__(self, *args: Any, names: Sequence[str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["name"].choices = [(name, name) for name in names]


class StageDayForm(forms.Form):
    """The first day of a stage, put right."""

    use_required_attribute = False

    starts_on = forms.DateField(label=_("First day at the stage"), widget=DayInput)


def _offer(field: Any, rows: Sequence[Any], before: Sequence[tuple[str, Any]] = ()) -> None:
    """Choices of rows that have been read already: showing them asks the database nothing."""
    field.queryset = field.queryset.model.objects.filter(pk__in=[row.pk for row in rows])
    field.choices = [*before, *((row.pk, str(row)) for row in rows)]
