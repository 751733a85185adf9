"""Budget beside actuals."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ohjaamo.periods import today
from projects.access import requires
from projects.choices import Implementer
from projects.money_access import money_for
from reports import follow_up_tables
from reports.figures.follow_up import follow_up as figures
from reports.funding_words import to_explain
from staff.permissions import Permission


@require_safe
@requires(Permission.SEE_MONEY)
def follow_up(request: HttpRequest, code: str) -> HttpResponse:
    """What is spent of each budget period and where it is heading; `?implementer=partner` for the partner's."""
    project = money_for(request.user, code, Permission.SEE_MONEY)
    is_partner = request.GET.get("implementer") == Implementer.PARTNER
    implementer = Implementer.PARTNER if is_partner else Implementer.LEAD
    found = figures(project, implementer, today())
    count = sum(each.needs_a_word for each in found.periods) if found else 0
    context = {
        "project": project,
        "implementer": implementer,
        "found": found,
        "sections": follow_up_tables.sections(found.periods) if found else [],
        "count": count,
        "state": to_explain(count),
    }
    return render(request, "reports/claims/follow_up.html", context)
