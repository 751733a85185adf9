"""Days and lines of text as forms ask for them."""

import datetime as dt
import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

EIGHT_FIGURES = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4})")


class DayInput(forms.DateInput):
    """The browser's own picker of days."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d", attrs={"autocomplete": "off"})


class TypedDayField(forms.DateField):
    """A day far back, which is typed sooner than picked: 17.5.1990, 17051990 or 1990-05-17."""

    input_formats = ("%d.%m.%Y", "%Y-%m-%d")

    def __init__(self, **kwargs: Any):
        attrs = {"autocomplete": "off", "inputmode": "numeric"}
        super().__init__(widget=TypedDayInput(attrs=attrs), input_formats=self.input_formats, **kwargs)

    def to_python(self, value: Any) -> dt.date | None:
        if isinstance(value, str) and (figures := EIGHT_FIGURES.fullmatch(value.strip())):
            value = ".".join(figures.groups())
        return super().to_python(value)


class TypedDayInput(forms.TextInput):
    """Shows a day as it is said: 17.5.1990."""

    def format_value(self, value: Any) -> str | None:
        return f"{value.day}.{value.month}.{value.year}" if isinstance(value, dt.date) else value


class KeyField(forms.UUIDField):
    """The hidden key that makes one row of a form, however often it is sent."""

    LOST = _("The form's key had got lost. Nothing you wrote is lost: save again.")

    def __init__(self) -> None:
        messages = {"required": self.LOST, "invalid": self.LOST}
        super().__init__(label=_("The form"), widget=forms.HiddenInput, error_messages=messages)


class WordsInput(forms.TextInput):
    """A line of somebody's own words, in whatever language; the browser offers no other client's."""

    def __init__(self) -> None:
        super().__init__(attrs={"autocomplete": "off", "dir": "auto"})
