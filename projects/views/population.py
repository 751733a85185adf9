"""How many in each municipality speak a foreign language: figures by day and source, and one more."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ohjaamo.periods import today
from projects import municipalities
from projects.access import requires
from projects.forms.population import PopulationForm
from projects.memberships import allowed_to
from projects.models import ForeignLanguageShare
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
    figures = ForeignLanguageShare.objects.select_related("municipality")
    context = {
        "form": form,
        "figures": figures.order_by("-as_of", "-share_percent", "municipality__code"),
        "may_import": allowed_to(request.user, today()).may(Permission.IMPORT_BOOKS),
    }
    status = 422 if form.is_bound else 200
    return render(request, "projects/money/population.html", context, status=status)
