"""Letters of other alphabets as they are read in small Latin ones."""

SINGLE_SOUNDS = zip("абвгдезийклмнопрстуфыэіґў", "abvgdeziyklmnoprstufyeigu", strict=True)
CYRILLIC = dict(SINGLE_SOUNDS) | {
    "ж": "zh",
    "х": "kh",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "shch",
    "ю": "yu",
    "я": "ya",
    "ё": "yo",
    "є": "ye",
    "ї": "yi",
    "ъ": "",
    "ь": "",
}
# As they are read: Arabic, and the letters that Persian, Dari and Kurdish add. Short vowels aren't written.
ARABIC = dict(zip("ابتجدرزسصضطفقكلمنهويپگکیڕڵۆێەڤھ", "abtjdrzssdtfqklmnhwypgkyrloeevh", strict=True)) | {
    "ث": "th",
    "ح": "h",
    "خ": "kh",
    "ذ": "dh",
    "ش": "sh",
    "ظ": "z",
    "ع": "a",
    "غ": "gh",
    "چ": "ch",
    "ژ": "zh",
    "ة": "a",
    "ى": "a",
    "ء": "",
    "ـ": "",
    "\u200c": "",
}
# Letters that NFKD leaves whole.
WHOLE_LETTERS = {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}
LETTERS = str.maketrans({**CYRILLIC, **ARABIC, **WHOLE_LETTERS})
