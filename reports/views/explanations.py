"""What a rule found: the clients behind it, and accepting it with a reason."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from clients.models import Client
from ohjaamo.periods import today
from projects.access import project_for, requires
from projects.memberships import allowed_to
from projects.models import Project
from reports import days, explanations, snapshots
from reports.findings import Finding
from reports.forms.days import DatesForm
from reports.forms.explanations import ExplainForm, TakeBackForm
from reports.models import Explanation
from reports.pages import OPENERS, may_open, people_page
from reports.people import Figure
from reports.reconciliation import TITLES, check_all, person_rule
from staff.pages import is_accepted, say_with_undo
from staff.permissions import Permission

takes_forms = require_http_methods(["GET", "HEAD", "POST"])
publishes = requires(Permission.PUBLISH_REPORTS)


@require_safe
def rule_people(request: HttpRequest, code: str, rule: str, day: str) -> HttpResponse:
    """The clients whom a rule found as of a day, those of them whom she sees, with what it found."""
    project = project_for(request.user, code, *OPENERS)
    asked = person_rule(rule)
    try:
        found = asked.find(project, days.read(day)) if asked else None
    except ValueError as error:
        raise Http404 from error
    if asked is None or found is None:
        raise Http404
    figure = Figure(str(asked.title), list(found))
    clients = figure.clients.select_related("municipality")

    def why(client: Client) -> list[str]:
        return found[client.pk]

    back = reverse("reports:snapshot", args=[code])
    return people_page(request, project, figure, clients, why, back=back, today=today())


@takes_forms
@publishes
def explain(request: HttpRequest, code: str, rule: str) -> HttpResponse:
    """Accepts what a rule found on the dates asked for; back to the report when there is nothing to accept."""
    project = project_for(request.user, code, Permission.PUBLISH_REPORTS)
    finding, back = _finding(request, project, rule), _back(request, project)
    if finding is None or not finding.is_open:
        return redirect(back)
    form = ExplainForm(request.POST if request.method == "POST" else None, initial={"mark": finding.mark})

    def accept() -> None:
        explanations.explain(project=project, finding=finding, **form.cleaned_data, by=request.user)

    if is_accepted(form, accept):
        say_with_undo(request, _("The deviation is accepted."), back=back)
        return redirect(back)
    context = {"project": project, "finding": finding, "form": form, "back": back}
    context |= {"can_open": may_open(request.user, project, today())}
    return render(request, "reports/explain.html", context, status=422 if form.is_bound else 200)


@require_safe
def explanation_list(request: HttpRequest, code: str) -> HttpResponse:
    """Everything that has been accepted in a project and stands, the latest first."""
    project = project_for(request.user, code, Permission.SEE_REPORTS)
    accepted = sorted(explanations.standing(project), key=lambda each: each.explained_at, reverse=True)
    context = {
        "project": project,
        "rows": [(TITLES.get(each.rule, each.rule), each) for each in accepted],
        "may_explain": allowed_to(request.user, today()).may(Permission.PUBLISH_REPORTS, project.pk),
    }
    return render(request, "reports/explanations.html", context)


@takes_forms
@publishes
def explanation_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes an explanation back."""
    explanation = get_object_or_404(Explanation.objects.select_related("project", "explained_by"), pk=pk)
    project = project_for(request.user, explanation.project.code, Permission.PUBLISH_REPORTS)
    form, back = TakeBackForm(request.POST if request.method == "POST" else None), _back(request, project)

    def take_back() -> None:
        explanations.withdraw(explanation=explanation, **form.cleaned_data, by=request.user)

    if is_accepted(form, take_back):
        say_with_undo(request, _("The explanation is taken back."), back=back)
        return redirect(back)
    context = {"project": project, "explanation": explanation, "form": form, "back": back}
    status = 422 if form.is_bound else 200
    return render(request, "reports/explanation_withdraw.html", context, status=status)


def _finding(request: HttpRequest, project: Project, rule: str) -> Finding | None:
    """What the rule found, of the subject and the day in the address."""
    day = today()
    built = snapshots.build(project, DatesForm(request.GET, project=project, today=day).days)
    wanted = (rule, request.GET.get("subject", ""), request.GET.get("as_of", ""))
    return next(
        (
            each
            for each in check_all(built, today=day).findings
            if (each.rule, each.subject, each.as_of.isoformat() if each.as_of else "") == wanted
        ),
        None,
    )


def _back(request: HttpRequest, project: Project) -> str:
    """The report on the dates that were asked for."""
    asked = request.GET.copy()
    for name in ("subject", "as_of"):
        asked.pop(name, None)
    query = f"?{asked.urlencode()}" if asked else ""
    return reverse("reports:snapshot", args=[project.code]) + query
