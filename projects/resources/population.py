"""Books of the population: one row for each municipality and day, how many speak a foreign language there."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from ohjaamo.books import Cell
from projects import book_columns as columns
from projects.book_columns import BookField
from projects.book_resources import BookResource, Line
from projects.intakes.population import PopulationIntake
from projects.models import ForeignLanguageShare, Municipality
from staff.permissions import Permission
from staff.verdicts import Verdict

DIGITS_OF_A_CODE = 3


def municipality(cell: Cell, **known: Any) -> Municipality | None:
    """A municipality by its name or its code; to a code that a spreadsheet took for a number its zeros come back."""
    code = cell.text.strip()
    is_short = code.isascii() and code.isdigit() and len(code) < DIGITS_OF_A_CODE
    return columns.municipality(Cell(code.zfill(DIGITS_OF_A_CODE)) if is_short else cell, **known)


class PopulationResource(BookResource):
    """Where, on which day, which share and how many, by which source."""

    kind = "population"
    label = _lazy("Figures of the population")
    models = {"population": _lazy("figures of the population")}
    permission = Permission.KEEP_MONEY
    needs = {
        ("municipality",): _lazy("The municipality is missing."),
        ("as_of",): _lazy("The day is missing."),
        ("share_percent",): _lazy("The share is missing."),
        ("persons",): _lazy("The number of persons is missing."),
        ("source",): _lazy("The source is missing."),
    }

    municipality = BookField(
        "Kunta",
        "Kuntakoodi",
        "Kuntanumero",
        "Kunnan koodi",
        "Alue",
        english=("Municipality", "Municipality code", "Area"),
        read=municipality,
        takes=_lazy("The name or the three digits of its code, such as 047"),
    )
    as_of = BookField(
        "Päivä",
        "Pvm",
        "Päivämäärä",
        "Tilanne",
        "Tieto päivältä",
        english=("Day", "Date", "As of"),
        read=columns.day,
    )
    share_percent = BookField(
        "Osuus, %",
        "Osuus",
        "Osuus %",
        "Vieraskielisten osuus",
        "Vieraskielisten osuus, %",
        "Vieraskielisten osuus väestöstä",
        english=("Share, %", "Share", "Share of foreign-language residents"),
        read=columns.percent,
        takes=_lazy("A percent, such as 4,6"),
    )
    persons = BookField(
        "Henkilöitä",
        "Henkilöä",
        "Vieraskielisiä",
        "Vieraskielisten määrä",
        "Vieraskieliset",
        english=("Persons", "Foreign-language residents"),
        read=columns.whole_number,
    )
    source = BookField("Lähde", "Tietolähde", english=("Source",), read=columns.text(200))

    def lines(self) -> Iterator[Line]:
        for share in ForeignLanguageShare.objects.select_related("municipality"):
            values = {name: getattr(share, name) for name in ("as_of", "share_percent", "persons", "source")}
            yield Line(None, {"municipality": share.municipality.code, **values})

    def open_intake(self) -> PopulationIntake:
        return PopulationIntake(self.by)

    def complete(self, values: dict[str, Any], verdict: Verdict) -> None:
        if values.get("as_of") and values["as_of"] > self.today:
            verdict.refuse("as_of", _("The day is in the future."))
