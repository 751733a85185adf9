import pytest
from django import forms
from django.core.exceptions import ValidationError

from staff.pages import is_accepted


class DayForm(forms.Form):
    day = forms.CharField()
    place = forms.CharField(required=False)


def refused(error, *, at=None):
    """What a form says once the rule has refused it so."""
    form = DayForm({"day": "1.3.2021"})

    def act():
        raise error

    assert is_accepted(form, act, at=at) is False
    return dict(form.errors)


def test_form_that_the_rule_takes_is_accepted_and_the_rule_asked_once():
    asked = []
    assert is_accepted(DayForm({"day": "1.3.2021"}), lambda: asked.append(1)) is True
    assert asked == [1]


@pytest.mark.parametrize("data", [None, {"day": ""}])
def test_form_that_was_not_sent_or_has_faults_never_reaches_the_rule(data):
    assert is_accepted(DayForm(data), lambda: pytest.fail("The rule was asked.")) is False


@pytest.mark.parametrize(
    ("error", "at", "told"),
    [
        (ValidationError("Ei käy."), None, {"__all__": ["Ei käy."]}),
        (ValidationError("Ei käy."), "place", {"place": ["Ei käy."]}),
        (ValidationError({"day": "Ei käy."}), "place", {"day": ["Ei käy."]}),
        (ValidationError({"other": "Ei käy."}), None, {"__all__": ["Ei käy."]}),
        (ValidationError({"__all__": "Ei käy.", "day": "Miksi?"}), "place",
         {"place": ["Ei käy."], "day": ["Miksi?"]}),
    ],
)  # fmt: skip
def test_what_the_rule_refuses_stands_at_its_field_else_where_the_page_says(error, at, told):
    assert refused(error, at=at) == told
