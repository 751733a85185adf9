"""The report for an audience: the page, the paper and the spreadsheet."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ohjaamo import sheets
from ohjaamo.pdf import PdfFailed, PdfUnavailable
from ohjaamo.periods import today
from projects.access import project_for
from projects.models import Project
from reports import audience_papers, audiences
from reports.audiences import Version
from reports.choices import Audience
from reports.forms.audiences import AudienceForm
from reports.pages import may_publish
from reports.readings import one_reading
from staff.permissions import Permission


@require_safe
def audience(request: HttpRequest, code: str, audience: str) -> HttpResponse:
    """The report as the audience gets it; a payer's once there is a municipality to choose."""
    with one_reading():
        project, form = _asked(request, code, audience)
        version = _version(project, form, audience)
    context = {"project": project, "form": form, "audience": audience, "audiences": Audience}
    context["may_publish"] = may_publish(request.user, project, today())
    context |= audience_papers.contents(version) if version else {}
    return render(request, "reports/audience.html", context, status=200 if form.is_valid() else 422)


@require_safe
def audience_pdf(request: HttpRequest, code: str, audience: str) -> HttpResponse:
    """The same on paper."""
    make = partial(audience_papers.pdf, maker=str(request.user), moment=timezone.localtime())
    return _file(request, code, audience, "pdf", "application/pdf", make)


@require_safe
def audience_xlsx(request: HttpRequest, code: str, audience: str) -> HttpResponse:
    """The same as a spreadsheet."""
    return _file(request, code, audience, "xlsx", sheets.XLSX, audience_papers.book)


def _file(
    request: HttpRequest, code: str, audience: str, ending: str, kind: str, make: Callable[[Version], bytes]
) -> HttpResponse:
    """The file; back to the page when what was asked can't be read or this machine can't make it."""
    page = f"{reverse('reports:audience', args=[code, audience])}?{request.GET.urlencode()}"
    with one_reading():
        project, form = _asked(request, code, audience)
        version = _version(project, form, audience) if form.is_valid() else None
    if version is None:
        return redirect(page)
    try:
        packed = make(version)
    except (PdfFailed, PdfUnavailable) as error:
        known = isinstance(error, PdfUnavailable)
        messages.error(request, str(error) if known else _("The PDF couldn't be made. Try fewer dates."))
        return redirect(page)
    of = f"{version.municipality.code}-" if version.municipality else ""
    return sheets.answer(packed, f"{audience}-{code}-{of}{version.day.isoformat()}.{ending}", kind)


def _asked(request: HttpRequest, code: str, audience: str) -> tuple[Project, AudienceForm]:
    if audience not in Audience.values:
        raise Http404
    project = project_for(request.user, code, Permission.SEE_REPORTS)
    payers = audiences.payers(project) if audience == Audience.PAYER else None
    return project, AudienceForm(request.GET, project=project, today=today(), payers=payers)


def _version(project: Project, form: AudienceForm, audience: str) -> Version | None:
    """A payer's report needs a payer."""
    if audience == Audience.PAYER and form.payer is None:
        return None
    return audiences.version(project, form.days, Audience(audience), form.payer)
