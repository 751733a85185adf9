"""Every form that writes bears the token against forgery and the key by which it is taken once; and keeps a draft."""

import re

from tests.house.rooms import template_files, where

FORM = re.compile(r"<form\b[^>]*>.*?</form>", re.DOTALL)
POSTS = re.compile(r"""\bmethod\s*=\s*["']?(post|\{\{)""", re.IGNORECASE)
# Sign-in and its kin are allauth's own, before anybody is somebody; choosing a language or leaving twice is once.
EXEMPT = ("account/", "allauth/", "components/languages.html", "components/user_menu.html")
# Fields in which one writes sentences; and the parts of forms that may hold them.
WORDS = re.compile(r"form\.(?:text|note|reason|place|detail|summary)\|as_crispy_field|_fields\.html")
# One line that says why, beside what is taken back or declined; and what is kept in the settings.
WITHOUT_DRAFT = {
    "clients/reopen.html",
    "clients/stay_withdraw.html",
    "coaching/assessment/_withdraw_form.html",
    "coaching/session.html",
    "coaching/tray/_card.html",
    "coaching/tray/turn.html",
    "coaching/catalogue/phrase_form.html",
    "coaching/catalogue/service_form.html",
    "projects/money/budget_form.html",
    "projects/money/funding_form.html",
    "projects/money/cost_correct.html",
    "projects/money/costs.html",
    "projects/partner_form.html",
    "projects/target_group.html",
    "projects/target_groups.html",
    "reports/explain.html",
    "reports/explanation_withdraw.html",
    "reports/promise_withdraw.html",
    "reports/published_name.html",
    "reports/publish.html",
}


def posting_forms(source: str) -> list[str]:
    # An argument of a tag may hold a >, which would end the form's own tag too early.
    plain = re.sub(r"\{%(.*?)%\}", lambda tag: tag[0].replace(">", ""), source, flags=re.DOTALL)
    return [form for form in FORM.findall(plain) if POSTS.search(form[: form.index(">")])]


def keyless(source: str) -> list[str]:
    """The first lines of forms that lack the token or the key."""
    return [
        form.splitlines()[0]
        for form in posting_forms(source)
        if "{% csrf_token %}" not in form or "{% submission %}" not in form
    ]


def draftless(source: str) -> list[str]:
    """The first lines of forms in which one writes, and which keep no draft."""
    return [
        form.splitlines()[0]
        for form in posting_forms(source)
        if WORDS.search(form) and "data-draft=" not in form
    ]


def test_forms_in_which_one_writes_keep_a_draft():
    names = {
        where(path).removeprefix("templates/")
        for path in template_files()
        if draftless(path.read_text(encoding="utf-8"))
    }
    assert names == WITHOUT_DRAFT


def test_checker_of_forms_finds_those_without_a_draft():
    bare = '<form method="post">{{ form.note|as_crispy_field }}</form>'
    assert draftless(bare) == [bare]
    assert draftless(bare.replace("<form", '<form data-draft="x"')) == []
    assert draftless('<form method="post">{{ form.day|as_crispy_field }}</form>') == []


def test_forms_that_write_bear_the_token_and_the_key():
    faults = []
    for path in template_files():
        if not where(path).removeprefix("templates/").startswith(EXEMPT):
            faults += [f"{where(path)}: {line}" for line in keyless(path.read_text(encoding="utf-8"))]
    assert faults == []


def test_checker_of_forms_finds_those_without_a_key():
    whole = '<form class="a" method="post">{% csrf_token %}{% submission %}</form>'
    bare = '<form{% if a > b %} class="x"{% endif %} method="post">\n{% csrf_token %}</form>'
    assert keyless(whole + bare + '<form method="get"></form>') == [
        '<form{% if a  b %} class="x"{% endif %} method="post">'
    ]
    assert keyless(whole.replace("{% csrf_token %}", "")) == [whole.replace("{% csrf_token %}", "")]
    assert len(posting_forms('<form method="{{ attrs.method }}"></form>')) == 1
