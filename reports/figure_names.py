"""What the figures of results and indicators are called, from what they are named alone."""

import json
from functools import cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from clients.choices import OutcomeKind
from ohjaamo.reference import country_name
from reports.figures.indicators import INDICATOR
from reports.figures.results import EVENTS, NATIONALITY, PROVEN, UNPROVEN
from reports.figures.tally import PERSONS, REPEATED, TOTAL, UNKNOWN
from reports.indicator_people import GROUPS, column_name
from reports.indicator_seeds import SHIPPED

MEASURES = {measure.key: measure.label for measure in (EVENTS, PERSONS, PROVEN, UNPROVEN)}


def of_result(figure: str) -> str:
    """Of a kind of outcome: the kind and what is counted of it; of a nationality: the country."""
    prefix, line, measure = figure.split(":")
    if f"{prefix}:" == NATIONALITY:
        return f"{_('Nationality')} · {_lines().get(line) or country_name(line)}"
    kind = _lines().get(line) or OutcomeKind(line).label
    return f"{kind} · {MEASURES[measure]}"


def of_indicator(figure: str) -> str:
    """The group of participants, or the indicator by code and name, with its column if it is of one."""
    code, _colon, column = figure.removeprefix(INDICATOR).partition(":")
    if code in GROUPS:
        return str(GROUPS[code])
    finnish, english = _indicator_names().get(code, ("", ""))
    name = f"{code} {english if get_language() == 'en' else finnish}".strip()
    return f"{name}, {column_name(column).lower()}" if column else name


def _lines() -> dict[str, str]:
    """The lines of a table that stand for no kind and no country."""
    return {UNKNOWN: _("Not known"), REPEATED: _("Counted above more than once"), TOTAL: _("Together")}


@cache
def _indicator_names() -> dict[str, tuple[str, str]]:
    shipped = json.loads(SHIPPED.read_text(encoding="utf-8"))
    return {each["code"]: (each["name_fi"], each["name_en"]) for each in shipped}
