import datetime as dt

import pytest
from django.utils import timezone

from staff.choices import BatchState, ImportDeed
from staff.models import (
    AccessEntry,
    Draft,
    ImportBatch,
    ImportRow,
    ImportTask,
    RememberedLayout,
    RememberedWord,
)
from tests.factories.staff import UserFactory
from tests.refusals import assert_database_refuses, assert_refused, assert_stands, changed

pytestmark = pytest.mark.django_db

MOMENT = dt.datetime(2022, 4, 30, 9, tzinfo=dt.UTC)
DIGEST = "0123456789abcdef" * 4


def batch(**facts) -> ImportBatch:
    given = {
        "kind": "clients",
        "file_name": "asiakkaat.xlsx",
        "size": 10,
        "sha256": DIGEST,
        "header_row": 1,
        "staged_at": MOMENT,
    }
    return ImportBatch(**{**given, **facts})


def saved(row):
    assert_stands(row)
    return row


def entry(**facts) -> AccessEntry:
    given = {"opened_at": MOMENT, "opened_on": MOMENT.date(), "kind": "client", "key": 1}
    return AccessEntry(**{**given, **facts})


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("staff_user_email_lower_case", {"email": "Aino@example.org"}),
        ("staff_user_email_lower_case", {"email": "Aino@example.org", "is_active": False}),
        ("staff_user_active_has_email", {"email": None}),
        ("staff_user_active_has_email", {"email": ""}),
        ("staff_user_first_name_given", {"first_name": ""}),
        ("staff_user_first_name_given", {"first_name": " \t"}),
        ("staff_user_last_name_given", {"last_name": ""}),
        ("staff_user_last_name_given", {"last_name": "  "}),
        ("staff_user_interface_language_known", {"interface_language": "sv"}),
        ("staff_user_interface_language_known", {"interface_language": ""}),
    ],
)
def test_user_with_a_wrong_fact_is_refused(name, facts):
    assert_refused(changed(UserFactory(), facts), name)


def test_user_known_from_old_books_needs_no_email_and_there_may_be_many():
    for _each in range(2):
        assert_stands(UserFactory.build(email=None, is_active=False))


def test_user_with_the_email_of_another_is_refused():
    UserFactory(email="aino@example.org")
    assert_database_refuses(UserFactory.build(email="aino@example.org").save, "staff_user_email_key")


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("staff_importbatch_state_known", {"state": "x", "applied_at": MOMENT}),
        ("staff_importbatch_state_known", {"state": "", "applied_at": MOMENT}),
        ("staff_importbatch_kind_given", {"kind": " "}),
        ("staff_importbatch_digest_shape", {"sha256": DIGEST[:-1]}),
        ("staff_importbatch_digest_shape", {"sha256": DIGEST.upper()}),
        ("staff_importbatch_digest_shape", {"sha256": "g" + DIGEST[1:]}),
        ("staff_importbatch_applied_has_moment", {"applied_at": MOMENT}),
        ("staff_importbatch_applied_has_moment", {"state": BatchState.APPLIED}),
        ("staff_importbatch_applied_has_moment", {"state": BatchState.UNDONE, "undone_at": MOMENT}),
        ("staff_importbatch_undone_has_moment", {"state": BatchState.UNDONE, "applied_at": MOMENT}),
        ("staff_importbatch_undone_has_moment", {"undone_at": MOMENT}),
        (
            "staff_importbatch_undone_has_moment",
            {"state": BatchState.APPLIED, "applied_at": MOMENT, "undone_at": MOMENT},
        ),
    ],
)
def test_batch_with_a_wrong_fact_is_refused(name, facts):
    assert_refused(batch(**facts), name)


def test_batch_that_is_not_undone_has_nobody_who_undid_it():
    facts = {"state": BatchState.APPLIED, "applied_at": MOMENT, "undone_by": UserFactory()}
    assert_refused(batch(**facts), "staff_importbatch_undone_has_moment")


@pytest.mark.parametrize(
    "facts",
    [
        {"state": BatchState.STAGED},
        {"state": BatchState.APPLIED, "applied_at": MOMENT},
        {"state": BatchState.UNDONE, "applied_at": MOMENT, "undone_at": MOMENT},
    ],
)
def test_batch_in_each_state_stands(facts):
    assert_stands(batch(**facts))


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("staff_importrow_status_known", {"status": "x"}),
        ("staff_importrow_status_known", {"status": ""}),
        ("staff_importrow_number_from_one", {"number": 0}),
        ("staff_importrow_skipped_known", {"skipped": "x"}),
    ],
)
def test_staged_row_with_a_wrong_fact_is_refused(name, facts):
    assert_refused(ImportRow(batch=saved(batch()), **{"number": 1, **facts}), name)


def test_staged_row_twice_in_a_batch_is_refused_but_not_in_another():
    first = saved(batch())
    assert_stands(ImportRow(batch=first, number=1))
    assert_refused(ImportRow(batch=first, number=1), "staff_importrow_once")
    assert_stands(ImportRow(batch=first, number=2))
    assert_stands(ImportRow(batch=saved(batch()), number=1))


def test_book_is_taken_in_or_back_once_at_a_time():
    facts = {"asked_at": MOMENT, "asked_by": UserFactory()}
    first = ImportTask(batch=saved(batch()), deed=ImportDeed.APPLY, **facts)
    assert_stands(first)
    assert_stands(ImportTask(batch=saved(batch()), deed=ImportDeed.APPLY, **facts))
    second = ImportTask(batch=first.batch, deed=ImportDeed.UNDO, **facts)
    assert_refused(second, "staff_importtask_one_at_a_time")
    assert_stands(changed(first, {"ended_at": MOMENT}))
    assert_stands(second)
    assert_refused(changed(second, {"deed": "x"}), "staff_importtask_deed_known")


def test_layout_and_word_are_remembered_once_each():
    facts = {"said_at": MOMENT, "said_by": UserFactory()}
    assert_stands(RememberedLayout(kind="clients", digest=DIGEST, **facts))
    assert_refused(RememberedLayout(kind="clients", digest=DIGEST, **facts), "staff_rememberedlayout_once")
    assert_stands(RememberedLayout(kind="activities", digest=DIGEST, **facts))
    assert_stands(RememberedWord(column="mother_tongue", word="so", meaning="som", **facts))
    assert_refused(RememberedWord(column="mother_tongue", word="so", **facts), "staff_rememberedword_once")
    assert_stands(RememberedWord(column="nationalities", word="so", meaning="SO", **facts))
    assert_refused(RememberedWord(column="gender", word=" ", **facts), "staff_rememberedword_word_given")


@pytest.mark.parametrize("client_key", [7, None])
def test_draft_of_one_form_and_client_twice_is_refused(client_key):
    user = UserFactory()

    def draft(**facts) -> Draft:
        given = {"user": user, "form": "session", "client_key": client_key, "saved_at": timezone.now()}
        return Draft(**{**given, **facts})

    assert_stands(draft())
    assert_refused(draft(), "staff_draft_once")
    assert_stands(draft(client_key=8))
    assert_stands(draft(form="step"))
    assert_stands(draft(user=UserFactory()))
    assert_refused(draft(form=" "), "staff_draft_form_given")


def test_access_entry_without_a_kind_is_refused():
    user = UserFactory()
    assert_stands(entry(opened_by=user))
    assert_refused(entry(opened_by=user, kind=" "), "staff_accessentry_kind_given")
