"""The same client book taken in by others: django-import-export as it comes, and the least that can be done at all."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import python_calamine
import tablib
from django.db import connection
from import_export import fields, resources, widgets
from import_export.results import Result

from clients import names
from clients.models import Client, Enrolment
from projects.models import Project
from staff import auditing

TITLES = ("Asiakasnro", "Sukunimi", "Etunimi", "Syntymäaika", "Sukupuoli", "Puhelin", "Alkoi", "Päättyi")
GENDERS = {"nainen": "female", "mies": "male"}
STAGE = """
    CREATE TEMP TABLE told (client_number text, last_name text, first_names text, born_on date, gender text, phone text,
        starts_on date, ends_on date) ON COMMIT DROP
"""
COPY = "COPY told FROM STDIN"
UPSERT_CLIENTS = """
    INSERT INTO clients_client (client_number, last_name, first_names, born_on, gender, phone, folded_name, name_keys,
        nationalities, mother_tongue, service_languages, email, address, residence_basis, literacy,
        has_safety_restriction, note)
    SELECT client_number, last_name, first_names, born_on, gender, phone, lower(last_name || ' ' || first_names), '{}',
        '{}', '', '{}', '', '', '', '', false, ''
    FROM told
    ON CONFLICT (client_number) DO UPDATE SET last_name = excluded.last_name, first_names = excluded.first_names,
        born_on = excluded.born_on, gender = excluded.gender, phone = excluded.phone
"""
# No unique key says what the same stay is, so the second upsert looks for itself.
UPSERT_STAYS = """
    INSERT INTO clients_enrolment (client_id, project_id, starts_on, ends_on, exit_reason, withdrawn_reason)
    SELECT client.id, %s, told.starts_on, told.ends_on, '', ''
    FROM told JOIN clients_client AS client USING (client_number)
    WHERE NOT EXISTS (
        SELECT FROM clients_enrolment AS stay
        WHERE stay.client_id = client.id AND stay.project_id = %s AND stay.starts_on = told.starts_on)
"""


class ClientsAsTheyCome(resources.ModelResource):
    """django-import-export's own way with clients: each looked up, compared and saved."""

    client_number = fields.Field("client_number", "Asiakasnro")
    last_name = fields.Field("last_name", "Sukunimi")
    first_names = fields.Field("first_names", "Etunimi")
    born_on = fields.Field("born_on", "Syntymäaika", widgets.DateWidget("%d.%m.%Y"))
    gender = fields.Field("gender", "Sukupuoli")
    phone = fields.Field("phone", "Puhelin")

    class Meta:
        model = Client
        # Without it there are no messages by field.
        clean_model_instances = True
        import_id_fields = ("client_number",)
        fields = ("client_number", "last_name", "first_names", "born_on", "gender", "phone")

    def before_import_row(self, row: dict[str, Any], **kwargs: Any) -> None:
        row["Sukupuoli"] = GENDERS.get(row["Sukupuoli"], row["Sukupuoli"])

    def import_instance(self, instance: Client, row: Any, **kwargs: Any) -> None:
        super().import_instance(instance, row, **kwargs)
        instance.folded_name = names.fold(f"{instance.last_name} {instance.first_names}")
        instance.name_keys = sorted(names.keys(instance.folded_name))


class StaysAsTheyCome(resources.ModelResource):
    """The same with their stays, which come after the clients."""

    client = fields.Field("client", "Asiakasnro", widgets.ForeignKeyWidget(Client, "client_number"))
    starts_on = fields.Field("starts_on", "Alkoi", widgets.DateWidget("%d.%m.%Y"))
    ends_on = fields.Field("ends_on", "Päättyi", widgets.DateWidget("%d.%m.%Y"))

    class Meta:
        model = Enrolment
        clean_model_instances = True
        import_id_fields = ("client", "starts_on")
        fields = ("client", "starts_on", "ends_on")

    def __init__(self, project: Project) -> None:
        super().__init__()
        self.project = project

    def import_instance(self, instance: Enrolment, row: Any, **kwargs: Any) -> None:
        instance.project = self.project
        super().import_instance(instance, row, **kwargs)


def preview_and_confirm(path: Path, project: Project) -> None:
    """What its admin does for the two tables: a trial run of each, shown to somebody, then the same in earnest."""
    with auditing.act(by="cli"):
        for resource in (ClientsAsTheyCome(), StaysAsTheyCome(project)):
            for is_trial in (True, False):
                book = tablib.Dataset().load(path.read_bytes(), format="xlsx")
                result: Result = resource.import_data(book, dry_run=is_trial)
                assert not result.has_errors(), result.row_errors()[:1]
                assert not result.has_validation_errors(), result.invalid_rows[:1]


def least(path: Path, project: Project) -> None:
    """Read, copy, one upsert a table: no row is judged, nobody recognised, nothing told."""
    _titles, *rows = python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    with auditing.act(by="cli"), connection.cursor() as cursor:
        cursor.execute(STAGE)
        with cursor.copy(COPY) as copy:
            for row in rows:
                copy.write_row(_read(row))
        cursor.execute(UPSERT_CLIENTS)
        cursor.execute(UPSERT_STAYS, [project.pk, project.pk])
        cursor.execute("DROP TABLE told")


def _read(row: Sequence[str]) -> list[Any]:
    number, last_name, first_names, born_on, gender, phone, starts_on, ends_on = row
    return [
        number,
        last_name,
        first_names,
        _day(born_on),
        GENDERS[gender],
        phone,
        _day(starts_on),
        _day(ends_on),
    ]


def _day(text: str) -> dt.date:
    day, month, year = map(int, text.split("."))
    return dt.date(year, month, day)
