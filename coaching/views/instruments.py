"""The instruments: made, written, put right, taken out of use."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coaching import instruments
from coaching.forms.findings import facts_of
from coaching.forms.instruments import (
    BandForm,
    InstrumentForm,
    QuestionsForm,
    RetireForm,
    VersionForm,
)
from coaching.models import Instrument, InstrumentBand
from coaching.views.acts import done
from ohjaamo.periods import today
from ohjaamo.reference import language_name, language_tag
from projects.access import requires
from staff.pages import refuse, say_with_undo
from staff.permissions import Permission


@require_safe
@requires(Permission.KEEP_CATALOGUE)
def instrument_list(request: HttpRequest) -> HttpResponse:
    """Every instrument, with how often it has been used."""
    standing = Count("measurements", filter=Q(measurements__withdrawn_at__isnull=True), distinct=True)
    positions = Count("items__position", distinct=True)
    found = Instrument.objects.annotate(times=standing, questions=positions)
    return render(request, "coaching/instruments/list.html", {"instruments": found, "today": today()})


@require_http_methods(["GET", "POST"])
@requires(Permission.KEEP_CATALOGUE)
def instrument_add(request: HttpRequest) -> HttpResponse:
    """Makes an instrument, to be given its questions next."""
    form = InstrumentForm(request.POST or None, initial={"starts_on": today()})
    made: list[Instrument] = []
    if done(form, lambda: made.append(instruments.create(**form.cleaned_data, by=request.user))):
        say_with_undo(request, _("The instrument is made."), back=reverse("coaching:instruments"))
        return redirect("coaching:instrument", made[0].pk)
    status = 422 if form.is_bound else 200
    return render(request, "coaching/instruments/add.html", {"form": form}, status=status)


@require_safe
@requires(Permission.KEEP_CATALOGUE)
def instrument_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """An instrument: its scale, its questions in each language, its bands."""
    return _page(request, _instrument(pk))


@require_POST
@requires(Permission.KEEP_CATALOGUE)
def instrument_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Puts an instrument right that hasn't been used."""
    instrument, form = _instrument(pk), InstrumentForm(request.POST, auto_id="facts_%s")

    def change() -> None:
        instruments.change(instrument=instrument, **form.cleaned_data, by=request.user)

    return _answer(request, instrument, "facts", form, change)


@require_POST
@requires(Permission.KEEP_CATALOGUE)
def instrument_questions(request: HttpRequest, pk: int) -> HttpResponse:
    """Writes the questions in a language."""
    instrument, form = _instrument(pk), QuestionsForm(request.POST, auto_id="questions_%s")

    def write() -> None:
        instruments.write_questions(instrument=instrument, **form.cleaned_data, by=request.user)

    return _answer(request, instrument, "questions", form, write)


@require_POST
@requires(Permission.KEEP_CATALOGUE)
def instrument_band_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Names a stretch of the scale."""
    instrument, form = _instrument(pk), BandForm(request.POST, auto_id="bands_%s")

    def add() -> None:
        instruments.add_band(instrument=instrument, **form.cleaned_data, by=request.user)

    return _answer(request, instrument, "bands", form, add)


@require_POST
@requires(Permission.KEEP_CATALOGUE)
def instrument_band_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a band away."""
    band = get_object_or_404(InstrumentBand.objects.select_related("instrument"), pk=pk)
    try:
        instruments.remove_band(band=band, by=request.user)
    except ValidationError as refusal:
        refuse(request, *refusal.messages)
    else:
        say_with_undo(request, _("Saved."), back=reverse("coaching:instrument", args=[band.instrument_id]))
    return redirect("coaching:instrument", band.instrument_id)


@require_POST
@requires(Permission.KEEP_CATALOGUE)
def instrument_copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Makes a new version and goes there."""
    instrument, form = _instrument(pk), VersionForm(request.POST, auto_id="version_%s")
    made: list[Instrument] = []

    def copy() -> None:
        made.append(instruments.copy(instrument=instrument, **form.cleaned_data, by=request.user))

    return _answer(request, instrument, "version", form, copy, made)


@require_POST
@requires(Permission.KEEP_CATALOGUE)
def instrument_retire(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes an instrument out of use."""
    instrument, form = _instrument(pk), RetireForm(request.POST, auto_id="retire_%s")

    def retire() -> None:
        instruments.retire(instrument=instrument, **form.cleaned_data, by=request.user)

    return _answer(request, instrument, "retire", form, retire)


def _instrument(pk: int) -> Instrument:
    return get_object_or_404(Instrument.objects.prefetch_related("items", "bands"), pk=pk)


def _answer(
    request: HttpRequest,
    instrument: Instrument,
    name: str,
    form: Form,
    act: Callable[[], object],
    made: list[Instrument] | None = None,
) -> HttpResponse:
    """Does it and goes back to the instrument, or to the one made; what is refused stays in its place."""
    if not done(form, act):
        return _page(request, instrument, refused={name: form})
    address = reverse("coaching:instrument", args=[(made or [instrument])[0].pk])
    say_with_undo(request, _("Saved."), back=reverse("coaching:instruments") if made else address)
    return redirect(address)


def _page(
    request: HttpRequest, instrument: Instrument, *, refused: dict[str, Form] | None = None
) -> HttpResponse:
    """The instrument with all its forms; with a refused one in its place, and then 422."""
    day = today()
    forms: dict[str, Form] = {
        "facts": InstrumentForm(initial=facts_of(instrument, InstrumentForm), auto_id="facts_%s"),
        "questions": QuestionsForm(initial=_written(request, instrument), auto_id="questions_%s"),
        "bands": BandForm(auto_id="bands_%s"),
        "version": VersionForm(initial={"starts_on": day}, auto_id="version_%s"),
        "retire": RetireForm(initial={"ends_on": day}, auto_id="retire_%s"),
    }
    refused = refused or {}
    context: dict[str, Any] = {
        "instrument": instrument,
        "is_used": instruments.is_used(instrument),
        "forms": forms | refused,
        "form": next(iter(refused.values()), None),
        "refused": next(iter(refused), ""),
        "languages": [_in_language(instrument, code) for code in instruments.languages_of(instrument)],
        "today": day,
    }
    return render(request, "coaching/instruments/detail.html", context, status=422 if refused else 200)


def _in_language(instrument: Instrument, code: str) -> dict[str, Any]:
    texts = [item.text for item in instrument.items.all() if item.language == code]
    return {"code": code, "name": language_name(code), "tag": language_tag(code), "texts": texts}


def _written(request: HttpRequest, instrument: Instrument) -> dict[str, str]:
    """The questions of the language that is to be written, as they are."""
    code = request.GET.get("language", instruments.HOUSE_LANGUAGE)
    texts = [item.text for item in instrument.items.all() if item.language == code]
    return {"language": code, "texts": "\n".join(texts)}
