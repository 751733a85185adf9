import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from clients.models import Client
from staff.models import ImportBatch
from tests.factories.books import xlsx
from tests.factories.clients import ClientFactory
from tests.factories.staff import UserFactory
from tests.golden import BOOKS, CODE, make_project
from tests.house.rooms import event_models

pytestmark = pytest.mark.django_db


def run(path: Path, kind: str, **options: Any) -> dict[str, Any]:
    out = StringIO()
    call_command("import_book", str(path), kind=kind, json=True, stdout=out, **options)
    return json.loads(out.getvalue())


def events() -> int:
    return sum(model.objects.count() for model in event_models())


def test_import_book_dry_run_says_the_same_and_writes_nothing():
    make_project()
    before = events()
    report = run(BOOKS / "asiakkaat_2019.xls", "clients", project=CODE, dry_run=True)
    assert (report["batch"], report["created"]["clients"]) == (None, 135)
    assert (Client.objects.count(), ImportBatch.objects.count(), events()) == (0, 0, before)
    wet = run(BOOKS / "asiakkaat_2019.xls", "clients", project=CODE)
    assert wet | {"batch": None} == report


def test_import_book_without_json_tells_it_in_finnish(tmp_path):
    make_project()
    path = xlsx(
        tmp_path / "k.xlsx",
        [["Etunimi", "Alkoi", "Synt.aika"], ["Noor", "1.2.2020", "1.1.1990"], ["Aino", "eilen", ""]],
    )
    out = StringIO()
    call_command("import_book", str(path), kind="clients", project=CODE, stdout=out)
    assert out.getvalue().splitlines() == [
        "Rivejä 3: luettu 2, ohitettu 1.",
        "Uusia: asiakkaat 1, asiakkuudet 1. Täydennettyjä: 0. Ennallaan rivejä: 0.",
        "Rivi 3, Alkoi – ei tuotu: ”eilen” ei ole päivämäärä. "
        "Kirjoita päivä.kuukausi.vuosi, esimerkiksi 13.3.2021.",
    ]


def test_import_book_by_a_person_is_hers():
    make_project()
    secretary = UserFactory()
    report = run(BOOKS / "asiakkaat_2019.xls", "clients", project=CODE, by=secretary.email.upper())
    assert ImportBatch.objects.get(pk=report["batch"]).staged_by == secretary


def test_import_book_with_a_mapping_reads_the_columns_so(tmp_path):
    make_project()
    path = xlsx(tmp_path / "k.xlsx", [["Kuka", "Mistä", "Kenkä"], ["Abbas, Noor", "1.2.2020", 38]])
    mapping = tmp_path / "columns.json"
    mapping.write_text(json.dumps({"Kuka": "name", "Mistä": "starts_on"}), encoding="utf-8")
    report = run(path, "clients", project=CODE, mapping=str(mapping))
    assert (report["created"]["clients"], [row["column"] for row in report["warnings"]]) == (1, ["Kenkä"])


@pytest.mark.parametrize(
    ("content", "options", "sentence"),
    [
        (b"", {}, "tyhjä"),
        (b"%PDF-1.7 \x00", {}, "ei ole taulukko"),
        (b"a;b\n1;2\n", {}, "otsikkoriviä ei löytynyt"),
        (b"Sukunimi;Etunimi\nAbbas;Noor\n", {}, "Aloitus pvm"),
        (b"Etunimi;Alkoi\n", {}, "ei ole yhtään riviä"),
        (b"Etunimi;Alkoi\nNoor;1.2.2020\n", {"project": "S404"}, "S404"),
        (b"Etunimi;Alkoi\nNoor;1.2.2020\n", {"project": ""}, "mihin hankkeeseen"),
        (b"Etunimi;Alkoi\nNoor;1.2.2020\n", {"kind": "people"}, "people"),
        (b"Etunimi;Alkoi\nNoor;1.2.2020\n", {"by": "nobody@example.org"}, "nobody@example.org"),
        (b"Etunimi;Alkoi\nNoor;1.2.2020\n", {"mapping": "/nowhere.json"}, "nowhere.json"),
        (b"Etunimi;Alkoi\nNoor;1.2.2020\n", {"sheet": "Taul9"}, "Taul9"),
    ],
)
def test_import_book_that_is_refused_whole_ends_in_code_2_and_one_sentence(
    tmp_path, content, options, sentence
):
    make_project()
    path = tmp_path / "kirja.csv"
    path.write_bytes(content)
    before = events()
    with pytest.raises(CommandError, match=sentence) as refused:
        call_command("import_book", str(path), **({"kind": "clients", "project": CODE} | options))
    assert (refused.value.returncode, "\n" in str(refused.value)) == (2, False)
    assert (ImportBatch.objects.count(), Client.objects.count(), events()) == (0, 0, before)


def test_import_book_of_no_file_is_refused(tmp_path):
    make_project()
    with pytest.raises(CommandError, match=r"nowhere\.xlsx") as refused:
        call_command("import_book", str(tmp_path / "nowhere.xlsx"), kind="clients", project=CODE)
    assert refused.value.returncode == 2


def test_import_book_with_a_mapping_to_the_note_writes_it_there(tmp_path):
    make_project()
    path = xlsx(tmp_path / "k.xlsx", [["Etunimi", "Alkoi", "Kengännumero"], ["Noor", "1.2.2020", "38"]])
    chosen = tmp_path / "sarakkeet.json"
    chosen.write_text('{"Kengännumero": "to_note"}', encoding="utf-8")
    assert run(path, "clients", project=CODE, mapping=str(chosen))["warnings"] == []
    assert Client.objects.get().note == "Kengännumero: 38"


def test_import_book_with_a_mapping_to_days_reads_each_column_on_its_day(tmp_path):
    make_project()
    client = ClientFactory(client_number="7")
    path = xlsx(tmp_path / "k.xlsx", [["Nro", "Huhtikuu", "Elokuu"], ["7", "Työtön", "Työssä"]])
    chosen = tmp_path / "sarakkeet.json"
    chosen.write_text('{"Huhtikuu": "status:2019-04-30", "Elokuu": "status:2019-08-31"}', encoding="utf-8")
    run(path, "statuses", project=CODE, mapping=str(chosen))
    found = client.activities.order_by("starts_on").values_list("kind", "starts_on", "ends_on")
    assert [(kind, str(first), str(last)) for kind, first, last in found] == [
        ("unemployed", "2019-04-30", "2019-08-30"),
        ("work", "2019-08-31", "None"),
    ]


def test_import_book_with_a_mapping_to_a_day_that_isnt_one_is_refused(tmp_path):
    make_project()
    path = xlsx(tmp_path / "k.xlsx", [["Nro", "Huhtikuu"], ["7", "Työtön"]])
    chosen = tmp_path / "sarakkeet.json"
    chosen.write_text('{"Huhtikuu": "status:2019-02-31"}', encoding="utf-8")
    with pytest.raises(CommandError, match="2019-02-31"):
        run(path, "statuses", project=CODE, mapping=str(chosen))
