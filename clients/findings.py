"""What has been found out with a client, of whatever kind: read in one go, corrected, withdrawn.

What a row of each kind may say is its own module's: language_skills, backgrounds, skills, obstacles, plans, showcases.
"""

import datetime as dt
from typing import Any, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Field, OuterRef
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.translation import gettext as _

from clients.models import (
    Client,
    LanguageSkill,
    Obstacle,
    PastJob,
    Schooling,
    Showcase,
    Skill,
    StatutoryPlan,
)
from staff import auditing
from staff.models import User, Withdrawable
from staff.rows import keep

Row = TypeVar("Row", bound=Withdrawable)
# Years back from today: a day before them is a slip of the key.
LONGEST_AGO = 80
MODELS: tuple[Any, ...] = (LanguageSkill, Schooling, PastJob, Skill, Obstacle, StatutoryPlan, Showcase)


def found_with(client: Client) -> dict[Any, list[Any]]:
    """The rows of a client that stand, kind by kind in the order of their table; one question to the database."""
    told = Client.objects.filter(pk=client.pk).values_list(*(_as_json(model) for model in MODELS)).get()
    return {model: [_from_json(model, row) for row in rows] for model, rows in zip(MODELS, told, strict=True)}


def correct(*, row: Row, by: auditing.Actor, **facts: Any) -> Row:
    """Put a row right, as it stands now. Refused (ValidationError) once it is withdrawn, and by its constraints."""
    with auditing.act(by=by):
        current = standing(row)
        for name, value in facts.items():
            setattr(current, name, value)
        keep(current, update_fields=list(facts))
    return current


def withdraw(*, row: Withdrawable, reason: str, by: User) -> None:
    """Take a wrong row out of sight and every figure; history keeps it.

    Refused (ValidationError) without a reason, and when it has been withdrawn already.
    """
    if not reason.strip():
        raise ValidationError({"reason": _("Say why it is wrong.")})
    facts = {"withdrawn_at": timezone.now(), "withdrawn_by": by, "withdrawn_reason": reason.strip()}
    correct(row=row, **facts, by=by)


def standing(row: Row) -> Row:
    """The row as it is in the database now, locked for the act; refused (ValidationError) once it is withdrawn."""
    current = type(row).objects.select_for_update().filter(pk=row.pk).first()
    if current is None:
        raise ValidationError(_("This has been withdrawn meanwhile."))
    return current


def refuse_future(today: dt.date, **days: dt.date | None) -> None:
    """Refused (ValidationError, told of the column) when a day of what has happened is still to come."""
    ahead = [name for name, day in days.items() if day is not None and day > today]
    if ahead:
        raise ValidationError({name: _("This day is still to come.") for name in ahead})


def refuse_unlived(client: Client, today: dt.date, **days: dt.date | None) -> None:
    """Refused (ValidationError, told of the column) for a day to come, and for one before `earliest`."""
    refuse_future(today, **days)
    first = earliest(client, today)
    refuse_check_year([name for name, day in days.items() if day is not None and day < first])


def earliest(client: Client, today: dt.date) -> dt.date:
    """The first day that may be told of: nothing is known from before a client's birth or eighty years back."""
    first = dt.date(today.year - LONGEST_AGO, 1, 1)
    return max(client.born_on or first, first)


def refuse_check_year(columns: list[str]) -> None:
    """Refused (ValidationError, told of each column) when there are any."""
    if columns:
        raise ValidationError({name: _("Check the year.") for name in columns})


def _as_json(model: Any) -> ArraySubquery:
    columns = {column.attname: column.attname for column in model._meta.concrete_fields}
    return ArraySubquery(model.objects.filter(client=OuterRef("pk")).values(row=JSONObject(**columns)))


def _from_json(model: Any, row: dict[str, Any]) -> Any:
    """The row as the ORM would have read it."""
    columns: list[Field[Any, Any]] = model._meta.concrete_fields
    values = [column.to_python(row[column.attname]) for column in columns]
    return model.from_db(DEFAULT_DB_ALIAS, [column.attname for column in columns], values)
