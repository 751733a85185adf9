"""Materials by language, who was given which, and the texts of the printouts."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coaching import materials
from coaching.access import CATALOGUE_READERS, client_to_log
from coaching.forms.materials import GiftForm, MaterialForm
from coaching.models import Material, MaterialGift
from coaching.views.answers import asks_why
from coaching.views.trays import TRAY_PAGE
from ohjaamo.periods import today
from ohjaamo.reference import language_name
from projects.access import requires
from projects.memberships import allowed_to
from staff.pages import refuse, say_with_undo
from staff.permissions import Permission


@require_safe
@requires(*CATALOGUE_READERS)
def material_list(request: HttpRequest) -> HttpResponse:
    """Each material: its languages, how far it reaches, and for whom there is none."""
    day = today()
    allowed = allowed_to(request.user, day)
    projects = allowed.projects_where(*CATALOGUE_READERS)
    read = materials.tongues_now(projects, day)
    context = {
        "rows": materials.reaches(projects, read),
        "clients": sum(read.values()),
        "keeps": allowed.may(Permission.KEEP_CATALOGUE),
    }
    return render(request, "coaching/catalogue/materials.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.KEEP_CATALOGUE)
def material_add(request: HttpRequest) -> HttpResponse:
    """Takes a material into use."""
    form = MaterialForm(request.POST or None)
    if form.is_valid():
        facts = {"name": form.cleaned_data["name"], "languages": form.chosen_languages}
        try:
            made = materials.add(**facts, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            say_with_undo(request, _("Added: %s") % made, back=reverse("coaching:materials"))
            return redirect("coaching:materials")
    return _material_form(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.KEEP_CATALOGUE)
def material_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Says which languages there are of a material now."""
    material = get_object_or_404(Material, pk=pk)
    begins = {name: getattr(material, name) for name in ("name", "languages", "is_in_use")}
    form = MaterialForm(request.POST or None, initial=begins)
    if form.is_valid():
        said = form.cleaned_data
        facts = {"name": said["name"], "languages": form.chosen_languages, "is_in_use": said["is_in_use"]}
        try:
            materials.change(material=material, **facts, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            say_with_undo(request, _("Changed: %s") % said["name"], back=reverse("coaching:materials"))
            return redirect("coaching:materials")
    return _material_form(request, form, material)


@require_POST
@requires(Permission.KEEP_CATALOGUE)
def materials_load(request: HttpRequest) -> HttpResponse:
    """Takes the materials we know into use."""
    made = materials.load_shipped(by=request.user)
    say_with_undo(request, _("Added: %s") % ", ".join(map(str, made)), back=reverse("coaching:materials"))
    return redirect("coaching:materials")


@require_POST
@requires(Permission.LOG_SESSIONS)
@asks_why
def material_give(request: HttpRequest, pk: int) -> HttpResponse:
    """Notes that a client was given a material in a language."""
    day = today()
    client = client_to_log(request.user, pk, day)
    form = GiftForm(request.POST)
    if not form.is_valid():
        refuse(request, _("Choose the material and the language."))
        return redirect(TRAY_PAGE, pk)
    try:
        gift = materials.give(client=client, **form.cleaned_data, day=day, by=request.user)
    except ValidationError as refusal:
        refuse(request, *refusal.messages)
    else:
        text = _("Given: %(material)s, %(language)s")
        said = text % {"material": gift.material, "language": language_name(gift.language)}
        say_with_undo(request, said, back=reverse(TRAY_PAGE, args=[pk]))
    return redirect(TRAY_PAGE, pk)


@require_POST
@requires(Permission.LOG_SESSIONS)
@asks_why
def gift_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes away the note of a gift that wasn't given."""
    gift = get_object_or_404(MaterialGift.objects.select_related("material"), pk=pk)
    client_to_log(request.user, gift.client_id, today())
    materials.take_back(gift=gift, by=request.user)
    back = reverse(TRAY_PAGE, args=[gift.client_id])
    say_with_undo(request, _("Removed: %s") % gift.material, back=back)
    return redirect(back)


def _material_form(request: HttpRequest, form: MaterialForm, material: Material | None) -> HttpResponse:
    status = 422 if form.is_bound else 200
    context = {"form": form, "material": material}
    return render(request, "coaching/catalogue/material_form.html", context, status=status)
