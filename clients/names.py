"""Names as people write them: one name has many spellings when it has come from another alphabet.

A name part is reduced to the consonants one hears (*keys*): Mohamed, Muhammed and Maxamed share one. Keys find
candidates; `same_name` is stricter, as it decides without asking anybody.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise, takewhile
from typing import NamedTuple

from clients.letters import LETTERS

# The keys of so many parts are remembered: the same names come again and again in a book.
NAMES_REMEMBERED = 5000

# Apostrophes and the like stand inside a name, hyphens and blanks between its parts.
INSIDE = re.compile("['’‘`´ʼʻʾʿ]")
BETWEEN = re.compile(r"[\W_]+")

SOUNDS = (
    (re.compile("sch|tsh|tch|sh|ch|sz|zh|z|ts|ss|c(?=[eiy])"), "s"),
    (re.compile("kh|gh|hh"), "h"),
    (re.compile("ph"), "f"),
    (re.compile("th"), "t"),
    (re.compile("dh"), "d"),
)
ANY_SOUND = re.compile("|".join(sound.pattern for sound, _letter in SOUNDS))
# The letters that sound alike as one; neither vowels nor j, which is one of them.
CONSONANTS = str.maketrans("wq", "vk", "aeiouyj")
REPEATED = re.compile(r"(.)\1+")
NOT_CH = re.compile("c(?!h)")
VOWEL_SOUNDS = str.maketrans("yjo", "iiu")
DIPHTHONGS = re.compile("[ae]i")
NOT_VOWEL_SOUNDS = re.compile("[^aeiu]")
ARTICLES = re.compile(r"\b(abd al|abd el|abdul|abdel|al|el) (?=\w)")

# Readings for finding only: they forgive more than a sure match may.
WIDER = (
    # Servant of: Abd al-Kadir, Abdulkadir, Abdikadir, Cabdiqaadir.
    (re.compile("^c?abd(?:[aeiou]l|[aeiou])?(?=[^aeiou])"), ("abd",)),
    # Turkish c and ç, Kurdish and Persian j, and how others write them.
    (re.compile("dzh|dj|dž|tch|c(?!h)"), ("j", "s")),
    (re.compile("zh|j"), ("s", "")),
    (re.compile("gh"), ("g", "k")),
    (re.compile("kh"), ("k",)),
    (re.compile("th"), ("s",)),
    (re.compile("ph"), ("p",)),
    # Half vowels, which many leave out.
    (re.compile("[wy]"), ("",)),
)
ANY_WIDER = re.compile("|".join(sound.pattern for sound, _others in WIDER))
# Voiced and voiceless are one to many ears, as m and n are at the end of a name.
VOICELESS = str.maketrans("dbg", "tpk")

# Small words that begin a last name.
BARE = {"al", "el", "ul"}
PARTICLES = {"al", "el", "abu", "da", "de", "del", "dos", "van", "von", "der", "den", "bin"}

# A row is one name, however different its spellings sound; names of two rows are two, however alike they sound.
EQUIVALENTS = {
    spelling: row.split()[0]
    for row in (
        "mohamed mohammed mohammad mohamad muhammad muhammed muhamed muhamad maxamed maxamad mukhammad mokhammad",
        "mahmoud mahmud mahmood mahmod maxamuud maxamud mohamud mohamoud mahamud",
        "ahmed ahmad ahmet axmed axmad akhmed akhmad",
        "hamid hamed hameed xamid xaamid",
        "hassan hasan xasan xassan khasan",
        "hussein husein hussain husain husayn hussien hossein hosein xuseen xusen huseyin khusein",
        "fatima fatma fatimah faadumo fadumo faduma fatuma faduumo fatemeh fatimeh",
        "zainab zeynep zaynab zeinab zaynab seynab saynab zeyneb zineb",
        "omar omer umar cumar oumar",
        "yusuf yousef youssef yousif yusef yuusuf iusuf jusuf josef joseph",
        "said saeed sayid saiid siciid sacid sayeed",
        "ali cali aly",
        "aisha aysha ayesha caasho caisha aicha ayse aishah",
        "khadija khadijah khadra khadiija kadija hadija khadidja",
        "abdirahman abdurahman abdulrahman abdurrahman abdelrahman abdalrahman abdirahmaan cabdiraxmaan cabdirahman",
        "abdullahi abdullah abdallah abdulla cabdullahi cabdulaahi",
        "ibrahim ibraahim ibrahem ebrahim brahim",
        "ismail ismael ismaacil esmail ismaeel",
        "mustafa mustafe mostafa moustafa",
        "nikolai nikolay nikolaj mykola nikola",
        "olga olha",
        "oleksandr aleksandr alexander alexandr aleksander",
        "olena elena yelena jelena helena",
        "serhii sergei sergey sergej serhiy",
        "andrii andrei andrey andriy andrej",
        "iryna irina",
        "kateryna ekaterina yekaterina jekaterina katerina",
        "yevhen evgeni evgeny yevgeni jevgeni evgenii",
        "volodymyr vladimir",
        "dmytro dmitri dmitry dmitrii dmitrij",
        "mykhailo mikhail mihail",
        "natalia nataliia natalja nataliya natalya",
        "yulia julia yuliia julija juliya",
        "farah farax farrah",
        "faraj farag farraj",
        "halima haliima halimo xaliima xaliimo",
        "hawa hawo xaawa xaawo xawa xawo",
        "kadhim kadhem kazim kazem",
        "mehdi mahdi mahdy",
        "tesfaye tesfay tesfai",
        "zahra zahro zohra zohre zohreh sahra sahro",
        "mahdieh mahdiyeh mahdiya mehdiye",
    )
    for spelling in row.split()
}


class Name(NamedTuple):
    """A whole name in its two halves."""

    last_name: str
    first_names: str


def fold(text: str) -> str:
    """The text in small Latin letters without accents: the parts of a name with one blank between them."""
    if text.isascii():
        text = text.casefold()
    else:
        text = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", text).casefold().translate(LETTERS))
        text = "".join(letter for letter in text if not unicodedata.combining(letter)).translate(LETTERS)
    return BETWEEN.sub(" ", INSIDE.sub("", text)).strip()


def keys(text: str) -> frozenset[str]:
    """Every key of every part of the text, and of neighbours written as one: al-Jabouri is Aljabouri to some."""
    parts = fold(text).split()
    return frozenset().union(*map(_keys, [*parts, *_joined(parts)]))


def asked(text: str) -> list[tuple[str, frozenset[str]]]:
    """Each part somebody looks for, with every key it may be found by; an article beside other parts is none.

    A part may be half of what was taken in as one: Qolam Reza, Gholamreza.
    """
    parts = fold(text).split()
    said = [place for place, part in enumerate(parts) if part not in BARE] or range(len(parts))
    return [
        (parts[place], frozenset().union(*(_keys(whole) for whole in _wholes(parts, place))))
        for place in said
    ]


def same_name(one: str, other: str) -> bool:
    """Whether every part of each name has its own match in the other, in whatever order.

    True is meant to be safe beside an equal birth date: names that share their consonants only (Hassan and Hussein,
    Anna and Aino) are not the same, nor is a name with one part more.
    """
    readings = zip(_readings(fold(one)), _readings(fold(other)), strict=True)
    return any(_all_match(ones, others) for ones, others in readings)


def split_name(text: str) -> Name:
    """The halves of a name written in one column, last name first: "Smirnov, Olga", "REYES, Maria", "Abbas Noor".

    A single word is a last name. Names in capitals are given their usual letters.
    """
    text = " ".join(text.split())
    last, comma, first = text.partition(",")
    if not comma:
        words = text.split()
        count = len(list(takewhile(lambda word: len(word) > 1 and word.isupper(), words)))
        if count in (0, len(words)):
            particles = len(list(takewhile(lambda word: fold(word) in PARTICLES, words)))
            count = particles + 1 if particles + 1 < len(words) else 1
        last, first = " ".join(words[:count]), " ".join(words[count:])
    return Name(_usual_letters(last.strip()), _usual_letters(first.strip()))


def _usual_letters(name: str) -> str:
    return (
        re.sub(r"\w+", lambda word: word[0].capitalize(), name) if name.isupper() and len(name) > 2 else name
    )


def _variants(part: str) -> set[str]:
    """The readings of letters that stand for other sounds elsewhere: Somali x and c, Spanish and Slavic j."""
    found = {part}
    if "x" in part:
        found = {variant.replace("x", sound) for variant in found for sound in ("h", "ks")}
    if NOT_CH.search(part):
        found = {NOT_CH.sub(sound, variant) for variant in found for sound in ("c", "", "k")}
    if "j" in part:
        found |= {variant.replace("j", "h") for variant in found}
    return found


def _skeleton(variant: str) -> str:
    if ANY_SOUND.search(variant):
        for sound, letter in SOUNDS:
            variant = sound.sub(letter, variant)
    return _singly(variant.translate(CONSONANTS))


def _shorter(skeleton: str) -> set[str]:
    """The skeleton, and the ways it loses or swaps an h."""
    if "h" not in skeleton and "g" not in skeleton:
        return {skeleton} - {""}
    found = {skeleton, skeleton.removesuffix("h"), skeleton.removeprefix("h"), skeleton.replace("g", "h")}
    return {_singly(key) for key in found if key}


def _singly(letters: str) -> str:
    """The letters, those that are repeated once; replacing costs much even where there is nothing to replace."""
    return REPEATED.sub(r"\1", letters) if REPEATED.search(letters) else letters


def _joined(parts: list[str]) -> list[str]:
    """Neighbours as one word, and those about an article, with it and without: abd al rahman, noor al din."""
    triples = list(zip(parts, parts[1:], parts[2:], strict=False))
    around = [before + between + after for before, between, after in triples if between in BARE]
    around += [before + after for before, between, after in triples if between in BARE]
    return [left + right for left, right in pairwise(parts)] + around


def _wholes(parts: list[str], place: int) -> list[str]:
    """The part, and the words it is a piece of when neighbours are written as one."""
    first = place - 2 if place > 1 and parts[place - 1] in BARE else max(place - 1, 0)
    last = place + 2 if parts[place + 1 : place + 2] and parts[place + 1] in BARE else place + 1
    before, after = parts[first : place + 1], parts[place : last + 1]
    return [parts[place], *_joined(before), *_joined(after)]


def _wider(part: str) -> set[str]:
    """The part in every reading that finding allows."""
    found = _variants(part)
    if not any(map(ANY_WIDER.search, found)):
        return found
    for sound, others in WIDER:
        for variant in filter(sound.search, list(found)):
            found.update(sound.sub(other, variant) for other in others)
    return found


@lru_cache(maxsize=NAMES_REMEMBERED)
def _keys(part: str) -> frozenset[str]:
    """The keys of one part, and the name it is a spelling of; a part without consonants is its own key."""
    found = {key for skeleton in set(map(_skeleton, _wider(part))) for key in _shorter(skeleton)}
    found |= {key.translate(VOICELESS) for key in found}
    found |= {key[:-1] + "n" for key in found if len(key) > 2 and key.endswith("m")}
    return frozenset((found or {part}) | ({EQUIVALENTS[part]} if part in EQUIVALENTS else set()))


def _readings(folded: str) -> tuple[list[str], list[str]]:
    """The parts as written, and with Arabic articles joined to their name: al saadi, alsaadi."""
    return folded.split(), ARTICLES.sub(lambda article: article[1].replace(" ", ""), folded).split()


def _all_match(ones: list[str], others: list[str]) -> bool:
    """Whether the parts can be paired off so that no part of either side is left."""
    taken: dict[int, int] = {}

    def place(index: int, tried: set[int]) -> bool:
        for seat, other in enumerate(others):
            if seat not in tried and _same_part(ones[index], other):
                tried.add(seat)
                if seat not in taken or place(taken[seat], tried):
                    taken[seat] = index
                    return True
        return False

    return bool(ones) and len(ones) == len(others) and all(place(index, set()) for index in range(len(ones)))


def _same_part(one: str, other: str) -> bool:
    if one == other:
        return True
    if one in EQUIVALENTS and other in EQUIVALENTS:
        return EQUIVALENTS[one] == EQUIVALENTS[other]
    return any(_sound_alike(left, right) for left in _variants(one) for right in _variants(other))


def _sound_alike(one: str, other: str) -> bool:
    """Whether two readings share a key and their vowels agree: e may stand for i, and in a longer name for a."""
    shared = _shorter(_skeleton(one)) & _shorter(_skeleton(other))
    vowels, others = _vowels(one), _vowels(other)
    if not shared or len(vowels) != len(others) or _ends_in_vowel(one) != _ends_in_vowel(other):
        return False
    alike = ("ei", "ae") if len(max(shared, key=len)) > 2 else ("ei",)
    pairs = zip(vowels, others, strict=True)
    return all(left == right or "".join(sorted(left + right)) in alike for left, right in pairs)


def _ends_in_vowel(variant: str) -> bool:
    return variant.removesuffix("h").endswith(tuple("aeiouy"))


def _vowels(variant: str) -> str:
    """The vowels one hears, from left to right."""
    sounds = _singly(variant.translate(VOWEL_SOUNDS))
    return NOT_VOWEL_SOUNDS.sub("", DIPHTHONGS.sub("e", sounds))
