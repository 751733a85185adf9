"""“Oma polkuni”: a client's path and tray on paper, in the client's language with plain Finnish under each line.

It holds what the client may show to anybody: no identity code, no contact details, no municipality, no notes.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.template.loader import render_to_string

from clients.models import Enrolment
from coaching.choices import OfferState
from coaching.models import Appointment, Goal, Step
from coaching.paths import path_of
from coaching.phrases import FINNISH, TONGUES, stage_name, texts
from coaching.trays import PATH, Card, cards
from ohjaamo.formats import day as in_words
from ohjaamo.pdf import PAPER, render_pdf
from ohjaamo.periods import running_on
from projects.choices import ProjectPart

OWN_PATH = PAPER.with_name("own-path.css")
# What was declined or broken off is nobody's to carry around.
ON_PAPER = (*PATH, OfferState.LATER)


@dataclass(frozen=True)
class Line:
    """A text in the client's language, and in Finnish; nothing the second time when that is the client's."""

    text: str
    finnish: str = ""


@dataclass(frozen=True)
class Next:
    """The next day that was agreed on: a meeting, else a step."""

    label: Line
    weekday: Line
    day: str
    time: str = ""
    place: str = ""
    text: str = ""


def own_path(*, stay: Any, language: str, shows_name: bool, today: dt.date) -> bytes:
    """The paper of a stay (from `with_stage`) as a PDF. Raises PdfUnavailable and PdfFailed as ohjaamo.pdf does."""
    html = own_path_html(stay=stay, language=language, shows_name=shows_name, today=today)
    return render_pdf(html, css=(PAPER, OWN_PATH))


def own_path_html(*, stay: Any, language: str, shows_name: bool, today: dt.date) -> str:
    """What the paper says."""
    said = texts(language, FINNISH)
    say = {key: _line(key, language, said) for key in said[language]}
    steps = _open_steps(stay)
    coaches = stay.client.assignments.filter(running_on(today)).select_related("coach")
    context = {
        "tongue": TONGUES[language],
        "is_finnish": language == FINNISH,
        "say": say,
        "organisation": settings.OHJAAMO_ORGANISATION,
        "first_name": stay.client.first_names.split()[0] if shows_name else "",
        "next": _next(stay, steps, say, today),
        "stages": _stages(stay, language, said, today),
        "goals": Goal.objects.filter(enrolment=stay.pk, dropped_on=None),
        "steps": steps,
        "services": [(card, say[card.state]) for card in _carried(stay, today)],
        "coaches": [str(each.coach) for each in coaches],
        "today": today,
    }
    return render_to_string("pdf/own_path.html", context)


def _line(key: str, language: str, said: Mapping[str, Mapping[str, str]]) -> Line:
    return Line(said[language][key], "" if language == FINNISH else said[FINNISH][key])


def _open_steps(stay: Enrolment) -> list[Step]:
    waiting = Step.objects.filter(enrolment=stay.pk, done_on=None, dropped_on=None)
    return list(waiting.select_related("owner").order_by("due_on", "pk"))


def _next(stay: Enrolment, steps: Sequence[Step], say: Mapping[str, Line], today: dt.date) -> Next | None:
    """The meeting agreed on, else the first step that has a day; None when neither is to come."""
    met = Q(project=stay.project_id, client=stay.client_id, session=None, meets_on__gte=today)
    meeting = Appointment.objects.filter(met).first()
    if meeting:
        return Next(
            label=say["next_meeting"],
            weekday=_weekday(meeting.meets_on, say),
            day=in_words(meeting.meets_on),
            time=f"{meeting.meets_from:%-H.%M}",
            place=meeting.place,
        )
    step = next((each for each in steps if each.due_on and each.due_on >= today), None)
    if step is None or step.due_on is None:
        return None
    return Next(say["next_step"], _weekday(step.due_on, say), in_words(step.due_on), text=step.text)


def _weekday(day: dt.date, say: Mapping[str, Line]) -> Line:
    return say[f"weekday_{day.isoweekday()}"]


def _stages(
    stay: Any, language: str, said: Mapping[str, Mapping[str, str]], today: dt.date
) -> list[tuple[Line, str]]:
    """The stages of the path and whether each is done, current or later; none without a path."""
    path = path_of(stay, today)
    if path is None:
        return []
    found = []
    for place in path.places:
        name = stage_name(place.name, language, said)
        found.append((Line(name, place.name if name != place.name else ""), place.state))
    return found


def _carried(stay: Enrolment, today: dt.date) -> list[Card]:
    """The cards that belong on paper, in the order of the tray; none without a tray."""
    if not stay.project.has_part(ProjectPart.SERVICES):
        return []
    found = [card for card in cards(stay, today) if card.state in ON_PAPER]
    return sorted(found, key=lambda card: ON_PAPER.index(card.state))
