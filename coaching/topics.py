"""What sessions of a project are about: the chips of the log form, named and put in order by the office."""

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from coaching.models import Topic
from projects.models import Project
from staff import auditing
from staff.rows import keep


def of_project(project: Project) -> QuerySet[Topic]:
    """Every topic of the project in its order, those out of use too."""
    return Topic.objects.filter(project=project).order_by("position", "name")


def add(*, project: Project, name: str, by: auditing.Actor) -> Topic:
    """Put a topic at the end of the list. Refused (ValidationError) without a name, or when the project has it."""
    with auditing.act(by=by):
        listed = _listed(project)
        topic = Topic(project=project, name=_new(name, listed), position=len(listed))
        _order(listed)
        keep(topic)
    return topic


def rename(*, topic: Topic, name: str, by: auditing.Actor) -> Topic:
    """Call a topic by another name, in the sessions logged already too.

    Refused (ValidationError) without a name, or when another topic of the project has it.
    """
    with auditing.act(by=by):
        others = [each for each in _listed(topic.project) if each != topic]
        topic.name = _new(name, others)
        keep(topic, update_fields=["name"])
    return topic


def shift(*, topic: Topic, by_places: int, by: auditing.Actor) -> None:
    """Move a topic up (-1) or down (+1) in the list; at either end it stays."""
    with auditing.act(by=by):
        listed = _listed(topic.project)
        place = listed.index(topic)
        listed.insert(max(0, place + by_places), listed.pop(place))
        _order(listed)


def put_in_use(*, topic: Topic, by: auditing.Actor) -> None:
    """Offer the topic in the log form again."""
    _use(topic, is_in_use=True, by=by)


def take_out_of_use(*, topic: Topic, by: auditing.Actor) -> None:
    """Offer the topic no more; sessions that were about it stay about it."""
    _use(topic, is_in_use=False, by=by)


def _use(topic: Topic, *, is_in_use: bool, by: auditing.Actor) -> None:
    topic.is_in_use = is_in_use
    with auditing.act(by=by):
        keep(topic, update_fields=["is_in_use"])


def _listed(project: Project) -> list[Topic]:
    """The topics in their order, held until the act is over: two who change the list do it one after the other."""
    Project.objects.select_for_update(no_key=True).get(pk=project.pk)
    return list(of_project(project))


def _order(listed: list[Topic]) -> None:
    """Each topic in the place where it stands; only those that moved are written."""
    for place, topic in enumerate(listed):
        if topic.position != place:
            topic.position = place
            keep(topic, update_fields=["position"])


def _new(name: str, others: list[Topic]) -> str:
    """The name, without white space about it."""
    name = " ".join(name.split())
    if not name:
        raise ValidationError(_("Give the topic a name."))
    if name.casefold() in {other.name.casefold() for other in others}:
        raise ValidationError(_("The project already has this topic."))
    return name
