"""Languages as they are asked for in forms: the usual ones as buttons, any other from a list."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ohjaamo.reference import FIRST_LANGUAGES, language_choices, language_name


class LanguagesForm(forms.Form):
    """A form that asks in which languages something is to be had."""

    use_required_attribute = False

    languages = forms.MultipleChoiceField(
        label=_("Languages"), required=False, widget=forms.CheckboxSelectMultiple
    )
    other_language = forms.ChoiceField(label=_("One more language"), required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        # What is chosen already keeps its button, whatever the language.
        had = [code for code in self.initial.get("languages") or () if code not in FIRST_LANGUAGES]
        shown = [*FIRST_LANGUAGES, *had]
        self.fields["languages"].choices = [(code, language_name(code)) for code in shown]
        others = [pair for pair in language_choices() if pair[0] not in shown]
        self.fields["other_language"].choices = [("", "–"), *others]

    @property
    def chosen_languages(self) -> list[str]:
        """The languages of a valid form, without repeats."""
        chosen = [*self.cleaned_data["languages"], self.cleaned_data["other_language"]]
        return list(dict.fromkeys(code for code in chosen if code))
