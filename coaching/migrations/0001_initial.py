import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import ohjaamo.constraints
import pgtrigger.compiler
import staff.installing
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("clients", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Stage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="stage")),
                ("starts_on", models.DateField(verbose_name="starts on")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="ends on")),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stages",
                        to="clients.enrolment",
                        verbose_name="enrolment",
                    ),
                ),
            ],
            options={
                "verbose_name": "stage of the path",
                "verbose_name_plural": "stages of the path",
                "ordering": ["enrolment", "starts_on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on__isnull", True),
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="coaching_stage_days_ordered",
                        violation_error_message="The last day is before the first.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("enrolment", "="),
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
                        name="coaching_stage_no_overlap",
                        violation_error_message="The client is already at another stage on these days.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name__regex", "\\S")),
                        name="coaching_stage_named",
                        violation_error_message="Say which stage.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="actor_required",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF COALESCE(NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'actor', '') = '' THEN\n        RAISE EXCEPTION 'a write to % without an actor', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';\n    END IF;\n    RETURN NULL;\n",
                            hash="6957365fd07308bf257f83353005f1957ad3d74a",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_actor_required_cb2ef",
                            table="coaching_stage",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "coaching_stageevent" ("ends_on", "enrolment_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on") VALUES (NEW."ends_on", NEW."enrolment_id", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."starts_on"); RETURN NULL;',
                            hash="84d446a5bc1e4f96d477ae15abf01ece5c5c4e63",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_470b5",
                            table="coaching_stage",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "coaching_stageevent" ("ends_on", "enrolment_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on") VALUES (NEW."ends_on", NEW."enrolment_id", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."starts_on"); RETURN NULL;',
                            hash="c01124f77c0e5070c4c4f6c82c5b70d5dba3559c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_738f2",
                            table="coaching_stage",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "coaching_stageevent" ("ends_on", "enrolment_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on") VALUES (OLD."ends_on", OLD."enrolment_id", OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."starts_on"); RETURN NULL;',
                            hash="12205438f333bd57fdb75e3e5967ce7a9075a1ec",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_70229",
                            table="coaching_stage",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="what")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="due on")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="done on")),
                ("dropped_on", models.DateField(blank=True, null=True, verbose_name="dropped on")),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="marked done by",
                    ),
                ),
                (
                    "dropped_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="dropped by",
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="clients.enrolment",
                        verbose_name="enrolment",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who sees to it",
                    ),
                ),
            ],
            options={
                "verbose_name": "step",
                "verbose_name_plural": "steps",
                "ordering": ["enrolment", "due_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text__regex", "\\S")),
                        name="coaching_step_said",
                        violation_error_message="Say what is to be done.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("done_on__isnull", True), _negated=True),
                                models.Q(("done_by__isnull", True), _negated=True),
                            ),
                            models.Q(("done_on__isnull", True), ("done_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="coaching_step_done_whole",
                        violation_error_message="A done step has its day and person.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("dropped_on__isnull", True), _negated=True),
                                models.Q(("dropped_by__isnull", True), _negated=True),
                            ),
                            models.Q(("dropped_on__isnull", True), ("dropped_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="coaching_step_dropped_whole",
                        violation_error_message="A dropped step has its day and person.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("done_on__isnull", True), ("dropped_on__isnull", True), _connector="OR"
                        ),
                        name="coaching_step_done_or_dropped",
                        violation_error_message="A step is done or dropped, not both.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="actor_required",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF COALESCE(NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'actor', '') = '' THEN\n        RAISE EXCEPTION 'a write to % without an actor', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';\n    END IF;\n    RETURN NULL;\n",
                            hash="ba4066e48b734c90560fdef99b7a763e314023c6",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_actor_required_0986c",
                            table="coaching_step",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "coaching_stepevent" ("done_by_id", "done_on", "dropped_by_id", "dropped_on", "due_on", "enrolment_id", "id", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."done_by_id", NEW."done_on", NEW."dropped_by_id", NEW."dropped_on", NEW."due_on", NEW."enrolment_id", NEW."id", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."text"); RETURN NULL;',
                            hash="a30d0ef36a8306d709ee96beec59d195e4aa3f3e",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ae495",
                            table="coaching_step",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "coaching_stepevent" ("done_by_id", "done_on", "dropped_by_id", "dropped_on", "due_on", "enrolment_id", "id", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."done_by_id", NEW."done_on", NEW."dropped_by_id", NEW."dropped_on", NEW."due_on", NEW."enrolment_id", NEW."id", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."text"); RETURN NULL;',
                            hash="c9ee4a4b6cff8f212389bff289fcd433fc7572f1",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7f565",
                            table="coaching_step",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "coaching_stepevent" ("done_by_id", "done_on", "dropped_by_id", "dropped_on", "due_on", "enrolment_id", "id", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (OLD."done_by_id", OLD."done_on", OLD."dropped_by_id", OLD."dropped_on", OLD."due_on", OLD."enrolment_id", OLD."id", OLD."owner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."text"); RETURN NULL;',
                            hash="7fd1cf06bb3e3e1dadad17e71313433217321ab7",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_5890f",
                            table="coaching_step",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Topic",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="place in the list")),
                ("is_in_use", models.BooleanField(default=True, verbose_name="in use")),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="topics",
                        to="projects.project",
                        verbose_name="project",
                    ),
                ),
            ],
            options={
                "verbose_name": "topic",
                "verbose_name_plural": "topics",
                "ordering": ["project", "position", "name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("project", "name"),
                        name="coaching_topic_name_once",
                        violation_error_message="The project already has this topic.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name__regex", "\\S")),
                        name="coaching_topic_named",
                        violation_error_message="Give the topic a name.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="actor_required",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF COALESCE(NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'actor', '') = '' THEN\n        RAISE EXCEPTION 'a write to % without an actor', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';\n    END IF;\n    RETURN NULL;\n",
                            hash="b81000635bd4313360275bfca4ea4c647f319495",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_actor_required_c63e0",
                            table="coaching_topic",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "coaching_topicevent" ("id", "is_in_use", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "project_id") VALUES (NEW."id", NEW."is_in_use", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."project_id"); RETURN NULL;',
                            hash="2c39dde20c5d826aa98d7d04ab2ae632dc3047c6",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_64a53",
                            table="coaching_topic",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "coaching_topicevent" ("id", "is_in_use", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "project_id") VALUES (NEW."id", NEW."is_in_use", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."project_id"); RETURN NULL;',
                            hash="a38cf3eec00fef893bc1addddbd7980e9c99ccf7",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_85454",
                            table="coaching_topic",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "coaching_topicevent" ("id", "is_in_use", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "project_id") VALUES (OLD."id", OLD."is_in_use", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."project_id"); RETURN NULL;',
                            hash="d91a6213d88aaea9d9779dbdb2edaec6b2ec26ee",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_52132",
                            table="coaching_topic",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StageEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=60, verbose_name="stage")),
                ("starts_on", models.DateField(verbose_name="starts on")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="ends on")),
                (
                    "enrolment",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="clients.enrolment",
                        verbose_name="enrolment",
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
                        to="coaching.stage",
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
                            hash="5125ebcc514e1c08fc4abca3c0c96ae03344dd54",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_03cc3",
                            table="coaching_stageevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StepEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("id", models.BigIntegerField()),
                ("text", models.CharField(max_length=300, verbose_name="what")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="due on")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="done on")),
                ("dropped_on", models.DateField(blank=True, null=True, verbose_name="dropped on")),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="marked done by",
                    ),
                ),
                (
                    "dropped_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="dropped by",
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="clients.enrolment",
                        verbose_name="enrolment",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who sees to it",
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
                        to="coaching.step",
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
                            hash="85a6637ef98ff9e4085a95241f165b5a743e9cda",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_a1407",
                            table="coaching_stepevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TopicEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="place in the list")),
                ("is_in_use", models.BooleanField(default=True, verbose_name="in use")),
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
                        to="coaching.topic",
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
                            hash="a59baa77cc88ef74e8fca4e54c92706e9037d4fe",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_42e99",
                            table="coaching_topicevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CoachingSession",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="withdrawn at"),
                ),
                (
                    "withdrawn_reason",
                    models.CharField(
                        blank=True, editable=False, max_length=300, verbose_name="why withdrawn"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("meeting", "Meeting"),
                            ("phone", "Phone call"),
                            ("message", "Message"),
                            ("video", "Video call"),
                            ("home_visit", "Home visit"),
                            ("network", "With a partner"),
                            ("group", "Group"),
                            ("advice", "Advice to an unnamed person"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("held_on", models.DateField(verbose_name="day")),
                ("minutes", models.PositiveSmallIntegerField(verbose_name="duration in minutes")),
                ("language", models.CharField(blank=True, max_length=3, verbose_name="language")),
                ("has_interpreter", models.BooleanField(default=False, verbose_name="interpreter present")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("is_confidential", models.BooleanField(default=False, verbose_name="confidential note")),
                (
                    "unnamed_heads",
                    models.PositiveSmallIntegerField(default=0, verbose_name="unnamed participants"),
                ),
                ("submission", models.UUIDField(editable=False, verbose_name="key of the form")),
                ("logged_at", models.DateTimeField(editable=False, verbose_name="logged at")),
                (
                    "coach",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="coach",
                    ),
                ),
                (
                    "logged_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="logged by",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="projects.project",
                        verbose_name="project",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="withdrawn by",
                    ),
                ),
            ],
            options={
                "verbose_name": "session",
                "verbose_name_plural": "sessions",
                "ordering": ["-held_on", "-pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("withdrawn_at__isnull", True), _negated=True),
                                models.Q(("withdrawn_by__isnull", True), _negated=True),
                                models.Q(("withdrawn_reason", ""), _negated=True),
                            ),
                            models.Q(
                                ("withdrawn_at__isnull", True),
                                ("withdrawn_by__isnull", True),
                                ("withdrawn_reason", ""),
                            ),
                            _connector="OR",
                        ),
                        name="coaching_coachingsession_withdrawal_whole",
                        violation_error_message="A withdrawal has its moment, its person and its reason.",
                    ),
                    models.UniqueConstraint(
                        fields=("submission",),
                        name="coaching_session_submission_once",
                        violation_error_message="This form has already been saved.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "meeting",
                                    "phone",
                                    "message",
                                    "video",
                                    "home_visit",
                                    "network",
                                    "group",
                                    "advice",
                                ],
                            )
                        ),
                        name="coaching_session_kind_known",
                        violation_error_message="This isn't one of the choices.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minutes__gte", 1), ("minutes__lte", 1440)),
                        name="coaching_session_minutes",
                        violation_error_message="A session lasts at least a minute and at most a day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_confidential", False), ("note__regex", "\\S"), _connector="OR"
                        ),
                        name="coaching_session_confidential_note",
                        violation_error_message="Only a note can be confidential.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("unnamed_heads", 0), ("kind__in", ["group", "advice"]), _connector="OR"
                        ),
                        name="coaching_session_heads_of_groups",
                        violation_error_message="Only groups and advice have unnamed participants.",
                    ),
                ],
                "indexes": [
                    models.Index(fields=["project", "held_on"], name="coaching_session_by_project"),
                    models.Index(fields=["coach", "held_on"], name="coaching_session_by_coach"),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="actor_required",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF COALESCE(NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'actor', '') = '' THEN\n        RAISE EXCEPTION 'a write to % without an actor', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';\n    END IF;\n    RETURN NULL;\n",
                            hash="324cab45b77bdd2175b50c75bd58f9e07296464e",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_actor_required_e431d",
                            table="coaching_coachingsession",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "coaching_coachingsessionevent" ("coach_id", "has_interpreter", "held_on", "id", "is_confidential", "kind", "language", "logged_at", "logged_by_id", "minutes", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "submission", "unnamed_heads", "withdrawn_at", "withdrawn_by_id", "withdrawn_reason") VALUES (NEW."coach_id", NEW."has_interpreter", NEW."held_on", NEW."id", NEW."is_confidential", NEW."kind", NEW."language", NEW."logged_at", NEW."logged_by_id", NEW."minutes", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."project_id", NEW."submission", NEW."unnamed_heads", NEW."withdrawn_at", NEW."withdrawn_by_id", NEW."withdrawn_reason"); RETURN NULL;',
                            hash="e58f7c7532136473815c9f5025757d9d94c93d15",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_427c1",
                            table="coaching_coachingsession",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "coaching_coachingsessionevent" ("coach_id", "has_interpreter", "held_on", "id", "is_confidential", "kind", "language", "logged_at", "logged_by_id", "minutes", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "submission", "unnamed_heads", "withdrawn_at", "withdrawn_by_id", "withdrawn_reason") VALUES (NEW."coach_id", NEW."has_interpreter", NEW."held_on", NEW."id", NEW."is_confidential", NEW."kind", NEW."language", NEW."logged_at", NEW."logged_by_id", NEW."minutes", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."project_id", NEW."submission", NEW."unnamed_heads", NEW."withdrawn_at", NEW."withdrawn_by_id", NEW."withdrawn_reason"); RETURN NULL;',
                            hash="f38e77768c5630dbae9fc9ffd60c1b49a9e958a9",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7e126",
                            table="coaching_coachingsession",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "coaching_coachingsessionevent" ("coach_id", "has_interpreter", "held_on", "id", "is_confidential", "kind", "language", "logged_at", "logged_by_id", "minutes", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "submission", "unnamed_heads", "withdrawn_at", "withdrawn_by_id", "withdrawn_reason") VALUES (OLD."coach_id", OLD."has_interpreter", OLD."held_on", OLD."id", OLD."is_confidential", OLD."kind", OLD."language", OLD."logged_at", OLD."logged_by_id", OLD."minutes", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."project_id", OLD."submission", OLD."unnamed_heads", OLD."withdrawn_at", OLD."withdrawn_by_id", OLD."withdrawn_reason"); RETURN NULL;',
                            hash="b0a4a770890f42665540faa6b3921c289e273d04",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f764f",
                            table="coaching_coachingsession",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CoachingSessionEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("id", models.BigIntegerField()),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="withdrawn at"),
                ),
                (
                    "withdrawn_reason",
                    models.CharField(
                        blank=True, editable=False, max_length=300, verbose_name="why withdrawn"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("meeting", "Meeting"),
                            ("phone", "Phone call"),
                            ("message", "Message"),
                            ("video", "Video call"),
                            ("home_visit", "Home visit"),
                            ("network", "With a partner"),
                            ("group", "Group"),
                            ("advice", "Advice to an unnamed person"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("held_on", models.DateField(verbose_name="day")),
                ("minutes", models.PositiveSmallIntegerField(verbose_name="duration in minutes")),
                ("language", models.CharField(blank=True, max_length=3, verbose_name="language")),
                ("has_interpreter", models.BooleanField(default=False, verbose_name="interpreter present")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("is_confidential", models.BooleanField(default=False, verbose_name="confidential note")),
                (
                    "unnamed_heads",
                    models.PositiveSmallIntegerField(default=0, verbose_name="unnamed participants"),
                ),
                ("submission", models.UUIDField(editable=False, verbose_name="key of the form")),
                ("logged_at", models.DateTimeField(editable=False, verbose_name="logged at")),
                (
                    "coach",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="coach",
                    ),
                ),
                (
                    "logged_by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="logged by",
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
                        to="coaching.coachingsession",
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
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="withdrawn by",
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
                            hash="6a8c44725a2f20dcd3abc55c5099c050ccdac170",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_d5bff",
                            table="coaching_coachingsessionevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SessionTopic",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="session_topics",
                        to="coaching.coachingsession",
                        verbose_name="session",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="session_topics",
                        to="coaching.topic",
                        verbose_name="topic",
                    ),
                ),
            ],
            options={
                "verbose_name": "topic of a session",
                "verbose_name_plural": "topics of sessions",
                "ordering": ["session", "topic"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("session", "topic"),
                        name="coaching_sessiontopic_once",
                        violation_error_message="The session already has this topic.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="actor_required",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF COALESCE(NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'actor', '') = '' THEN\n        RAISE EXCEPTION 'a write to % without an actor', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';\n    END IF;\n    RETURN NULL;\n",
                            hash="42a7696ce5575ac272f8889ddbd401e82563a030",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_actor_required_7058d",
                            table="coaching_sessiontopic",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "coaching_sessiontopicevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "session_id", "topic_id") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."session_id", NEW."topic_id"); RETURN NULL;',
                            hash="c4611d779d5a5ca2f44f2ffd3f4780ca79490f1e",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1cdc8",
                            table="coaching_sessiontopic",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "coaching_sessiontopicevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "session_id", "topic_id") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."session_id", NEW."topic_id"); RETURN NULL;',
                            hash="8af3f1900b23b3b6ed1ef17c431a772d61e1a737",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_cd685",
                            table="coaching_sessiontopic",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "coaching_sessiontopicevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "session_id", "topic_id") VALUES (OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."session_id", OLD."topic_id"); RETURN NULL;',
                            hash="8c42ab09c0a013cc2c5a3040feed8ae521ad13fd",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f9c64",
                            table="coaching_sessiontopic",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("present", "Present"),
                            ("excused", "Absent, told in advance"),
                            ("absent", "Absent"),
                        ],
                        default="present",
                        max_length=8,
                        verbose_name="attendance",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="clients.client",
                        verbose_name="client",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attendances",
                        to="coaching.coachingsession",
                        verbose_name="session",
                    ),
                ),
            ],
            options={
                "verbose_name": "attendance",
                "verbose_name_plural": "attendances",
                "ordering": ["session", "client"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("session", "client"),
                        name="coaching_attendance_once",
                        violation_error_message="The client is already marked for this session.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["present", "excused", "absent"])),
                        name="coaching_attendance_state_known",
                        violation_error_message="This isn't one of the choices.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="actor_required",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF COALESCE(NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'actor', '') = '' THEN\n        RAISE EXCEPTION 'a write to % without an actor', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';\n    END IF;\n    RETURN NULL;\n",
                            hash="4412fcddab31acd4fe2fdfc6ab6bc44388b5988e",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_actor_required_15fb9",
                            table="coaching_attendance",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "coaching_attendanceevent" ("client_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "session_id", "state") VALUES (NEW."client_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."session_id", NEW."state"); RETURN NULL;',
                            hash="a9bb4d7d3b802183c6c272cbd03607a47987a5b8",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_42df8",
                            table="coaching_attendance",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "coaching_attendanceevent" ("client_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "session_id", "state") VALUES (NEW."client_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."session_id", NEW."state"); RETURN NULL;',
                            hash="5fae19c43f061e3ac624c37d1ba99e270e40d8d6",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_1ec4a",
                            table="coaching_attendance",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "coaching_attendanceevent" ("client_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "session_id", "state") VALUES (OLD."client_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."session_id", OLD."state"); RETURN NULL;',
                            hash="b8e7913b1b68e2c7e8bfc312e20808964b012937",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_1a38d",
                            table="coaching_attendance",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SessionTopicEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("id", models.BigIntegerField()),
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
                        to="coaching.sessiontopic",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="coaching.coachingsession",
                        verbose_name="session",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="coaching.topic",
                        verbose_name="topic",
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
                            hash="ddaa1aba9c2f8d636bc724d42dbdac47427018c3",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_abe4d",
                            table="coaching_sessiontopicevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AttendanceEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("id", models.BigIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("present", "Present"),
                            ("excused", "Absent, told in advance"),
                            ("absent", "Absent"),
                        ],
                        default="present",
                        max_length=8,
                        verbose_name="attendance",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="clients.client",
                        verbose_name="client",
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
                        to="coaching.attendance",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="coaching.coachingsession",
                        verbose_name="session",
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
                            hash="c86d703e3add6d15cc1e3ac1d85290eec13d7fea",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_d1992",
                            table="coaching_attendanceevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="CoachingSession",
            name="topics",
            field=models.ManyToManyField(
                blank=True, through="coaching.SessionTopic", to="coaching.topic", verbose_name="topics"
            ),
        ),
        staff.installing.InstallTriggers(),
    ]
