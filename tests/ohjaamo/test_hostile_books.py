"""A file made to hurt, or no spreadsheet at all, gets one plain sentence; only the child process may die of it."""

import os
import resource
import sys
import time
from pathlib import Path

import openpyxl
import pytest

from ohjaamo import book_limits, book_reader, books
from ohjaamo.books import BookError, read_book
from tests.factories.books import ods, ods_row, xlsx
from tests.ohjaamo.hostile_books import BOMBS, LONG, STRANGE, UNPACKED_BOMBS

MAX_GROWTH = 50 * 1024  # KiB, of the process that asks
SECONDS = 30
SECONDS_OF_A_BOMB = 2
SECONDS_OF_A_MILLION_ROWS = 5


def memory(key: str) -> int:
    """What the system says of this process in KiB: VmRSS now, VmHWM at its most since the peak was forgotten."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{key}:"))


def grown_by(path: Path) -> tuple[str, int]:
    """What a file is answered, kind of book or code of refusal, and by how much this process grew meanwhile."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    before = memory("VmRSS")
    try:
        answer, sentence = read_book(path).kind, "-"
    except BookError as error:
        answer, sentence = error.code, str(error)
    growth = memory("VmHWM") - before
    assert sentence
    return answer, growth


def seconds_for(name: str) -> int:
    if name in UNPACKED_BOMBS:
        return SECONDS_OF_A_BOMB
    return SECONDS_OF_A_MILLION_ROWS if name.startswith("riveja_miljoona") else SECONDS


def beside(folder: Path) -> dict[str, tuple[int, int]]:
    return {path.name: (path.lstat().st_size, path.lstat().st_mtime_ns) for path in folder.iterdir()}


def refusal(path: Path, **options) -> str:
    with pytest.raises(BookError) as caught:
        read_book(path, **options)
    assert str(caught.value)
    return caught.value.code


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.fixture(scope="module")
def answers():
    """How long each file took; the figures stand at the end of `pytest -s`."""
    seconds: dict[str, float] = {}
    yield seconds
    slowest = max(seconds, key=seconds.__getitem__)
    print(f"\n{len(seconds)} hostile files answered, the longest: {slowest}, {seconds[slowest]:.1f} s")


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.long] * (name in LONG)) for name in BOMBS | STRANGE]
)
def test_hostile_file_is_answered_in_time_and_leaves_this_process_small(tmp_path, answers, name):
    answer, make = (BOMBS | STRANGE)[name]
    make(tmp_path / name)
    files = beside(tmp_path)
    started = time.monotonic()
    found, growth = grown_by(tmp_path / name)
    answers[name] = time.monotonic() - started
    assert (found, growth < MAX_GROWTH, answers[name] < seconds_for(name)) == (answer, True, True)
    assert beside(tmp_path) == files


def test_wait_for_an_answer_is_shorter_than_promised():
    assert book_limits.CPU_SECONDS < book_limits.WALL_SECONDS < SECONDS


@pytest.mark.parametrize(("rows", "columns"), [(20_000, 15), (20_000, 50), (5_000, 200)])
def test_largest_books_read_leave_this_process_small(tmp_path, rows, columns):
    different = 15 if columns == 15 else 3
    with (tmp_path / "a.csv").open("w", encoding="utf-8") as file:
        for row in range(rows):
            cells = [f"solu {row}.{column}" if column < different else "x" for column in range(columns)]
            file.write(";".join(cells) + "\n")
    answer, growth = grown_by(tmp_path / "a.csv")
    assert (answer, growth < MAX_GROWTH) == ("csv", True)


@pytest.mark.parametrize("name", ["ei_ole.xlsx", ".", "linkki.xlsx", "x" * 300, "nolla\0tavu.xlsx"])
def test_path_without_a_file_is_refused(tmp_path, name):
    (tmp_path / "linkki.xlsx").symlink_to(tmp_path / "ei_ole.xlsx")
    assert refusal(tmp_path / name) == "not_found"


def test_file_that_may_not_be_read_is_told_so(tmp_path, monkeypatch):
    path = xlsx(tmp_path / "a.xlsx", [["x"]])

    def forbid(self):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", forbid)
    with pytest.raises(book_limits.Refused) as caught:
        book_reader.read(path, None, None)
    assert caught.value.code == "unreadable"


def test_unknown_sheet_is_refused_by_its_name(tmp_path):
    path = xlsx(tmp_path / "a.xlsx", [["x"]])
    with pytest.raises(BookError, match="Asiakkaat"):
        read_book(path, sheet="Asiakkaat")
    assert refusal(written(tmp_path / "a.csv", b"a;b\n"), sheet="Asiakkaat") == "unknown_sheet"


def test_file_over_the_limit_is_refused_unread(tmp_path):
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.truncate(book_limits.MAX_FILE_BYTES + 1)
    assert refusal(path) == "too_large"


def test_last_row_of_the_limit_is_still_read(tmp_path):
    book = openpyxl.Workbook()
    book.active["A20000"] = "x"
    book.save(tmp_path / "a.xlsx")
    assert read_book(tmp_path / "a.xlsx").sheet.rows[0].number == 20_000
    csv = written(tmp_path / "a.csv", b"a;b\n" * 20_000)
    assert len(read_book(csv).sheet.rows) == 20_000
    assert refusal(written(csv, b"a;b\n" * 20_001)) == "too_many_rows"


def test_unprintable_characters_stay_visible_and_harm_nothing_else(tmp_path):
    rows = read_book(
        written(tmp_path / "a.csv", b"nimi;kunta\nO\0lga\x07;Kemi\n" + b"Ali;Kemi\n" * 20)
    ).sheet.rows
    assert [cell.value for cell in rows[1].cells] == ["O\ufffdlga\ufffd", "Kemi"]
    assert len(rows) == 22


def test_child_that_runs_out_of_memory_alone_dies(tmp_path, monkeypatch):
    child = (
        "import resource; from ohjaamo import book_limits, book_reader\nbook_reader.bound(); bytearray(2**31)"
    )
    monkeypatch.setattr(books, "CHILD", ["-c", child])
    before = os.getpid()
    assert refusal(xlsx(tmp_path / "a.xlsx", [["x"]])) == "too_complex"
    assert os.getpid() == before


@pytest.mark.parametrize(("platform", "is_bound"), [("linux", True), ("darwin", False)])
def test_child_is_bound_in_memory_only_where_the_system_can(monkeypatch, platform, is_bound):
    bounds = {}
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(resource, "setrlimit", lambda kind, limits: bounds.update({kind: limits}))
    book_reader.bound()
    assert (resource.RLIMIT_AS in bounds) == is_bound
    assert bounds[resource.RLIMIT_CPU] == (book_limits.CPU_SECONDS, book_limits.CPU_SECONDS)
    assert {resource.RLIMIT_FSIZE, resource.RLIMIT_CORE} < set(bounds)


@pytest.mark.parametrize("child", ["import os; os.abort()", "while True: pass", "raise SystemExit(1)"])
def test_child_that_aborts_hangs_or_fails_is_told_as_too_complex(tmp_path, monkeypatch, child):
    monkeypatch.setattr(books, "CHILD", ["-c", child])
    monkeypatch.setattr(books, "WALL_SECONDS", 1)
    assert refusal(xlsx(tmp_path / "a.xlsx", [["x"]])) == "too_complex"


def test_child_knows_no_secret_of_ours(tmp_path, monkeypatch):
    monkeypatch.setenv("OHJAAMO_SECRET_KEY", "salaisuus")
    seen = tmp_path / "seen"
    monkeypatch.setattr(
        books, "CHILD", ["-c", f"import os; open({str(seen)!r}, 'w').write(str(dict(os.environ))); exit(1)"]
    )
    refusal(xlsx(tmp_path / "a.xlsx", [["x"]]))
    assert "PATH" in seen.read_text()
    assert "salaisuus" not in seen.read_text()


@pytest.mark.parametrize("sheet", ["Tiedot\0", "Tiedot\udcff", "x" * 200_000, "--help"])
def test_sheet_name_of_any_letters_is_only_unknown(tmp_path, sheet):
    assert refusal(xlsx(tmp_path / "a.xlsx", [["x"]]), sheet=sheet) == "unknown_sheet"
    assert refusal(ods(tmp_path / "a.ods", ods_row("x")), sheet=sheet) == "unknown_sheet"


def test_messages_stand_for_every_code_the_reader_uses():
    source = "".join(
        path.read_text(encoding="utf-8") for path in Path(books.__file__).parent.glob("book_*.py")
    )
    used = {part.partition('"')[0] for part in source.split('Refused("')[1:]}
    assert used | {"not_found"} == set(books.MESSAGES)
