"""Auditors of a publication: named from a day to a day, and closed out again."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ohjaamo.periods import today
from reports import publication_readers
from reports.forms.publications import ReaderForm
from reports.models import PublicationReader
from reports.publication_access import publication_for
from staff.pages import is_accepted, say_with_undo
from staff.permissions import Permission


@require_http_methods(["GET", "HEAD", "POST"])
def readers(request: HttpRequest, pk: int) -> HttpResponse:
    """Who may read the publication and when; names another."""
    day = today()
    publication = publication_for(request.user, pk, day, Permission.PUBLISH_REPORTS)
    auditors = publication_readers.auditors(publication.project, day)
    form = ReaderForm(request.POST if request.method == "POST" else None, auditors=auditors, today=day)

    def name() -> None:
        publication_readers.name(publication=publication, **form.cleaned_data, today=day, by=request.user)

    if is_accepted(form, name):
        messages.success(request, _("The auditor is named."))
        return redirect("reports:publication-readers", pk)
    context = {
        "publication": publication,
        "project": publication.project,
        "form": form,
        "readers": publication.readers.select_related("user").order_by("-ends_on", "pk"),
        "has_auditors": auditors.exists(),
        "today": day,
    }
    return render(request, "reports/readers.html", context, status=422 if form.errors else 200)


@require_POST
def reader_close(request: HttpRequest, pk: int) -> HttpResponse:
    """The auditor reads no more, from today on."""
    day = today()
    reader = PublicationReader.objects.filter(pk=pk).first()
    if reader is None:
        raise Http404
    publication_for(request.user, reader.publication_id, day, Permission.PUBLISH_REPORTS)
    publication_readers.close(reader=reader, today=day, by=request.user)
    back = redirect("reports:publication-readers", reader.publication_id)
    say_with_undo(request, _("The auditor reads this no more."), back=back.url)
    return back
