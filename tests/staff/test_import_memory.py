import pytest

from staff import import_memory
from staff.models import ImportBatch, RememberedLayout
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
