"""An import taken back leaves the register as it was; what was touched since stays and is named."""

import datetime as dt
import json
from io import StringIO

import pghistory.core
import pytest
from django.core.management import CommandError, call_command
from django.forms.models import model_to_dict

from clients import records
from clients.models import Activity, Client, Enrolment
from staff import import_undoing
from staff.models import ImportBatch
from staff.verdicts import ImportRefused
from tests.factories.coaching import AttendanceFactory
from tests.factories.staff import UserFactory
from tests.golden import BOOKS, CODE, IN_ORDER, make_project

pytestmark = pytest.mark.django_db


def register():
    """Every row under history as it stands."""
    models = sorted((events.pgh_tracked_model for events in pghistory.core.event_models()), key=str)
    return {model: [model_to_dict(row) for row in model._base_manager.order_by("pk")] for model in models}


def run(command, *arguments, **options):
    out = StringIO()
    call_command(command, *arguments, json=True, stdout=out, **options)
    return json.loads(out.getvalue())


def bring(name="asiakkaat_2019.xls", kind="clients"):
    return run("import_book", str(BOOKS / name), kind=kind, project=CODE)


def undo(report, **options):
    return run("undo_import", str(report["batch"]), **options)


@pytest.fixture(autouse=True)
def project():
    return make_project()


def test_import_taken_back_leaves_the_register_as_it_was_and_may_come_again():
    before = register()
    first = bring()
    secretary = UserFactory()
    made = sum(len(rows) for rows in register().values()) - sum(len(rows) for rows in before.values()) - 1
    done = undo(first, by=secretary.email)
    assert (done["undone"], done["left"]) == (made, [])
    after = register()
    assert {model: rows for model, rows in after.items() if rows != before[model]}.keys() == {type(secretary)}
    batch = ImportBatch.objects.get(pk=first["batch"])
    assert (batch.state, batch.undone_by) == ("undone", secretary)
    again = bring()
    assert again | {"batch": None} == first | {"batch": None}


@pytest.mark.parametrize(("name", "kind"), IN_ORDER[-2:])
def test_book_about_clients_there_before_is_taken_back_without_a_trace(name, kind):
    for earlier in IN_ORDER[: IN_ORDER.index((name, kind))]:
        bring(*earlier)
    before = register()
    report = bring(name, kind)
    assert register() != before
    assert undo(report)["left"] == []
    assert register() == before


def test_row_touched_since_and_what_it_hangs_on_stay_and_are_named():
    report = bring()
    edited, met = Client.objects.order_by("pk")[:2]
    records.change(client=edited, phone="040 7", by="cli")
    AttendanceFactory(client=met)
    done = undo(report)
    assert {(row["what"], row["key"]) for row in done["left"]} == {
        ("asiakas", edited.pk),
        ("asiakas", met.pk),
    }
    assert set(Client.objects.values_list("pk", flat=True)) == {edited.pk, met.pk}
    assert Enrolment.objects.count() == 0


def test_second_book_keeps_what_it_needs_of_the_first():
    first = bring()
    bring("toiminta_2019-2022.xlsx", "activities")
    clients = set(Activity.objects.values_list("client", flat=True))
    done = undo(first)
    assert set(Client.objects.values_list("pk", flat=True)) == clients
    assert {row["key"] for row in done["left"] if row["what"] == "asiakas"} == clients


def test_import_is_undone_once_and_within_thirty_days_and_only_if_it_is_there():
    batch = ImportBatch.objects.get(pk=bring()["batch"])
    late = batch.applied_at + import_undoing.LASTS + dt.timedelta(seconds=1)
    with pytest.raises(ImportRefused, match="30 päivää"):
        import_undoing.undo(batch=batch, moment=late, by="cli")
    import_undoing.undo(batch=batch, moment=batch.applied_at + import_undoing.LASTS, by="cli")
    with pytest.raises(ImportRefused, match="jo kumottu"):
        import_undoing.undo(batch=batch, moment=late, by="cli")
    with pytest.raises(CommandError, match="Tuontia 999999 ei ole"):
        call_command("undo_import", "999999")
