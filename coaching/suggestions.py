"""What could be next on a client's path, so that the coach needn't type it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Max
from django.utils.translation import gettext as _

from coaching.models import Step
from projects.models import Project
from staff.models import User

AT_MOST = 3
# Only what she has written for several clients is a habit; what she wrote of one client is nobody else's.
HABIT_FROM = 2


@dataclass(frozen=True)
class Suggestion:
    """A step to choose: one that waits already, or new words."""

    text: str
    step: Step | None = None


def suggest(
    *, waiting: Sequence[Step], project: Project, stages: Sequence[str], coach: User
) -> list[Suggestion]:
    """Three at most: steps that wait already, then the coach's habits, then what is usual at these stages."""
    found = [Suggestion(step.text, step) for step in waiting[:AT_MOST]]
    if len(found) < AT_MOST:
        said = {step.text.casefold() for step in waiting}
        usual = [*habits(project, coach), *(text for stage in stages for text in typical(stage))]
        fresh = [text for text in dict.fromkeys(usual) if text.casefold() not in said]
        found += [Suggestion(text) for text in fresh]
    return found[:AT_MOST]


def habits(project: Project, coach: User) -> list[str]:
    """The steps she has agreed on with several clients of the project, the latest first."""
    hers = Step.objects.filter(owner=coach, enrolment__project=project)
    shared = hers.values("text").annotate(clients=Count("enrolment__client", distinct=True), last=Max("pk"))
    often = shared.filter(clients__gte=HABIT_FROM).order_by("-last")
    return list(often.values_list("text", flat=True)[:AT_MOST])


def typical(stage: str) -> list[str]:
    """What is usually done at a stage of the path every project begins with; nothing at others."""
    steps = {
        "Ohjautuminen": [_("Agree on the first meeting")],
        "Alkukartoitus": [_("Go through the initial assessment")],
        "Suunnitelma": [_("Write down the goals together")],
        "Valmennus": [_("Finish the CV"), _("Send an application")],
        "Siirtymä työhön tai opintoihin": [_("Contact the employer or the school")],
        "Seuranta": [_("Call and ask how it goes")],
    }
    return steps.get(stage, [])
