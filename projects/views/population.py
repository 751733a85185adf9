"""What is known of each municipality: how many speak a foreign language there, and how urban it is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ohjaamo.periods import today
from projects import municipalities
from projects.access import requires
from projects.forms.population import PopulationForm, UrbanisationForm
from projects.memberships import allowed_to
from projects.models import ForeignLanguageShare, Municipality
from staff.pages import is_accepted, say_with_undo
from staff.permissions import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.KEEP_MONEY)
def population(request: HttpRequest) -> HttpResponse:
    """The figures by which own funding may be shared, and one more."""
    form = PopulationForm(request.POST if request.method == "POST" else None, today=today())

    def state() -> None:
        municipalities.state_share(**form.cleaned_data, by=request.user)

    here = reverse("projects:population")
    if is_accepted(form, state, at="as_of"):
        say_with_undo(request, _("Added: %s") % form.cleaned_data["municipality"], back=here)
        return redirect(here)
    return _page(request, form, UrbanisationForm(), status=422 if form.is_bound else 200)


@require_POST
@requires(Permission.KEEP_MONEY)
def urbanisation(request: HttpRequest) -> HttpResponse:
    """Says how urban a municipality is, by which the fund tells who comes from a rural area."""
    form = UrbanisationForm(request.POST)

    def say() -> None:
        municipalities.class_as(**form.cleaned_data, by=request.user)

    here = reverse("projects:population")
    if is_accepted(form, say):
        say_with_undo(request, _("Changed: %s") % form.cleaned_data["municipality"], back=here)
        return redirect(here)
    return _page(request, PopulationForm(today=today()), form, refused=form, status=422)


def _page(
    request: HttpRequest,
    form: PopulationForm,
    urbanisation_form: UrbanisationForm,
    *,
    refused: UrbanisationForm | None = None,
    status: int,
) -> HttpResponse:
    figures = ForeignLanguageShare.objects.select_related("municipality")
    context = {
        # What the title and the error summary look at.
        "form": refused or form,
        "figure_form": form,
        "urbanisation_form": urbanisation_form,
        "classed": Municipality.objects.filter(urbanisation__isnull=False),
        "figures": figures.order_by("-as_of", "-share_percent", "municipality__code"),
        "may_import": allowed_to(request.user, today()).may(Permission.IMPORT_BOOKS),
    }
    return render(request, "projects/money/population.html", context, status=status)
