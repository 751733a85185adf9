"""The one act: a coach hears what has happened, sees what will follow from it, and saves it all at once."""

import datetime as dt
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clients.models import Client
from clients.pages import COACHING_PAGE, short_name
from coaching import result_plans, results
from coaching.access import client_to_log, stays_to_log
from coaching.choices import ResultKind
from coaching.forms.outcome_kinds import FORMS
from coaching.forms.outcomes import ResultForm
from coaching.result_plans import Plan
from coaching.views.answers import asks_why
from ohjaamo.inputs import KeyField
from ohjaamo.periods import today
from projects.access import requires
from staff import drafts
from staff.models import Draft
from staff.pages import say_with_undo
from staff.permissions import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LOG_SESSIONS)
@asks_why
def outcome_record(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks what has happened, then for the facts, says what follows from them, and writes it all at once."""
    day = today()
    client = client_to_log(request.user, pk, day)
    kind = request.GET.get("kind", "")
    if kind and kind not in FORMS:
        raise Http404
    draft = drafts.of(request.user, form=_draft(kind), client_key=pk) if request.method != "POST" else None
    form = _form(request, client, day, draft)
    if form is None:
        kinds = offered_kinds(client, day)
        return render(request, "coaching/outcome/choose.html", {"client": client, "kinds": kinds})
    plan = _plan(request, form, day, draft)
    context = {"form": form, "client": client, "plan": plan, "twins": results.twins_of(client, plan)}
    if request.htmx:
        return render(request, "coaching/outcome/_plan.html", context)
    is_sent = request.method == "POST" and "preview" not in request.POST
    if is_sent and _save(request, form, plan):
        return _saved(request, form)
    context |= {"draft": draft, "draft_name": _draft(kind)}
    return render(request, "coaching/outcome/record.html", context, status=422 if is_sent else 200)


def offered_kinds(client: Client, day: dt.date) -> list[ResultKind]:
    """What can be chosen: studies end only for those who study."""
    has_studies = bool(results.ongoing_studies(client, day))
    return [kind for kind in ResultKind if kind != ResultKind.EDUCATION_ENDED or has_studies]


def _draft(kind: str) -> str:
    """What the draft of a form of this kind is called."""
    return f"outcome-{kind}"


def _form(request: HttpRequest, client: Client, day: dt.date, draft: Draft | None) -> ResultForm | None:
    """The form of the kind that was chosen, with what she had begun to write; None before one is chosen."""
    made = FORMS.get(request.GET.get("kind", ""))
    stays = stays_to_log(request.user, client.enrolments.select_related("project"), day)
    if not stays:
        raise Http404
    if made is None:
        return None
    data = request.POST if request.method == "POST" else None
    form = made(data, client=client, stays=stays, today=day)
    drafts.fill(form, draft)
    form.is_valid()
    return form


def _plan(request: HttpRequest, form: ResultForm, day: dt.date, draft: Draft | None) -> Plan:
    """The plan of what the form says so far, ticked as it was when it was sent."""
    result = form.result
    state = results.state_of(
        client=form.client,
        stay=form.stay,
        result=result,
        details=form.details,
        user=request.user,
        today=day,
    )
    said = MultiValueDict(draft.content) if draft else request.POST
    return result_plans.make(result, state, ticked=said.getlist("do"), offered=said.getlist("offered"))


def _save(request: HttpRequest, form: ResultForm, plan: Plan) -> bool:
    """Whether it is saved. What she hasn't seen yet is shown first."""
    submission = _submission(request)
    if not form.is_valid() or not _is_as_shown(request, form, plan) or submission is None:
        return False
    try:
        results.carry_out(
            plan=plan,
            client=form.client,
            stay=form.stay,
            details=form.details,
            submission=submission,
            is_new=form.cleaned_data["is_new"],
            by=request.user,
        )
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
        return False
    return True


def _is_as_shown(request: HttpRequest, form: ResultForm, plan: Plan) -> bool:
    """Whether she has seen what will happen, and nothing she wrote would be lost."""
    if request.POST.get("shown") != plan.digest:
        form.add_error(None, _("Look first at what will happen, then save."))
    elif _submission(request) is None:
        form.add_error(None, KeyField.LOST)
    else:
        form.refuse_homeless_words(plan)
    return form.is_valid()


def _submission(request: HttpRequest) -> UUID | None:
    """The key of the form; without it the same result could be written twice."""
    try:
        return UUID(request.POST.get("submission", ""))
    except ValueError:
        return None


def _saved(request: HttpRequest, form: ResultForm) -> HttpResponse:
    client = form.client
    drafts.discard(form=_draft(form.kind.value), client_key=client.pk, by=request.user)
    text = _("Recorded for %(name)s: %(what)s.") % {"name": short_name(client), "what": form.kind.label}
    say_with_undo(request, text, back=reverse(COACHING_PAGE, args=[client.pk]))
    return redirect(COACHING_PAGE, client.pk)
