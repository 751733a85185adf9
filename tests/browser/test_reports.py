"""Reports from the first deviation to what is known now: the manager accepts, publishes, corrects and writes."""

import pytest
from playwright.sync_api import expect

from reports.models import Publication, ReportPart
from staff.models import AccessEntry
from tests.browser import report_scene
from tests.browser.report_scene import DAY

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def scene(db):
    return report_scene.build()


@pytest.fixture
def page(open_page, sign_in, scene):
    page = open_page()
    sign_in(page, scene.manager)
    return page


class Clicks:
    """How often the manager clicks: the only way a journey goes on."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def on(self, role: str, name: str) -> None:
        self.page.get_by_role(role, name=name, exact=True).click()
        self.count += 1

    def on_line(self, line: str, name: str) -> None:
        self.page.get_by_role("listitem").filter(has_text=line).get_by_role("link", name=name).click()
        self.count += 1


def test_manager_accepts_the_deviation_and_publishes_in_six_clicks(page, scene):
    page.goto("/reports/")
    clicks = Clicks(page)
    clicks.on("link", "Tilannekuva")
    state = page.locator("#reconciliation-title .tag")
    expect(state).to_have_text("3 selitettävää")
    clicks.on_line("puuttuu toiminta", "Hyväksy poikkeama")
    page.get_by_role("textbox").fill("Tilanne selvisi vasta toukokuussa.")
    clicks.on("button", "Hyväksy")
    expect(state).to_have_text("2 selitettävää")
    expect(page.get_by_text("Tilanne selvisi vasta toukokuussa.")).to_be_visible()
    clicks.on("link", "Tarkista ja julkaise")
    clicks.on("button", "Julkaise: Tilannekuva 30.4.2022")
    expect(page.locator(".message").first).to_contain_text("Julkaistu")
    publication = Publication.objects.get()
    assert (publication.as_of, publication.version, publication.published_by) == (DAY, 1, scene.manager)
    assert clicks.count <= 6


def test_correction_after_publishing_shows_as_known_now_with_its_cause(page, scene):
    publication = report_scene.published(scene)
    report_scene.correct(scene)
    page.goto(f"/reports/publications/{publication.pk}/")
    published = page.locator("tbody").first.inner_text()
    page.get_by_role("link", name="Niin kuin nyt tiedetään").click()
    row = page.get_by_role("row", name="Amina")
    expect(row).to_contain_text("Korjattu")
    expect(row).to_contain_text("5.1.2022")
    page.get_by_role("link", name="Niin kuin julkaistu").click()
    assert page.locator("tbody").first.inner_text() == published


def test_auditor_opens_a_masked_name_with_a_reason_that_is_written_down(open_page, sign_in, scene):
    publication = report_scene.published(scene)
    client = scene.clients[0]
    page = open_page()
    sign_in(page, scene.auditor)
    page.get_by_role("link", name="Tilannekuva 30.4.2022").click()
    page.goto(f"/reports/publications/{publication.pk}/figures/{report_scene.active(publication).pk}/")
    expect(page.locator("main")).not_to_contain_text(client.last_name)
    page.get_by_role("link", name="Näytä nimi").first.click()
    page.get_by_role("textbox").fill("Otanta")
    page.get_by_role("button", name="Näytä nimi").click()
    expect(page.locator("main")).to_contain_text(client.last_name)
    entry = AccessEntry.objects.get(kind="published-client")
    assert (entry.opened_by, entry.reason) == (scene.auditor, "Otanta")
    assert entry.key in {each.pk for each in scene.clients}


def test_words_of_a_part_are_read_beside_while_they_are_typed_and_then_kept(page, scene):
    report = report_scene.funder_report(scene)
    page.goto(f"/reports/funder/{report.pk}/")
    page.get_by_role("link", name="Kirjoita: 2. Omat sanat").click()
    page.get_by_role("textbox", name="Oma teksti").fill("Rekrymessut toivat kesätöitä.")
    expect(page.get_by_role("region", name="Näin se luetaan")).to_contain_text("toivat kesätöitä")
    assert ReportPart.objects.filter(text="").count() == len(report.parts.all())
    page.get_by_role("button", name="Tallenna").click()
    expect(page.locator(".message").first).to_contain_text("tallennettu")
    expect(page.get_by_role("region", name="Omat sanat").first).to_contain_text("toivat kesätöitä")
    assert report.parts.get(position=2).text == "Rekrymessut toivat kesätöitä."


def test_report_table_is_reached_with_the_keyboard_and_shows_where_one_is(page, scene):
    page.set_viewport_size({"width": 320, "height": 568})
    page.goto(scene.address("snapshot/"))
    page.get_by_role("link", name="Kaikki hyväksytyt poikkeamat").focus()
    page.keyboard.press("Tab")
    region = page.locator(":focus")
    expect(region).to_have_role("region")
    expect(region.get_by_role("table")).to_be_visible()
    expect(region).to_have_accessible_name("Asiakkaat")
    assert region.evaluate("it => getComputedStyle(it).outlineStyle") == "solid"
