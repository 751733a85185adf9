import shutil
import tempfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def open_folder():
    """A folder that PostgreSQL's user reaches also when the tests run as root, whose tmp_path is private."""
    folder = Path(tempfile.mkdtemp(prefix="ohjaamo-long-")).resolve()
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)
