from django import forms

from staff.drafts import fill
from staff.models import Draft
from staff.models.draft import EARLIER, SHOWING


class NoteForm(forms.Form):
    note = forms.CharField()
    is_confidential = forms.BooleanField()


def test_draft_that_only_holds_another_tabs_text_leaves_the_form_as_it_is():
    form = NoteForm(initial={"note": "Sovittu", "is_confidential": True})
    fill(form, Draft(content={EARLIER: ["muuta"], SHOWING: ["1"]}))
    assert form.initial == {"note": "Sovittu", "is_confidential": True}
