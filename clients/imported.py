"""Which clients an import was about: made or changed by it, or given something to do or a result."""

from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from clients.models import Activity, Assignment, Client, Enrolment, Outcome
from staff import auditing
from staff.models import ImportBatch

THEIRS = (Activity, Assignment, Enrolment, Outcome)


def brought_by(clients: QuerySet[Client], batch: ImportBatch) -> QuerySet[Client]:
    """Those of the clients of whom the import wrote anything, by its history."""
    written = {"pgh_context__metadata__batch": batch.pk}
    about = [auditing.events_of(model).filter(**written).values("client_id") for model in THEIRS]
    about.append(auditing.events_of(Client).filter(**written).values("pgh_obj_id"))
    return clients.filter(reduce(or_, (Q(pk__in=keys) for keys in about)))
