"""“Oma polkuni” on paper: the client's language first, Finnish below, either direction, and nothing private."""

import re
from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pytest
import weasyprint
from weasyprint.text.fonts import FontConfiguration

from coaching import papers
from coaching.models import Appointment, Step
from coaching.paths import with_stage
from coaching.phrases import TONGUES
from ohjaamo.pdf import PAPER
from ohjaamo.pdf_renderer import OnlyThese, render, typefaces
from projects.choices import ProjectPart
from staff import auditing
from tests.coaching.paper_scenes import DAY, on_paper
from tests.factories.clients import EnrolmentFactory
from tests.factories.projects import ProjectFactory
from tests.factories.trays import PhraseFactory

pytestmark = pytest.mark.django_db

CSS = [PAPER, papers.OWN_PATH]
TAGS = re.compile(r"<[^>]+>")
DATE = re.compile(r"\d+\.\d+\.\d{4}|\d+\.\d\d\b")
ISOLATED = re.compile(r"<bdi[^>]*>[^<]*</bdi>")
FACES = {"Noto-Sans", "Noto-Sans-Bold", "IBM-Plex-Sans-Arabic", "IBM-Plex-Sans-Arabic-Bold"}
RIGHT_TO_LEFT = [code for code, tongue in TONGUES.items() if tongue.direction == "rtl"]


@pytest.fixture
def stay(project):
    return on_paper(project)


def html_of(stay, language="som", *, shows_name=False) -> str:
    return papers.own_path_html(stay=stay, language=language, shows_name=shows_name, today=DAY)


def body_of(stay, language="som", **facts) -> str:
    return html_of(stay, language, **facts).partition("<body")[2].partition(">")[2]


def words_of(stay, language="som", **facts) -> str:
    """What is read on the paper, in the order in which it stands."""
    return " ".join(TAGS.sub(" ", body_of(stay, language, **facts)).split())


def laid_out(html: str) -> Iterator:
    """The boxes of the pages, with the papers' own style and typefaces."""
    faces, fonts = typefaces(), FontConfiguration()
    styles = ["\n".join(faces.values()), *(path.read_text() for path in CSS)]
    sheets = [
        weasyprint.CSS(string=style, font_config=fonts, url_fetcher=OnlyThese(*faces)) for style in styles
    ]
    pages = weasyprint.HTML(string=html).render(stylesheets=sheets, font_config=fonts).pages
    for page in pages:
        yield from page._page_box.descendants()


def drawn(font: pikepdf.Object, page: pikepdf.Page, name: str) -> Iterator[int]:
    """The glyphs that a page draws in a font."""
    current = None
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            current = str(operands[0])
        elif str(operator) in ("Tj", "TJ") and current == name:
            shown = [operands[0]] if isinstance(operands[0], pikepdf.String) else operands[0]
            for part in shown:
                if isinstance(part, pikepdf.String):
                    glyphs = bytes(part)
                    yield from (int.from_bytes(glyphs[at : at + 2]) for at in range(0, len(glyphs), 2))


def test_paper_says_each_thing_in_the_clients_language_and_then_in_finnish(stay):
    words = words_of(stay)
    in_order = [
        "Jidkayga Oma polkuni",
        "Kulanka xiga Seuraava tapaaminen Talaado 3.5.2022 tiistai 3.5.2022 Saacadda 9.30 Kello 9.30",
        "Goobta Paikka Toivola, Kemi",
        "1 Imaanshaha Ohjautuminen Waa la qabtay Tehty",
        "4 Tababar iyo hagid Valmennus Hadda halkan ayaan joogaa Olen nyt tässä",
        "5 U gudbidda shaqo ama waxbarasho Siirtymä työhön tai opintoihin 6",
        "Haluan lähihoitajaksi",
        "Ajokortti Waa la gaaray Saavutettu 4.4.2022",
        "CV valmiiksi 14.5.2022 Soitto Kelaan",
        "Kielikahvila Waa la soo bandhigay Tarjolla 1.4.2022",
        "CV-paja Waa la doortay Valittu 1.4.2022",
        "Yhteiskuntaorientaatio Way socotaa Käynnissä 1.4.2022",
        "Työelämäinfo Waa la dhammaystiray Valmis 1.4.2022",
        "Perhevalmennus Mar dambe Myöhemmin 1.4.2022",
        "Tababarahayga Valmentajani Liisa Virtanen",
        "La daabacay Tulostettu 30.4.2022",
    ]
    places = [words.find(part) for part in in_order]
    assert [part for part, place in zip(in_order, places, strict=True) if place < 0] == []
    assert places == sorted(places)


def test_paper_in_finnish_says_each_thing_once(stay):
    words = words_of(stay, "fin")
    assert words.count("Oma polkuni") == 1
    assert "Seuraava tapaaminen tiistai 3.5.2022 Kello 9.30 Paikka Toivola, Kemi" in words
    assert 'class="fi"' not in html_of(stay, "fin")


def test_paper_carries_nothing_the_client_would_not_show_to_anybody(stay):
    html = html_of(stay, shows_name=True)
    client = stay.client
    private = [
        "Hodan", client.last_name, client.client_number, client.personal_identity_code, "170590", client.phone,
        client.email, client.address, "Salainen", "1990", "Yritysneuvonta", "Ei ehdi", "Korttitreenit", "Luovuttu",
    ]  # fmt: skip
    assert [word for word in private if word in html] == []


def test_paper_runs_the_clients_own_words_their_own_way(stay):
    html = html_of(stay, "fin")
    assert '<bdi dir="rtl">أريد أن أتعلم اللغة الفنلندية 2022</bdi>' in html
    assert '<bdi dir="ltr">Haluan lähihoitajaksi</bdi>' in html


def test_paper_bears_the_first_name_only_if_asked(stay):
    assert "Magaca Nimi Amina" in words_of(stay, shows_name=True)
    assert "Amina" not in html_of(stay)


def test_paper_without_a_meeting_shows_the_next_step_in_the_box(stay):
    with auditing.act(by="cli"):
        Appointment.objects.all().delete()
    assert "Tallaabada xigta Seuraava askel Sabti 14.5.2022 lauantai 14.5.2022 CV valmiiksi" in words_of(stay)


def test_paper_without_anything_to_come_says_so(stay):
    with auditing.act(by="cli"):
        Appointment.objects.all().delete()
        Step.objects.update(due_on=DAY.replace(day=29))
    assert "Taariikhda xigta weli lama ballamin. Seuraavaa päivää ei ole vielä sovittu." in words_of(stay)


def test_paper_shows_a_stage_of_the_projects_own_as_it_is_called(stay, project):
    with auditing.act(by="cli"):
        project.stage_names = ["Alku", "Valmennus"]
        project.save()
    words = words_of(with_stage(stay.client.enrolments.select_related("project", "client"), DAY).get())
    assert "1 Alku Waa la qabtay Tehty" in words
    assert "2 Tababar iyo hagid Valmennus" in words


def test_paper_prints_what_the_office_has_corrected(stay):
    PhraseFactory(key="title", language="som", text="Waddadayda")
    PhraseFactory(key="title", language="fin", text="Minun polkuni")
    assert words_of(stay).count("Waddadayda Minun polkuni") == 1


def test_paper_of_a_project_without_path_and_tray_has_neither(db):
    project = ProjectFactory(parts_off=[ProjectPart.PATH, ProjectPart.SERVICES])
    enrolment = EnrolmentFactory(project=project)
    html = html_of(with_stage(enrolment.client.enrolments.select_related("project", "client"), DAY).get())
    assert "<table" not in html


@pytest.mark.parametrize("language", RIGHT_TO_LEFT)
def test_paper_from_right_to_left_keeps_every_day_and_time_in_its_order(stay, language):
    assert f'<html lang="{TONGUES[language].tag}" dir="rtl">' in html_of(stay, language)
    assert DATE.findall(TAGS.sub("", ISOLATED.sub("", body_of(stay, language)))) == []
    assert "grid" not in papers.OWN_PATH.read_text()


@pytest.mark.parametrize(("language", "is_mirrored"), [("som", False), ("ara", True)])
def test_paper_stands_its_columns_in_the_order_of_reading(stay, language, is_mirrored):
    rows = [box for box in laid_out(html_of(stay, language)) if box.element_tag == "tr"]
    assert len(rows) == 6 + 3 + 6
    for row in rows:
        across = [cell.position_x for cell in row.children]
        assert across == sorted(across, reverse=is_mirrored)


@pytest.mark.parametrize("language", TONGUES)
def test_paper_has_every_letter_in_our_own_typefaces(stay, language):
    content = render(html_of(stay, language), css=CSS, variant="pdf/ua-1")
    with pikepdf.open(BytesIO(content)) as pdf:
        assert str(pdf.Root.Lang) == TONGUES[language].tag
        for page in pdf.pages:
            for name, font in page.Resources.Font.items():
                described = font.DescendantFonts[0].FontDescriptor
                assert str(font.BaseFont).partition("+")[2] in FACES
                assert "/FontFile2" in described or "/FontFile3" in described
                assert 0 not in set(drawn(font, page, name))


def test_paper_is_tagged_and_told_by_title(stay):
    content = papers.own_path(stay=stay, language="ckb", shows_name=False, today=DAY)
    with pikepdf.open(BytesIO(content)) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        with pdf.open_metadata() as facts:
            assert facts["dc:title"] == "ڕێگای من – Oma polkuni"
            assert facts["pdfuaid:part"] == "1"
