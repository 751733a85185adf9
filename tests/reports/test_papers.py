"""The paper says what the page says: A4, in Finnish, tagged, with its typefaces in it."""

import datetime as dt
import re
from io import BytesIO

import pikepdf
import pytest

from projects.choices import ActivityKind
from reports import papers
from tests.reports.paper_text import text_of
from tests.reports.scenes import BEFORE, DAY, publish

pytestmark = pytest.mark.django_db

MOMENT = dt.datetime(2022, 5, 2, 9, 5, tzinfo=dt.UTC)


@pytest.fixture
def paper(project, enrol) -> bytes:
    enrol(ActivityKind.WORK, ActivityKind.VOCATIONAL)
    enrol(ActivityKind.WORK)
    enrol()
    publish(project, active=3, work=2, vocational=1)
    return papers.snapshot(project, [BEFORE, DAY], maker="Pirjo Päällikkö", moment=MOMENT)


def test_snapshot_says_what_the_project_is_who_made_it_and_what_it_found(project, paper):
    text = text_of(paper)
    for words in (
        "Tilannekuva 30.4.2022",
        f"Hankekoodi {project.code}",
        "Täsmäytys: 3 selitettävää",
        "30.4.2022: 1 asiakkaalta puuttuu toiminta.",
        "1 opiskelija tekee tätä opintojen ohella ja on laskettu kahteen kertaan.",
        "Määritelmät",
        "Luonnos: Pirjo Päällikkö, 2.5.2022 klo 9.05",
    ):
        assert words in text


def test_snapshot_is_tagged_finnish_a4_with_embedded_typefaces(paper):
    with pikepdf.open(BytesIO(paper)) as pdf:
        assert str(pdf.Root.Lang) == "fi"
        assert pdf.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in pdf.Root
        width, height = (round(float(side)) for side in pdf.pages[0].MediaBox[2:])
        assert (width, height) == (595, 842)
        for page in pdf.pages:
            for font in page.Resources.get("/Font", {}).values():
                (inner,) = font.DescendantFonts
                assert re.search("/FontFile[23]?", str(list(inner.FontDescriptor.keys())))


def test_snapshot_of_many_dates_lies_on_its_side(project):
    dates = [dt.date(2022, month, 1) for month in range(1, 6)]
    html = papers.snapshot_html(project, dates, maker="x", moment=MOMENT)
    assert '<body class="wide"' in html
