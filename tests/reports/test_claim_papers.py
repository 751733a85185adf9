"""The report of a claim says the same on its page, on paper and in the book."""

import datetime as dt
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.core.exceptions import ValidationError

from projects import claim_periods, costs, invoices
from reports import claim_books, claim_papers, claim_tables
from reports.figures.claim import figures
from tests.factories.money import ClaimPeriodFactory
from tests.projects.money_scene import enter, furnish, sent
from tests.reports.paper_text import text_of

pytestmark = pytest.mark.django_db

SPRING = dt.date(2023, 4, 30)
MOMENT = dt.datetime(2023, 5, 2, 9, 5, tzinfo=dt.UTC)


@pytest.fixture
def claim():
    project = furnish()
    enter(project, 2022, 11, person="=1+1")
    cost = enter(project, 2022, 12)
    costs.correct(cost=cost, amount=Decimal("-80.08"), note="Palkaton päivä", by="cli")
    return claim_periods.begin(project=project, ends_on=SPRING, by="cli")


def plain(text: str) -> str:
    return " ".join(text.split())


def test_claim_on_paper_says_every_text_of_its_tables(claim):
    told = claim_papers.contents(claim)
    paper = text_of(claim_papers.claim_pdf(claim, maker="Pirjo Päällikkö", moment=MOMENT))
    texts = [text for line in told["lines"] for text in (*line.texts, line.percent_text)]
    texts += [text for _period, lines in told["formulas"] for _label, text in lines]
    texts += [told["title"], told["state"], told["sharing"], *told["doubts"], *told["roundings"]]
    assert [text for text in texts if plain(str(text)) not in paper] == []
    assert paper.count("Laskun liite") == 6
    assert "Luonnos: Pirjo Päällikkö, 2.5.2023 klo 9.05" in paper


def test_claim_as_a_book_holds_the_figures_and_no_formula(claim):
    book = openpyxl.load_workbook(BytesIO(claim_books.claim_book(claim)))
    assert book.sheetnames[:5] == ["Maksatuskausi", "Kulut", "Rahoitus", "Kuntajako", "Täsmäytys"]
    assert book.sheetnames[5:] == ["Kemi", "Tornio", "Ylitornio", "Tervola", "Keminmaa", "Simo"]
    cells = {row[0].value: [cell.value for cell in row[1:]] for row in book["Maksatuskausi"].iter_rows()}
    here = [row.here for row in figures(claim).rows]
    labels = [str(line.label) for line in claim_tables.lines(figures(claim))]
    assert [Decimal(str(cells[label][1])) for label in labels] == here
    person = next(row[0] for row in book["Kulut"].iter_rows() if row[0].value == "=1+1")
    assert person.data_type == "s"


def test_claim_to_copy_is_typed_with_a_comma_and_without_blanks(claim):
    period, cost, funding = claim_tables.to_copy(figures(claim))
    assert [figure.typed for figure in period.figures] == ["1.11.2022", "30.4.2023"]
    assert [figure.typed for figure in cost.figures] == [
        "24880,08",
        "6578,29",
        "31458,37",
        "12583,35",
        "44041,72",
    ]
    assert [figure.typed for figure in funding.figures] == ["35233,38", "7134,75", "1673,59", "8808,34"]


def test_annex_of_an_invoice_tells_the_payer_what_is_owed_and_billed():
    project = furnish()
    enter(project, 2022, 11)
    claim = sent(project, SPRING)
    kemi = next(each for each in invoices.draw_up(claim=claim, by="cli") if str(each.municipality) == "Kemi")
    invoices.bill(invoice=kemi, number="2023-001", billed_on=dt.date(2023, 5, 22), by="cli")
    paper = text_of(claim_papers.invoice_pdf(kemi, maker="Pirjo Päällikkö", moment=MOMENT))
    for words in ("Laskun liite: Kemi", "2023-001 22.5.2023", "Maksamatta 1 458,06 €", "33 %"):
        assert words in paper
    assert "Luonnos" not in paper


def test_claim_without_a_budget_has_no_paper_and_no_book():
    claim = ClaimPeriodFactory()
    with pytest.raises(ValidationError):
        claim_papers.claim_html(claim, maker="x", moment=MOMENT)
    with pytest.raises(ValidationError):
        claim_books.claim_book(claim)
