import unicodedata

import pytest
from django.core.exceptions import ValidationError

from coaching import phrases
from coaching.choices import OfferState
from coaching.models import Phrase
from coaching.papers import ON_PAPER
from coaching.phrases import TONGUES, shipped
from projects.choices import DEFAULT_STAGES

ALPHABETS = {"rus": "CYRILLIC", "ara": "ARABIC", "prs": "ARABIC", "ckb": "ARABIC"}


def test_texts_we_ship_are_whole_in_every_language_and_short():
    for key, said in shipped().items():
        assert list(said) == list(TONGUES), key
        assert [code for code, text in said.items() if not text.strip() or text != text.strip()] == [], key
        assert max(map(len, said.values())) <= Phrase._meta.get_field("text").max_length
        assert len(key) <= Phrase._meta.get_field("key").max_length


@pytest.mark.parametrize(("language", "alphabet"), ALPHABETS.items())
def test_texts_we_ship_are_written_in_the_letters_of_the_language(language, alphabet):
    foreign = {
        key: text
        for key, said in shipped().items()
        for text in [said[language]]
        if any(letter.isalpha() and alphabet not in unicodedata.name(letter) for letter in text)
    }
    assert foreign == {}


def test_texts_we_ship_name_every_default_stage_and_every_place_on_paper():
    stages = [said["fin"] for key, said in shipped().items() if key.startswith("stage_")]
    assert stages == list(DEFAULT_STAGES)
    assert [state for state in ON_PAPER if state.value not in shipped()] == []
    assert {OfferState.DECLINED, OfferState.STOPPED} == set(OfferState) - set(ON_PAPER)


@pytest.mark.parametrize(
    ("tongues", "language"),
    [
        (["som", "fin"], "som"),
        (["ukr", "rus"], "rus"),
        (["fas"], "prs"),
        (["vie"], "fin"),
        ([], "fin"),
    ],
)
def test_paper_language_is_the_first_that_there_are_papers_in(tongues, language):
    assert phrases.paper_language(tongues) == language


@pytest.mark.django_db
def test_correction_stands_in_its_language_until_it_is_put_back():
    phrases.correct(key="title", language="ara", text=" طريقي ", by="cli")
    assert phrases.texts("ara", "fin")["ara"]["title"] == "طريقي"
    assert phrases.texts("ara", "fin")["fin"]["title"] == "Oma polkuni"
    assert [row.key for row in phrases.corrections("ara") if row.is_corrected] == ["title"]
    assert [row.key for row in phrases.corrections("rus") if row.is_corrected] == []
    phrases.restore(key="title", language="ara", by="cli")
    assert phrases.texts("ara")["ara"]["title"] == shipped()["title"]["ara"]


@pytest.mark.django_db
def test_correction_made_twice_is_one_row_and_our_own_words_again_are_none():
    for text in ("Minun tieni", "Polku"):
        phrases.correct(key="title", language="fin", text=text, by="cli")
    assert list(Phrase.objects.values_list("text", flat=True)) == ["Polku"]
    phrases.correct(key="title", language="fin", text="Oma polkuni", by="cli")
    assert not Phrase.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("key", "language", "text"), [("nothing", "fin", "x"), ("title", "vie", "x"), ("title", "fin", " ")]
)
def test_correction_of_what_is_not_there_or_says_nothing_is_refused(key, language, text):
    with pytest.raises(ValidationError):
        phrases.correct(key=key, language=language, text=text, by="cli")
    assert not Phrase.objects.exists()
