"""Three layouts that nobody looked at while the guesser was made: how much of them it guesses, and what it leaves.

They were written after it was finished, and it wasn't changed for them since; what is left is the person's to say. A
column counts as right when it is taken for what it is, or left unread when it is nothing of ours. One more was tried,
of activities: its kind was guessed wrong, so what stands in the columns now counts for the kind, too, and it is no
longer one of these (see test_import_beginnings.py).
"""

import datetime as dt
from pathlib import Path

import pytest

from projects import import_beginnings
from staff.choices import BatchState
from staff.permissions import Role
from tests.factories.books import xlsx
from tests.factories.projects import MunicipalityFactory

pytestmark = pytest.mark.django_db

TODAY = dt.date(2022, 9, 1)

# An association's list with a title above it, every heading in its own words.
OWN_WORDS = {
    "Järj.nro": "client_number",
    "Suku- ja etunimi": "name",
    "Hlötunnus": "personal_identity_code",
    "Sp.": "gender",
    "Kansalaisuus": "nationalities",
    "Puhuu äidinkielenään": "mother_tongue",
    "Asuu": "municipality",
    "Tavoittaa numerosta": "phone",
    "Sähköpostiosoite": "email",
    "Tuli mukaan": "starts_on",
    "Lähti": "ends_on",
    "Miksi lähti": "exit_reason",
    "Oma ohjaaja": "coach",
    "Kengännumero": "",
    "Muuta huomioitavaa": "note",
}
OWN_WORDS_ROWS = """
301|Virta Aino|010190-900P|N|Suomi|suomi|Kemi|0400 111 222|aino@example.com|1.3.2020|30.9.2020|työllistyi|Omar Valmentaja|38|
302|Okafor Amaka|131167-902M|N|Nigeria|englanti|Tornio|0400 000 205|amaka@example.com|13.4.2020|28.5.2021|muutti|Aino Valmentaja|40|soittaa iltapäivällä
303|Ahmadi Hamid|140284-9853|M|Afganistan|dari|Kemi|040 765 4321||2.5.2021|||Omar Valmentaja|43|
304|Nuur Sahra|060166X990M|N|Somalia|somali|Kemi|0400 000 209|sahra@example.com|9.1.2021|19.8.2021|työllistyi|Olga Valmentaja|37|
305|Shevchenko Andrii||M|Ukraina|ukraina|Tornio|+358 40 123 4567||9.1.2021|||Aino Valmentaja|44|
"""  # noqa: E501 - a table is read by its columns

# An English list as text, day first and month second with strokes between them.
ENGLISH = {
    "ID": "client_number",
    "Family name": "last_name",
    "Given name(s)": "first_names",
    "D.o.b.": "born_on",
    "M/F": "gender",
    "Country": "nationalities",
    "Mother tongue": "mother_tongue",
    "Home town": "municipality",
    "Mobile phone": "phone",
    "Email address": "email",
    "Entered Finland": "arrived_on",
    "Joined project": "starts_on",
    "Left project": "ends_on",
    "Remarks": "note",
}
ENGLISH_ROWS = """
11|Silva|Maria|14/02/1984|F|Brazil|Portuguese|Kemi|+358401112223|maria@example.com|03/05/2018|01/02/2020|28/02/2021|
12|Reyes|Grace|23/11/1991|F|Philippines|English|Tornio|+358401112224|grace@example.com|17/08/2019|15/02/2020||by mail
13|Hassan|Ali|30/06/1979|M|Iraq|Arabic|Kemi|+358401112225|ali@example.com|09/01/2016|02/03/2020|30/09/2020|
14|Karimi|Leila|05/12/1996|F|Iran|Persian|Keminmaa|+358401112226|leila@example.com|21/10/2015|20/04/2020|31/12/2021|
"""

# What came of it, day by day.
RESULTS = {
    "Milloin": "happened_on",
    "Kenelle": "name",
    "Nro": "client_number",
    "Mitä saatiin aikaan": "outcome",
    "kpl": "quantity",
    "Tarkennus": "detail",
    "Kirjasi": "",
}
RESULTS_ROWS = """
16.1.2019|Abbas Noor|19|Työllistyminen avoimille työmarkkinoille|1|Meri-Lapin Logistiikka Oy|OV
18.1.2019|Reyes Grace|32|CV:t|2||AV
27.1.2019|Jaamac Faadumo|7|Työhakemus|5|siivousala|OV
2.2.2019|Şahin Mustafa|6|Korttikoulutus|1|hygieniapassi|AV
"""
# Rows above the titles, what the columns mean, rows, kind, and how many columns were guessed right at the first trial.
LAYOUTS = {
    "own words": ([["Osallistujaluettelo – Kotopolku 2020"], []], OWN_WORDS, OWN_WORDS_ROWS, "clients", 12),
    "English": ([], ENGLISH, ENGLISH_ROWS, "clients", 10),
    "results": ([], RESULTS, RESULTS_ROWS, "outcomes", 5),
}


@pytest.fixture(autouse=True)
def municipalities():
    for code, name in (("240", "Kemi"), ("241", "Keminmaa"), ("851", "Tornio")):
        MunicipalityFactory(code=code, name_fi=name)


def guessed(folder: Path, project, by, above, meanings, rows):
    """The book as it was begun."""
    lines = [[cell.strip() for cell in line.split("|")] for line in rows.strip().splitlines()]
    path = xlsx(folder / "kirja.xlsx", [*above, list(meanings), *lines])
    return import_beginnings.begin(path=path, file_name="kirja.xlsx", project=project, today=TODAY, by=by)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layout_nobody_tuned_for_is_guessed_as_far_as_it_was(tmp_path, project, member_of, layout):
    above, meanings, rows, kind, right = LAYOUTS[layout]
    batch = guessed(tmp_path, project, member_of(Role.SECRETARY), above, meanings, rows)
    assert (batch.kind, batch.header_row, batch.state) == (kind, len(above) + 1, BatchState.STAGED)
    said = {column["title"]: column["field"] for column in batch.mapping}
    wrong = {title: said[title] for title, name in meanings.items() if said[title] != name}
    assert (len(meanings) - len(wrong), wrong) == (right, dict.fromkeys(wrong, ""))
