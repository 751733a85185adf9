import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.constraints
import django.db.models.deletion
import ohjaamo.constraints
import pgtrigger.compiler
import projects.models.project
import staff.installing
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("staff", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Partner",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("note", models.TextField(blank=True, verbose_name="note")),
            ],
            options={
                "verbose_name": "partner",
                "verbose_name_plural": "partners",
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("name",),
                        name="projects_partner_name_once",
                        violation_error_message="There is already a partner of this name.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name__regex", "\\S")),
                        name="projects_partner_named",
                        violation_error_message="Give the partner's name.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="actor_required",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF COALESCE(NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'actor', '') = '' THEN\n        RAISE EXCEPTION 'a write to % without an actor', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';\n    END IF;\n    RETURN NULL;\n",
                            hash="e7911725827710f355a002105ebbb84abfa21036",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_actor_required_05810",
                            table="projects_partner",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "projects_partnerevent" ("id", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."name", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="97db0992f546ab24fb0a5cf762ce92d5a686433c",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_f3f5f",
                            table="projects_partner",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "projects_partnerevent" ("id", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."name", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="e866b0f3e55b7d81b9ab547b40c90b64633d1da6",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_97c86",
                            table="projects_partner",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "projects_partnerevent" ("id", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."id", OLD."name", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                            hash="62d9520f2b7d13dc2623a5228b58864d11e6c4f2",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_0cd37",
                            table="projects_partner",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Municipality",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=3, verbose_name="official code")),
                ("name_fi", models.CharField(max_length=60, verbose_name="Finnish name")),
                ("name_sv", models.CharField(blank=True, max_length=60, verbose_name="Swedish name")),
            ],
            options={
                "verbose_name": "municipality",
                "verbose_name_plural": "municipalities",
                "ordering": ["name_fi"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("code",),
                        name="projects_municipality_code_once",
                        violation_error_message="There is already a municipality with this code.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "^[0-9]{3}$")),
                        name="projects_municipality_code_shape",
                        violation_error_message="A municipality's code has three digits.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name_fi__regex", "\\S")),
                        name="projects_municipality_named",
                        violation_error_message="Give the municipality's name.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="actor_required",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF COALESCE(NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'actor', '') = '' THEN\n        RAISE EXCEPTION 'a write to % without an actor', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';\n    END IF;\n    RETURN NULL;\n",
                            hash="a2192f83cebe4a63a10d80028582f182ad54903c",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_actor_required_4e421",
                            table="projects_municipality",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "projects_municipalityevent" ("code", "id", "name_fi", "name_sv", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."code", NEW."id", NEW."name_fi", NEW."name_sv", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="0a90b873dce3754a4b7bc2304f2f952424169ba6",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c7716",
                            table="projects_municipality",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "projects_municipalityevent" ("code", "id", "name_fi", "name_sv", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."code", NEW."id", NEW."name_fi", NEW."name_sv", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="cea0894139aa522dfc9919265a302750afeabf68",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a4e19",
                            table="projects_municipality",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "projects_municipalityevent" ("code", "id", "name_fi", "name_sv", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."code", OLD."id", OLD."name_fi", OLD."name_sv", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                            hash="bc86acb46f49b6ff84c28ecf241037522ef6e174",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_3e558",
                            table="projects_municipality",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ForeignLanguageShare",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("as_of", models.DateField(verbose_name="as of")),
                (
                    "share_percent",
                    models.DecimalField(decimal_places=2, max_digits=5, verbose_name="share, %"),
                ),
                ("persons", models.PositiveIntegerField(verbose_name="persons")),
                ("source", models.CharField(max_length=200, verbose_name="source")),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="foreign_language_shares",
                        to="projects.municipality",
                        verbose_name="municipality",
                    ),
                ),
            ],
            options={
                "verbose_name": "share of foreign-language residents",
                "verbose_name_plural": "shares of foreign-language residents",
                "ordering": ["municipality", "-as_of"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "as_of", "source"),
                        name="projects_foreignlanguageshare_once",
                        violation_error_message="This source already gives the share for the day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("share_percent__gte", 0), ("share_percent__lte", 100)),
                        name="projects_foreignlanguageshare_percent",
                        violation_error_message="A share is between 0 and 100 per cent.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source__regex", "\\S")),
                        name="projects_foreignlanguageshare_sourced",
                        violation_error_message="Say where the share comes from.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="actor_required",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF COALESCE(NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'actor', '') = '' THEN\n        RAISE EXCEPTION 'a write to % without an actor', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';\n    END IF;\n    RETURN NULL;\n",
                            hash="cbfd99db740ce97b749491515b869bc88a25bacb",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_actor_required_84fd3",
                            table="projects_foreignlanguageshare",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "projects_foreignlanguageshareevent" ("as_of", "id", "municipality_id", "persons", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "share_percent", "source") VALUES (NEW."as_of", NEW."id", NEW."municipality_id", NEW."persons", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."share_percent", NEW."source"); RETURN NULL;',
                            hash="aab87c2fe31d58257bcc391b790313e1c6e1dcee",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_7b001",
                            table="projects_foreignlanguageshare",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "projects_foreignlanguageshareevent" ("as_of", "id", "municipality_id", "persons", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "share_percent", "source") VALUES (NEW."as_of", NEW."id", NEW."municipality_id", NEW."persons", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."share_percent", NEW."source"); RETURN NULL;',
                            hash="5fef8029712d3bcd805f06c76feea4a17ccca731",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_fde08",
                            table="projects_foreignlanguageshare",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "projects_foreignlanguageshareevent" ("as_of", "id", "municipality_id", "persons", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "share_percent", "source") VALUES (OLD."as_of", OLD."id", OLD."municipality_id", OLD."persons", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."share_percent", OLD."source"); RETURN NULL;',
                            hash="3198cdfbf7fa42d057bdc1c1552794ca58bd4172",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b5f10",
                            table="projects_foreignlanguageshare",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MunicipalityEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("id", models.BigIntegerField()),
                ("code", models.CharField(max_length=3, verbose_name="official code")),
                ("name_fi", models.CharField(max_length=60, verbose_name="Finnish name")),
                ("name_sv", models.CharField(blank=True, max_length=60, verbose_name="Swedish name")),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="projects.municipality",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="0ea44ddbf0c243e135c6f4825d4acd273d1b4793",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_2217b",
                            table="projects_municipalityevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PartnerContact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("held_on", models.DateField(verbose_name="day")),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("meeting", "Meeting"),
                            ("phone", "Phone call"),
                            ("message", "Message"),
                            ("event", "Event"),
                        ],
                        max_length=10,
                        verbose_name="way",
                    ),
                ),
                ("summary", models.TextField(verbose_name="what was agreed")),
                (
                    "held_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts",
                        to="projects.partner",
                        verbose_name="partner",
                    ),
                ),
            ],
            options={
                "verbose_name": "contact with a partner",
                "verbose_name_plural": "contacts with partners",
                "ordering": ["-held_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("way__in", ["meeting", "phone", "message", "event"])),
                        name="projects_partnercontact_way_known",
                        violation_error_message="This isn't one of the choices.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("summary__regex", "\\S")),
                        name="projects_partnercontact_summarised",
                        violation_error_message="Say what was agreed.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="actor_required",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF COALESCE(NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'actor', '') = '' THEN\n        RAISE EXCEPTION 'a write to % without an actor', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';\n    END IF;\n    RETURN NULL;\n",
                            hash="dadc0c696d636f9a184833247439220bc0a64468",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_actor_required_0e98e",
                            table="projects_partnercontact",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "projects_partnercontactevent" ("held_by_id", "held_on", "id", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "summary", "way") VALUES (NEW."held_by_id", NEW."held_on", NEW."id", NEW."partner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."summary", NEW."way"); RETURN NULL;',
                            hash="55d74de9fae72af00541fe99db51fe205eafc713",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a520d",
                            table="projects_partnercontact",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "projects_partnercontactevent" ("held_by_id", "held_on", "id", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "summary", "way") VALUES (NEW."held_by_id", NEW."held_on", NEW."id", NEW."partner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."summary", NEW."way"); RETURN NULL;',
                            hash="6f15a3fa5e514c53560ceb0807a4fa2d999706ff",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e519f",
                            table="projects_partnercontact",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "projects_partnercontactevent" ("held_by_id", "held_on", "id", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "summary", "way") VALUES (OLD."held_by_id", OLD."held_on", OLD."id", OLD."partner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."summary", OLD."way"); RETURN NULL;',
                            hash="6738fcc499fa30814de3a2c4bfa79dffb4cbbc2d",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_de39d",
                            table="projects_partnercontact",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PartnerEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="projects.partner",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="f23aef314d6032e2641ae3d5fc2b3670c97afeef",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_8953d",
                            table="projects_partnerevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PartnerContactEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("id", models.BigIntegerField()),
                ("held_on", models.DateField(verbose_name="day")),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("meeting", "Meeting"),
                            ("phone", "Phone call"),
                            ("message", "Message"),
                            ("event", "Event"),
                        ],
                        max_length=10,
                        verbose_name="way",
                    ),
                ),
                ("summary", models.TextField(verbose_name="what was agreed")),
                (
                    "held_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.partner",
                        verbose_name="partner",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="projects.partnercontact",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="13f87be2aae6429884d1471726044ff53c5ee637",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_f2254",
                            table="projects_partnercontactevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ForeignLanguageShareEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("id", models.BigIntegerField()),
                ("as_of", models.DateField(verbose_name="as of")),
                (
                    "share_percent",
                    models.DecimalField(decimal_places=2, max_digits=5, verbose_name="share, %"),
                ),
                ("persons", models.PositiveIntegerField(verbose_name="persons")),
                ("source", models.CharField(max_length=200, verbose_name="source")),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="projects.foreignlanguageshare",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.municipality",
                        verbose_name="municipality",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="f40caf7ab8fea175b9f1990b340156492ec8609d",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_ed4b2",
                            table="projects_foreignlanguageshareevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Project",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=40, verbose_name="project code")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "lead_implementer",
                    models.CharField(blank=True, max_length=200, verbose_name="lead implementer"),
                ),
                (
                    "partner_implementer",
                    models.CharField(blank=True, max_length=200, verbose_name="partner implementer"),
                ),
                (
                    "programme_period",
                    models.CharField(
                        blank=True,
                        choices=[("2014-2020", "2014–2020"), ("2021-2027", "2021–2027")],
                        max_length=9,
                        verbose_name="programme period",
                    ),
                ),
                ("priority_axis", models.CharField(blank=True, max_length=200, verbose_name="priority axis")),
                (
                    "specific_objective",
                    models.CharField(blank=True, max_length=300, verbose_name="specific objective"),
                ),
                ("starts_on", models.DateField(verbose_name="starts on")),
                ("ends_on", models.DateField(verbose_name="ends on")),
                (
                    "target_age_min",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="youngest in the target group"
                    ),
                ),
                (
                    "target_age_max",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="oldest in the target group"
                    ),
                ),
                (
                    "reporting_dates",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.DateField(),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="reporting dates",
                    ),
                ),
                (
                    "stage_names",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        default=projects.models.project.default_stages,
                        size=None,
                        verbose_name="stages of the path",
                    ),
                ),
                (
                    "parts_off",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("path", "Client path"),
                                ("groups", "Groups"),
                                ("services", "Service tray"),
                                ("employers", "Employers"),
                                ("money", "Money"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="parts switched off",
                    ),
                ),
            ],
            options={
                "verbose_name": "project",
                "verbose_name_plural": "projects",
                "ordering": ["-starts_on", "code"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("code",),
                        name="projects_project_code_once",
                        violation_error_message="There is already a project with this code.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on__isnull", True),
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="projects_project_days_ordered",
                        violation_error_message="The last day is before the first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "\\S")),
                        name="projects_project_code_given",
                        violation_error_message="Give the project's code.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name__regex", "\\S")),
                        name="projects_project_named",
                        violation_error_message="Give the project's name.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("programme_period__in", ["2014-2020", "2021-2027", ""])),
                        name="projects_project_period_known",
                        violation_error_message="This isn't one of the choices.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("target_age_min__isnull", True),
                            ("target_age_max__isnull", True),
                            ("target_age_max__gte", models.F("target_age_min")),
                            _connector="OR",
                        ),
                        name="projects_project_ages_ordered",
                        violation_error_message="The oldest age is below the youngest.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="actor_required",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF COALESCE(NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'actor', '') = '' THEN\n        RAISE EXCEPTION 'a write to % without an actor', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';\n    END IF;\n    RETURN NULL;\n",
                            hash="260fc705032351943eb3ee495865be078774eddb",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_actor_required_3233c",
                            table="projects_project",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "projects_projectevent" ("code", "ends_on", "id", "lead_implementer", "name", "partner_implementer", "parts_off", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority_axis", "programme_period", "reporting_dates", "specific_objective", "stage_names", "starts_on", "target_age_max", "target_age_min") VALUES (NEW."code", NEW."ends_on", NEW."id", NEW."lead_implementer", NEW."name", NEW."partner_implementer", NEW."parts_off", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."priority_axis", NEW."programme_period", NEW."reporting_dates", NEW."specific_objective", NEW."stage_names", NEW."starts_on", NEW."target_age_max", NEW."target_age_min"); RETURN NULL;',
                            hash="a891e121c9a69fc941db3a7a71fae69750c64320",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_2e147",
                            table="projects_project",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "projects_projectevent" ("code", "ends_on", "id", "lead_implementer", "name", "partner_implementer", "parts_off", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority_axis", "programme_period", "reporting_dates", "specific_objective", "stage_names", "starts_on", "target_age_max", "target_age_min") VALUES (NEW."code", NEW."ends_on", NEW."id", NEW."lead_implementer", NEW."name", NEW."partner_implementer", NEW."parts_off", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."priority_axis", NEW."programme_period", NEW."reporting_dates", NEW."specific_objective", NEW."stage_names", NEW."starts_on", NEW."target_age_max", NEW."target_age_min"); RETURN NULL;',
                            hash="f51aafa96ace2b405199185ac280589032561c4e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_804c3",
                            table="projects_project",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "projects_projectevent" ("code", "ends_on", "id", "lead_implementer", "name", "partner_implementer", "parts_off", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority_axis", "programme_period", "reporting_dates", "specific_objective", "stage_names", "starts_on", "target_age_max", "target_age_min") VALUES (OLD."code", OLD."ends_on", OLD."id", OLD."lead_implementer", OLD."name", OLD."partner_implementer", OLD."parts_off", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."priority_axis", OLD."programme_period", OLD."reporting_dates", OLD."specific_objective", OLD."stage_names", OLD."starts_on", OLD."target_age_max", OLD."target_age_min"); RETURN NULL;',
                            hash="09cdc64c676c5c2221cbf8469e893c533eea6181",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_2192f",
                            table="projects_project",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ActivityCategory",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("vocational", "In vocational education"),
                            ("integration", "In integration training"),
                            ("other_education", "In other education"),
                            ("work", "At work"),
                            ("work_trial", "In a work trial"),
                            ("other", "Other (family leave, sick leave)"),
                            ("unemployed", "Unemployed jobseeker"),
                        ],
                        max_length=20,
                        verbose_name="activity",
                    ),
                ),
                (
                    "precedence",
                    models.PositiveSmallIntegerField(verbose_name="place in the order of precedence"),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="categories",
                        to="projects.project",
                        verbose_name="project",
                    ),
                ),
            ],
            options={
                "verbose_name": "activity category",
                "verbose_name_plural": "activity categories",
                "ordering": ["project", "precedence"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("project", "kind"),
                        name="projects_activitycategory_kind_once",
                        violation_error_message="The project already has this category.",
                    ),
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("project", "precedence"),
                        name="projects_activitycategory_precedence_once",
                        violation_error_message="Another category already has this place in the order.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "vocational",
                                    "integration",
                                    "other_education",
                                    "work",
                                    "work_trial",
                                    "other",
                                    "unemployed",
                                ],
                            )
                        ),
                        name="projects_activitycategory_kind_known",
                        violation_error_message="This isn't one of the choices.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("precedence__gte", models.Value(1))),
                        name="projects_activitycategory_precedence_from_one",
                        violation_error_message="The order of precedence begins from one.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="actor_required",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF COALESCE(NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'actor', '') = '' THEN\n        RAISE EXCEPTION 'a write to % without an actor', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';\n    END IF;\n    RETURN NULL;\n",
                            hash="6769d5ebf2e3e425544f38a53d0eb5f6187fb106",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_actor_required_5cbcb",
                            table="projects_activitycategory",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "projects_activitycategoryevent" ("id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "precedence", "project_id") VALUES (NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."precedence", NEW."project_id"); RETURN NULL;',
                            hash="d7641e69d70838f0bc9fff79b6bd5fb14e381f30",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8e0c9",
                            table="projects_activitycategory",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "projects_activitycategoryevent" ("id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "precedence", "project_id") VALUES (NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."precedence", NEW."project_id"); RETURN NULL;',
                            hash="121c5cbf4336e8d5627180a5cc3693de4efaf716",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7ca17",
                            table="projects_activitycategory",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "projects_activitycategoryevent" ("id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "precedence", "project_id") VALUES (OLD."id", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."precedence", OLD."project_id"); RETURN NULL;',
                            hash="819b83fdcb986e09996cdd7188cfd0de81059bf7",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_8f70e",
                            table="projects_activitycategory",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProjectArea",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="areas",
                        to="projects.municipality",
                        verbose_name="municipality",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="areas",
                        to="projects.project",
                        verbose_name="project",
                    ),
                ),
            ],
            options={
                "verbose_name": "municipality of a project's area",
                "verbose_name_plural": "municipalities of projects' areas",
                "ordering": ["project", "municipality"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("project", "municipality"),
                        name="projects_projectarea_once",
                        violation_error_message="The municipality already belongs to the area.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="actor_required",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF COALESCE(NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'actor', '') = '' THEN\n        RAISE EXCEPTION 'a write to % without an actor', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';\n    END IF;\n    RETURN NULL;\n",
                            hash="4185631af6d6b212bff522e6d7fe5b35e7f3fd74",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_actor_required_87a10",
                            table="projects_projectarea",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "projects_projectareaevent" ("id", "municipality_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id") VALUES (NEW."id", NEW."municipality_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."project_id"); RETURN NULL;',
                            hash="4c37b92e993dc63991e92e148f23e9d57b2044e6",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_22a8a",
                            table="projects_projectarea",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "projects_projectareaevent" ("id", "municipality_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id") VALUES (NEW."id", NEW."municipality_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."project_id"); RETURN NULL;',
                            hash="4819fbb4bfaf9c8f5b01dc39780cbb8bf00b5c0c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_9b3b6",
                            table="projects_projectarea",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "projects_projectareaevent" ("id", "municipality_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id") VALUES (OLD."id", OLD."municipality_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."project_id"); RETURN NULL;',
                            hash="ef9f3647bff8b8da740315c8ec13ffed645fe403",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_1fcd4",
                            table="projects_projectarea",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProjectEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("id", models.BigIntegerField()),
                ("code", models.CharField(max_length=40, verbose_name="project code")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "lead_implementer",
                    models.CharField(blank=True, max_length=200, verbose_name="lead implementer"),
                ),
                (
                    "partner_implementer",
                    models.CharField(blank=True, max_length=200, verbose_name="partner implementer"),
                ),
                (
                    "programme_period",
                    models.CharField(
                        blank=True,
                        choices=[("2014-2020", "2014–2020"), ("2021-2027", "2021–2027")],
                        max_length=9,
                        verbose_name="programme period",
                    ),
                ),
                ("priority_axis", models.CharField(blank=True, max_length=200, verbose_name="priority axis")),
                (
                    "specific_objective",
                    models.CharField(blank=True, max_length=300, verbose_name="specific objective"),
                ),
                ("starts_on", models.DateField(verbose_name="starts on")),
                ("ends_on", models.DateField(verbose_name="ends on")),
                (
                    "target_age_min",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="youngest in the target group"
                    ),
                ),
                (
                    "target_age_max",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="oldest in the target group"
                    ),
                ),
                (
                    "reporting_dates",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.DateField(),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="reporting dates",
                    ),
                ),
                (
                    "stage_names",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        default=projects.models.project.default_stages,
                        size=None,
                        verbose_name="stages of the path",
                    ),
                ),
                (
                    "parts_off",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("path", "Client path"),
                                ("groups", "Groups"),
                                ("services", "Service tray"),
                                ("employers", "Employers"),
                                ("money", "Money"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="parts switched off",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="projects.project",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="1e539f9fdce38ce92bafc8b1e4a452e7eeeec59d",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_bce67",
                            table="projects_projectevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProjectExtension",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="starts on")),
                ("ends_on", models.DateField(verbose_name="ends on")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="extensions",
                        to="projects.project",
                        verbose_name="project",
                    ),
                ),
            ],
            options={
                "verbose_name": "extension of a project",
                "verbose_name_plural": "extensions of projects",
                "ordering": ["project", "starts_on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on__isnull", True),
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="projects_projectextension_days_ordered",
                        violation_error_message="The last day is before the first.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("project", "="),
                            (
                                ohjaamo.constraints.DayRange(
                                    "starts_on",
                                    "ends_on",
                                    django.contrib.postgres.fields.ranges.RangeBoundary(
                                        inclusive_lower=True, inclusive_upper=True
                                    ),
                                ),
                                "&&",
                            ),
                        ],
                        name="projects_projectextension_no_overlap",
                        violation_error_message="The project already has an extension for these days.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="actor_required",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF COALESCE(NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'actor', '') = '' THEN\n        RAISE EXCEPTION 'a write to % without an actor', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';\n    END IF;\n    RETURN NULL;\n",
                            hash="95c14e8e9ccfabb78396e80b78f52c3000f4a198",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_actor_required_4ef7b",
                            table="projects_projectextension",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "projects_projectextensionevent" ("ends_on", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "starts_on") VALUES (NEW."ends_on", NEW."id", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."project_id", NEW."starts_on"); RETURN NULL;',
                            hash="183633a72ea98e0b4dcdaef6fafe1ff8dcb9d2e8",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_52542",
                            table="projects_projectextension",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "projects_projectextensionevent" ("ends_on", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "starts_on") VALUES (NEW."ends_on", NEW."id", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."project_id", NEW."starts_on"); RETURN NULL;',
                            hash="2d2d0b3c6f1788e3d53a0b8190087ca7f693c44c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6063d",
                            table="projects_projectextension",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "projects_projectextensionevent" ("ends_on", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "starts_on") VALUES (OLD."ends_on", OLD."id", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."project_id", OLD."starts_on"); RETURN NULL;',
                            hash="53587aade1190c299326120224e79705240bcc26",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_25489",
                            table="projects_projectextension",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProjectMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "roles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("coach", "coach"),
                                ("coordinator", "coordinator"),
                                ("manager", "project manager"),
                                ("secretary", "project secretary"),
                                ("partner", "partner implementer"),
                                ("auditor", "auditor"),
                            ],
                            max_length=20,
                        ),
                        size=None,
                        verbose_name="roles",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="starts on")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="ends on")),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="projects.project",
                        verbose_name="project",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
            ],
            options={
                "verbose_name": "member of a project",
                "verbose_name_plural": "members of projects",
                "ordering": ["project", "user", "starts_on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on__isnull", True),
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="projects_projectmember_days_ordered",
                        violation_error_message="The last day is before the first.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("project", "="),
                            ("user", "="),
                            (
                                ohjaamo.constraints.DayRange(
                                    "starts_on",
                                    "ends_on",
                                    django.contrib.postgres.fields.ranges.RangeBoundary(
                                        inclusive_lower=True, inclusive_upper=True
                                    ),
                                ),
                                "&&",
                            ),
                        ],
                        name="projects_projectmember_no_overlap",
                        violation_error_message="The person already works in the project on these days.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "roles__contained_by",
                                ["coach", "coordinator", "manager", "secretary", "partner", "auditor"],
                            )
                        ),
                        name="projects_projectmember_roles_known",
                        violation_error_message="One of the roles isn't known.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("roles__len__gte", 1)),
                        name="projects_projectmember_roles_given",
                        violation_error_message="Give at least one role.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="actor_required",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF COALESCE(NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'actor', '') = '' THEN\n        RAISE EXCEPTION 'a write to % without an actor', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';\n    END IF;\n    RETURN NULL;\n",
                            hash="f4819c369d63cee425e658100a6967ab1d0bd896",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_actor_required_87ff8",
                            table="projects_projectmember",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "projects_projectmemberevent" ("ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "roles", "starts_on", "user_id") VALUES (NEW."ends_on", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."project_id", NEW."roles", NEW."starts_on", NEW."user_id"); RETURN NULL;',
                            hash="ad91608f369ba5dafb58d0933edede8358caa621",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_31b7a",
                            table="projects_projectmember",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "projects_projectmemberevent" ("ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "roles", "starts_on", "user_id") VALUES (NEW."ends_on", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."project_id", NEW."roles", NEW."starts_on", NEW."user_id"); RETURN NULL;',
                            hash="4b278496326233e9cbf06f32de9f4476249cb504",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_1bca3",
                            table="projects_projectmember",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "projects_projectmemberevent" ("ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "roles", "starts_on", "user_id") VALUES (OLD."ends_on", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."project_id", OLD."roles", OLD."starts_on", OLD."user_id"); RETURN NULL;',
                            hash="d8e74fa472a7fcdf40eef1464e17825c90048b78",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_74481",
                            table="projects_projectmember",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ServiceLanguage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("language", models.CharField(max_length=3, verbose_name="language")),
                ("starts_on", models.DateField(verbose_name="starts on")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="ends on")),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="service_languages",
                        to="projects.project",
                        verbose_name="project",
                    ),
                ),
            ],
            options={
                "verbose_name": "service language",
                "verbose_name_plural": "service languages",
                "ordering": ["project", "starts_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on__isnull", True),
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="projects_servicelanguage_days_ordered",
                        violation_error_message="The last day is before the first.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("project", "="),
                            ("language", "="),
                            (
                                ohjaamo.constraints.DayRange(
                                    "starts_on",
                                    "ends_on",
                                    django.contrib.postgres.fields.ranges.RangeBoundary(
                                        inclusive_lower=True, inclusive_upper=True
                                    ),
                                ),
                                "&&",
                            ),
                        ],
                        name="projects_servicelanguage_no_overlap",
                        violation_error_message="The project already serves in this language then.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="actor_required",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF COALESCE(NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'actor', '') = '' THEN\n        RAISE EXCEPTION 'a write to % without an actor', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';\n    END IF;\n    RETURN NULL;\n",
                            hash="27bd2dbf86c98a6e73ba6c370d6ecf474f069fb3",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_actor_required_16455",
                            table="projects_servicelanguage",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "projects_servicelanguageevent" ("ends_on", "id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "starts_on") VALUES (NEW."ends_on", NEW."id", NEW."language", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."project_id", NEW."starts_on"); RETURN NULL;',
                            hash="5a53a3a9504d6534cff6216cfe45bdc41170374b",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_09758",
                            table="projects_servicelanguage",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "projects_servicelanguageevent" ("ends_on", "id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "starts_on") VALUES (NEW."ends_on", NEW."id", NEW."language", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."project_id", NEW."starts_on"); RETURN NULL;',
                            hash="9bcb056e285dc52359fc6f1eadc56be3d0ac7eb4",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_05181",
                            table="projects_servicelanguage",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "projects_servicelanguageevent" ("ends_on", "id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "starts_on") VALUES (OLD."ends_on", OLD."id", OLD."language", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."project_id", OLD."starts_on"); RETURN NULL;',
                            hash="01f8336a51d7b9e8e413bf734678aa9878264e94",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_7450d",
                            table="projects_servicelanguage",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProjectAreaEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("id", models.BigIntegerField()),
                (
                    "municipality",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.municipality",
                        verbose_name="municipality",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="projects.projectarea",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.project",
                        verbose_name="project",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="fc10ecc012c0ecc5c76447703f50afc5ee1a8e1a",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_1fb89",
                            table="projects_projectareaevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProjectExtensionEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("id", models.BigIntegerField()),
                ("starts_on", models.DateField(verbose_name="starts on")),
                ("ends_on", models.DateField(verbose_name="ends on")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="projects.projectextension",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.project",
                        verbose_name="project",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="9b8a75ccd989d98b619fcb09f10173053650d79a",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_1fe38",
                            table="projects_projectextensionevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProjectMemberEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("id", models.BigIntegerField()),
                (
                    "roles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("coach", "coach"),
                                ("coordinator", "coordinator"),
                                ("manager", "project manager"),
                                ("secretary", "project secretary"),
                                ("partner", "partner implementer"),
                                ("auditor", "auditor"),
                            ],
                            max_length=20,
                        ),
                        size=None,
                        verbose_name="roles",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="starts on")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="ends on")),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="projects.projectmember",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.project",
                        verbose_name="project",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="6f940aaeb062f8ada6c3616f5f901891a2e37b76",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_3e713",
                            table="projects_projectmemberevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ServiceLanguageEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("id", models.BigIntegerField()),
                ("language", models.CharField(max_length=3, verbose_name="language")),
                ("starts_on", models.DateField(verbose_name="starts on")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="ends on")),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="projects.servicelanguage",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.project",
                        verbose_name="project",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="a4555797b6f661ab9417a04907085477d4d7e30f",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_9d2e0",
                            table="projects_servicelanguageevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ActivityCategoryEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("vocational", "In vocational education"),
                            ("integration", "In integration training"),
                            ("other_education", "In other education"),
                            ("work", "At work"),
                            ("work_trial", "In a work trial"),
                            ("other", "Other (family leave, sick leave)"),
                            ("unemployed", "Unemployed jobseeker"),
                        ],
                        max_length=20,
                        verbose_name="activity",
                    ),
                ),
                (
                    "precedence",
                    models.PositiveSmallIntegerField(verbose_name="place in the order of precedence"),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="projects.activitycategory",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.project",
                        verbose_name="project",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="e8202786c65cd0dfbc230bec6b3929ed4d330665",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_c09a8",
                            table="projects_activitycategoryevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CategoryValidity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="starts on")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="ends on")),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="validities",
                        to="projects.activitycategory",
                        verbose_name="category",
                    ),
                ),
            ],
            options={
                "verbose_name": "validity of a category",
                "verbose_name_plural": "validities of categories",
                "ordering": ["category", "starts_on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on__isnull", True),
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="projects_categoryvalidity_days_ordered",
                        violation_error_message="The last day is before the first.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("category", "="),
                            (
                                ohjaamo.constraints.DayRange(
                                    "starts_on",
                                    "ends_on",
                                    django.contrib.postgres.fields.ranges.RangeBoundary(
                                        inclusive_lower=True, inclusive_upper=True
                                    ),
                                ),
                                "&&",
                            ),
                        ],
                        name="projects_categoryvalidity_no_overlap",
                        violation_error_message="The category is already in use on these days.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="actor_required",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF COALESCE(NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'actor', '') = '' THEN\n        RAISE EXCEPTION 'a write to % without an actor', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';\n    END IF;\n    RETURN NULL;\n",
                            hash="20842d439856733c4d7af5d75ec9ecf07f25dec8",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_actor_required_83406",
                            table="projects_categoryvalidity",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "projects_categoryvalidityevent" ("category_id", "ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on") VALUES (NEW."category_id", NEW."ends_on", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."starts_on"); RETURN NULL;',
                            hash="1763b7f9d64c1fc4425698e2da49155bfdbd6c4e",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_686cc",
                            table="projects_categoryvalidity",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "projects_categoryvalidityevent" ("category_id", "ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on") VALUES (NEW."category_id", NEW."ends_on", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."starts_on"); RETURN NULL;',
                            hash="07ccf88d2a18fa99008fffac1dc99ad3db8b344d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ee83b",
                            table="projects_categoryvalidity",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "projects_categoryvalidityevent" ("category_id", "ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on") VALUES (OLD."category_id", OLD."ends_on", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."starts_on"); RETURN NULL;',
                            hash="d4248f70b119011da556057bcc24c39aceac47aa",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_db2ca",
                            table="projects_categoryvalidity",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CategoryValidityEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("id", models.BigIntegerField()),
                ("starts_on", models.DateField(verbose_name="starts on")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="ends on")),
                (
                    "category",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.activitycategory",
                        verbose_name="category",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="projects.categoryvalidity",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="6257e34c44aba87d0706019de775d110ff4511a8",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_d75b5",
                            table="projects_categoryvalidityevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="Project",
            name="area",
            field=models.ManyToManyField(
                through="projects.ProjectArea", to="projects.municipality", verbose_name="area"
            ),
        ),
        staff.installing.InstallTriggers(),
    ]
