"""Amounts and percents as people write them: "1 234,50 €", "1234.5", "−20 %"; read exactly, never through a float."""

import re
from decimal import Decimal

from django.utils.translation import gettext as _

# Blanks of every kind, which separate thousands, and what an office writes after the number.
IDLE = re.compile(r"[\s\u00a0\u202f]|€|%|eur\b", re.IGNORECASE)
MINUS = str.maketrans("−–", "--")
WRITTEN = re.compile(r"-?\d+(?:[.,]\d+)?", re.ASCII)


def read(text: str) -> Decimal | None:
    """The number in a text; None when there is nothing but blanks. ValueError in a sentence for anything else."""
    bare = IDLE.sub("", text).translate(MINUS)
    if not bare:
        return None
    if not WRITTEN.fullmatch(bare):
        raise ValueError(_("Write a number, as in 1 234,50."))
    return Decimal(bare.replace(",", "."))
