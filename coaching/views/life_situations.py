"""Recording a client's life situation at entry, at exit and a year after."""

import datetime as dt
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clients.access import stay_for
from clients.models import Enrolment
from coaching import life_situations
from coaching.choices import SituationMoment
from coaching.forms.findings import facts_of
from coaching.forms.measurements import SituationForm
from coaching.models import Situation
from coaching.views.acts import back, done, form_page
from coaching.views.answers import asks_why
from ohjaamo.periods import today
from projects.access import requires
from projects.choices import ProjectPart
from staff import drafts
from staff.models import User
from staff.permissions import Permission


@require_http_methods(["GET", "POST"])
@requires(Permission.LOG_SESSIONS)
@asks_why
def situation(request: HttpRequest, pk: int, moment: str) -> HttpResponse:
    """Records a moment of a stay, or puts right what was recorded."""
    day = today()
    stay = _stay(request.user, pk, moment, day)
    known = stay.situations.filter(moment=moment).first()
    begins = facts_of(known, SituationForm) if known else {"recorded_on": day}
    form = SituationForm(request.POST or None, initial=begins, auto_id="change_%s")
    name = f"situation-{pk}-{moment}"
    draft = drafts.begin(form=form, name=name, client_key=stay.client_id, by=request.user)
    if done(form, lambda: _keep(stay, moment, known, form.cleaned_data, day, request.user)):
        drafts.discard(form=name, client_key=stay.client_id, by=request.user)
        label = SituationMoment(moment).label
        return back(request, stay.client, "situations", _("Recorded: %s") % label)
    context = {"client": stay.client, "stay": stay, "moment": SituationMoment(moment), "form": form}
    context["draft"] = draft
    return form_page(request, "coaching/assessment/_situation_form.html", context)


def _keep(
    stay: Enrolment, moment: str, known: Situation | None, facts: dict[str, Any], day: dt.date, user: User
) -> None:
    if known:
        life_situations.change(situation=known, **facts, today=day, by=user)
    else:
        life_situations.record(enrolment=stay, moment=moment, **facts, today=day, by=user)


def _stay(user: User, pk: int, moment: str, day: dt.date) -> Enrolment:
    """A stay whose path she keeps, in a project that asks for life situations; else Http404."""
    asking = Enrolment.objects.exclude(project__parts_off__contains=[ProjectPart.SITUATIONS])
    if moment not in SituationMoment.values or not asking.filter(pk=pk).exists():
        raise Http404
    return stay_for(user, pk, Permission.LOG_SESSIONS, day)
