"""Two records of one person made one, and taken apart again when that was a mistake."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from clients import doubles, families, names, records
from clients.models import Client, Merge, Outcome
from clients.relations import Withdrawal, move, withdraw
from staff import auditing, drafts, undoing
from staff.models import User
from staff.rows import keep

# The facts of a person, in the order in which they are laid side by side.
FACTS = (
    "first_names",
    "last_name",
    "born_on",
    "gender",
    "personal_identity_code",
    "nationalities",
    "mother_tongue",
    "service_languages",
    "municipality",
    "phone",
    "email",
    "address",
    "arrived_on",
    "moved_to_region_on",
    "residence_basis",
    "education_level",
    "literacy",
)
EMPTY: tuple[Any, ...] = (None, "", [])


@dataclass(frozen=True)
class Fact:
    """A fact as both records tell it. A choice is asked only where both say something, and not the same."""

    name: str
    label: str
    kept: Any
    gone: Any

    @property
    def is_asked(self) -> bool:
        return self.kept != self.gone and self.kept not in EMPTY and self.gone not in EMPTY

    @property
    def is_filled(self) -> bool:
        """Whether the kept record takes it from the other, having nothing of its own."""
        return self.kept in EMPTY and self.gone not in EMPTY


def side_by_side(kept: Client, gone: Client) -> list[Fact]:
    """The facts of both records, one line each."""
    labels = {field.name: str(field.verbose_name) for field in Client._meta.concrete_fields}
    return [Fact(name, labels[name], getattr(kept, name), getattr(gone, name)) for name in FACTS]


def doubled_outcomes(kept: Client, gone: Client) -> list[Outcome]:
    """Outcomes that both records hold: of one project, kind, day and name. Counted twice otherwise."""
    known = {_outcome_key(outcome) for outcome in kept.outcomes.all()}
    return [outcome for outcome in gone.outcomes.all() if _outcome_key(outcome) in known]


def merge(*, kept: Client, gone: Client, taken: Collection[str], today: dt.date, by: User) -> Merge:
    """Make two records one: everything of `gone` moves to `kept`, who fills blanks and takes the facts in `taken`.

    The number that goes away still finds the client. Refused (ValidationError) for one record with itself, for two
    people with an identity code each, and when the days of their stays can't be fitted together.
    """
    if kept.pk == gone.pk:
        raise ValidationError(_("Choose two records."))
    with auditing.act(by=by):
        rows = Client.objects.select_for_update().in_bulk(sorted([kept.pk, gone.pk]))
        if len(rows) < 2:
            raise ValidationError(_("One of the two records isn't there any more."))
        kept, gone = rows[kept.pk], rows[gone.pk]
        _refuse_two_people(kept, gone)
        reason = _("Merged: record %(gone)s into %(kept)s") % {
            "gone": gone.client_number,
            "kept": kept.client_number,
        }
        withdrawal = Withdrawal(timezone.now(), by, reason)
        for outcome in doubled_outcomes(kept, gone):
            withdraw(outcome, withdrawal)
        families.unite(kept=kept, gone=gone, by=by)
        move(gone, kept, withdrawal)
        doubles.pass_on(old=gone, new=kept, by=by)
        # Half-written forms are no part of the history: taken apart, they stay with the record that stood.
        drafts.pass_on(old=gone.pk, new=kept.pk)
        return _close(kept, gone, set(taken), today, by)


def take_apart(*, merge: Merge, by: User) -> int:
    """Undo a merge: both records stand as before. Refused (ValidationError) once anything of it has been changed."""
    return undoing.take_back(context=merge.context, by=by)


def _close(kept: Client, gone: Client, taken: set[str], today: dt.date, by: User) -> Merge:
    """The record that went away is gone, before its identity code becomes the other's."""
    facts = {
        fact.name: fact.gone
        for fact in side_by_side(kept, gone)
        if fact.is_filled or (fact.is_asked and fact.name in taken)
    }
    if gone.has_safety_restriction:
        facts["has_safety_restriction"] = True
    if gone.note.strip():
        facts["note"] = "\n".join(filter(None, [kept.note, gone.note]))
    key, number = gone.pk, gone.client_number
    gone.delete()
    records.change(client=kept, **facts, by=by)
    context: Any = auditing.context_id()
    row = Merge(client=kept, gone_number=number, gone_key=key, context=context, merged_on=today)
    keep(row)
    return row


def _refuse_two_people(kept: Client, gone: Client) -> None:
    codes = {kept.personal_identity_code, gone.personal_identity_code} - {None}
    if len(codes) > 1:
        raise ValidationError(_("The two have different identity codes: they are two people."))


def _outcome_key(outcome: Outcome) -> tuple[Any, ...]:
    return (outcome.project_id, outcome.kind, outcome.happened_on, names.fold(outcome.detail))
