"""The forms of a session: to log it, to change it, to withdraw it."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundWidget
from django.utils.translation import gettext_lazy as _

from coaching.choices import SessionKind
from coaching.models import CoachingSession, Topic
from coaching.models.session import LONGEST
from coaching.sessions import LONGEST_NOTE, SAID, too_long
from ohjaamo.inputs import DayInput, KeyField
from ohjaamo.reference import language_choices, language_name
from projects.models import Partner

TOPICS_AT_ONCE = 6
KINDS = [
    SessionKind.MEETING,
    SessionKind.PHONE,
    SessionKind.MESSAGE,
    SessionKind.NETWORK,
    SessionKind.VIDEO,
    SessionKind.HOME_VISIT,
]


class SessionFacts(forms.Form):
    """What a session with one client says. Only what differs from the usual has to be touched."""

    use_required_attribute = False

    kind = forms.ChoiceField(
        label=_("How"), choices=[(kind.value, kind.label) for kind in KINDS], widget=forms.RadioSelect
    )
    # A number, not one of the choices: what she was offered may differ from what she would be offered now.
    minutes = forms.IntegerField(
        label=_("Duration (min)"), min_value=1, max_value=LONGEST, required=False, widget=forms.RadioSelect
    )
    other_minutes = forms.IntegerField(
        label=_("Another duration (min)"), min_value=1, max_value=LONGEST, required=False,
        help_text=_("A number here counts instead of the buttons."),
    )  # fmt: skip
    partner = forms.ModelChoiceField(
        label=_("Which partner"), queryset=Partner.objects.all(), required=False, empty_label=_("Not told")
    )
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
        # Whatever it begins with can be chosen, though nobody has made a habit of it.
        usual = self.get_initial_for_field(self.fields["minutes"], "minutes")
        offered = [*durations, *({usual} - {None, *durations})]
        self.fields["minutes"].widget.choices = [(each, str(each)) for each in offered]
        self.fields["topics"].queryset = Topic.objects.filter(pk__in=[topic.pk for topic in topics])
        self.fields["topics"].choices = [(topic.pk, topic.name) for topic in topics]
        self.fields["language"].choices = languages_first(languages)

    @property
    def first_topics(self) -> list[BoundWidget]:
        """Those at hand; `more_topics` are behind a tap."""
        return list(self["topics"])[:TOPICS_AT_ONCE]

    @property
    def more_topics(self) -> list[BoundWidget]:
        return list(self["topics"])[TOPICS_AT_ONCE:]

    @property
    def shows_more(self) -> bool:
        return any(option.data["selected"] for option in self.more_topics)

    def clean_note(self) -> str:
        """Too long a note is refused, never cut: a browser told the limit would drop the end of what is pasted."""
        note = self.cleaned_data["note"].replace("\r\n", "\n")
        if len(note) > LONGEST_NOTE:
            raise forms.ValidationError(too_long(note))
        return note

    def clean(self) -> dict[str, Any]:
        facts = super().clean()
        if self.must_say_why:
            self.add_error(None, _("Say first why you open this client's record."))
        if facts.get("is_confidential") and "note" in facts and not facts["note"].strip():
            self.add_error("is_confidential", _("There is no note that could be confidential."))
        facts["minutes"] = facts.get("other_minutes") or facts.get("minutes")
        if not facts["minutes"] and not {"minutes", "other_minutes"} & set(self.errors):
            self.add_error("minutes", _("Choose how long it took."))
        if facts.get("kind") != SessionKind.NETWORK:
            facts["partner"] = None
        return facts

    @property
    def facts(self) -> dict[str, Any]:
        """What the rules of coaching.sessions take."""
        return {name: value for name, value in self.cleaned_data.items() if name != "other_minutes"}


class SessionForm(SessionFacts):
    """A session to be logged; the key makes one session of it however often it is sent."""

    submission = KeyField()


class SessionChangeForm(SessionFacts):
    """A session to be changed, as it was shown: somebody may change it meanwhile."""

    revision = forms.IntegerField(widget=forms.HiddenInput)


class WithdrawalForm(forms.Form):
    """Why a session is withdrawn."""

    use_required_attribute = False

    reason = forms.CharField(
        label=_("Why is it withdrawn?"), max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )  # fmt: skip


def languages_first(languages: Sequence[str]) -> list[tuple[str, str]]:
    """Every language by name, those that the project serves in before the others."""
    first = [(code, language_name(code)) for code in languages]
    rest = [pair for pair in language_choices() if pair not in first]
    return [("", str(_("Not told"))), *first, *rest]


def blank_session(*, client_languages: Sequence[str], minutes: int, day: dt.date) -> dict[str, Any]:
    """What a fresh form begins with."""
    return {
        "kind": SessionKind.MEETING,
        "minutes": minutes,
        "held_on": day,
        "language": next(iter(client_languages), ""),
    }


def alike(session: CoachingSession) -> dict[str, Any]:
    """What a form begins with that is to be like another session: all but its day and what was written."""
    return {
        "kind": session.kind,
        "minutes": session.minutes,
        "language": session.language,
        "has_interpreter": session.has_interpreter,
        "partner": session.partner_id,
        "topics": [topic.pk for topic in session.topics.all()],
    }


def as_it_is(session: CoachingSession, topics: Sequence[Topic]) -> dict[str, Any]:
    """All that a session says, or said, as a form shows it."""
    facts = {name: getattr(session, name) for name in (*SAID, "revision")}
    return facts | {"partner": session.partner_id, "topics": [topic.pk for topic in topics]}
