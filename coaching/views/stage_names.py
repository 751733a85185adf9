"""Settings of a project: the stages of its path."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from coaching import stage_names
from coaching.forms.names import NameForm
from coaching.views.answers import tell
from ohjaamo.periods import today
from projects.access import project_for, requires
from staff.pages import is_accepted, say_with_undo
from staff.permissions import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.KEEP_PROJECT)
def stage_list(request: HttpRequest, code: str) -> HttpResponse:
    """The stages in their order with how many are at each, and one more."""
    project = project_for(request.user, code, Permission.KEEP_PROJECT)
    form = NameForm(request.POST if request.method == "POST" else None)

    def add() -> None:
        stage_names.add(project=project, **form.cleaned_data, by=request.user)

    here = reverse("coaching:stages", args=[project.code])
    if is_accepted(form, add):
        say_with_undo(request, _("Added: %s") % form.cleaned_data["name"], back=here)
        return redirect(here)
    counts = stage_names.in_use(project, today())
    rows = [(name, counts[name]) for name in project.stage_names]
    context = {"project": project, "form": form, "rows": rows}
    return render(request, "coaching/settings/stages.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.KEEP_PROJECT)
def stage_rename(request: HttpRequest, code: str, place: int) -> HttpResponse:
    """Calls a stage by another name. The form says which it was shown for: its place may have changed since."""
    project = project_for(request.user, code, Permission.KEEP_PROJECT)
    if not 1 <= place <= len(project.stage_names):
        raise Http404
    old = request.POST.get("old", project.stage_names[place - 1])
    form = NameForm(request.POST if request.method == "POST" else None, initial={"name": old})

    def rename() -> None:
        stage_names.rename(project=project, name=old, to=form.cleaned_data["name"], by=request.user)

    back = reverse("coaching:stages", args=[project.code])
    if is_accepted(form, rename):
        say_with_undo(request, _("Saved: %s") % form.cleaned_data["name"], back=back)
        return redirect(back)
    context = {"project": project, "form": form, "name": old, "place": place}
    return render(request, "coaching/settings/stage.html", context, status=422 if form.is_bound else 200)


@require_POST
@requires(Permission.KEEP_PROJECT)
def stage_shift(request: HttpRequest, code: str) -> HttpResponse:
    """Moves a stage earlier or later on the path."""
    project = project_for(request.user, code, Permission.KEEP_PROJECT)
    places = -1 if request.POST.get("towards") == "up" else 1
    name = request.POST.get("name", "")
    shift = partial(stage_names.shift, project=project, name=name, by_places=places, by=request.user)
    back = reverse("coaching:stages", args=[project.code])
    return tell(request, shift, _("Moved: %s") % name, back)


@require_POST
@requires(Permission.KEEP_PROJECT)
def stage_remove(request: HttpRequest, code: str) -> HttpResponse:
    """Takes a stage off the path."""
    project = project_for(request.user, code, Permission.KEEP_PROJECT)
    name = request.POST.get("name", "")
    remove = partial(stage_names.remove, project=project, name=name, today=today(), by=request.user)
    back = reverse("coaching:stages", args=[project.code])
    return tell(request, remove, _("Removed: %s") % name, back)
