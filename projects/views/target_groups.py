"""Settings of a project that have days: target groups, pilots, service languages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ohjaamo.periods import today
from ohjaamo.reference import language_name
from projects import projects, target_groups
from projects.access import project_for, requires
from projects.choices import TargetGroupKind
from projects.forms.settings import LanguageForm, LastDayForm, TargetGroupForm
from projects.memberships import allowed_to
from projects.models import ServiceLanguage, TargetGroup
from projects.views.settings import page
from staff.pages import is_accepted, say_with_undo
from staff.permissions import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.KEEP_PROJECT)
def group_list(request: HttpRequest, code: str) -> HttpResponse:
    """The target groups and pilots, and one more."""
    project = project_for(request.user, code, Permission.KEEP_PROJECT)
    initial = {"kind": TargetGroupKind.TARGET, "starts_on": project.starts_on}
    form = TargetGroupForm(request.POST if request.method == "POST" else None, initial=initial)

    def add() -> None:
        target_groups.add(project=project, **form.cleaned_data, by=request.user)

    here = reverse("projects:target-groups", args=[project.code])
    if is_accepted(form, add):
        say_with_undo(request, _("Added: %s") % form.cleaned_data["name"], back=here)
        return redirect(here)
    groups = project.target_groups.order_by("kind", "starts_on", "name")
    return page(request, "projects/target_groups.html", project, form, groups=groups, today=today())


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.KEEP_PROJECT)
def group_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Puts a target group or a pilot right, or ends it."""
    kept = allowed_to(request.user, today()).projects_where(Permission.KEEP_PROJECT)
    group = get_object_or_404(TargetGroup.objects.select_related("project"), pk=pk, project__in=kept)
    columns = {name: getattr(group, name) for name in ("name", "kind", "starts_on", "ends_on")}
    form = TargetGroupForm(request.POST if request.method == "POST" else None, initial=columns)

    def change() -> None:
        target_groups.change(group=group, **form.cleaned_data, by=request.user)

    back = reverse("projects:target-groups", args=[group.project.code])
    if is_accepted(form, change):
        say_with_undo(request, _("Saved: %s") % form.cleaned_data["name"], back=back)
        return redirect(back)
    return page(request, "projects/target_group.html", group.project, form, group=group)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.KEEP_PROJECT)
def language_list(request: HttpRequest, code: str) -> HttpResponse:
    """The languages the project serves in, and one more."""
    project = project_for(request.user, code, Permission.KEEP_PROJECT)
    data = request.POST if request.method == "POST" else None
    form = LanguageForm(data, initial={"starts_on": today()})

    def add() -> None:
        projects.serve_in(project=project, **form.cleaned_data, by=request.user)

    here = reverse("projects:languages", args=[project.code])
    if is_accepted(form, add):
        say_with_undo(request, _("Added: %s") % language_name(form.cleaned_data["language"]), back=here)
        return redirect(here)
    served = [(language_name(row.language), row) for row in project.service_languages.all()]
    return page(request, "projects/languages.html", project, form, served=served, today=today())


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.KEEP_PROJECT)
def language_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Ends serving in a language with a last day."""
    kept = allowed_to(request.user, today()).projects_where(Permission.KEEP_PROJECT)
    service = get_object_or_404(ServiceLanguage.objects.select_related("project"), pk=pk, project__in=kept)
    data = request.POST if request.method == "POST" else None
    form = LastDayForm(data, initial={"ends_on": service.ends_on or today()})

    def end() -> None:
        projects.stop_serving(service=service, **form.cleaned_data, by=request.user)

    back, name = reverse("projects:languages", args=[service.project.code]), language_name(service.language)
    if is_accepted(form, end):
        say_with_undo(request, _("Saved: %s") % name, back=back)
        return redirect(back)
    return page(request, "projects/language.html", service.project, form, service=service, name=name)
