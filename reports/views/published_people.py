"""The people behind a published figure; to an auditor each name after a reason."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from clients.models import Client
from clients.pages import landing
from ohjaamo.periods import today
from reports import published_people
from reports.forms.publications import OpenNameForm
from reports.models import Publication, PublishedFigure
from reports.pages import OPENERS, ROWS_A_PAGE
from reports.publication_access import KIND, is_masked, publication_for
from reports.sealed_contents import labels
from staff import accesses
from staff.pages import is_accepted


@require_safe
def published_people_list(request: HttpRequest, pk: int, published: int) -> HttpResponse:
    """Whom the figure counted, by the names of today; whose record is gone stays in the count."""
    day = today()
    publication = publication_for(request.user, pk, day)
    masks = is_masked(request.user, publication, day)
    if not masks:
        publication_for(request.user, pk, day, *OPENERS)
    figure = get_object_or_404(PublishedFigure, pk=published, publication=publication)
    keys = published_people.keys_of(figure)
    seen = keys if masks else published_people.seen(keys, request.user, day)
    page = Paginator(seen, ROWS_A_PAGE).get_page(request.GET.get("page"))
    if masks:
        rows = published_people.masked(page.object_list, request.user, day, first=page.start_index())
    else:
        rows = published_people.named(page.object_list, request.user, day)
    context = {"page": page, "rows": rows, "count": len(keys), "landing": landing(request.user, day)}
    return render(request, "reports/published_people.html", context | _told(publication, figure))


@require_http_methods(["GET", "HEAD", "POST"])
def published_name_open(request: HttpRequest, pk: int, published: int, client: int) -> HttpResponse:
    """Asks an auditor why, and opens one name for the day; each opening is written down."""
    day = today()
    publication = publication_for(request.user, pk, day)
    figure = get_object_or_404(PublishedFigure, pk=published, publication=publication)
    is_there = Client.objects.filter(pk=client, has_safety_restriction=False).exists()
    is_behind = figure.members.filter(client_key=client).exists()
    if not (is_masked(request.user, publication, day) and is_there and is_behind):
        raise Http404
    form = OpenNameForm(request.POST if request.method == "POST" else None)

    def open_name() -> None:
        facts = {"kind": KIND, "key": client, "day": day, "moment": timezone.now(), "by": request.user}
        accesses.note_opening(**facts, reason=form.cleaned_data["reason"])

    if is_accepted(form, open_name):
        return redirect("reports:published-people", pk, published)
    context = {"form": form, **_told(publication, figure)}
    return render(request, "reports/published_name.html", context, status=422 if form.errors else 200)


def _told(publication: Publication, figure: PublishedFigure) -> dict[str, object]:
    label = labels(publication)(figure.figure)
    return {"publication": publication, "project": publication.project, "figure": figure, "label": label}
