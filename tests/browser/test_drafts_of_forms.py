"""What was typed of a newcomer is there after the page was loaded anew."""

import pytest
from django.urls import reverse

from staff.permissions import Role

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_newcomer_typed_and_loaded_anew_is_there(open_page, sign_in, member_of):
    page = open_page()
    sign_in(page, member_of(Role.COACH))
    page.goto(f"{reverse('clients:add')}?q=Amina")
    with page.expect_response(lambda answer: "/drafts/newcomer/save/" in answer.url):
        page.locator("[name=last_name]").fill("Warsame")
    page.reload()
    assert page.locator("[name=last_name]").input_value() == "Warsame"
    assert page.get_by_text("Luonnokset poistuvat 30 päivän kuluttua.").is_visible()
