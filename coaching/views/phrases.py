"""The texts of the printouts, which the office corrects."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coaching import phrases
from coaching.forms.materials import PhraseForm
from coaching.phrases import FINNISH, TONGUES, Correction
from ohjaamo.reference import language_name
from projects.access import requires
from staff.pages import say_with_undo
from staff.permissions import Permission

# The language that is shown first: the first one that isn't the office's own.
FIRST = "eng"


@require_safe
@requires(Permission.KEEP_CATALOGUE)
def phrase_list(request: HttpRequest) -> HttpResponse:
    """Every text in one language, beside the Finnish one."""
    language = request.GET.get("language", FIRST)
    if language not in TONGUES:
        raise Http404
    context = {
        "language": language,
        "tongue": TONGUES[language],
        "languages": [(code, language_name(code)) for code in TONGUES],
        "rows": phrases.corrections(language),
        "is_finnish": language == FINNISH,
    }
    return render(request, "coaching/catalogue/phrases.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.KEEP_CATALOGUE)
def phrase_change(request: HttpRequest, phrase: str, language: str) -> HttpResponse:
    """Puts another text in the place of the one we ship."""
    found = _phrase(phrase, language)
    form = PhraseForm(request.POST or None, initial={"text": found.text})
    form.fields["text"].widget.attrs |= {
        "lang": TONGUES[language].tag,
        "dir": TONGUES[language].direction,
    }
    if form.is_valid():
        try:
            phrases.correct(key=phrase, language=language, text=form.cleaned_data["text"], by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            return _back(request, language, _("Corrected: %s") % found.finnish)
    context = {"form": form, "phrase": found, "language": language, "tongue": TONGUES[language]}
    status = 422 if form.is_bound else 200
    return render(request, "coaching/catalogue/phrase_form.html", context, status=status)


@require_POST
@requires(Permission.KEEP_CATALOGUE)
def phrase_restore(request: HttpRequest, phrase: str, language: str) -> HttpResponse:
    """Puts the text we ship back in its place."""
    found = _phrase(phrase, language)
    phrases.restore(key=phrase, language=language, by=request.user)
    return _back(request, language, _("As we ship it: %s") % found.finnish)


def _phrase(key: str, language: str) -> Correction:
    if language not in TONGUES:
        raise Http404
    for each in phrases.corrections(language):
        if each.key == key:
            return each
    raise Http404


def _back(request: HttpRequest, language: str, done: str) -> HttpResponse:
    address = f"{reverse('coaching:phrases')}?language={language}"
    say_with_undo(request, done, back=address)
    return redirect(address)
