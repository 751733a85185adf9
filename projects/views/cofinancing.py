"""Agreeing on how the municipalities share a project's own funding."""

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ohjaamo.formats import day as in_words
from ohjaamo.periods import today
from projects import cofinancing, key_drafts
from projects.access import requires
from projects.choices import PercentRule, SplitBasis
from projects.forms.cofinancing import DraftForm, KeyForm
from projects.models import CofinancingKey, Project
from projects.money_access import money_for
from projects.views.settings import page
from staff.pages import is_accepted, say_with_undo
from staff.permissions import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.KEEP_MONEY)
def cofinancing_agree(request: HttpRequest, code: str) -> HttpResponse:
    """Writes down a key; it begins with the figures of a day and the payers of the key before."""
    project = money_for(request.user, code, Permission.KEEP_MONEY)
    before, days = key_drafts.latest(project), key_drafts.days_known()
    asked = DraftForm(request.GET, days=days)
    begun = _begun(project, before, days, asked)
    form = KeyForm(request.POST if request.method == "POST" else None, **begun)

    def agree() -> None:
        cofinancing.agree(project=project, **form.cleaned_data, by=request.user)

    back = reverse("reports:cofinancing", args=[project.code])
    if is_accepted(form, agree, at="starts_on"):
        day = in_words(form.cleaned_data["starts_on"])
        say_with_undo(request, _("The key holds from %(day)s on.") % {"day": day}, back=back)
        return redirect(back)
    context = {"draft_form": DraftForm(days=days, initial=begun["initial"]), "before": before}
    return page(request, "projects/money/key_form.html", project, form, **context)


def _begun(
    project: Project, before: CofinancingKey | None, days: list[dt.date], asked: DraftForm
) -> dict[str, Any]:
    """What the form of a key begins with: by the basis and the day that were asked for, else as before, newest day."""
    said = asked.cleaned_data if asked.is_valid() else {}
    basis = SplitBasis(said.get("basis") or (before.basis if before else SplitBasis.SHARE))
    as_of = said.get("as_of") or next(iter(days), None)
    figures = key_drafts.figures_of(as_of)
    by_basis = PercentRule.AGREED if basis == SplitBasis.AGREED else PercentRule.EXACT
    initial = {
        "basis": basis,
        "as_of": as_of,
        "source": figures[-1].source if figures else "",
        "rule": before.rule if before and before.basis == basis else by_basis,
        "starts_on": today() if before else project.starts_on,
    }
    lines = key_drafts.draft(project=project, key=before, basis=basis, as_of=as_of)
    return {"initial": initial, "lines": [vars(line) for line in lines]}
