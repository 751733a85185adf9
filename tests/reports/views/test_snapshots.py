"""The page of the snapshot, the people behind its numbers, and its paper."""

import datetime as dt
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from clients.choices import Gender
from ohjaamo.pdf import PdfFailed
from projects.choices import ActivityKind
from staff.permissions import Role
from tests.factories.clients import ActivityFactory, AssignmentFactory
from tests.factories.projects import MunicipalityFactory, ProjectFactory
from tests.reports.paper_text import text_of
from tests.reports.scenes import DAY, publish

pytestmark = pytest.mark.django_db

DATES = "?date=2022-01-05&date=2022-04-30"


@pytest.fixture
def manager(member_of, signed_in):
    return signed_in(member_of(Role.MANAGER))


def address(project, name="reports:snapshot", *args) -> str:
    return reverse(name, args=[project.code, *args])


def people(project, cell, day="2022-04-30") -> str:
    return address(project, "reports:people", day, cell)


def test_snapshot_each_number_opens_its_people_and_a_zero_opens_nothing(project, enrol, manager):
    enrol(ActivityKind.WORK)
    html = manager.get(address(project) + "?date=2022-04-30").content.decode()
    assert f'<a href="{people(project, "work")}">1</a>' in html
    assert f'<a href="{people(project, "cumulative")}">(1)</a>' in html
    assert people(project, "vocational") not in html


def test_snapshot_marks_what_was_published_otherwise(project, enrol, manager):
    enrol(ActivityKind.WORK, ActivityKind.VOCATIONAL)
    publish(project, active=1, work=1, vocational=1)
    html = manager.get(address(project) + DATES).content.decode()
    assert "julkaistu 1, ero +1" in html
    assert "1 selitettävää" in html
    assert f'<a href="{people(project, "secondary:work")}">1 opiskelija</a>' in html


@pytest.mark.parametrize("clients", [1, 3])
def test_snapshot_any_number_of_clients_takes_the_same_queries(
    project, enrol, manager, clients, django_assert_num_queries
):
    for _number in range(clients):
        enrol(ActivityKind.WORK)
    with django_assert_num_queries(23):
        manager.get(address(project) + DATES)


def test_snapshot_another_day_joins_the_chosen_ones(project, manager):
    answer = manager.get(address(project) + "?date=2022-01-05&other=2022-03-01")
    days = [column.day for column in answer.context["snapshot"].columns]
    assert days == [dt.date(2022, 1, 5), dt.date(2022, 3, 1)]


@pytest.mark.parametrize(
    "query", ["?date=31.2.2022", "?date=2022-02-31", "?other=x", f"?{'date=2022-01-05&' * 25}"]
)
def test_snapshot_of_days_that_are_none_says_so_and_shows_the_projects_own(project, manager, query):
    answer = manager.get(address(project) + query)
    assert answer.status_code == 422
    assert "Virhe:" in answer.content.decode()
    assert len(answer.context["snapshot"].columns) == 1


def test_snapshot_is_of_the_day_on_which_it_is_counted(project, manager, monkeypatch):
    # Each reading of the clock is a day later: only one reading gives the same day twice.
    clock = (dt.datetime(2022, 4, day, 23, 59, tzinfo=dt.UTC) for day in range(1, 31))
    monkeypatch.setattr(timezone, "localtime", lambda value=None, *_: value or next(clock))
    shown = manager.get(address(project)).context
    assert shown["snapshot"].columns[-1].day == shown["moment"].date()


def test_snapshot_of_a_coach_opens_only_to_her_own_clients(project, enrol, member_of, signed_in):
    coach = member_of(Role.COACH)
    mine, another = enrol(last_name="Oma"), enrol(last_name="Vieras")
    AssignmentFactory(client=mine, coach=coach)
    html = signed_in(coach).get(people(project, "active")).content.decode()
    assert "2, joista näet 1" in html
    assert "Oma" in html
    assert "Vieras" not in html
    assert another.client_number not in html


def test_people_name_leads_to_the_client_and_says_why(project, enrol, manager):
    client = enrol(ActivityKind.WORK, municipality=MunicipalityFactory())
    html = manager.get(people(project, "work")).content.decode()
    assert f'href="{reverse("coaching:client", args=[client.pk])}"' in html
    assert "Asiakkuus 1.1.2021–" in html
    assert "Työssä (1.1.2021–)" in html
    assert "Kemi" in html
    assert "joista näet" not in html


def test_people_under_a_safety_restriction_are_told_of_only_to_those_who_may_open_them(
    project, enrol, member_of, signed_in
):
    client = enrol(municipality=MunicipalityFactory(), has_safety_restriction=True)
    ActivityFactory(client=client, place="Kahvila Satama")
    for role, may_open in ((Role.MANAGER, True), (Role.COORDINATOR, False)):
        answer = signed_in(member_of(role)).get(people(project, "active"))
        html = answer.content.decode()
        assert "Kemi" not in html
        assert (reverse("coaching:client", args=[client.pk]) in html) is may_open
        assert "Kahvila Satama" not in html
        assert [bool(row.why) for row in answer.context["rows"]] == [may_open]


@pytest.mark.parametrize("clients", [1, 3])
def test_people_any_number_takes_the_same_queries(
    project, enrol, manager, clients, django_assert_num_queries
):
    for _number in range(clients):
        enrol(ActivityKind.WORK)
    with django_assert_num_queries(12):
        manager.get(people(project, "work"))


def test_people_of_a_flow_need_the_day_since(project, enrol, manager):
    client = enrol(starts_on=dt.date(2022, 3, 1))
    answer = manager.get(people(project, "new") + "?since=2022-01-05")
    assert [row.client for row in answer.context["rows"]] == [client]
    assert manager.get(people(project, "new")).status_code == 404
    assert manager.get(people(project, "new") + "?since=x").status_code == 404


@pytest.mark.parametrize(("cell", "day"), [("nobody", "2022-04-30"), ("work", "2022-02-31"), ("work", "x")])
def test_people_of_no_cell_or_day_are_not_found(project, manager, cell, day):
    assert manager.get(people(project, cell, day)).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/reports/%00/snapshot/",
        "/reports/%00/snapshot.pdf",
        "/reports/%00/results/",
        "/reports/{code}/snapshot/%00/active/",
        "/reports/{code}/snapshot/2022-04-30/%00/",
        "/reports/{code}/snapshot/2022-04-30/new/?since=%00",
    ],
)
def test_reports_at_a_broken_address_are_not_found(project, manager, path):
    assert manager.get(path.format(code=project.code)).status_code == 404


def test_reports_of_anothers_project_and_without_permission_are_not_found(
    project, manager, member_of, signed_in
):
    other = ProjectFactory()
    secretary = signed_in(member_of(Role.SECRETARY))
    names = [("reports:snapshot",), ("reports:snapshot-pdf",), ("reports:results",)]
    names += [
        ("reports:people", "2022-04-30", "active"),
        ("reports:result-people", "outcomes", "kinds.cv.events"),
    ]
    for name, *args in names:
        assert manager.get(address(other, name, *args)).status_code == 404
        assert secretary.get(address(project, name, *args)).status_code == 404


def test_snapshot_pdf_says_what_the_page_says(project, enrol, manager):
    enrol(ActivityKind.WORK)
    publish(project, DAY, active=1, work=2)
    shown = manager.get(address(project) + DATES).context
    answer = manager.get(address(project, "reports:snapshot-pdf") + DATES)
    assert answer["Content-Type"] == "application/pdf"
    assert (
        answer["Content-Disposition"] == f'attachment; filename="tilannekuva-{project.code}-2022-04-30.pdf"'
    )
    text = text_of(answer.content)
    for row in shown["rows"]:
        assert " ".join([row.label, *(words(*pair) for pair in row.pairs)]) in text
    for finding in shown["reconciliation"].findings:
        assert finding.text in text


def words(cell, beside) -> str:
    return " ".join(filter(None, [str(cell.value), beside and f"({beside.value})", cell.note]))


@pytest.mark.parametrize("query", ["?date=2022-04-30&other=x", "?date=31.4.2022", "?date=%00"])
def test_snapshot_pdf_of_days_that_are_none_leads_to_the_page_that_says_so(project, manager, query):
    answer = manager.get(address(project, "reports:snapshot-pdf") + query, follow=True)
    assert answer.redirect_chain == [(address(project) + query, 302)]
    assert (answer.status_code, "Virhe:" in answer.content.decode()) == (422, True)


def test_snapshot_pdf_that_cannot_be_made_leads_back_and_says_so(project, manager, monkeypatch):
    def failing(*args, **kwargs):
        raise PdfFailed("a trace for the log")

    monkeypatch.setattr("reports.papers.render_pdf", failing)
    answer = manager.get(address(project, "reports:snapshot-pdf") + DATES, follow=True)
    assert answer.redirect_chain == [(address(project) + DATES, 302)]
    html = answer.content.decode()
    assert "PDF:n teko ei onnistunut" in html
    assert "a trace for the log" not in html


def test_snapshot_tables_to_take_along_hold_the_numbers_of_the_page(project, enrol, manager):
    enrol(ActivityKind.WORK, gender=Gender.FEMALE)
    lines = (
        manager.get(address(project, "reports:snapshot-csv") + DATES).content.decode("utf-8-sig").splitlines()
    )
    assert lines[:3] == [
        "Asiakkaat;5.1.2022;30.4.2022",
        "Asiakkaita asiakkuudessa;1;1",
        "Asiakkaita koko hankeaikana;1;1",
    ]
    assert "Työssä;1;1" in lines
    answer = manager.get(address(project, "reports:snapshot-xlsx") + DATES + "&split=gender")
    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    assert book.sheet_names == [
        "Tilannekuva", "Sukupuoli 30.4.2022", "Täsmäytys", "Määritelmät",
    ]  # fmt: skip
    assert book.get_sheet_by_index(1).to_python()[1][:2] == ["Nainen", 1.0]


@pytest.mark.parametrize("name", ["reports:snapshot-xlsx", "reports:snapshot-csv"])
def test_snapshot_tables_of_days_that_are_none_lead_to_the_page(project, manager, name):
    answer = manager.get(address(project, name) + "?date=31.4.2022")
    assert answer.headers["Location"] == address(project) + "?date=31.4.2022"


def test_snapshot_told_apart_shows_it_on_page_and_paper(project, enrol, manager):
    enrol(gender=Gender.FEMALE)
    asked = "?date=2022-04-30&split=gender&split=age"
    assert [table.title for table in manager.get(address(project) + asked).context["splits"]] == [
        "Sukupuoli 30.4.2022",
        "Ikä aloittaessa 30.4.2022",
    ]
    text = text_of(manager.get(address(project, "reports:snapshot-pdf") + asked).content)
    assert "Sukupuoli 30.4.2022" in text
    assert "Nainen 1" in text
