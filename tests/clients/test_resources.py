import datetime as dt

import pytest

from clients.choices import ExitReason, Gender
from ohjaamo.books import Cell
from projects.book_kinds import KINDS, resource_for
from projects.choices import ActivityKind
from staff import auditing, headers
from staff.cells import IdentityCode
from staff.verdicts import ImportRefused, RowStops, Verdict
from tests.factories.projects import MunicipalityFactory, ProjectFactory

pytestmark = pytest.mark.django_db

TODAY = dt.date(2022, 9, 1)
# The columns of the five old books, each with what it means.
OLD_TITLES = {
    "clients": {
        "client_number": "Nro, Asiakasnumero, asiakasnro, Asiakasnro",
        "last_name": "Sukunimi, sukunimi",
        "first_names": "Etunimet, etunimi, Etunimi",
        "name": "Nimi",
        "personal_identity_code": "Hetu, Henkilötunnus, hetu",
        "born_on": "Synt.aika, syntymäaika, Syntymäaika",
        "gender": "Sukup., Sukupuoli, sukupuoli",
        "nationalities": "Kansalaisuus, Kansallisuus",
        "mother_tongue": "Äidinkieli, Kieli",
        "municipality": "Kunta, Asuinkunta, kotikunta, Kotikunta",
        "phone": "Puhelin, Matkapuhelin",
        "starts_on": "Aloitus pvm, Asiakkuus alkanut, alkupvm, Asiakkuus alkoi",
        "ends_on": "Lopetus pvm, Asiakkuus päättynyt, loppupvm, Asiakkuus päättyi",
        "exit_reason": "Päättymissyy",
        "coach": "Valmentaja, Omavalmentaja",
        "note": "Huom.",
    },
    "activities": {
        "client_number": "Asiakasnro",
        "name": "Nimi",
        "activity": "Toiminta",
        "starts_on": "Alkoi",
        "ends_on": "Päättyi",
        "place": "Työnantaja / oppilaitos",
        "has_pay_subsidy": "Palkkatuki",
        "is_part_time": "Osa-aikainen",
    },
    "outcomes": {
        "happened_on": "Pvm",
        "client_number": "Asiakasnro",
        "outcome": "Tulos",
        "quantity": "Kpl",
        "detail": "Lisätieto",
    },
}


@pytest.fixture
def read():
    """The values of one row of a kind of book, or the columns and messages of what is refused."""
    MunicipalityFactory(name_sv="Kemi stad")
    project = ProjectFactory()

    def values_of(kind: str, **texts: str | Cell):
        resource = resource_for(kind=kind, project_code=project.code, today=TODAY, by="cli")
        resource.begin()
        cells = {name: text if isinstance(text, Cell) else Cell(text) for name, text in texts.items()}
        verdict = Verdict(2, {name: name for name in cells})
        values = resource.values(cells, verdict)
        resource.complete(values, verdict)
        refused = [(message["column"], message["message"]) for message in verdict.messages]
        return refused or values

    return values_of


def columns(refused: list) -> list[str]:
    return [column for column, _message in refused]


def meaning_of(title: str, kind: str) -> str:
    """What a title means that comes before others, as a heading is two meanings at least."""
    titles = {name: field.titles for name, field in KINDS[kind].fields.items()}
    others = [known[0] for known in titles.values() if title not in known][:2]
    row = headers.Row(1, tuple(map(Cell, [title, *others])))
    return headers.find([row], titles, {}).columns[0].field


@pytest.mark.parametrize(
    ("kind", "title", "meaning"),
    [
        (kind, title, meaning)
        for kind, meanings in OLD_TITLES.items()
        for meaning, titles in meanings.items()
        for title in titles.split(", ")
    ],
)
def test_title_of_an_old_book_is_known(kind, title, meaning):
    assert meaning_of(title, kind) == meaning


@pytest.mark.parametrize("kind", KINDS)
def test_titles_of_a_kind_mean_one_thing_each(kind):
    fields = KINDS[kind].fields
    known = {title: name for name, field in fields.items() for title in field.titles}
    assert {title: meaning_of(title, kind) for title in known} == known
    assert len(known) == sum(len(field.titles) for field in fields.values())


def test_values_of_a_clients_row_are_ours(read):
    values = read(
        "clients",
        client_number="19",
        name="ABBAS, Noor",
        personal_identity_code="010190-900p",
        gender="2",
        nationalities="Irak / Syyria",
        mother_tongue="Arabia",
        municipality="KEMI",
        starts_on="16.1.2019",
        ends_on="2020-02-03",
        exit_reason="muutto",
        has_safety_restriction="k",
    )
    assert values == {
        "client_number": "19",
        "last_name": "Abbas",
        "first_names": "Noor",
        "personal_identity_code": IdentityCode("010190-900P", dt.date(1990, 1, 1)),
        "gender": Gender.FEMALE,
        "nationalities": ["IQ", "SY"],
        "mother_tongue": "ara",
        "municipality": values["municipality"],
        "starts_on": dt.date(2019, 1, 16),
        "ends_on": dt.date(2020, 2, 3),
        "exit_reason": ExitReason.MOVED,
        "has_safety_restriction": True,
    }
    assert values["municipality"].code == "240"


def test_values_of_dashes_are_nothing(read):
    values = read(
        "clients", first_names="Noor", starts_on="16.1.2019", ends_on="-", nationalities="–", phone="-"
    )
    assert (values["ends_on"], values["nationalities"], values["phone"]) == (None, [], "")


@pytest.mark.parametrize("name", ["last_name", "first_names", "name"])
def test_values_of_somebody_with_one_name_keep_it_as_first_name(read, name):
    values = read("clients", starts_on="16.1.2019", **{name: "Noor"})
    assert (values["last_name"], values["first_names"]) == ("", "Noor")


@pytest.mark.parametrize("text", ["240", "Kemi", "kemi", "Kemi stad"])
def test_values_of_a_municipality_by_code_and_both_names(read, text):
    assert (
        read("clients", first_names="N", starts_on="1.1.2020", municipality=text)["municipality"].code
        == "240"
    )


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("personal_identity_code", "010190-900A"),
        ("personal_identity_code", "123"),
        ("born_on", "31.2.1990"),
        ("born_on", "2.9.2022"),
        ("born_on", "1/2/1990"),
        ("gender", "eläin"),
        ("nationalities", "Narnia"),
        ("nationalities", "Irak, Narnia"),
        ("mother_tongue", "klingon"),
        ("municipality", "Atlantis"),
        ("ends_on", "keväällä 2022"),
        ("exit_reason", "kyllästyi"),
        ("exit_reason", "muutto"),
        ("ends_on", "31.12.2019"),
        ("phone", "1" * 41),
        ("last_name", Cell("", is_formula=True)),
        ("last_name", "Mäkelä".encode().decode("cp1252")),
        ("note", "a\ufffd"),
        ("has_safety_restriction", "ehkä"),
    ],
)
def test_values_that_cant_be_read_for_certain_are_refused_at_their_column(read, column, cell):
    facts = {"first_names": "Noor", "starts_on": "1.1.2020", column: cell}
    assert columns(read("clients", **facts)) == [column]


def test_values_with_several_faults_are_refused_at_each(read):
    refused = read("clients", last_name="", first_names="", starts_on="", born_on="eilen", gender="?")
    assert columns(refused) == ["born_on", "gender", "last_name", "starts_on"]


def test_values_of_an_identity_code_in_the_wrong_column_are_never_repeated(read):
    refused = read("clients", first_names="Noor", starts_on="1.1.2020", born_on="010190-900P")
    assert "900P" not in str(refused)
    assert "010190-****" in str(refused)


@pytest.mark.parametrize(
    ("kind", "column"),
    [
        (kind, column)
        for kind, columns in {
            "clients": ["client_number", "last_name", "name", "phone", "email", "address", "coach", "note"],
            "activities": ["client_number", "place"],
            "outcomes": ["client_number", "detail"],
        }.items()
        for column in columns
    ],
)
@pytest.mark.parametrize("text", ["010190-900p", "ks. (010190-900P)", "hetu010190-900P", "131052+308T\nNoor"])
def test_values_with_an_identity_code_in_another_column_are_refused_there(read, kind, column, text):
    whole = {
        "clients": {"first_names": "Noor", "starts_on": "1.1.2020"},
        "activities": {"born_on": "1.1.1990", "activity": "työssä", "starts_on": "1.1.2020"},
        "outcomes": {"born_on": "1.1.1990", "outcome": "ansioluettelo", "happened_on": "1.1.2020"},
    }[kind]
    whole = {name: words for name, words in whole.items() if name != column}
    refused = read(kind, **whole, **{column: text})
    assert (column, "Henkilötunnus kuuluu omaan sarakkeeseensa.") in refused
    assert columns(refused) == [column]


@pytest.mark.parametrize("text", ["040 123 4567", "0101901234567", "12.1.2020-3.4.2021", "010190-90"])
def test_values_that_only_resemble_an_identity_code_are_taken(read, text):
    assert read("clients", first_names="Noor", starts_on="1.1.2020", note=text)["note"] == text


def test_phone_that_has_the_form_of_an_identity_code_is_one_only_with_the_right_check_digit(read):
    row = {"first_names": "Noor", "starts_on": "1.1.2020"}
    assert read("clients", **row, phone="040123-4567")["phone"] == "040123-4567"
    assert columns(read("clients", **row, phone="040185-0210")) == ["phone"]


def test_values_of_an_activity_row_are_ours(read):
    values = read(
        "activities",
        client_number="19",
        activity="työssä",
        starts_on="1.1.2020",
        is_part_time="k",
        has_pay_subsidy="",
    )
    assert (values["activity"], values["is_part_time"], values["has_pay_subsidy"]) == (
        ActivityKind.WORK,
        True,
        None,
    )


def test_row_equal_to_an_earlier_one_is_warned_of_and_not_taken():
    resource = resource_for(kind="clients", project_code=ProjectFactory().code, today=TODAY, by="cli")
    resource.begin()
    cells = {"first_names": Cell("Noor"), "starts_on": Cell("1.1.2020")}
    first, second = Verdict(2, {"first_names": "Etunimi"}), Verdict(9, {"first_names": "Etunimi"})
    with auditing.act(by="cli"):
        resource.take(cells, first)
        resource.take(cells, second)
    assert first.created == {"clients": 1, "enrolments": 1}
    assert (second.created, second.messages) == (
        {},
        [
            {
                "kind": "warning",
                "column": "Etunimi",
                "field": "first_names",
                "message": "Rivi on sama kuin rivi 2, joten sitä ei tuotu toiseen kertaan.",
            }
        ],
    )


def test_row_that_cant_be_read_stops_before_the_register():
    resource = resource_for(kind="clients", project_code=ProjectFactory().code, today=TODAY, by="cli")
    resource.begin()
    with pytest.raises(RowStops):
        resource.take({"first_names": Cell("Noor"), "starts_on": Cell("eilen")}, Verdict(2, {}))


@pytest.mark.parametrize(("kind", "code"), [("invoices", "S1"), ("clients", "S404"), ("activities", "S404")])
def test_resource_for_an_unknown_kind_or_project_is_refused(kind, code):
    with pytest.raises(ImportRefused, match=r"invoices|S404"):
        resource_for(kind=kind, project_code=code, today=TODAY, by="cli")


@pytest.mark.parametrize("kind", ["clients", "outcomes"])
def test_resource_that_needs_a_project_without_one_is_refused(kind):
    with pytest.raises(ImportRefused, match="mihin hankkeeseen"):
        resource_for(kind=kind, project_code="", today=TODAY, by="cli").begin()
