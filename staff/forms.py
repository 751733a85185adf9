"""Forms of this floor."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ohjaamo.reference import FIRST_LANGUAGES, language_choices
from staff.choices import InterfaceLanguage


class OwnForm(forms.Form):
    """What somebody says of themselves: the languages they work in, that of the interface, whether mail is welcome."""

    use_required_attribute = False

    languages = forms.MultipleChoiceField(
        label=_("Languages you work in"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("By these a coach is found for a client."),
    )  # fmt: skip
    interface_language = forms.ChoiceField(label=_("Language of the interface"), choices=InterfaceLanguage)
    has_digest = forms.BooleanField(
        label=_("A mail on Monday mornings: how many matters wait, no names"), required=False
    )

    def __init__(self, *args: Any, has_mail: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["languages"].choices = language_choices()
        if not has_mail:
            del self.fields["has_digest"]

    @property
    def first_languages(self) -> list[forms.boundfield.BoundWidget]:
        """The association's own languages, seen at once."""
        return list(self["languages"])[: len(FIRST_LANGUAGES)]

    @property
    def other_languages(self) -> list[forms.boundfield.BoundWidget]:
        """All the others, behind a tap; those chosen come first."""
        others = list(self["languages"])[len(FIRST_LANGUAGES) :]
        return sorted(others, key=lambda option: not option.data["selected"])

    @property
    def shows_others(self) -> bool:
        return any(option.data["selected"] for option in self.other_languages)
