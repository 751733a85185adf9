"""Keeping the parts of a project's funding."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from projects import funding
from projects.access import requires
from projects.forms.funding import FundingForm
from projects.models import FundingSource
from projects.money_access import money_for
from projects.views.settings import page
from staff.pages import is_accepted, say_with_undo
from staff.permissions import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.KEEP_MONEY)
def funding_add(request: HttpRequest, code: str) -> HttpResponse:
    """Writes down a part of the funding."""
    project = money_for(request.user, code, Permission.KEEP_MONEY)
    form = FundingForm(request.POST if request.method == "POST" else None)

    def add() -> None:
        funding.agree(project=project, **form.cleaned_data, by=request.user)

    back = reverse("reports:funding", args=[project.code])
    if is_accepted(form, add, at="funder"):
        say_with_undo(request, _("Added: %s") % form.cleaned_data["funder"], back=back)
        return redirect(back)
    return page(request, "projects/money/funding_form.html", project, form)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.KEEP_MONEY)
def funding_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Puts a part of the funding right."""
    source = get_object_or_404(FundingSource.objects.select_related("project"), pk=pk)
    project = money_for(request.user, source.project.code, Permission.KEEP_MONEY)
    standing = {name: getattr(source, name) for name in FundingForm.base_fields}
    form = FundingForm(request.POST if request.method == "POST" else None, initial=standing)

    def change() -> None:
        funding.change(source=source, **form.cleaned_data, by=request.user)

    back = reverse("reports:funding", args=[project.code])
    if is_accepted(form, change, at="funder"):
        say_with_undo(request, _("Saved: %s") % form.cleaned_data["funder"], back=back)
        return redirect(back)
    return page(request, "projects/money/funding_form.html", project, form, funder=standing["funder"])
