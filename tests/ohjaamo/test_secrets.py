import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from ohjaamo import secrets
from ohjaamo.database import ROOT

MAKE_ONE = (
    "import sys; from pathlib import Path; from ohjaamo import secrets\n"
    "print(secrets.listed('OHJAAMO_TEST_KEY', 'x.key', bytes_each=64, var=Path(sys.argv[1]))[0])"
)


def listed(var) -> list[str]:
    return secrets.listed("OHJAAMO_TEST_KEY", "x.key", bytes_each=64, var=var)


OLD, NEW = "aa" * 64, "bb" * 32


@pytest.mark.parametrize(
    ("given", "keys"),
    [(OLD, [OLD]), (f"{NEW}, {OLD}", [NEW, OLD]), (f"{NEW},{OLD},", [NEW, OLD])],
)
def test_keys_in_the_environment_are_taken_in_order(monkeypatch, tmp_path, given, keys):
    monkeypatch.setenv("OHJAAMO_TEST_KEY", given)
    assert listed(tmp_path) == keys
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("given", ["", " ", ","])
def test_key_is_made_once_and_kept_when_none_is_given(monkeypatch, tmp_path, given):
    monkeypatch.setenv("OHJAAMO_TEST_KEY", given)
    var = tmp_path / "deep" / "var"
    first = listed(var)
    assert [len(bytes.fromhex(key)) for key in first] == [64]
    assert listed(var) == first
    assert [path.name for path in var.iterdir()] == ["x.key"]


def test_key_is_readable_by_its_owner_only(tmp_path):
    listed(tmp_path)
    assert oct((tmp_path / "x.key").stat().st_mode & 0o777) == "0o600"


def test_keys_of_two_places_differ(tmp_path):
    assert listed(tmp_path / "one") != listed(tmp_path / "other")


def test_key_made_by_several_processes_at_once_is_one(tmp_path):
    racers = [
        subprocess.Popen(
            [sys.executable, "-c", MAKE_ONE, tmp_path], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        for _each in range(6)
    ]
    keys = {racer.communicate()[0].strip() for racer in racers}
    assert keys == set(listed(tmp_path))


def test_key_left_half_written_by_a_quicker_process_is_not_taken(tmp_path, monkeypatch):
    # Whoever comes second finds a whole file: the name appears only when the text is written.
    seen = []
    link = os.link

    def watched(file, path) -> None:
        seen.append(Path(file).read_text())
        link(file, path)

    monkeypatch.setattr(os, "link", watched)
    assert listed(tmp_path) == seen


@pytest.mark.parametrize("given", ["abc", "build", "aa" * 63, f"{OLD},abc"])
def test_key_that_is_none_is_refused_without_being_repeated(monkeypatch, tmp_path, given):
    monkeypatch.setenv("OHJAAMO_TEST_KEY", given)
    with pytest.raises(ImproperlyConfigured) as refused:
        listed(tmp_path)
    assert str(refused.value) == "OHJAAMO_TEST_KEY must hold keys of 32 or 64 bytes in hexadecimal."


def test_place_that_keeps_no_file_is_refused_in_a_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ImproperlyConfigured) as refused:
        listed(tmp_path / "file")
    assert str(refused.value).endswith("can't be kept: File exists.")
