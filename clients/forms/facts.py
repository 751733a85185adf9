"""The facts of a client, card by card; the form of a newcomer is made of the same fields."""

import datetime as dt
from typing import Any

from django import forms
from django.db.models import Model
from django.forms.boundfield import BoundWidget
from django.utils.translation import gettext_lazy as _

from clients import words
from clients.choices import EducationLevel, Gender, Literacy, ResidenceBasis
from clients.models import Client
from ohjaamo.books import Cell
from ohjaamo.formats import day as in_words
from ohjaamo.inputs import DayInput, TypedDayField
from ohjaamo.reference import country_name, language_choices
from projects.models import Municipality
from staff import cells

OLDEST = 120
LANGUAGES_AT_ONCE = 10
TYPED = {"autocomplete": "off", "dir": "auto"}
PLAIN = {"autocomplete": "off"}


class CountriesField(forms.CharField):
    """Countries by name, in Finnish or English, with commas between; its value is their codes."""

    widget = forms.TextInput(attrs={**PLAIN, "list": "countries"})

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(country_name(code) for code in value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        found: list[str] = []
        for word in super().clean(value).split(","):
            try:
                found += words.countries(word.strip()) if word.strip() else []
            except ValueError as refusal:
                raise forms.ValidationError(str(refusal)) from refusal
        return list(dict.fromkeys(found))


class DatedForm(forms.Form):
    """A form that knows which day it is."""

    use_required_attribute = False

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any):
        self.today = today
        super().__init__(*args, **kwargs)

    def refuse(self, refusal: forms.ValidationError) -> None:
        """Show a rule's refusal beside the fields it names; what names no field of this form stands above it."""
        if not hasattr(refusal, "error_dict"):
            self.add_error(None, refusal)
            return
        for name, errors in refusal.error_dict.items():
            self.add_error(name if name in self.fields else None, errors)


class FactsForm(DatedForm):
    """A card of facts."""

    @property
    def facts(self) -> dict[str, Any]:
        """What clients.records takes; a code that wasn't typed stays what it is."""
        facts = {name: value for name, value in self.cleaned_data.items() if name in _columns()}
        if not facts.get("personal_identity_code"):
            facts.pop("personal_identity_code", None)
        return facts

    def in_words(self, name: str, value: Any) -> str:
        """A value of a field as a reader understands it."""
        field = self.fields[name]
        if isinstance(value, dt.date):
            return in_words(value)
        if isinstance(field, CountriesField):
            return str(field.prepare_value(value))
        choices = {str(key): str(label) for key, label in getattr(field, "choices", [])}
        each = value if isinstance(value, list) else [value]
        keys = [str(one.pk if isinstance(one, Model) else one) for one in each if one not in (None, "")]
        return ", ".join(choices.get(key, key) for key in keys)


class WhoForm(FactsForm):
    """Who the client is."""

    first_names = forms.CharField(label=_("First names"), max_length=150, widget=forms.TextInput(attrs=TYPED))
    last_name = forms.CharField(
        label=_("Last name"), max_length=150, required=False, widget=forms.TextInput(attrs=TYPED)
    )
    born_on = TypedDayField(label=_("Birth date"), required=False, help_text=_("For example 17051990."))
    personal_identity_code = forms.CharField(
        label=_("Identity code"), max_length=14, required=False, widget=forms.TextInput(attrs=PLAIN)
    )
    gender = forms.ChoiceField(label=_("Gender"), choices=Gender, required=False, widget=forms.RadioSelect)
    mother_tongue = forms.ChoiceField(label=_("Mother tongue"), required=False)
    service_languages = forms.MultipleChoiceField(
        label=_("Languages we serve in"), required=False, widget=forms.CheckboxSelectMultiple
    )
    nationalities = CountriesField(
        label=_("Nationalities"), required=False, help_text=_("For example Irak, Syyria.")
    )
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={**TYPED, "rows": 3}))

    def __init__(self, *args: Any, sees_codes: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        languages = language_choices()
        self.fields["mother_tongue"].choices = [("", _("Not known")), *languages]
        self.fields["service_languages"].choices = languages
        if not sees_codes:
            del self.fields["personal_identity_code"]

    @property
    def first_languages(self) -> list[BoundWidget]:
        """Those at hand; `more_languages` are behind a tap."""
        return list(self["service_languages"])[:LANGUAGES_AT_ONCE]

    @property
    def more_languages(self) -> list[BoundWidget]:
        return list(self["service_languages"])[LANGUAGES_AT_ONCE:]

    @property
    def shows_more_languages(self) -> bool:
        return any(option.data["selected"] for option in self.more_languages)

    def clean_born_on(self) -> dt.date | None:
        born_on = self.cleaned_data["born_on"]
        if born_on and born_on > self.today:
            raise forms.ValidationError(_("The birth date is in the future."))
        if born_on and born_on.year < self.today.year - OLDEST:
            raise forms.ValidationError(_("The year of the birth date can't be right."))
        return born_on

    def clean_personal_identity_code(self) -> str | None:
        """The code alone is kept; the birth date it holds fills in one that wasn't given, and may not be another."""
        try:
            code = cells.identity_code(Cell(self.cleaned_data["personal_identity_code"]), today=self.today)
        except ValueError as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        if code is None:
            return None
        born_on = self.cleaned_data.get("born_on")
        if born_on and born_on != code.born_on:
            raise forms.ValidationError(_("The identity code holds another birth date. Check both."))
        self.cleaned_data["born_on"] = code.born_on
        return code.code


class ContactForm(FactsForm):
    """How the client is reached, and where."""

    phone = forms.CharField(
        label=_("Phone"), max_length=40, required=False,
        widget=forms.TextInput(attrs={**PLAIN, "inputmode": "tel"}),
    )  # fmt: skip
    email = forms.EmailField(label=_("E-mail"), required=False, widget=forms.EmailInput(attrs=PLAIN))
    address = forms.CharField(
        label=_("Address"), max_length=300, required=False, widget=forms.TextInput(attrs=PLAIN)
    )
    municipality = forms.ModelChoiceField(
        label=_("Municipality"),
        queryset=Municipality.objects.all(),
        required=False,
        empty_label=_("Not known"),
    )


class BackgroundForm(FactsForm):
    """Why and since when the client lives here, and what the client has studied."""

    residence_basis = forms.ChoiceField(
        label=_("Basis of residence"), choices=[("", _("Not known")), *ResidenceBasis.choices], required=False
    )
    arrived_on = forms.DateField(label=_("Arrived in Finland"), required=False, widget=DayInput)
    moved_to_region_on = forms.DateField(label=_("Moved to the region"), required=False, widget=DayInput)
    education_level = forms.TypedChoiceField(
        label=_("Highest completed education"), choices=[("", _("Not known")), *EducationLevel.choices],
        coerce=int, empty_value=None, required=False,
    )  # fmt: skip
    literacy = forms.ChoiceField(
        label=_("Literacy"), choices=[("", _("Not known")), *Literacy.choices], required=False
    )

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        for name in ("arrived_on", "moved_to_region_on"):
            if (value := facts.get(name)) and value > self.today:
                self.add_error(name, _("The day is in the future."))
        return facts


def _columns() -> set[str]:
    return {field.name for field in Client._meta.fields}
