"""What a client does on a day: the primary activity, and what she does beside it."""

import datetime as dt

from django.db.models import Case, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from clients.models import Activity
from ohjaamo.periods import running_on
from projects.choices import ActivityKind
from projects.models import ActivityCategory, Project

# A kind that isn't among the project's categories comes after those that are.
AFTER_ALL = 1000


def ranked(activities: QuerySet[Activity], project: Project | None) -> QuerySet[Activity]:
    """The activities, primary first: in the project's order of precedence, without a project in the default one."""
    kinds = enumerate(ActivityKind, start=AFTER_ALL if project else 1)
    default = Case(
        *(When(kind=kind, then=Value(place)) for place, kind in kinds), output_field=IntegerField()
    )
    own = ActivityCategory.objects.filter(project=project, kind=OuterRef("kind")).values("precedence")
    precedence = Coalesce(Subquery(own), default) if project else default
    return activities.annotate(precedence=precedence).order_by("precedence", "starts_on", "pk")


def primary_kind(day: dt.date, project: Project | None) -> Subquery:
    """The kind of a client's primary activity on a day, for a queryset of clients; null when none is running."""
    running = Activity.objects.filter(running_on(day), client=OuterRef("pk"))
    return Subquery(ranked(running, project).values("kind")[:1])
