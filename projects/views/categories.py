"""Settings of a project: which activity comes first when a client does several things."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from projects import categories
from projects.access import project_for, requires
from projects.choices import ActivityKind
from projects.forms.settings import CategoryShiftForm
from staff.pages import refuse, say_with_undo
from staff.permissions import Permission


@require_safe
@requires(Permission.KEEP_PROJECT)
def category_list(request: HttpRequest, code: str) -> HttpResponse:
    """The order of precedence, and every order there has been."""
    project = project_for(request.user, code, Permission.KEEP_PROJECT)
    context = {
        "project": project,
        "listed": project.categories.order_by("precedence"),
        "versions": categories.versions(project),
    }
    return render(request, "projects/categories.html", context)


@require_POST
@requires(Permission.KEEP_PROJECT)
def category_shift(request: HttpRequest, code: str) -> HttpResponse:
    """Moves a category sooner or later in the order."""
    project = project_for(request.user, code, Permission.KEEP_PROJECT)
    form, here = CategoryShiftForm(request.POST), reverse("projects:categories", args=[project.code])
    if not form.is_valid():
        refuse(request, _("Choose a category and where it moves."))
        return redirect(here)
    kind = ActivityKind(form.cleaned_data["kind"])
    try:
        categories.shift(project=project, kind=kind, by_places=form.by_places, by=request.user)
    except ValidationError as refusal:
        refuse(request, *refusal.messages)
    else:
        say_with_undo(request, _("Moved: %s") % kind.label, back=here)
    return redirect(here)
