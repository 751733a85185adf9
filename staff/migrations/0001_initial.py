import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
import ohjaamo.fields
import pgtrigger.compiler
import staff.installing
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension
from django.db import migrations, models

# The role web and worker act in: it owns no table, so it can't switch off a trigger or empty the history.
# Where the migrating role may not make roles, somebody who may has to run the first two statements.
APP_ROLE = """
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'ohjaamo_app') THEN
        BEGIN
            CREATE ROLE ohjaamo_app NOLOGIN;
        EXCEPTION
            -- Another database of this server is migrated at the same moment; roles are the server's.
            WHEN duplicate_object OR unique_violation THEN NULL;
        END;
    END IF;
    EXECUTE format('GRANT ohjaamo_app TO %I', current_user);
EXCEPTION
    WHEN insufficient_privilege THEN RAISE NOTICE 'role ohjaamo_app was neither made nor granted';
END $$;
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'ohjaamo_app') THEN
        GRANT USAGE ON SCHEMA public TO ohjaamo_app;
        GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ohjaamo_app;
        GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO ohjaamo_app;
        ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ohjaamo_app;
        ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO ohjaamo_app;
    END IF;
END $$;
"""

# What Django's createcachetable makes; here, so that a migrated database is whole.
CACHE_TABLE = """
CREATE TABLE staff_cache (
    cache_key varchar(255) NOT NULL PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL
);
CREATE INDEX staff_cache_expires ON staff_cache (expires);
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        BtreeGistExtension(),
        TrigramExtension(),
        migrations.RunSQL(APP_ROLE, migrations.RunSQL.noop),
        migrations.RunSQL(CACHE_TABLE, "DROP TABLE staff_cache;"),
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "email",
                    models.EmailField(
                        blank=True,
                        error_messages={"unique": "Somebody already has this e-mail address."},
                        max_length=254,
                        null=True,
                        unique=True,
                        verbose_name="e-mail",
                    ),
                ),
                ("first_name", models.CharField(max_length=100, verbose_name="first name")),
                ("last_name", models.CharField(max_length=100, verbose_name="last name")),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=3),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="languages",
                    ),
                ),
                (
                    "interface_language",
                    models.CharField(
                        choices=[("fi", "Finnish"), ("en", "English")],
                        default="fi",
                        max_length=2,
                        verbose_name="language of the interface",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="may sign in")),
                ("is_administrator", models.BooleanField(default=False, verbose_name="administrator")),
            ],
            options={
                "verbose_name": "user",
                "verbose_name_plural": "users",
                "ordering": ["last_name", "first_name", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("email__isnull", True),
                            ("email", django.db.models.functions.text.Lower("email")),
                            _connector="OR",
                        ),
                        name="staff_user_email_lower_case",
                        violation_error_message="An e-mail address is kept in lower case.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_active", False),
                            models.Q(("email__isnull", False), models.Q(("email", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="staff_user_active_has_email",
                        violation_error_message="A user who signs in needs an e-mail address.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("first_name__regex", "\\S")),
                        name="staff_user_first_name_given",
                        violation_error_message="Give the first name.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("last_name__regex", "\\S")),
                        name="staff_user_last_name_given",
                        violation_error_message="Give the last name.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("interface_language__in", ["fi", "en"])),
                        name="staff_user_interface_language_known",
                        violation_error_message="This isn't one of the choices.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="actor_required",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF COALESCE(NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'actor', '') = '' THEN\n        RAISE EXCEPTION 'a write to % without an actor', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';\n    END IF;\n    RETURN NULL;\n",
                            hash="d020f9f1a965ab4b5591d705e3d57b59ea7f7d58",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_actor_required_8031c",
                            table="staff_user",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "staff_userevent" ("email", "first_name", "id", "interface_language", "is_active", "is_administrator", "languages", "last_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."email", NEW."first_name", NEW."id", NEW."interface_language", NEW."is_active", NEW."is_administrator", NEW."languages", NEW."last_name", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="9b91dab5eb7e7943e044acb80c5f0d346e31bab1",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ee817",
                            table="staff_user",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."first_name" IS DISTINCT FROM (NEW."first_name") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."interface_language" IS DISTINCT FROM (NEW."interface_language") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."is_administrator" IS DISTINCT FROM (NEW."is_administrator") OR OLD."languages" IS DISTINCT FROM (NEW."languages") OR OLD."last_name" IS DISTINCT FROM (NEW."last_name"))',
                            func='INSERT INTO "staff_userevent" ("email", "first_name", "id", "interface_language", "is_active", "is_administrator", "languages", "last_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."email", NEW."first_name", NEW."id", NEW."interface_language", NEW."is_active", NEW."is_administrator", NEW."languages", NEW."last_name", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="428dad42eead909e428e52ad94f5daf7e02f2f79",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_8c3eb",
                            table="staff_user",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "staff_userevent" ("email", "first_name", "id", "interface_language", "is_active", "is_administrator", "languages", "last_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."email", OLD."first_name", OLD."id", OLD."interface_language", OLD."is_active", OLD."is_administrator", OLD."languages", OLD."last_name", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                            hash="e9157e2d82b9555ebbe549d8cea185c553d6b1cf",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_4dad5",
                            table="staff_user",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AccessEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("opened_at", models.DateTimeField(verbose_name="opened at")),
                ("opened_on", models.DateField(verbose_name="day of opening")),
                ("kind", models.CharField(max_length=40, verbose_name="kind of record")),
                ("key", models.BigIntegerField(verbose_name="key of the record")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="access_entries",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="opened by",
                    ),
                ),
            ],
            options={
                "verbose_name": "access entry",
                "verbose_name_plural": "access entries",
                "ordering": ["-opened_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__regex", "\\S")),
                        name="staff_accessentry_kind_given",
                        violation_error_message="Say what kind of record was opened.",
                    )
                ],
                "indexes": [
                    models.Index(fields=["kind", "key", "opened_on"], name="staff_access_by_record"),
                    models.Index(fields=["opened_by", "opened_on"], name="staff_access_by_person"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("form", models.CharField(max_length=60, verbose_name="form")),
                (
                    "client_key",
                    models.BigIntegerField(blank=True, null=True, verbose_name="key of the client"),
                ),
                ("content", models.JSONField(default=dict, verbose_name="content")),
                ("saved_at", models.DateTimeField(verbose_name="saved at")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drafts",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
            ],
            options={
                "verbose_name": "draft",
                "verbose_name_plural": "drafts",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "form", "client_key"),
                        name="staff_draft_once",
                        nulls_distinct=False,
                        violation_error_message="There is already a draft of this form.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("form__regex", "\\S")),
                        name="staff_draft_form_given",
                        violation_error_message="Say which form the draft is of.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportBatch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40, verbose_name="kind of rows")),
                ("project_code", models.CharField(blank=True, max_length=40, verbose_name="project code")),
                ("file_name", models.CharField(max_length=255, verbose_name="file name")),
                ("size", models.PositiveBigIntegerField(verbose_name="size in bytes")),
                ("sha256", models.CharField(max_length=64, verbose_name="digest")),
                ("sheet", models.CharField(blank=True, max_length=255, verbose_name="sheet")),
                ("header_row", models.PositiveIntegerField(verbose_name="header row")),
                ("mapping", models.JSONField(default=dict, verbose_name="columns")),
                (
                    "state",
                    models.CharField(
                        choices=[("staged", "Staged"), ("applied", "Applied"), ("undone", "Undone")],
                        default="staged",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("counts", models.JSONField(default=dict, verbose_name="counts")),
                ("staged_at", models.DateTimeField(verbose_name="staged at")),
                ("applied_at", models.DateTimeField(null=True, verbose_name="applied at")),
                ("undone_at", models.DateTimeField(null=True, verbose_name="undone at")),
                (
                    "staged_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="staged by",
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="undone by",
                    ),
                ),
            ],
            options={
                "verbose_name": "import",
                "verbose_name_plural": "imports",
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["staged", "applied", "undone"])),
                        name="staff_importbatch_state_known",
                        violation_error_message="This isn't one of the choices.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__regex", "\\S")),
                        name="staff_importbatch_kind_given",
                        violation_error_message="Say what kind of rows the book holds.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")),
                        name="staff_importbatch_digest_shape",
                        violation_error_message="The digest isn't a SHA-256.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("applied_at__isnull", True), ("state", "staged")),
                            models.Q(
                                models.Q(("state", "staged"), _negated=True), ("applied_at__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="staff_importbatch_applied_has_moment",
                        violation_error_message="An import that was applied has the moment.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "undone"), ("undone_at__isnull", False)),
                            models.Q(
                                models.Q(("state", "undone"), _negated=True),
                                ("undone_at__isnull", True),
                                ("undone_by__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="staff_importbatch_undone_has_moment",
                        violation_error_message="An import that was undone has the moment.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UserEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("id", models.BigIntegerField()),
                (
                    "email",
                    models.EmailField(
                        blank=True,
                        error_messages={"unique": "Somebody already has this e-mail address."},
                        max_length=254,
                        null=True,
                        verbose_name="e-mail",
                    ),
                ),
                ("first_name", models.CharField(max_length=100, verbose_name="first name")),
                ("last_name", models.CharField(max_length=100, verbose_name="last name")),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=3),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="languages",
                    ),
                ),
                (
                    "interface_language",
                    models.CharField(
                        choices=[("fi", "Finnish"), ("en", "English")],
                        default="fi",
                        max_length=2,
                        verbose_name="language of the interface",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="may sign in")),
                ("is_administrator", models.BooleanField(default=False, verbose_name="administrator")),
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
                        to=settings.AUTH_USER_MODEL,
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
                            hash="d9e3e5cda0d3e4611ee2539d3061fc48cb158c5f",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_38e6a",
                            table="staff_userevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="row as the spreadsheet shows it")),
                (
                    "cells",
                    ohjaamo.fields.EncryptedTextField(
                        blank=True, purpose="staged cells", verbose_name="raw cells"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("staged", "Staged"),
                            ("created", "New"),
                            ("updated", "Updated"),
                            ("unchanged", "Unchanged"),
                            ("refused", "Refused"),
                            ("question", "Waits for an answer"),
                        ],
                        default="staged",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("messages", models.JSONField(default=list, verbose_name="messages")),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="staff.importbatch",
                        verbose_name="import",
                    ),
                ),
            ],
            options={
                "verbose_name": "row of an import",
                "verbose_name_plural": "rows of imports",
                "ordering": ["batch", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("batch", "number"),
                        name="staff_importrow_once",
                        violation_error_message="The row is already staged.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                ["staged", "created", "updated", "unchanged", "refused", "question"],
                            )
                        ),
                        name="staff_importrow_status_known",
                        violation_error_message="This isn't one of the choices.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", models.Value(1))),
                        name="staff_importrow_number_from_one",
                        violation_error_message="Rows are numbered from one.",
                    ),
                ],
            },
        ),
        staff.installing.InstallTriggers(),
    ]
