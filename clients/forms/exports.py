"""What an export shall hold."""

from django import forms
from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from clients.choices import ExportFormat, ExportGrain
from clients.export_columns import COLUMNS, USUAL

_capitalised = lazy(capfirst, str)


class ExportForm(forms.Form):
    """What a row is, which columns there are, and in which kind of file."""

    grain = forms.ChoiceField(
        label=_("Rows"), choices=ExportGrain, initial=ExportGrain.PERSON, widget=forms.RadioSelect
    )
    columns = forms.MultipleChoiceField(
        label=_("Columns"),
        choices=[(name, _capitalised(column.title)) for name, column in COLUMNS.items()],
        initial=USUAL,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one column.")},
    )
    format = forms.ChoiceField(
        label=_("File"), choices=ExportFormat, initial=ExportFormat.XLSX, widget=forms.RadioSelect
    )
