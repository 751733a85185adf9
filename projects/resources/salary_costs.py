"""Books of salaries: one row for each person and month, what their work cost."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from ohjaamo.books import Cell
from ohjaamo.reference import plain
from projects import book_columns as columns
from projects import costs, written_months
from projects.book_columns import BookField
from projects.book_resources import BookResource, Line
from projects.choices import CostKind, Implementer
from projects.intakes.salary_costs import SalaryIntake
from staff import cells
from staff.permissions import Permission

KINDS = {
    CostKind.SALARY: ("palkka", "palkat", "kuukausipalkka", "salary", "wages"),
    CostKind.HOLIDAY_BONUS: ("lomaraha", "lomaltapaluuraha", "holiday bonus"),
}
IMPLEMENTERS = {
    Implementer.LEAD: ("päätoteuttaja", "pää", "lead implementer"),
    Implementer.PARTNER: ("osatoteuttaja", "osa", "partner implementer"),
}


def one_of(table: Mapping[Any, tuple[str, ...]]) -> Callable[[str], str]:
    """A reader of words that stand for one of these, each known by its code and its words."""
    meanings = {plain(word): str(code) for code, words in table.items() for word in (str(code), *words)}

    def meaning(text: str) -> str:
        if plain(text) not in meanings:
            raise ValueError(_("“%(text)s” isn't one of the words of this column.") % {"text": text[:40]})
        return meanings[plain(text)]

    return meaning


def month(cell: Cell, **known: Any) -> dt.date | None:
    """The first day of a month; a cell that holds any day of it will do."""
    if isinstance(cell.value, dt.date) and not cell.is_formula:
        return cell.value.replace(day=1)
    words = cells.text(cell)
    return written_months.read(words) if words else None


class SalaryCostResource(BookResource):
    """Whose work, in which month, how much, of what kind, how much of full time, for which implementer."""

    kind = "salary_costs"
    label = _lazy("Salaries")
    models = {"costs": _lazy("costs")}
    permission = Permission.KEEP_MONEY
    needs = {
        ("person",): _lazy("The person is missing."),
        ("month_starts_on",): _lazy("The month is missing."),
        ("amount",): _lazy("The amount is missing."),
    }

    person = BookField(
        "Henkilö",
        "Nimi",
        "Työntekijä",
        "Palkansaaja",
        english=("Person", "Name", "Employee"),
        read=columns.text(200),
    )
    month_starts_on = BookField(
        "Kuukausi",
        "Kk",
        "Palkkakausi",
        "Palkkakuukausi",
        english=("Month", "Pay period"),
        read=month,
        takes=_lazy("A month, such as 11/2022"),
    )
    amount = BookField(
        "Summa, €",
        "Summa",
        "Palkka",
        "Palkka, €",
        "Bruttopalkka",
        "Euroa",
        "Määrä",
        english=("Amount, €", "Amount", "Gross salary", "Euros"),
        read=columns.amount,
        takes=_lazy("An amount, such as 3 210,50"),
    )
    cost_kind = BookField(
        "Laji",
        "Kulun laji",
        "Palkkalaji",
        english=("Kind", "Kind of cost"),
        read=columns.word(one_of(KINDS)),
        choices=columns.choices_of(CostKind),
    )
    full_time_percent = BookField(
        "Kokoaikaisesta, %",
        "Työaika, %",
        "Työaika %",
        "Työaikaprosentti",
        english=("Of full time, %", "Working time, %", "Full-time percent"),
        read=columns.percent,
        takes=_lazy("A percent, such as 50"),
    )
    implementer = BookField(
        "Toteuttaja",
        english=("Implementer",),
        read=columns.word(one_of(IMPLEMENTERS)),
        choices=columns.choices_of(Implementer),
    )
    note = BookField("Selite", "Huom.", "Lisätieto", english=("Note", "Remarks"), read=columns.text(300))

    def lines(self) -> Iterator[Line]:
        """The costs with their corrections, as they stand."""
        found = self.project.costs.filter(corrects=None).prefetch_related("corrections")
        for cost in found.order_by("month_starts_on", "person", "pk"):
            yield Line(
                None,
                {
                    "person": cost.person,
                    "month_starts_on": written_months.written(cost.month_starts_on),
                    "amount": costs.standing(cost),
                    "cost_kind": cost.kind,
                    "full_time_percent": cost.full_time_percent,
                    "implementer": cost.implementer,
                    "note": cost.note,
                },
            )

    def open_intake(self) -> SalaryIntake:
        return SalaryIntake(self.project, self.by)
