"""Forms of this floor."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from coaching.choices import SessionKind
from coaching.models import Topic
from coaching.models.session import LONGEST
from ohjaamo.formats import day as in_words
from ohjaamo.reference import language_choices, language_name

YEAR = dt.timedelta(days=365)
KINDS = [
    SessionKind.MEETING,
    SessionKind.PHONE,
    SessionKind.MESSAGE,
    SessionKind.NETWORK,
    SessionKind.VIDEO,
    SessionKind.HOME_VISIT,
]


class DayInput(forms.DateInput):
    """The browser's own picker of days."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d", attrs={"autocomplete": "off"})


class SessionForm(forms.Form):
    """A session with one client. Only what differs from the usual has to be touched."""

    use_required_attribute = False

    kind = forms.ChoiceField(
        label=_("How"), choices=[(kind.value, kind.label) for kind in KINDS], widget=forms.RadioSelect
    )
    # A number, not one of the choices: what she was offered may differ from what she would be offered now.
    minutes = forms.IntegerField(
        label=_("Duration (min)"), min_value=1, max_value=LONGEST, widget=forms.RadioSelect
    )
    other_minutes = forms.IntegerField(
        label=_("Another duration (min)"), min_value=1, max_value=LONGEST, required=False,
        help_text=_("A number here counts instead of the buttons."),
    )  # fmt: skip
    topics = forms.ModelMultipleChoiceField(
        label=_("What was done"), queryset=Topic.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    note = forms.CharField(
        label=_("Note"), required=False, help_text=_("Nothing on health or religion."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto", "autocomplete": "off"}),
    )  # fmt: skip
    is_confidential = forms.BooleanField(
        label=_("Confidential note: for the client's own coach, the coordinator and the manager"),
        required=False,
    )
    held_on = forms.DateField(label=_("Day"), widget=DayInput)
    language = forms.ChoiceField(label=_("Language"), required=False)
    has_interpreter = forms.BooleanField(label=_("An interpreter was present"), required=False)
    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        durations: Sequence[int],
        topics: Sequence[Topic],
        languages: Sequence[str],
        must_say_why: bool,
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        self.must_say_why = must_say_why
        self.fields["minutes"].widget.choices = [(each, str(each)) for each in durations]
        self.fields["topics"].queryset = Topic.objects.filter(pk__in=[topic.pk for topic in topics])
        self.fields["topics"].choices = [(topic.pk, topic.name) for topic in topics]
        first = [(code, language_name(code)) for code in languages]
        rest = [pair for pair in language_choices() if pair not in first]
        self.fields["language"].choices = [("", _("Not told")), *first, *rest]

    def clean(self) -> dict[str, Any]:
        facts = super().clean()
        if self.must_say_why:
            self.add_error(None, _("Say first why you open this client's record."))
        if facts.get("is_confidential") and not facts.get("note", "").strip():
            self.add_error("is_confidential", _("There is no note that could be confidential."))
        facts["minutes"] = facts.get("other_minutes") or facts.get("minutes")
        return facts

    @property
    def facts(self) -> dict[str, Any]:
        """What coaching.sessions.log takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "other_minutes"}


class StepForm(forms.Form):
    """What is to be done next, and by when."""

    use_required_attribute = False

    text = forms.CharField(
        label=_("What is to be done"), max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )  # fmt: skip
    due_on = forms.DateField(label=_("By"), required=False, widget=DayInput)

    def __init__(self, *args: Any, today: dt.date | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_due_on(self) -> dt.date | None:
        """From a year back to five years ahead; a day that the step has already may stay."""
        due_on = self.cleaned_data["due_on"]
        if due_on and self.today and "due_on" in self.changed_data:
            first, last = self.today - YEAR, self.today + 5 * YEAR
            if not first <= due_on <= last:
                message = _("Choose a day from %(first)s to %(last)s.")
                raise forms.ValidationError(message % {"first": in_words(first), "last": in_words(last)})
        return due_on


class StageForm(forms.Form):
    """The stage a client moves to."""

    use_required_attribute = False

    name = forms.ChoiceField(label=_("Stage"))

    def __init__(self, *args: Any, names: Sequence[str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["name"].choices = [(name, name) for name in names]


def blank_session(*, client_languages: Sequence[str], minutes: int, day: dt.date) -> dict[str, Any]:
    """What a fresh form begins with; the key makes one session of it however often it is sent."""
    return {
        "kind": SessionKind.MEETING,
        "minutes": minutes,
        "held_on": day,
        "language": next(iter(client_languages), ""),
        "submission": uuid4(),
    }
