"""The steps from a file to the register, as every page of a book shows them."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from staff.choices import RowStatus
from staff.models import ImportBatch

# Each step's name, what the page is called, and its address.
STEPS: tuple[tuple[str, Promise, str], ...] = (
    ("columns", _("Columns"), "projects:import-columns"),
    ("values", _("Values"), "projects:import-values"),
    ("doubles", _("Doubles"), "clients:import-doubles"),
    ("errors", _("Errors"), "projects:import-errors"),
    ("preview", _("Preview"), "projects:import-preview"),
    ("run", _("Import"), "projects:import"),
)
# What has to be asked at a step, by the rows that wait for it.
WAITING = {"doubles": RowStatus.QUESTION, "errors": RowStatus.REFUSED}


@dataclass(frozen=True)
class Step:
    """One step in the bar above the page; the one she is at has no address."""

    label: str
    url: str
    is_done: bool
    is_current: bool


def steps(batch: ImportBatch, current: str) -> list[Step]:
    """The bar, the choice of the file included, which is always done; once it is asked for no step is open."""
    names = [name for name, _label, _url in STEPS]
    at = names.index(current)
    bar = [Step(str(_("File")), "", is_done=True, is_current=False)]
    for place, (_name, label, url) in enumerate(STEPS):
        is_open = place != at and current != "run" and place < len(STEPS) - 1
        bar.append(
            Step(str(label), reverse(url, args=[batch.pk]) if is_open else "", place < at, place == at)
        )
    return bar


def after(batch: ImportBatch, current: str) -> str:
    """The address of the next step at which something is to be asked; the preview when nothing is.

    The batch has been judged.
    """
    names = [name for name, _label, _url in STEPS]
    waiting = {"values": batch.counts.get("unsettled", 0), "preview": 1}
    for name, status in WAITING.items():
        waiting[name] = batch.counts.get("statuses", {}).get(status, 0)
    for name, _label, url in STEPS[names.index(current) + 1 :]:
        if waiting.get(name):
            return reverse(url, args=[batch.pk])
    return reverse("projects:import", args=[batch.pk])
