"""When and by whom belong together: no moment without its person, no person without a moment."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint, Field, Model

from tests.house.rooms import our_models

pytestmark = pytest.mark.django_db

MOMENT, DAY, PERSON = "_at", "_on", "_by"
# Halves that stand alone honestly, and pairs that aren't tied, each with its reason.
LONELY = {
    "coaching.CalendarFeed.opened_at": "a feed has one user, its owner",
    "clients.Export.expires_at": "time ends it, and is no person",
    "clients.Enrolment.referred_by": "an organisation that referred the client; its day is the first of the enrolment",
    "reports.Publication.published_at": "the command line publishes too, and is no person",
    "staff.Device.enrolled_at": "a device has one user, its owner",
    "staff.Submission.sent_at": "a form that was sent has one user",
    "staff.Draft.saved_at": "a draft has one user, its owner",
    "staff.ImportBatch.staged_at": "the command line stages books too, and is no person",
    "staff.ImportBatch.applied_at": "whoever applied it stands in the history's context, the command line too",
    "staff.ImportBatch.undone_at": "the command line undoes too, and is no person",
    "staff.ImportBatch.judged_at": "rows are judged by themselves, whenever something was changed",
    "staff.ImportTask.started_at": "the worker starts it, and is no person",
    "staff.ImportTask.ended_at": "the worker ends it, and is no person",
}


def pairs_of(model: type[Model]) -> list[tuple[Field, Field | None]]:
    """Every moment with its person, and every person with its moment or, failing that, its day."""
    fields = {field.name: field for field in model._meta.concrete_fields}
    pairs = []
    for name, field in fields.items():
        if name.endswith(MOMENT):
            pairs.append((field, fields.get(name.removesuffix(MOMENT) + PERSON)))
        elif name.endswith(PERSON):
            stem = name.removesuffix(PERSON)
            moment = fields.get(stem + MOMENT) or fields.get(stem + DAY)
            if moment is None or moment.name.endswith(DAY):
                pairs.append((field, moment))
    return pairs


def sample(field: Field) -> object:
    if field.name.endswith(MOMENT):
        return dt.datetime(2026, 1, 15, 12, tzinfo=dt.UTC)
    if field.name.endswith(DAY):
        return dt.date(2026, 1, 15)
    return 1 if field.is_relation else "somebody"


def accepts(constraint: CheckConstraint, model: type[Model], missing: Field | None) -> bool:
    """Whether a row passes that has every optional column the constraint speaks of, but for the missing one."""
    spoken_of = [
        field for field in model._meta.concrete_fields if f"'{field.name}" in str(constraint.condition)
    ]
    row = model(**{field.attname: sample(field) for field in spoken_of if field.null or field.blank})
    if missing:
        setattr(row, missing.attname, None if missing.null else "")
    try:
        constraint.validate(model, row)
    except ValidationError:
        return False
    return True


def refuses_without(model: type[Model], missing: Field) -> bool:
    """Whether a check constraint passes a whole row and refuses it when this half is missing."""
    checks = [constraint for constraint in model._meta.constraints if isinstance(constraint, CheckConstraint)]
    return any(accepts(check, model, None) and not accepts(check, model, missing) for check in checks)


def pair_fault(model: type[Model], field: Field, partner: Field | None) -> str:
    """What is wrong with a pair, or nothing."""
    if partner is None:
        return "has no other half"
    if not field.null and not partner.null and not field.blank and not partner.blank:
        return ""
    if refuses_without(model, field) and refuses_without(model, partner):
        return ""
    return f"isn't tied to {partner.name} by a constraint"


def faults() -> dict[str, str]:
    return {
        f"{model._meta.label}.{field.name}": pair_fault(model, field, partner)
        for model in our_models()
        for field, partner in pairs_of(model)
        if pair_fault(model, field, partner)
    }


def test_moments_and_persons_of_every_model_are_tied_in_pairs():
    assert {name: fault for name, fault in faults().items() if name not in LONELY} == {}


def test_lonely_halves_in_the_list_still_stand_alone():
    assert set(LONELY) - set(faults()) == set()


def test_checker_of_pairs_given_an_untied_pair_says_so():
    batch = next(model for model in our_models() if model._meta.label == "staff.ImportBatch")
    moment, person = batch._meta.get_field("undone_at"), batch._meta.get_field("undone_by")
    assert pair_fault(batch, moment, None) == "has no other half"
    assert pair_fault(batch, moment, person) == "isn't tied to undone_by by a constraint"
    outcome = next(model for model in our_models() if model._meta.label == "clients.Outcome")
    moment, person = outcome._meta.get_field("withdrawn_at"), outcome._meta.get_field("withdrawn_by")
    assert refuses_without(outcome, moment)
    assert refuses_without(outcome, person)
    assert pair_fault(outcome, moment, person) == ""
