import pytest

from coaching.sign_in_sheets import EMPTY_LINES, sheet, sheet_html
from staff import auditing

pytestmark = pytest.mark.django_db


@pytest.fixture
def speak(group):
    """The group in a language."""

    def use(language):
        group.language = language
        with auditing.act(by="cli"):
            group.save()

    return use


def test_sheet_has_the_registered_and_empty_lines(meeting, member, client_of):
    member(first_names="Amina", last_name="Warsame")
    client_of(first_names="Zahra", last_name="Noor")
    html = sheet_html(meeting=meeting, with_names=True)
    assert "Amina Warsame" in html
    assert "Zahra" not in html
    assert html.count("<tr><td") == 1 + EMPTY_LINES
    assert ("Hygieniapassitreeni" in html, "la\xa030.4.2022 klo 13.00" in html) == (True, True)


def test_sheet_without_names_has_numbers_only(meeting, member):
    client = member(first_names="Amina", last_name="Warsame")
    html = sheet_html(meeting=meeting, with_names=False)
    assert ("Amina" in html, "Warsame" in html, client.client_number in html) == (False, False, True)


def test_restricted_client_is_a_number_on_every_sheet(meeting, member):
    client = member(first_names="Amina", last_name="Warsame", has_safety_restriction=True)
    html = sheet_html(meeting=meeting, with_names=True)
    assert ("Amina" in html, "Warsame" in html, client.client_number in html) == (False, False, True)


@pytest.mark.parametrize(
    ("language", "words", "direction"),
    [("som", "Saxiix", "ltr"), ("ara", "التوقيع", "rtl"), ("fas", "امضا", "rtl")],
)
def test_sheet_is_headed_in_the_groups_language_too(meeting, speak, language, words, direction):
    speak(language)
    html = sheet_html(meeting=meeting, with_names=True)
    assert ("Allekirjoitus" in html, words in html, f'dir="{direction}"' in html) == (True, True, True)


@pytest.mark.parametrize("language", ["", "fin", "swe"])
def test_sheet_of_finnish_or_a_language_without_texts_is_finnish_alone(meeting, speak, language):
    speak(language)
    html = sheet_html(meeting=meeting, with_names=True)
    assert ("Allekirjoitus" in html, 'class="also"' in html) == (True, False)


def test_sheet_is_a_pdf(meeting, member):
    member()
    assert sheet(meeting=meeting, with_names=True).startswith(b"%PDF-")
