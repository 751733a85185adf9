"""The forms of the service tray."""

import datetime as dt
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from coaching.choices import OfferState
from coaching.models import Service
from coaching.phrases import TONGUES
from ohjaamo.inputs import DayInput
from ohjaamo.reference import language_name


class OfferForm(forms.Form):
    """Services to offer, and whether the client picked them at once."""

    use_required_attribute = False

    services = forms.ModelMultipleChoiceField(
        label=_("Services"), queryset=Service.objects.none(), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one service.")},
    )  # fmt: skip
    state = forms.ChoiceField(choices=[(each, each) for each in (OfferState.OFFERED, OfferState.PICKED)])

    def __init__(self, *args: Any, services: QuerySet[Service], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["services"].queryset = services


class TurnForm(forms.Form):
    """A move of a card: where to, on which day, and why when the client declines."""

    use_required_attribute = False

    state = forms.ChoiceField(choices=OfferState.choices)
    day = forms.DateField(label=_("Day"), widget=DayInput)
    reason = forms.CharField(
        label=_("Why"), max_length=300, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )  # fmt: skip
    may_overfill = forms.BooleanField(label=_("Starts although every place is taken"), required=False)

    def __init__(self, *args: Any, today: dt.date, declines: bool = False, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["day"].initial = today
        # Declining asks why; nothing else does.
        if declines:
            self.fields["reason"].required = True
            self.fields["reason"].error_messages["required"] = _("Say why the client declined.")

    @classmethod
    def of_card(cls, offer: int, *args: Any, declines: bool, **kwargs: Any) -> "TurnForm":
        """The form of a card: each card has two, and no two fields of a page have one name for the reader."""
        name = f"{'decline' if declines else 'move'}_{offer}"
        form = cls(*args, declines=declines, auto_id=f"{name}_%s", **kwargs)
        # The day stands beside the form it belongs to.
        form.fields["day"].widget.attrs["form"] = name
        return form


class PaperForm(forms.Form):
    """In which language the paper is, and whether it bears the first name."""

    language = forms.ChoiceField(label=_("Language"))
    name = forms.BooleanField(label=_("First name on the paper"), required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [(code, language_name(code)) for code in TONGUES]
