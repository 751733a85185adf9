"""The forms of the catalogue of services."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from coaching.choices import ServiceCategory
from coaching.forms.languages import LanguagesForm
from coaching.models import Service
from ohjaamo.inputs import DayInput

TEXT = {"autocomplete": "off"}


class ServiceForm(LanguagesForm):
    """A service: what it is, whose, in which languages, for how many, from which day to which."""

    name = forms.CharField(label=_("Name"), max_length=150, widget=forms.TextInput(attrs=TEXT))
    category = forms.ChoiceField(label=_("Category"), choices=ServiceCategory.choices)
    summary = forms.CharField(
        label=_("What it is"), max_length=300, required=False, widget=forms.TextInput(attrs=TEXT)
    )
    provider = forms.CharField(
        label=_("Provider"), max_length=150, required=False, widget=forms.TextInput(attrs=TEXT)
    )
    capacity = forms.IntegerField(
        label=_("Places"), required=False, min_value=1, max_value=10_000, help_text=_("Empty: no limit."),
        widget=forms.NumberInput(attrs={"inputmode": "numeric", **TEXT}),
    )  # fmt: skip
    starts_on = forms.DateField(label=_("On offer from"), widget=DayInput)
    ends_on = forms.DateField(
        label=_("On offer until"),
        required=False,
        widget=DayInput,
        help_text=_("Empty: until further notice."),
    )

    field_order = (
        "name",
        "category",
        "summary",
        "provider",
        "languages",
        "other_language",
        "capacity",
        "starts_on",
        "ends_on",
    )

    @classmethod
    def facts_of(cls, service: Service) -> dict[str, Any]:
        """What the form begins with for a service that is there."""
        return {name: getattr(service, name) for name in cls.field_order if name != "other_language"}

    @property
    def facts(self) -> dict[str, Any]:
        """What a valid form says, by column."""
        said = {name: self.cleaned_data[name] for name in self.field_order if name != "other_language"}
        return said | {"languages": self.chosen_languages}


class EndForm(forms.Form):
    """The last day on which a service is on offer."""

    use_required_attribute = False

    ends_on = forms.DateField(label=_("Last day on offer"), widget=DayInput)
