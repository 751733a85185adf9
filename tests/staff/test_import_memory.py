import pytest
from django.utils import timezone

from staff import import_memory
from staff.models import ImportBatch, RememberedLayout, RememberedWord
from tests.factories.staff import UserFactory

pytestmark = pytest.mark.django_db

TITLES = ["Nro", "Kengännumero", "Puh."]


def remember(titles, meanings, kind="clients"):
    batch = ImportBatch(
        kind=kind,
        mapping=[{"title": title, "field": name} for title, name in zip(titles, meanings, strict=True)],
    )
    import_memory.remember_layout(batch=batch, by=UserFactory())


def test_layout_is_recalled_by_its_titles_however_they_are_written():
    remember(TITLES, ["client_number", "", "phone"])
    assert import_memory.recall_layout("clients", ["NRO.", "kengännumero ", "puh"]) == [
        "client_number",
        "",
        "phone",
    ]


@pytest.mark.parametrize("titles", [TITLES[::-1], TITLES[:2], [*TITLES, "Huom."]])
def test_layout_with_other_titles_or_in_another_order_isnt_recalled(titles):
    remember(TITLES, ["client_number", "", "phone"])
    assert import_memory.recall_layout("clients", titles) is None


def test_layout_of_another_kind_isnt_recalled_but_its_kind_is():
    remember(TITLES, ["client_number", "", ""], kind="activities")
    assert import_memory.recall_layout("clients", TITLES) is None
    assert import_memory.recall_kinds(TITLES) == ["activities"]


def test_layout_said_anew_takes_the_place_of_the_old():
    remember(TITLES, ["client_number", "", ""])
    remember(TITLES, ["client_number", "note", ""])
    assert import_memory.recall_layout("clients", TITLES) == ["client_number", "note", ""]
    assert RememberedLayout.objects.count() == 1


def test_words_are_recalled_column_by_column_those_that_say_nothing_too():
    words = {"municipality": {"kemmi": "240", "xyz": ""}, "gender": {"tyttö": "female"}}
    import_memory.remember_words(words=words, by=UserFactory())
    assert import_memory.recall_words(["municipality", "status"]) == {
        "municipality": {"kemmi": "240", "xyz": ""},
        "status": {},
    }


def test_word_said_anew_takes_the_place_of_the_old():
    first, second = UserFactory(), UserFactory()
    import_memory.remember_words(words={"municipality": {"kemmi": "240"}}, by=first)
    import_memory.remember_words(words={"municipality": {"kemmi": "241"}}, by=second)
    [kept] = RememberedWord.objects.all()
    assert (kept.meaning, kept.said_by) == ("241", second)


def test_words_said_later_than_a_moment_arent_recalled_with_it():
    before = timezone.now()
    import_memory.remember_words(words={"municipality": {"kemmi": "240"}}, by=UserFactory())
    assert import_memory.recall_words(["municipality"], before=before) == {"municipality": {}}
    assert import_memory.recall_words(["municipality"], before=timezone.now()) == {
        "municipality": {"kemmi": "240"}
    }
