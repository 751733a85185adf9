import datetime as dt
import hashlib

import psycopg
import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from ohjaamo.books import BookError
from staff import auditing, imports, staging, tasks
from staff.choices import BatchState, RowStatus
from staff.models import ImportBatch, ImportRow, User
from staff.rows import keep
from staff.verdicts import ImportRefused
from tests.factories.books import xlsx
from tests.factories.staff import UserFactory

pytestmark = pytest.mark.django_db


class People:
    """Takes rows of people in; a person called Virhe is refused by a rule, after a row was written."""

    kind = "people"
    dated = ""
    gathering = None
    models = ("people",)
    titles = {"first_name": ("Etunimi",), "last_name": ("Sukunimi",), "amount": ("Kpl",)}
    needs = (("last_name",),)

    def __init__(self, by="cli"):
        self.by = by

    def begin(self):
        self.known = set(User.objects.values_list("last_name", flat=True))

    def end(self):
        del self.known

    def take(self, cells, verdict):
        name = cells["last_name"].text
        if name in self.known:
            return
        user = User(first_name=cells["first_name"].text, last_name=name, is_active=False, password="!")
        with auditing.act(by=self.by):
            keep(user)
        verdict.created["people"] += 1
        if name == "Virhe":
            raise ValidationError({"last_name": "No such name."})


def staged(tmp_path, *rows, **facts):
    path = xlsx(tmp_path / "kirja.xlsx", [["Etunimi", "Sukunimi", "Kpl"], *rows])
    return staging.stage(path=path, **({"taker": People(), "by": "cli"} | facts))


def statuses(batch):
    return dict(batch.rows.filter(skipped="").values_list("number", "status"))


def test_stage_keeps_what_the_file_was_and_each_row_as_it_was(tmp_path):
    batch = staged(tmp_path, ["Aino", "Virta", 3], ["Olga", "Sokolov", None], project_code="S1")
    content = (tmp_path / "kirja.xlsx").read_bytes()
    assert (batch.file_name, batch.size, batch.sha256) == (
        "kirja.xlsx",
        len(content),
        hashlib.sha256(content).hexdigest(),
    )
    assert (batch.kind, batch.project_code, batch.header_row, batch.state) == ("people", "S1", 1, "staged")
    assert [row.cells for row in batch.rows.filter(skipped="")] == [
        ["Aino", "Virta", "3"],
        ["Olga", "Sokolov", ""],
    ]
    assert User.objects.count() == 0


def test_stage_keeps_raw_cells_encrypted(tmp_path):
    staged(tmp_path, ["Aino", "Virta", 3])
    with connection.cursor() as cursor:
        cursor.execute("SELECT cells FROM staff_importrow")
        assert cursor.fetchone()[0].startswith("s1:")


def test_stage_skips_titles_blanks_totals_and_repeats_and_names_them(tmp_path):
    rows = [
        ["Rekisteri 2019"],
        [],
        ["Etunimi", "Sukunimi", "Kpl"],
        ["Aino", "Virta", 3],
        ["Etunimi", "Sukunimi", "Kpl"],
        ["Summa", "Yhteensä", 2],
        ["Olga", "Sokolov", 4],
        ["Yhteensä", None, "7"],
        [None, "Kaikki yhteensä", "=SUM(C4:C7)"],
    ]
    path = xlsx(tmp_path / "kirja.xlsx", rows)
    report = imports.apply(batch=staging.stage(path=path, taker=People(), by="cli"), taker=People(), by="cli")
    assert report["skipped_rows"] == [
        {"row": 1, "why": "title"},
        {"row": 2, "why": "blank"},
        {"row": 3, "why": "heading"},
        {"row": 5, "why": "heading"},
        {"row": 8, "why": "total"},
        {"row": 9, "why": "total"},
    ]
    assert (report["rows"], report["read"], report["skipped"]) == (9, 3, 6)
    assert User.objects.filter(first_name="Summa").exists()


@pytest.mark.parametrize("rows", [[], [["Yhteensä", None, 3]]])
def test_stage_of_a_book_without_rows_is_refused(tmp_path, rows):
    with pytest.raises(ImportRefused, match="ei ole yhtään riviä"):
        staged(tmp_path, *rows)
    assert ImportBatch.objects.count() == 0


def test_stage_of_a_file_that_cant_be_read_is_refused(tmp_path):
    path = tmp_path / "kirja.xlsx"
    path.write_bytes(b"PK\x03\x04 not a zip")
    with pytest.raises(BookError):
        staging.stage(path=path, taker=People(), by="cli")


def test_stage_of_an_unknown_column_warns_at_its_title(tmp_path):
    path = xlsx(tmp_path / "k.xlsx", [["Etunimi", "Sukunimi", "Kengännumero"], ["Aino", "Virta", 38]])
    batch = staging.stage(path=path, taker=People(), by="cli")
    report = imports.apply(batch=batch, taker=People(), by="cli")
    assert [(each["row"], each["column"]) for each in report["warnings"]] == [(1, "Kengännumero")]


def test_apply_with_a_rows_fault_stops_that_row_only(tmp_path):
    batch = staged(tmp_path, ["Aino", "Virta"], ["Väärä", "Virhe"], ["", "Nimetön"], ["Olga", "Sokolov"])
    report = imports.apply(batch=batch, taker=People(), by="cli")
    assert statuses(batch) == {2: "created", 3: "refused", 4: "refused", 5: "created"}
    assert report["created"] == {"people": 2}
    assert [(each["row"], each["column"]) for each in report["refused"]] == [(3, "Sukunimi"), (4, "Etunimi")]
    assert sorted(User.objects.values_list("last_name", flat=True)) == ["Sokolov", "Virta"]


def test_apply_names_the_batch_in_every_history_context(tmp_path):
    batch = staged(tmp_path, ["Aino", "Virta"])
    imports.apply(batch=batch, taker=People(), by="cli")
    contexts = [
        event.pgh_context.metadata for user in User.objects.all() for event in auditing.history_of(user)
    ]
    assert contexts == [{"actor": "cli", "batch": batch.pk}]


def test_apply_by_a_person_names_her(tmp_path):
    secretary = UserFactory()
    batch = staged(tmp_path, ["Aino", "Virta"], by=secretary)
    imports.apply(batch=batch, taker=People(by=secretary), by=secretary)
    event = auditing.history_of(User.objects.get(last_name="Virta")).get()
    assert (batch.staged_by, event.pgh_context.metadata["actor"]) == (secretary, f"user:{secretary.pk}")


def test_apply_again_is_refused_and_writes_nothing(tmp_path):
    batch = staged(tmp_path, ["Aino", "Virta"])
    imports.apply(batch=batch, taker=People(), by="cli")
    with pytest.raises(ImportRefused, match="on jo tuotu"):
        imports.apply(batch=batch, taker=People(), by="cli")
    assert User.objects.count() == 1


def test_apply_while_another_import_runs_is_refused(tmp_path):
    batch = staged(tmp_path, ["Aino", "Virta"])
    parameters = {
        name: value
        for name, value in connection.get_connection_params().items()
        if name in ("host", "port", "dbname", "user", "password")
    }
    with psycopg.connect(**parameters) as another:
        another.execute("SELECT pg_advisory_lock(%s)", [imports.LOCK])
        with pytest.raises(ImportRefused, match="Toista taulukkoa tuodaan"):
            imports.apply(batch=batch, taker=People(), by="cli")
        another.execute("SELECT pg_advisory_unlock(%s)", [imports.LOCK])
    assert imports.apply(batch=batch, taker=People(), by="cli")["created"] == {"people": 1}


@pytest.mark.parametrize("verb", [imports.apply, imports.judge])
def test_batch_that_cant_be_kept_is_still_what_the_register_says(tmp_path, monkeypatch, verb):
    batch = staged(tmp_path, ["Aino", "Virta"])
    before = dict(batch.counts)
    taker = People()
    monkeypatch.setattr(taker, "models", [object()], raising=False)  # no key of a JSON object
    with pytest.raises(TypeError):
        verb(batch=batch, taker=taker, by="cli")
    assert (batch.state, batch.applied_at, batch.counts) == (BatchState.STAGED, None, before)
    assert User.objects.count() == 0
    assert imports.apply(batch=batch, taker=People(), by="cli")["created"] == {"people": 1}


def test_judge_says_what_would_come_and_writes_nothing(tmp_path):
    batch = staged(tmp_path, ["Aino", "Virta"], ["Väärä", "Virhe"])
    report = imports.judge(batch=batch, taker=People(), by="cli")
    assert (report["created"], len(report["refused"])) == ({"people": 1}, 1)
    assert (User.objects.count(), batch.state) == (0, BatchState.STAGED)
    assert statuses(batch) == {2: RowStatus.CREATED, 3: RowStatus.REFUSED}
    assert imports.apply(batch=batch, taker=People(), by="cli") == report
    assert ImportRow.objects.filter(skipped="").count() == 2


def test_apply_of_a_book_of_rows_we_have_leaves_them_unchanged(tmp_path):
    imports.apply(batch=staged(tmp_path, ["Aino", "Virta"]), taker=People(), by="cli")
    report = imports.apply(batch=staged(tmp_path, ["Aino", "Virta"]), taker=People(), by="cli")
    assert (report["created"], report["updated"], report["unchanged"]) == ({"people": 0}, {"people": 0}, 1)


def test_purge_forgets_the_rows_of_books_past_their_undo_time_only(tmp_path, settings):
    old, late, waiting, fresh = (staged(tmp_path, ["Aino", f"Virta{number}"]) for number in range(4))
    for batch in (old, late, fresh):
        imports.apply(batch=batch, taker=People(), by="cli")
    long_ago = timezone.now() - dt.timedelta(days=settings.OHJAAMO_UNDO_DAYS + 1)
    ImportBatch.objects.update(words={"gender": {"n": "female"}}, days={"born_on": {"order": "dmy"}})
    ImportBatch.objects.filter(pk__in=[old.pk, late.pk, waiting.pk]).update(staged_at=long_ago)
    ImportBatch.objects.filter(pk=old.pk).update(applied_at=long_ago)
    tasks.purge_imports(timestamp=0)
    assert set(ImportRow.objects.values_list("batch", flat=True)) == {late.pk, fresh.pk}
    assert (User.objects.count(), ImportBatch.objects.count()) == (3, 4)
    assert set(ImportBatch.objects.exclude(words={}, days={})) == {late, fresh}
