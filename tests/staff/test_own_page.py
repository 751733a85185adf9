"""What somebody says of themselves: languages, language of the interface, whether mail is welcome."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from staff import users
from tests.factories.staff import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(db):
    return UserFactory(languages=["fin"])


@pytest.fixture
def browser(signed_in, user):
    return signed_in(user)


def test_own_page_saves_languages_and_changes_the_language_at_once(browser, user):
    facts = {"languages": ["fin", "swa"], "interface_language": "en"}
    answer = browser.post(reverse("staff:me"), facts, follow=True)
    user.refresh_from_db()
    assert (user.languages, user.interface_language) == (["fin", "swa"], "en")
    assert "Your own page" in answer.content.decode()


def test_own_page_asks_for_the_digest_only_where_mail_is_set_up(browser, user, settings):
    settings.OHJAAMO_MAIL = False
    assert 'name="has_digest"' not in browser.get(reverse("staff:me")).content.decode()
    facts = {"interface_language": "fi", "has_digest": "on"}
    browser.post(reverse("staff:me"), facts)
    user.refresh_from_db()
    assert (user.has_digest, user.languages) == (False, [])
    settings.OHJAAMO_MAIL = True
    browser.post(reverse("staff:me"), facts)
    user.refresh_from_db()
    assert user.has_digest is True


def test_own_page_opens_the_other_languages_once_one_is_chosen(browser, signed_in):
    def opened(page):
        return "<details" in page and 'mt-2" open>' in page

    assert not opened(browser.get(reverse("staff:me")).content.decode())
    other = signed_in(UserFactory(languages=["swa"]))
    assert opened(other.get(reverse("staff:me")).content.decode())


def test_own_page_refuses_a_language_there_isnt(browser, user):
    for facts in ({"languages": ["xxx"], "interface_language": "fi"}, {"interface_language": "sv"}):
        assert browser.post(reverse("staff:me"), facts).status_code == 422
    user.refresh_from_db()
    assert user.languages == ["fin"]


def test_change_own_refuses_a_language_of_the_interface_there_isnt(user):
    with pytest.raises(ValidationError):
        users.change_own(user=user, languages=[], interface_language="sv", has_digest=False, by="cli")
