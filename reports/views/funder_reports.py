"""Reports to the funder: the list, a report with its parts and how it will read, its paper."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ohjaamo.pdf import PdfFailed, PdfUnavailable
from ohjaamo.periods import today
from projects.access import project_for, requires
from projects.memberships import allowed_to
from reports import funder_papers, funder_reports
from reports.forms.funder_reports import FunderReportForm, NewPartForm, ReportReasonForm
from reports.funder_report_access import funder_report_for
from reports.models import FunderReport
from staff.pages import is_accepted, refuse, say_with_undo
from staff.permissions import Permission

KEEPS, READS = Permission.PUBLISH_REPORTS, Permission.SEE_REPORTS


@require_safe
@requires(READS)
def funder_report_list(request: HttpRequest, code: str) -> HttpResponse:
    """The project's reports to the funder, the latest first."""
    project = project_for(request.user, code, READS)
    context = {
        "project": project,
        "reports": project.funder_reports.order_by("-ends_on", "-pk"),
        "may_keep": allowed_to(request.user, today()).may(KEEPS, project.pk),
    }
    return render(request, "reports/funder_reports/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(KEEPS)
def funder_report_add(request: HttpRequest, code: str) -> HttpResponse:
    """Begins a report, with the usual parts."""
    project = project_for(request.user, code, KEEPS)
    form = FunderReportForm(request.POST if request.method == "POST" else None)
    begun: list[FunderReport] = []

    def begin() -> None:
        begun.append(funder_reports.begin(project=project, **form.cleaned_data, by=request.user))

    if is_accepted(form, begin, at="ends_on"):
        return redirect("reports:funder-report", begun[0].pk)
    context = {"project": project, "form": form}
    return render(request, "reports/funder_reports/form.html", context, status=_status(form))


@require_safe
@requires(READS)
def funder_report(request: HttpRequest, pk: int) -> HttpResponse:
    """The parts of a report and how it reads now."""
    report = funder_report_for(request.user, pk, READS)
    day, allowed = today(), allowed_to(request.user, today())
    sees_money = allowed.may(Permission.SEE_MONEY, report.project_id)
    context: dict[str, Any] = {
        "project": report.project,
        "report": report,
        "parts": funder_papers.parts_of(report, today=day, sees_money=sees_money),
        "may_keep": allowed.may(KEEPS, report.project_id),
        "new_part": NewPartForm(),
    }
    return render(request, "reports/funder_reports/report.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(KEEPS)
def funder_report_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Puts the title, the kind, the language or the days right; or takes the report away."""
    report = funder_report_for(request.user, pk, KEEPS)
    standing = {name: getattr(report, name) for name in FunderReportForm.base_fields}
    form = FunderReportForm(request.POST if request.method == "POST" else None, initial=standing)

    def change() -> None:
        funder_reports.change(report=report, **form.cleaned_data, by=request.user)

    if is_accepted(form, change, at="ends_on"):
        say_with_undo(request, _("The report is saved."))
        return redirect("reports:funder-report", report.pk)
    context = {"project": report.project, "report": report, "form": form, "reason_form": ReportReasonForm()}
    return render(request, "reports/funder_reports/form.html", context, status=_status(form))


@require_POST
@requires(KEEPS)
def funder_report_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a report away."""
    report = funder_report_for(request.user, pk, KEEPS)
    form = ReportReasonForm(request.POST)

    def withdraw() -> None:
        funder_reports.withdraw(report=report, **form.cleaned_data, by=request.user)

    if is_accepted(form, withdraw):
        say_with_undo(request, _("The report is taken away."))
        return redirect("reports:funder-reports", report.project.code)
    refuse(request, _("Say why the report is taken away."))
    return redirect("reports:funder-report-change", report.pk)


@require_safe
@requires(READS)
def funder_report_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The report on paper; back to its page when this machine can't make it."""
    report = funder_report_for(request.user, pk, READS)
    sees_money = allowed_to(request.user, today()).may(Permission.SEE_MONEY, report.project_id)
    maker, moment = str(request.user), timezone.localtime()
    try:
        paper = funder_papers.paper(report, sees_money=sees_money, maker=maker, moment=moment)
    except (PdfFailed, PdfUnavailable) as error:
        known = isinstance(error, PdfUnavailable)
        messages.error(request, str(error) if known else _("The PDF couldn't be made."))
        return redirect("reports:funder-report", report.pk)
    name = f"raportti-{report.project.code}-{report.ends_on.isoformat()}.pdf"
    headers = {"Content-Disposition": content_disposition_header(as_attachment=True, filename=name)}
    return HttpResponse(paper, content_type="application/pdf", headers=headers)


def _status(form: FunderReportForm) -> int:
    return 422 if form.errors else 200
