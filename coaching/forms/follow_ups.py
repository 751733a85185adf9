"""Forms of follow-ups and of cards: what the lists are narrowed by, and what is answered."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from clients import follow_ups
from clients.choices import FollowUpAnswer
from clients.models import CardType, FollowUp
from ohjaamo.inputs import DayInput, WordsInput

MINE, ALL = "mine", "all"
SOON, DUE = "soon", "due"
NEEDED = "needed"
WHOSE = [(MINE, _("My own")), (ALL, _("All I may see"))]


class NarrowForm(forms.Form):
    """Whose clients: her own to begin with, if she coaches."""

    use_required_attribute = False

    whose = forms.ChoiceField(label=_("Whose"), choices=WHOSE, required=False)

    @property
    def is_mine(self) -> bool:
        return self.cleaned_data.get("whose") == MINE

    @property
    def set_count(self) -> int:
        """How many were set by hand."""
        return sum(1 for name in self.changed_data if self.cleaned_data.get(name))

    @classmethod
    def read(cls, data: Any, *, first: str) -> "NarrowForm":
        """The form of an address; `first` is whose clients are shown when nothing is chosen."""
        data = data.copy()
        if data.get("whose") not in (MINE, ALL):
            data["whose"] = first
        form = cls(data, initial={"whose": first})
        form.is_valid()
        return form


class FollowUpNarrowForm(NarrowForm):
    """Which follow-ups: those due and coming, those due, all that wait."""

    when = forms.ChoiceField(
        label=_("When"), required=False,
        choices=[("", _("Due, and the next 30 days")), (DUE, _("Due today or before")), (ALL, _("All to come"))],
    )  # fmt: skip
    client = forms.IntegerField(required=False, widget=forms.HiddenInput)


class CardNarrowForm(NarrowForm):
    """Which list of cards, and which kind of card."""

    list = forms.ChoiceField(
        label=_("List"), required=False,
        choices=[("", _("Expired in the past year, or expiring within 90 days")), (NEEDED, _("Needed"))],
    )  # fmt: skip
    card_type = forms.ModelChoiceField(
        label=_("Card"), queryset=CardType.objects.all(), required=False, empty_label=_("Any")
    )

    @property
    def is_of_needs(self) -> bool:
        return self.cleaned_data.get("list") == NEEDED


class AnswerForm(forms.Form):
    """How it turned out; or, with a reason, that nobody needs to ask."""

    use_required_attribute = False

    answer = forms.ChoiceField(label=_("How did it turn out"), widget=forms.RadioSelect)
    ended_on = forms.DateField(label=_("Last day, if it is over"), required=False, widget=DayInput)
    note = forms.CharField(label=_("Note"), max_length=300, required=False, widget=WordsInput())

    def __init__(self, *args: Any, follow_up: FollowUp, **kwargs: Any):
        super().__init__(*args, prefix=f"follow-up-{follow_up.pk}", **kwargs)
        self.follow_up = follow_up
        answers = follow_ups.answers_of(follow_up)
        self.fields["answer"].choices = [(each.value, each.label) for each in answers]
        if follow_ups.asks_what_next(follow_up):
            del self.fields["ended_on"]
            self.fields["answer"].label = _("Is the client at work or studying?")
            said = {FollowUpAnswer.GOES_ON: _("Yes"), FollowUpAnswer.ENDED: _("No")}
            self.fields["answer"].choices = [(each.value, said.get(each, each.label)) for each in answers]


class NeedForm(forms.Form):
    """Which card a client needs."""

    use_required_attribute = False

    card_type = forms.ModelChoiceField(
        label=_("Card"), queryset=CardType.objects.filter(is_in_use=True), empty_label=None,
        widget=forms.RadioSelect,
    )  # fmt: skip


class ReasonForm(forms.Form):
    """Why something is taken away."""

    use_required_attribute = False

    reason = forms.CharField(label=_("Why"), max_length=300, widget=WordsInput())
