import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from staff import auditing
from staff.gathering import Gathering, NotGathered
from staff.models import User

pytestmark = pytest.mark.django_db


def person(name: str, **facts: object) -> User:
    return User(first_name=name, last_name="Virta", is_active=False, password="!", **facts)


@pytest.fixture
def gathering():
    gathering = Gathering()
    with auditing.act(by="cli"), gathering.guarded():
        yield gathering


def names() -> list[str]:
    return list(User.objects.order_by("pk").values_list("first_name", flat=True))


def test_added_rows_have_their_keys_at_once_and_are_written_in_order_later(gathering):
    people = [person(name) for name in ("Aino", "Olga", "Samir")]
    with gathering:
        for one in people:
            gathering.add(one)
    keys = [one.pk for one in people]
    assert (keys, names()) == (sorted(keys), [])
    gathering.write()
    assert (names(), [one._state.adding for one in people]) == (["Aino", "Olga", "Samir"], [False] * 3)


def test_added_row_is_kept_at_once_when_none_are_gathered(gathering):
    gathering.add(person("Aino"))
    assert names() == ["Aino"]


def test_added_row_with_a_fault_is_refused_in_the_words_of_its_column(gathering):
    with gathering, pytest.raises(ValidationError) as caught:
        gathering.add(person("A" * 151))
    assert list(caught.value.message_dict) == ["first_name"]
    gathering.write()
    assert names() == []


def test_written_rows_have_the_history_that_saved_ones_have(gathering):
    with gathering:
        gathering.add(person("Aino"))
    gathering.write()
    gathering.add(person("Aino"))
    written, saved = [auditing.history_of(user).get() for user in User.objects.order_by("pk")]
    told = [
        {
            name: value
            for name, value in vars(event).items()
            if name not in ("_state", "id", "pgh_id", "pgh_obj_id")
        }
        for event in (written, saved)
    ]
    assert told[0] == told[1]


def test_rows_that_the_database_refuses_are_refused_whole_and_forgotten(gathering):
    with gathering:
        for name in ("Aino", "Olga"):
            gathering.add(person(name, email="sama@ohjaamo.example"))
    with pytest.raises(IntegrityError), transaction.atomic():
        gathering.write()
    gathering.forget()
    gathering.write()
    assert names() == []


def test_whoever_asks_the_database_while_rows_are_gathered_is_stopped_before_it_hears(gathering):
    with pytest.raises(NotGathered), gathering:
        User.objects.update(last_name="Toinen")
    assert gathering.is_open is False
    assert names() == []


def test_question_that_hangs_on_no_row_is_answered_while_rows_are_gathered(gathering):
    with gathering:
        assert gathering.ask(User.objects.count) == 0
        assert gathering.is_open is True


def test_what_was_learnt_is_forgotten_back_to_the_mark_and_stands_once_settled(gathering):
    known, undone = {"a": 1}, []
    gathering.learn(known, "a", 2)
    mark = gathering.mark()
    gathering.learn(known, "a", 3)
    gathering.learn(known, "b", 4)
    gathering.on_forget(lambda: undone.append("b"))
    gathering.forget(mark)
    assert (known, undone) == ({"a": 2}, ["b"])
    gathering.settle()
    gathering.forget()
    assert known == {"a": 2}
