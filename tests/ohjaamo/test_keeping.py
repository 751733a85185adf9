"""What a form that can't be taken shows of itself."""

from django.http import QueryDict

from ohjaamo.keeping import kept

SAID = (
    "csrfmiddlewaretoken=t&submission=k&writer=7&follow-up-12-note=Soitin&kind=degree_education&detail=Arctic Oy"
    "&oldpassword=meri lumi&password1=kuusi lakka&password=meri lumi&personal_identity_code=010594 Y9032"
    "&cells=Virta 010594Y9032&note= "
)


def test_words_are_what_was_typed_without_passwords_identity_codes_and_pasted_cells():
    assert kept(QueryDict(SAID)).words == ["Soitin", "Arctic Oy"]


def test_what_is_sent_again_is_all_but_passwords_and_the_keys_of_the_page():
    assert [name for name, _value in kept(QueryDict(SAID)).sent] == [
        "follow-up-12-note", "kind", "detail", "personal_identity_code", "cells",
        "note",
    ]  # fmt: skip
