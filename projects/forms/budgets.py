"""The forms of a budget: a version with its periods and percents, and a post with its person-years."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ohjaamo.inputs import DayInput, WordsInput
from projects import budgets
from projects.budgets import Column
from projects.choices import BudgetKind, Implementer, RateKind
from projects.forms.lines import LinesForm
from projects.forms.money import AmountField, PercentField, WrittenDecimalField
from projects.models import BudgetPeriod

UNITS = [("1", _("To a euro")), ("0.01", _("To a cent"))]


class PeriodLine(forms.Form):
    """A column of the budget."""

    label = forms.CharField(label=_("Title of the column"), max_length=40, widget=WordsInput)
    starts_on = forms.DateField(label=_("First day"), widget=DayInput)
    ends_on = forms.DateField(label=_("Last day"), widget=DayInput)
    salaries = AmountField(label=_("Salaries, €"), min_value=0)


class BudgetForm(LinesForm):
    """A version of the budget: whose and of what kind, the percents, and its periods."""

    line = PeriodLine
    decisive = tuple(PeriodLine.base_fields)

    implementer = forms.ChoiceField(label=_("Implementer"), choices=Implementer, widget=forms.RadioSelect)
    kind = forms.ChoiceField(
        label=_("Kind of version"),
        choices=BudgetKind,
        widget=forms.RadioSelect,
        help_text=_("A draft binds nobody. Of decisions and amendments the latest binds."),
    )
    dated_on = forms.DateField(label=_("Dated"), widget=DayInput)
    side_costs = PercentField(label=_("Side costs and holiday bonus, %"), min_value=0, max_value=100)
    flat_rate = PercentField(label=_("Flat rate, %"), min_value=0, max_value=100)
    own_funding = PercentField(label=_("Own funding, %"), min_value=0, max_value=100)
    unit = forms.TypedChoiceField(
        label=_("Lines are rounded"), choices=UNITS, coerce=Decimal, widget=forms.RadioSelect
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=300, widget=WordsInput)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        lines = list(self.said_lines())
        if not self.errors:
            columns = {Column(**each.values): each.place for each in lines}
            ordered = sorted(columns, key=lambda column: column.starts_on)
            for fault in budgets.faults(ordered, said["unit"]):
                self.add_error(f"{fault.name}-{columns[fault.column]}", fault.message)
            said["columns"] = ordered
            said["rates"] = {kind: said.pop(kind.value) for kind in RateKind}
            if not columns:
                self.add_error("label-0", _("A budget has at least one period."))
        return said


class PostForm(forms.Form):
    """A post of the budget: what it is, who holds it, and its person-years in each period."""

    use_required_attribute = False

    title = forms.CharField(label=_("Post"), max_length=150, widget=WordsInput)
    person = forms.CharField(label=_("Person"), required=False, max_length=200, widget=WordsInput)
    full_time_percent = PercentField(
        label=_("Of full time, %"), min_value=Decimal("0.01"), max_value=100, initial=Decimal(100)
    )

    def __init__(self, *args: Any, periods: list[BudgetPeriod], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.periods = {f"years-{period.pk}": period for period in periods}
        for name, period in self.periods.items():
            self.fields[name] = WrittenDecimalField(
                label=_("Person-years %(period)s") % {"period": period.label},
                max_digits=4,
                decimal_places=2,
                min_value=0,
                max_value=10,
            )

    @property
    def person_years(self) -> list[forms.BoundField]:
        """The fields of the periods."""
        return [self[name] for name in self.periods]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        said["person_years"] = {
            period: said.pop(name) for name, period in self.periods.items() if name in said
        }
        return said
