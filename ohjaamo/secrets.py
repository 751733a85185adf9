"""Secret keys: from the environment, or made once under OHJAAMO_VAR for a trial."""

import os
import secrets
from pathlib import Path


def listed(name: str, file_name: str, *, bytes_each: int, var: Path) -> list[str]:
    """The keys in the environment variable (comma-separated, newest first), else one kept in a file of its own.

    The file is made at the first call, readable by its owner only. Keys are hexadecimal.
    """
    if given := os.environ.get(name, ""):
        return [key.strip() for key in given.split(",")]
    path = var / file_name
    var.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return [path.read_text().strip()]
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_hex(bytes_each))
    return [path.read_text().strip()]
