"""The report for an audience as a page, on paper and as a spreadsheet."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from ohjaamo.pdf import PdfFailed
from projects.choices import ActivityKind
from projects.models import ProjectArea
from reports import audience_papers
from reports.choices import Audience
from staff import auditing
from staff.permissions import Role
from tests.factories.projects import MunicipalityFactory
from tests.reports.paper_text import text_of

pytestmark = pytest.mark.django_db

DATES = "?date=2022-01-05&date=2022-04-30"


@pytest.fixture
def manager(member_of, signed_in):
    return signed_in(member_of(Role.MANAGER))


@pytest.fixture
def kemi(project):
    municipality = MunicipalityFactory(code="240", name_fi="Kemi")
    with auditing.act(by="cli"):
        ProjectArea.objects.create(project=project, municipality=municipality)
    return municipality


def address(project, audience=Audience.PUBLIC, name="reports:audience", query=DATES) -> str:
    return reverse(name, args=[project.code, audience]) + query


def table(answer, key) -> dict[str, list[str]]:
    found = next(each for each in answer.context["tables"] if each.key == key)
    return {label: cells for label, cells, _is_total in found.lines}


def test_audience_public_page_says_hidden_and_opens_nobody(project, enrol, manager):
    for kind, clients in (
        (ActivityKind.WORK, 7),
        (ActivityKind.UNEMPLOYED, 2),
        (ActivityKind.VOCATIONAL, 30),
    ):
        for _number in range(clients):
            enrol(kind)

    answer = manager.get(address(project))

    told = table(answer, "snapshot")
    assert told["Työttömänä työnhakijana"] == ["salattu", "salattu"]
    assert told["Työssä"] == ["salattu", "salattu"]
    assert told["Asiakkaita asiakkuudessa"] == ["39", "39"]
    main = answer.content.decode().split("<main")[1]
    assert "/snapshot/2022" not in main
    assert "/results/" not in main.replace(reverse("reports:results", args=[project.code]), "")


def test_audience_payer_page_is_of_the_first_municipality_until_another_is_asked_for(
    project, enrol, manager, kemi
):
    enrol(ActivityKind.WORK, municipality=kemi)
    enrol(ActivityKind.WORK)

    answer = manager.get(address(project, Audience.PAYER))

    assert answer.context["title"] == "Raportti maksajalle: Kemi 30.4.2022"
    assert table(answer, "snapshot")["Asiakkaita asiakkuudessa"] == ["1", "1"]
    assert "Luottamuksellinen" in answer.content.decode()
    assert manager.get(address(project, Audience.PAYER) + "&municipality=240").status_code == 200


def test_audience_payer_page_of_municipality_that_pays_nothing_is_refused_at_the_field(
    project, manager, kemi
):
    MunicipalityFactory(code="564", name_fi="Oulu")
    answer = manager.get(address(project, Audience.PAYER) + "&municipality=564")
    assert answer.status_code == 422
    assert "municipality" in answer.context["form"].errors


def test_audience_payer_page_of_project_without_area_says_what_to_do(project, manager):
    answer = manager.get(address(project, Audience.PAYER))
    assert answer.status_code == 200
    assert "Lisää ensin hankkeen alue." in answer.content.decode()


def test_audience_that_nobody_is_does_not_exist(project, manager):
    assert manager.get(address(project, "press")).status_code == 404


@pytest.mark.parametrize("clients", [1, 3])
def test_audience_any_number_of_clients_takes_the_same_queries(
    project, enrol, manager, clients, django_assert_num_queries
):
    for _number in range(clients):
        enrol(ActivityKind.WORK)
    with django_assert_num_queries(14):
        manager.get(address(project))


def test_audience_pdf_of_payer_is_marked_confidential(project, enrol, manager, kemi):
    enrol(ActivityKind.WORK, municipality=kemi)

    answer = manager.get(address(project, Audience.PAYER, "reports:audience-pdf"))

    assert answer["Content-Disposition"].endswith(f'"payer-{project.code}-240-2022-04-30.pdf"')
    text = text_of(answer.content)
    for words in ("Raportti maksajalle: Kemi 30.4.2022", "Luottamuksellinen", "Asiakkaita asiakkuudessa 1 1"):
        assert words in text


def test_audience_pdf_that_fails_leads_back_to_the_page(project, manager, monkeypatch):
    def fail(*_args, **_kwargs):
        raise PdfFailed("too much")

    monkeypatch.setattr(audience_papers, "render_pdf", fail)
    answer = manager.get(address(project, name="reports:audience-pdf"))
    assert answer.status_code == 302
    assert answer["Location"] == address(project)


def test_audience_file_of_days_that_are_none_leads_back_to_the_page(project, manager):
    answer = manager.get(address(project, name="reports:audience-xlsx", query="?date=2022-02-31"))
    assert answer["Location"] == address(project, query="?date=2022-02-31")


def test_audience_xlsx_says_hidden_where_the_page_does(project, enrol, manager):
    for kind, clients in ((ActivityKind.WORK, 2), (ActivityKind.VOCATIONAL, 9)):
        for _number in range(clients):
            enrol(kind)

    answer = manager.get(address(project, name="reports:audience-xlsx"))

    book = load_workbook(BytesIO(answer.content))
    rows = {row[0]: row[1:] for row in book.worksheets[1].values}
    assert rows["Asiakkaita asiakkuudessa"] == (11, 11)
    assert rows["Työssä"] == ("salattu", "salattu")
    assert book.worksheets[0]["A1"].value == "Julkinen raportti 30.4.2022"
