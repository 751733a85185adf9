"""The money of projects as figures: funding, budget, and the split of own funding among municipalities."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from ohjaamo.periods import Period, today
from projects import key_drafts
from projects.access import requires
from projects.memberships import allowed_to
from projects.models import BudgetVersion, Project
from projects.money_access import money_for, money_projects_for
from projects.splits import Mode
from reports import budget_tables, cofinancing_tables, funding_tables, funding_words, what_ifs
from reports.figures import cofinancing as splits
from reports.figures import funding as parts
from reports.figures.cofinancing import Cofinancing
from reports.forms.money import WhatIfForm
from reports.money_cells import euros, signed_euros
from staff.permissions import Permission


@require_safe
@requires(Permission.SEE_MONEY)
def money(request: HttpRequest) -> HttpResponse:
    """Her projects with their funding in all, beside the total that was published."""
    projects = money_projects_for(request.user, Permission.SEE_MONEY)
    rows = [
        {
            "project": project,
            "funding": found,
            "total": euros(found.total),
            "published": "" if found.stated_total is None else euros(found.stated_total),
            "difference": "" if not found.difference else signed_euros(found.difference),
            "state": funding_words.state(found),
        }
        for project, found in zip(projects, parts.fundings(projects), strict=True)
    ]
    return render(request, "reports/money/index.html", {"rows": rows})


@require_safe
@requires(Permission.SEE_MONEY)
def funding(request: HttpRequest, code: str) -> HttpResponse:
    """The parts of a project's funding, beside what was published of them, and what doesn't add up."""
    project = money_for(request.user, code, Permission.SEE_MONEY)
    found = parts.funding(project)
    context = {
        "funding": found,
        "table": funding_tables.table(found),
        "state": funding_words.state(found),
        "findings": [(finding.severity, funding_words.words(finding)) for finding in found.findings],
    }
    return _page(request, "reports/money/funding.html", project, context)


@require_safe
@requires(Permission.SEE_MONEY)
def budget(request: HttpRequest, code: str) -> HttpResponse:
    """Each implementer's budget, worked out; `?version=` for another version than the one to plan by."""
    project = money_for(request.user, code, Permission.SEE_MONEY)
    asked = _version(project, request.GET.get("version", ""))
    context = {"sheets": budget_tables.sheets(project, today(), asked)}
    return _page(request, "reports/money/budget.html", project, context)


@require_safe
@requires(Permission.SEE_MONEY)
def cofinancing(request: HttpRequest, code: str) -> HttpResponse:
    """Own funding split among municipalities, exact and as published; and, asked for, what another key would change."""
    project = money_for(request.user, code, Permission.SEE_MONEY)
    day = splits.day_of_plan(project, today())
    exact = splits.plan(project, Mode.EXACT, day)
    published = splits.plan(project, Mode.AS_PUBLISHED, day)
    if exact is None or published is None:
        return _page(request, "reports/money/cofinancing.html", project, {"found": None})
    count = cofinancing_tables.to_explain(exact)
    context = {
        "found": exact,
        "exact": cofinancing_tables.table(exact),
        "published": cofinancing_tables.table(published) if exact.claimed else None,
        "state": funding_words.to_explain(count),
        "count": count,
    }
    return _page(request, "reports/money/cofinancing.html", project, context | _what_if(request, exact))


def _what_if(request: HttpRequest, found: Cofinancing) -> dict[str, Any]:
    """The form of what if, and what would change once it is sent; nothing without figures to think by."""
    if not key_drafts.days_known():
        return {"form": None}
    plan = Period(found.lines[0].period.starts_on, found.lines[-1].period.ends_on)
    form = WhatIfForm(request.GET if "basis" in request.GET else None, key=found.key, plan=plan)
    if not form.is_valid():
        return {"form": form}
    outlook = what_ifs.outlook(found.key, found.lines, form.cleaned_data["thought"])
    return {"form": form, "outlook": outlook}


def _version(project: Project, text: str) -> BudgetVersion | None:
    """The version of this project's budgets with a key; None when none was asked for, Http404 for another's."""
    if not text:
        return None
    if not text.isdecimal():
        raise Http404
    return get_object_or_404(project.budgets, pk=int(text))


def _page(request: HttpRequest, template: str, project: Project, context: dict[str, Any]) -> HttpResponse:
    """A page of a project's money; refused questions stay on it (422)."""
    may_keep = allowed_to(request.user, today()).may(Permission.KEEP_MONEY, project.pk)
    form = context.get("form")
    status = 422 if form is not None and form.is_bound and not form.is_valid() else 200
    return render(request, template, {"project": project, "may_keep": may_keep} | context, status=status)
