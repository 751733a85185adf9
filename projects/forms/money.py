"""Fields of forms in which money and percents are typed as people write them."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _

from ohjaamo.formats import NBSP, exact
from projects import written_numbers

# No project of ours comes near it: a slip of the finger does.
LARGEST = Decimal(100_000_000)


class WrittenDecimalField(forms.DecimalField):
    """A number as people write it: "1 234,50", "1234.5", "−20"; in whole `decimal_places`, never a float."""

    # Not type=number: a browser then drops what it can't read, and a comma with it.
    widget = forms.TextInput

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}

    def to_python(self, value: Any) -> Decimal | None:
        try:
            return written_numbers.read(str(value or ""))
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def prepare_value(self, value: Any) -> Any:
        """A number of ours as it would be typed, in whatever language; what was typed stays as it is."""
        if not isinstance(value, Decimal):
            return value
        return f"{Decimal(exact(value)):,f}".replace(",", NBSP).replace(".", ",")


class AmountField(WrittenDecimalField):
    """An amount of euros and cents."""

    default_validators = (MaxValueValidator(LARGEST, _("Check the amount: it is more than 100 000 000 €.")),)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, max_digits=12, decimal_places=2, **kwargs)


class PercentField(WrittenDecimalField):
    """A percent, to two decimals."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, max_digits=5, decimal_places=2, **kwargs)
