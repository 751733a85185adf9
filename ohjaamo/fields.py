"""Column kinds of our own."""

import json
from base64 import b64decode, b64encode
from functools import lru_cache
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


class EncryptedJSONField(EncryptedTextField):
    """A list or an object that the database holds encrypted, as JSON; a blank one is kept as it is."""

    # For the type check: what a row holds there is no text.
    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def get_prep_value(self, value: Any) -> Any:
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":")) if value else ""
        return super().get_prep_value(text)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        text = super().from_db_value(value, expression, connection)
        return json.loads(text) if text else self.get_default()


class EncryptedBytesField(models.BinaryField):
    """A file that the database holds encrypted; `purpose` as in EncryptedTextField."""

    def __init__(self, *args: Any, purpose: str = "", **kwargs: Any):
        self.purpose = purpose
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "purpose": self.purpose}

    def get_prep_value(self, value: Any) -> Any:
        return lock(bytes(value), self.purpose) if value else value

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return unlock(bytes(value), self.purpose) if value else value


def seal(text: str, purpose: str) -> str:
    """The text as a token; the same text and purpose give the same token."""
    return "s1:" + b64encode(lock(text.encode(), purpose)).decode()


def unseal(token: str, purpose: str) -> str:
    """The token's text. Raises ValueError when no key fits."""
    return unlock(b64decode(token.removeprefix("s1:")), purpose).decode()


def lock(content: bytes, purpose: str) -> bytes:
    """The content encrypted; the same content and purpose give the same."""
    return _cipher(settings.OHJAAMO_FIELD_KEYS[0]).encrypt(content, [purpose.encode()])


def unlock(sealed: bytes, purpose: str) -> bytes:
    """What was locked. Raises ValueError when no key fits."""
    for key in settings.OHJAAMO_FIELD_KEYS:
        try:
            return _cipher(key).decrypt(sealed, [purpose.encode()])
        except InvalidTag:
            continue
    raise ValueError("No key in OHJAAMO_FIELD_KEYS opens this value.")


@lru_cache
def _cipher(key: str) -> AESSIV:
    return AESSIV(bytes.fromhex(key))
