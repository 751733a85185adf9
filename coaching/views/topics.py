"""Settings of a project: what its sessions are about."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from coaching import topics
from coaching.access import topic_for
from coaching.forms.names import NameForm
from coaching.models import Topic
from coaching.views.answers import tell
from ohjaamo.periods import today
from projects.access import project_for, requires
from staff.pages import is_accepted, say_with_undo
from staff.permissions import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.KEEP_PROJECT)
def topic_list(request: HttpRequest, code: str) -> HttpResponse:
    """The topics in their order, and one more."""
    project = project_for(request.user, code, Permission.KEEP_PROJECT)
    form = NameForm(request.POST if request.method == "POST" else None)

    def add() -> None:
        topics.add(project=project, **form.cleaned_data, by=request.user)

    here = reverse("coaching:topics", args=[project.code])
    if is_accepted(form, add):
        say_with_undo(request, _("Added: %s") % form.cleaned_data["name"], back=here)
        return redirect(here)
    context = {"project": project, "form": form, "topics": topics.of_project(project)}
    return render(request, "coaching/settings/topics.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.KEEP_PROJECT)
def topic_rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Calls a topic by another name."""
    topic = topic_for(request.user, pk, today())
    form = NameForm(request.POST if request.method == "POST" else None, initial={"name": topic.name})

    def rename() -> None:
        topics.rename(topic=topic, **form.cleaned_data, by=request.user)

    if is_accepted(form, rename):
        say_with_undo(request, _("Saved: %s") % topic, back=_list_of(topic))
        return redirect(_list_of(topic))
    context = {"project": topic.project, "form": form, "topic": topic}
    return render(request, "coaching/settings/topic.html", context, status=422 if form.is_bound else 200)


@require_POST
@requires(Permission.KEEP_PROJECT)
def topic_shift(request: HttpRequest, pk: int) -> HttpResponse:
    """Moves a topic up or down in the list."""
    topic = topic_for(request.user, pk, today())
    places = -1 if request.POST.get("towards") == "up" else 1
    shift = partial(topics.shift, topic=topic, by_places=places, by=request.user)
    return tell(request, shift, _("Moved: %s") % topic, _list_of(topic))


@require_POST
@requires(Permission.KEEP_PROJECT)
def topic_use(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a topic out of use, or puts it in use again."""
    topic = topic_for(request.user, pk, today())
    is_wanted = request.POST.get("use") == "yes"
    rule = topics.put_in_use if is_wanted else topics.take_out_of_use
    done = _("In use: %s") if is_wanted else _("Out of use: %s")
    return tell(request, partial(rule, topic=topic, by=request.user), done % topic, _list_of(topic))


def _list_of(topic: Topic) -> str:
    return reverse("coaching:topics", args=[topic.project.code])
