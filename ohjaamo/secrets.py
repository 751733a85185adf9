"""Secret keys: from the environment, or made once under OHJAAMO_VAR for a trial."""

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path


def listed(name: str, file_name: str, *, bytes_each: int, var: Path) -> list[str]:
    """The keys in the environment variable (comma-separated, newest first), else one kept in a file of its own.

    The file is made at the first call, readable by its owner only. Keys are hexadecimal.
    """
    given = [key.strip() for key in os.environ.get(name, "").split(",") if key.strip()]
    if given:
        return given
    path = var / file_name
    if not path.exists():
        var.mkdir(parents=True, exist_ok=True)
        _write_once(path, secrets.token_hex(bytes_each))
    return [path.read_text().strip()]


def _write_once(path: Path, text: str) -> None:
    """The file appears whole or not at all; another process that was quicker keeps its own."""
    with tempfile.NamedTemporaryFile("w", dir=path.parent) as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(file.name, path)
