"""Secret keys: from the environment, or made once under OHJAAMO_VAR for a trial."""

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

SIZES = (32, 64)


def listed(name: str, file_name: str, *, bytes_each: int, var: Path) -> list[str]:
    """The keys in the environment variable (comma-separated, newest first), else one kept in a file of its own.

    The file is made at the first call, readable by its owner only. Keys are 32 or 64 bytes in hexadecimal; refused
    (ImproperlyConfigured) when one isn't, or the file can't be kept.
    """
    given = [key.strip() for key in os.environ.get(name, "").split(",") if key.strip()]
    path = var / file_name
    try:
        keys = given or [_kept(path, bytes_each)]
    except OSError as error:
        raise ImproperlyConfigured(f"The key {path} can't be kept: {error.strerror}.") from error
    if not all(_is_key(key) for key in keys):
        raise ImproperlyConfigured(f"{name} must hold keys of 32 or 64 bytes in hexadecimal.")
    return keys


def _is_key(text: str) -> bool:
    try:
        return len(bytes.fromhex(text)) in SIZES
    except ValueError:
        return False


def _kept(path: Path, bytes_each: int) -> str:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_once(path, secrets.token_hex(bytes_each))
    return path.read_text().strip()


def _write_once(path: Path, text: str) -> None:
    """The file appears whole or not at all; another process that was quicker keeps its own."""
    with tempfile.NamedTemporaryFile("w", dir=path.parent) as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(file.name, path)
