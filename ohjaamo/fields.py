"""Column kinds of our own."""

from base64 import b64decode, b64encode
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from django.conf import settings
from django.db import models


class EncryptedTextField(models.TextField):
    """Text that the database holds encrypted (AES-SIV): equal text gives an equal token.

    So it can be compared and be unique, but never searched by part or ordered. `purpose` goes into the seal, so that
    a token moved to a column with another purpose can't be read. Keys: OHJAAMO_FIELD_KEYS, the first one writes.
    Raises ValueError when no key fits.
    """

    def __init__(self, *args: Any, purpose: str = "", **kwargs: Any):
        self.purpose = purpose
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "purpose": self.purpose}

    def get_prep_value(self, value: Any) -> Any:
        text = super().get_prep_value(value)
        return seal(text, self.purpose) if text else text

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return unseal(value, self.purpose) if value else value


def seal(text: str, purpose: str) -> str:
    """The text as a token; the same text and purpose give the same token."""
    key = AESSIV(bytes.fromhex(settings.OHJAAMO_FIELD_KEYS[0]))
    return "s1:" + b64encode(key.encrypt(text.encode(), [purpose.encode()])).decode()


def unseal(token: str, purpose: str) -> str:
    """The token's text. Raises ValueError when no key fits."""
    sealed = b64decode(token.removeprefix("s1:"))
    for key in settings.OHJAAMO_FIELD_KEYS:
        try:
            return AESSIV(bytes.fromhex(key)).decrypt(sealed, [purpose.encode()]).decode()
        except InvalidTag:
            continue
    raise ValueError("No key in OHJAAMO_FIELD_KEYS opens this value.")
