"""Exports of the list of clients: both grains, chosen columns, written down, expiring, the same whom the list shows."""

import csv
import datetime as dt
import io

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from clients import exports
from clients.choices import ExportFormat, ExportGrain, OutcomeKind
from clients.export_columns import COLUMNS
from clients.models import Export
from projects.choices import ActivityKind
from staff.models import AccessEntry
from staff.permissions import Role
from tests.factories.clients import ActivityFactory, ClientFactory, EnrolmentFactory, OutcomeFactory
from tests.factories.projects import MembershipFactory, MunicipalityFactory, ProjectFactory
from tests.refusals import assert_refused, assert_stands

pytestmark = pytest.mark.django_db


def ask(browser, query="", **answers):
    given = {"grain": "person", "columns": ["client_number"], "format": "csv"} | answers
    browser.post(f"{reverse('clients:export')}?{query}", given)
    return Export.objects.latest("pk")


def lines_of(browser, export):
    response = browser.get(reverse("clients:export-file", args=[export.pk]))
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def exported(browser, query="", **answers):
    return lines_of(browser, ask(browser, query, **answers))


@pytest.fixture
def twice_here(project):
    """A client with two stays in the project and one in another."""
    other = ProjectFactory(code="MUU")
    client = ClientFactory(client_number="7", born_on=dt.date(1990, 1, 2), municipality=MunicipalityFactory())
    for within, first, last in [
        (project, dt.date(2021, 1, 1), dt.date(2021, 6, 30)),
        (project, dt.date(2021, 9, 1), None),
        (other, dt.date(2020, 3, 1), dt.date(2020, 4, 30)),
    ]:
        EnrolmentFactory(client=client, project=within, starts_on=first, ends_on=last)
    return client, other


@pytest.fixture
def secretary(project, twice_here, member_of):
    user = member_of(Role.SECRETARY)
    MembershipFactory(project=twice_here[1], user=user, roles=[Role.SECRETARY])
    return user


STAYS = ["client_number", "project", "starts_on", "ends_on", "stays"]


def test_export_by_person_has_one_row_with_all_stays(signed_in, secretary, project):
    told = exported(signed_in(secretary), columns=STAYS)
    assert told == [
        ["Asiakasnumero", "Hanke", "Ensimmäinen päivä", "Viimeinen päivä", "Asiakkuusjaksoja"],
        ["7", f"MUU, {project.code}", "1.3.2020", "", "3"],
    ]


def test_export_by_participation_has_a_row_for_each_project_the_first_first(signed_in, secretary, project):
    told = exported(signed_in(secretary), columns=STAYS, grain="participation")
    assert told[1:] == [
        ["7", "MUU", "1.3.2020", "30.4.2020", "1"],
        ["7", project.code, "1.1.2021", "", "2"],
    ]


def test_export_tells_of_her_own_projects_alone(signed_in, member_of, twice_here, project):
    told = exported(signed_in(member_of(Role.SECRETARY)), columns=STAYS)
    assert told[1:] == [["7", project.code, "1.1.2021", "", "2"]]


def test_export_holds_whom_the_narrowed_list_shows_and_no_others(signed_in, member_of, project):
    for number, tongue in [("1", "som"), ("2", "ara"), ("3", "som")]:
        EnrolmentFactory(client=ClientFactory(client_number=number, mother_tongue=tongue), project=project)
    told = exported(signed_in(member_of(Role.SECRETARY)), "language=som")
    assert told == [["Asiakasnumero"], ["1"], ["3"]]


def test_export_counts_events_of_the_rows_own_project(signed_in, secretary, twice_here, project):
    client, other = twice_here
    OutcomeFactory(client=client, project=project, kind=OutcomeKind.EMPLOYMENT, quantity=2)
    OutcomeFactory(client=client, project=other, kind=OutcomeKind.EMPLOYMENT, quantity=1)
    OutcomeFactory(client=client, project=project, kind=OutcomeKind.DEGREE_EDUCATION)
    columns = ["project", "employments", "educations"]
    browser = signed_in(secretary)
    assert exported(browser, columns=columns)[1:] == [[f"MUU, {project.code}", "3", "1"]]
    assert exported(browser, columns=columns, grain="participation")[1:] == [
        ["MUU", "1", "0"],
        [project.code, "2", "1"],
    ]


def test_export_tells_age_at_entry_activity_and_what_is_missing(signed_in, member_of, project):
    client = ClientFactory(
        born_on=dt.date(1990, 5, 2), gender="", municipality=None, arrived_on=dt.date(2015, 1, 1),
        nationalities=["SO"], mother_tongue="som", residence_basis="refugee", education_level=2,
    )  # fmt: skip
    EnrolmentFactory(client=client, project=project, starts_on=dt.date(2021, 5, 1))
    ActivityFactory(client=client, kind=ActivityKind.WORK, starts_on=dt.date(2021, 5, 1))
    told = exported(signed_in(member_of(Role.SECRETARY)), columns=["age", "activity", "missing"])
    assert told[1:] == [["30", "Työssä", "ilman kuntaa, ilman sukupuolta"]]


def test_export_of_somebody_restricted_withholds_where_she_is(signed_in, member_of, project):
    client = ClientFactory(
        has_safety_restriction=True,
        municipality=MunicipalityFactory(),
        phone="040 123 4567",
        address="Katu 1",
    )
    EnrolmentFactory(client=client, project=project)
    told = exported(signed_in(member_of(Role.MANAGER)), columns=["municipality", "phone", "email", "address"])
    assert told[1:] == [["Ei ilmoiteta"] * 4]


def test_export_as_a_spreadsheet_keeps_days_and_writes_formulas_as_words(signed_in, member_of, project):
    client = ClientFactory(last_name="=1+1", born_on=dt.date(1990, 5, 2))
    EnrolmentFactory(client=client, project=project)
    browser = signed_in(member_of(Role.SECRETARY))
    export = ask(browser, columns=["last_name", "born_on"], format="xlsx")
    response = browser.get(reverse("clients:export-file", args=[export.pk]))
    sheet = openpyxl.load_workbook(io.BytesIO(response.getvalue())).worksheets[0]
    cells = [[(cell.value, cell.data_type) for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert cells == [[("=1+1", "s"), (dt.datetime(1990, 5, 2), "d")]]
    assert "no-store" in response["Cache-Control"]


def test_export_is_written_down_for_each_client_each_time(signed_in, secretary, twice_here):
    browser = signed_in(secretary)
    export = ask(browser)
    lines_of(browser, export)
    lines_of(browser, export)
    written = AccessEntry.objects.values_list("kind", "key", "reason", "opened_by")
    assert list(written) == [("client-export", twice_here[0].pk, "person", secretary.pk)] * 2


def test_export_after_its_time_is_refused_in_words_and_offers_it_again(signed_in, secretary):
    browser = signed_in(secretary)
    export = ask(browser, "language=som")
    past = timezone.now() - dt.timedelta(hours=25)
    Export.objects.filter(pk=export.pk).update(asked_at=past, expires_at=past + exports.LASTS)
    response = browser.get(reverse("clients:export-file", args=[export.pk]), follow=True)
    page = response.content.decode()
    assert response.redirect_chain == [(reverse("clients:exports"), 302)]
    assert "Tiedoston aika on päättynyt" in page
    assert f"{reverse('clients:export')}?language=som" in page


def test_export_of_somebody_else_is_not_found(signed_in, secretary, member_of):
    export = ask(signed_in(secretary))
    response = signed_in(member_of(Role.MANAGER)).get(reverse("clients:export-file", args=[export.pk]))
    assert response.status_code == 404


def test_export_without_columns_keeps_the_other_answers(signed_in, secretary):
    response = signed_in(secretary).post(
        reverse("clients:export"), {"grain": "participation", "columns": [], "format": "csv"}
    )
    page = response.content.decode()
    assert response.status_code == 422
    assert "Valitse ainakin yksi sarake." in page
    assert response.context["form"]["grain"].value() == "participation"


def test_columns_of_exports_hold_no_identity_code_and_no_note():
    assert {"personal_identity_code", "note"} & set(COLUMNS) == set()


def test_ask_given_a_column_that_is_none_refuses(secretary):
    with pytest.raises(ValidationError) as refusal:
        exports.ask(
            grain=ExportGrain.PERSON, format=ExportFormat.CSV,
            columns=["personal_identity_code"], narrowed="", by=secretary,
        )  # fmt: skip
    assert list(refusal.value.message_dict) == ["columns"]


def test_search_behind_an_export_is_kept_encrypted(signed_in, secretary):
    export = ask(signed_in(secretary), "q=Warsame")
    assert export.narrowed == "q=Warsame"
    (kept,) = Export.objects.extra(select={"kept": "narrowed"}).values_list("kept", flat=True)
    assert "Warsame" not in kept


@pytest.mark.parametrize("count", [1, 3])
def test_export_page_and_list_ask_as_little_for_many(
    signed_in, member_of, project, django_assert_num_queries, count
):
    browser = signed_in(member_of(Role.SECRETARY))
    for _number in range(count):
        EnrolmentFactory(project=project)
        ask(browser)
    with django_assert_num_queries(EXPORT_PAGE):
        browser.get(reverse("clients:export"))
    with django_assert_num_queries(EXPORT_LIST):
        browser.get(reverse("clients:exports"))
    export = ask(browser, columns=list(COLUMNS))
    with django_assert_num_queries(EXPORT_FILE):
        assert len(lines_of(browser, export)) == count + 1


EXPORT_PAGE, EXPORT_LIST, EXPORT_FILE = 5, 4, 10


def test_export_given_what_must_not_be_is_refused(secretary):
    def export(**facts) -> Export:
        now = timezone.now()
        given = {
            "asked_at": now, "asked_by": secretary, "expires_at": now + exports.LASTS,
            "grain": "person", "format": "csv", "columns": ["age"],
        }  # fmt: skip
        return Export(**given | facts)

    assert_stands(export())
    assert_refused(export(grain="group"), "clients_export_grain_known")
    assert_refused(export(format="pdf"), "clients_export_format_known")
    assert_refused(export(columns=[]), "clients_export_has_columns")
    assert_refused(export(expires_at=timezone.now() - exports.LASTS), "clients_export_expires")
