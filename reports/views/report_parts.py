"""The parts of a report to the funder: added, written with the reading beside, moved, taken away."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ohjaamo.periods import today
from projects.access import requires
from projects.memberships import allowed_to
from reports import funder_reports, report_parts
from reports.forms.funder_reports import NewPartForm, PartForm
from reports.funder_report_access import funder_report_for, report_part_for
from reports.models import ReportPart
from staff import drafts
from staff.pages import is_accepted, refuse, say_with_undo
from staff.permissions import Permission

KEEPS = Permission.PUBLISH_REPORTS


@require_POST
@requires(KEEPS)
def report_part_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Adds a part at the end, and leads to it."""
    report = funder_report_for(request.user, pk, KEEPS)
    form = NewPartForm(request.POST)
    if not form.is_valid():
        refuse(request, _("Choose a part."))
        return redirect("reports:funder-report", pk)
    try:
        part = funder_reports.add_part(report=report, **form.chosen, by=request.user)
    except ValidationError as refusal:
        refuse(request, *refusal.messages)
        return redirect("reports:funder-report", pk)
    return redirect(f"{reverse('reports:funder-report', args=[pk])}#part-{part.pk}")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(KEEPS)
def report_part(request: HttpRequest, pk: int) -> HttpResponse:
    """What a part is called and says, with how it reads beside; while she types only the reading is answered."""
    part = report_part_for(request.user, pk, KEEPS)
    standing = {"heading": part.heading, "text": part.text}
    form = PartForm(request.POST if request.method == "POST" else None, initial=standing)
    if request.htmx:
        return render(request, "reports/funder_reports/_part.html", {"part": _drawn(request, part, form)})

    def write() -> None:
        funder_reports.write_part(part=part, **form.cleaned_data, by=request.user)

    if is_accepted(form, write, at="text"):
        drafts.discard(form=_draft(part), by=request.user)
        say_with_undo(request, _("The part is saved."))
        return redirect(_place(part))
    draft = drafts.begin(form=form, name=_draft(part), by=request.user)
    context = {"project": part.report.project, "report": part.report, "form": form, "draft": draft}
    context["part"] = _drawn(request, part, form)
    return render(request, "reports/funder_reports/part.html", context, status=422 if form.errors else 200)


@require_POST
@requires(KEEPS)
def report_part_move(request: HttpRequest, pk: int, way: str) -> HttpResponse:
    """Moves a part one place up or down."""
    part = report_part_for(request.user, pk, KEEPS)
    funder_reports.move_part(part=part, up=way == "up", by=request.user)
    return redirect(_place(part))


@require_POST
@requires(KEEPS)
def report_part_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a part away."""
    part = report_part_for(request.user, pk, KEEPS)
    funder_reports.remove_part(part=part, by=request.user)
    say_with_undo(request, _("The part is taken away."))
    return redirect("reports:funder-report", part.report_id)


def _drawn(request: HttpRequest, part: ReportPart, form: PartForm) -> report_parts.Drawn:
    """The part as it would read with what stands in the form."""
    for name in ("heading", "text"):
        setattr(part, name, form[name].value() or "")
    day = today()
    sees_money = allowed_to(request.user, day).may(Permission.SEE_MONEY, part.report.project_id)
    return report_parts.drawn(part, today=day, sees_money=sees_money)


def _draft(part: ReportPart) -> str:
    return f"report-part-{part.pk}"


def _place(part: ReportPart) -> str:
    return f"{reverse('reports:funder-report', args=[part.report_id])}#part-{part.pk}"
