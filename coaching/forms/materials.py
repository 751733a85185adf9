"""The forms of materials and of the printouts' texts."""

from django import forms
from django.utils.translation import gettext_lazy as _

from coaching.forms.languages import LanguagesForm
from coaching.models import Material


class MaterialForm(LanguagesForm):
    """A material: its name and the languages there are of it."""

    name = forms.CharField(
        label=_("Name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    is_in_use = forms.BooleanField(label=_("Given to clients"), required=False, initial=True)

    field_order = ("name", "languages", "other_language", "is_in_use")


class GiftForm(forms.Form):
    """A material given to a client, in a language."""

    material = forms.ModelChoiceField(queryset=Material.objects.all())
    language = forms.CharField(max_length=3)


class PhraseForm(forms.Form):
    """A text of the printouts in a language."""

    use_required_attribute = False

    text = forms.CharField(
        label=_("In this language"), max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )  # fmt: skip
