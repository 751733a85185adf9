"""The forms of instruments."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ohjaamo.inputs import DayInput, WordsInput
from ohjaamo.reference import language_choices

QUESTIONS_AT_MOST = 60
LONGEST = 300


class InstrumentForm(forms.Form):
    """What an instrument is."""

    use_required_attribute = False

    name = forms.CharField(label=_("Name"), max_length=150, widget=WordsInput)
    version = forms.CharField(
        label=_("Version"),
        max_length=40,
        required=False,
        widget=WordsInput,
    )
    lowest = forms.IntegerField(label=_("Lowest value"), min_value=-100, max_value=1000, initial=0)
    highest = forms.IntegerField(label=_("Highest value"), min_value=-100, max_value=1000, initial=10)
    has_total = forms.BooleanField(
        label=_("A total of the answers may be shown"), required=False,
        help_text=_("Some instruments forbid it."),
    )  # fmt: skip
    starts_on = forms.DateField(label=_("In use from"), widget=DayInput)


class VersionForm(forms.Form):
    """A new version of an instrument."""

    use_required_attribute = False

    version = forms.CharField(label=_("Version"), max_length=40, widget=WordsInput)
    starts_on = forms.DateField(label=_("In use from"), widget=DayInput)


class RetireForm(forms.Form):
    """The last day of an instrument."""

    use_required_attribute = False

    ends_on = forms.DateField(label=_("Last day in use"), widget=DayInput)


class BandForm(forms.Form):
    """A stretch of the scale, named."""

    use_required_attribute = False

    name = forms.CharField(label=_("Name"), max_length=60, widget=WordsInput)
    lowest = forms.IntegerField(label=_("Lowest value"))
    highest = forms.IntegerField(label=_("Highest value"))


class QuestionsForm(forms.Form):
    """The questions in a language, one on a line."""

    use_required_attribute = False

    language = forms.ChoiceField(label=_("Language"), choices=language_choices)
    texts = forms.CharField(
        label=_("Questions, one on a line"),
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto", "autocomplete": "off"}),
        help_text=_(
            "Write no questions of a registered instrument without permission: “Item 1”, “Item 2” is enough for "
            "recording the values."
        ),
    )

    def clean_texts(self) -> list[str]:
        texts: list[str] = [line.strip() for line in self.cleaned_data["texts"].splitlines() if line.strip()]
        if len(texts) > QUESTIONS_AT_MOST:
            message = _("At most %(most)s questions.") % {"most": QUESTIONS_AT_MOST}
            raise forms.ValidationError(message)
        if any(len(text) > LONGEST for text in texts):
            raise forms.ValidationError(_("A question is at most %(most)s characters.") % {"most": LONGEST})
        return texts
