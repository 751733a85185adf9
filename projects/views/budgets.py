"""Keeping an implementer's budget: a further version, and its posts."""

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ohjaamo.formats import exact
from ohjaamo.periods import months_after, today
from projects import budgets
from projects.access import requires
from projects.choices import BudgetKind, Implementer
from projects.forms.budgets import BudgetForm, PostForm
from projects.models import BudgetPeriod, BudgetVersion, Post, Project
from projects.money_access import money_for
from projects.views.settings import page
from staff.pages import is_accepted, say_with_undo
from staff.permissions import Permission

YEAR = 12
PERIOD = ("label", "starts_on", "ends_on", "salaries")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.KEEP_MONEY)
def budget_draw_up(request: HttpRequest, code: str) -> HttpResponse:
    """Draws up a further version of a budget, which begins with what stands."""
    project = money_for(request.user, code, Permission.KEEP_MONEY)
    asked = request.GET.get("implementer", "")
    implementer = Implementer(asked) if asked in Implementer else Implementer.LEAD
    version = budgets.current(project, implementer, today())
    begun = _standing(version) if version else {"unit": "1"}
    form = BudgetForm(
        request.POST if request.method == "POST" else None,
        initial=begun | {"implementer": implementer, "kind": _next_kind(version), "dated_on": today()},
        lines=list(version.periods.values(*PERIOD) if version else _years(project)),
    )

    def draw_up() -> None:
        budgets.draw_up(project=project, **form.cleaned_data, by=request.user)

    back = reverse("reports:budget", args=[project.code])
    if is_accepted(form, draw_up, at="dated_on"):
        say_with_undo(request, _("The budget is drawn up."), back=back)
        return redirect(back)
    return page(request, "projects/money/budget_form.html", project, form, version=version)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.KEEP_MONEY)
def budget_posts(request: HttpRequest, pk: int) -> HttpResponse:
    """The posts of a version, and one more."""
    version = get_object_or_404(BudgetVersion.objects.select_related("project"), pk=pk)
    project = money_for(request.user, version.project.code, Permission.KEEP_MONEY)
    periods = list(version.periods.all())
    form = PostForm(request.POST if request.method == "POST" else None, periods=periods)

    def plan() -> None:
        budgets.plan_post(version=version, **form.cleaned_data, by=request.user)

    here = reverse("projects:budget-posts", args=[version.pk])
    if is_accepted(form, plan, at="title"):
        say_with_undo(request, _("Added: %s") % form.cleaned_data["title"], back=here)
        return redirect(here)
    rows = [(post, _years_of(post, periods)) for post in version.posts.prefetch_related("plans")]
    context = {"version": version, "periods": periods, "rows": rows}
    return page(request, "projects/money/posts.html", project, form, **context)


def _standing(version: BudgetVersion) -> dict[str, Any]:
    """A version's percents and rounding, as the form asks for them; of percents that change the latest."""
    percents = {rate.kind: rate.percent for rate in version.rates.order_by("starts_on")}
    return percents | {"unit": exact(version.unit)}


def _next_kind(version: BudgetVersion | None) -> BudgetKind:
    if version is None:
        return BudgetKind.DRAFT
    return BudgetKind.DECISION if version.kind == BudgetKind.DRAFT else BudgetKind.AMENDMENT


def _years(project: Project) -> Iterator[dict[str, Any]]:
    """The project's own years as periods of a first budget, each under the year in which it ends."""
    starts_on = project.starts_on
    while starts_on <= project.ends_on:
        ends_on = min(months_after(starts_on, YEAR) - dt.timedelta(days=1), project.ends_on)
        yield {"label": str(ends_on.year), "starts_on": starts_on, "ends_on": ends_on}
        starts_on = ends_on + dt.timedelta(days=1)


def _years_of(post: Post, periods: Sequence[BudgetPeriod]) -> list[Decimal | None]:
    """A post's person-years, period by period."""
    planned = {plan.period_id: plan.person_years for plan in post.plans.all()}
    return [planned.get(period.pk) for period in periods]
