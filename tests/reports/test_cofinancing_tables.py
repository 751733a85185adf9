import datetime as dt
from decimal import Decimal

import pytest

from projects.splits import Mode
from reports import claims
from reports.cofinancing_tables import table, to_explain
from reports.figures.cofinancing import plan
from tests.projects.money_scene import furnish

pytestmark = pytest.mark.django_db

DAY = dt.date(2023, 5, 1)


@pytest.fixture
def shared():
    return furnish()


def values(cells) -> list[int]:
    return [int(cell.value) for cell in cells]


def test_table_exact_closes_and_tells_apart_who_pays(shared):
    found = table(plan(shared, Mode.EXACT, DAY))
    assert values(found.sums) == [53020, 53974, 106994]
    assert (found.closes, found.differences) == (True, ("0", "0", "0"))
    tornio = next(row for row in found.rows if row.part.municipality == "Tornio")
    assert values(tornio.cells) == values(found.by_association) == [10074, 10255, 20329]
    assert values(found.by_municipalities) == [42946, 43719, 86665]


def test_table_as_published_tells_what_its_columns_lack(shared):
    found = table(plan(shared, Mode.AS_PUBLISHED, DAY))
    assert (found.closes, found.differences) == (False, ("0", "−1", "−1"))


@pytest.mark.parametrize(("published", "count"), [("17811", 0), ("17813", 0), ("17810", 1)])
def test_published_cell_wants_explaining_when_rounding_doesnt(shared, published, count):
    figures = {("cofinancing:240:2024", None): Decimal(published)}
    claims.record(project=shared, source="esitys", figures=figures, by="cli")
    assert to_explain(plan(shared, Mode.EXACT, DAY)) == count
