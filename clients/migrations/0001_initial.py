import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
import ohjaamo.constraints
import ohjaamo.fields
import pgtrigger.compiler
import staff.installing
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("projects", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Client",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("client_number", models.CharField(max_length=20, verbose_name="client number")),
                ("first_names", models.CharField(max_length=150, verbose_name="first names")),
                ("last_name", models.CharField(blank=True, max_length=150, verbose_name="last name")),
                ("born_on", models.DateField(blank=True, null=True, verbose_name="birth date")),
                (
                    "gender",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("female", "Woman"),
                            ("male", "Man"),
                            ("other", "Other"),
                            ("not_told", "Not told"),
                        ],
                        max_length=10,
                        verbose_name="gender",
                    ),
                ),
                (
                    "personal_identity_code",
                    ohjaamo.fields.EncryptedTextField(
                        blank=True,
                        null=True,
                        purpose="personal identity code",
                        verbose_name="personal identity code",
                    ),
                ),
                (
                    "nationalities",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=2),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="nationalities",
                    ),
                ),
                ("mother_tongue", models.CharField(blank=True, max_length=3, verbose_name="mother tongue")),
                (
                    "service_languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=3),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="service languages",
                    ),
                ),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="phone")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("address", models.CharField(blank=True, max_length=300, verbose_name="address")),
                ("arrived_on", models.DateField(blank=True, null=True, verbose_name="arrived in Finland")),
                (
                    "residence_basis",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("refugee", "Refugee"),
                            ("work", "Work"),
                            ("study", "Studies"),
                            ("family", "Family"),
                            ("spouse", "Spouse of a worker or student"),
                            ("temporary_protection", "Temporary protection"),
                            ("returnee", "Returnee"),
                            ("other", "Other"),
                        ],
                        max_length=24,
                        verbose_name="basis of residence",
                    ),
                ),
                (
                    "education_level",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (0, "No completed education"),
                            (1, "Primary education"),
                            (2, "Lower secondary education"),
                            (3, "Upper secondary education"),
                            (4, "Post-secondary, not tertiary"),
                            (5, "Short-cycle tertiary education"),
                            (6, "Bachelor's degree"),
                            (7, "Master's degree"),
                            (8, "Doctoral degree"),
                        ],
                        null=True,
                        verbose_name="highest completed education",
                    ),
                ),
                (
                    "literacy",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("none", "Doesn't read or write"),
                            ("other_script", "Reads and writes in another script"),
                            ("latin", "Reads and writes in the Latin script"),
                        ],
                        max_length=12,
                        verbose_name="literacy",
                    ),
                ),
                (
                    "has_safety_restriction",
                    models.BooleanField(default=False, verbose_name="non-disclosure for personal safety"),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("folded_name", models.CharField(editable=False, max_length=320)),
                (
                    "name_keys",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), default=list, editable=False, size=None
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clients",
                        to="projects.municipality",
                        verbose_name="municipality",
                    ),
                ),
            ],
            options={
                "verbose_name": "client",
                "verbose_name_plural": "clients",
                "ordering": ["last_name", "first_names", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("client_number",),
                        name="clients_client_number_once",
                        violation_error_message="Another client already has this number.",
                    ),
                    models.UniqueConstraint(
                        fields=("personal_identity_code",),
                        name="clients_client_identity_code_once",
                        violation_error_message="Another client already has this identity code.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("client_number__regex", "\\S")),
                        name="clients_client_number_given",
                        violation_error_message="Give the client a number.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("first_names__regex", "\\S")),
                        name="clients_client_named",
                        violation_error_message="Give the client's name.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("folded_name__regex", "\\S")),
                        name="clients_client_name_folded",
                        violation_error_message="The client can't be found by name.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("personal_identity_code__isnull", True),
                            ("personal_identity_code__startswith", "s1:"),
                            _connector="OR",
                        ),
                        name="clients_client_identity_code_not_empty",
                        violation_error_message="An identity code is kept encrypted, or not at all.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("gender__in", ["female", "male", "other", "not_told", ""])),
                        name="clients_client_gender_known",
                        violation_error_message="This isn't one of the choices.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "residence_basis__in",
                                [
                                    "refugee",
                                    "work",
                                    "study",
                                    "family",
                                    "spouse",
                                    "temporary_protection",
                                    "returnee",
                                    "other",
                                    "",
                                ],
                            )
                        ),
                        name="clients_client_basis_known",
                        violation_error_message="This isn't one of the choices.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("literacy__in", ["none", "other_script", "latin", ""])),
                        name="clients_client_literacy_known",
                        violation_error_message="This isn't one of the choices.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("education_level__isnull", True),
                            ("education_level__in", [0, 1, 2, 3, 4, 5, 6, 7, 8]),
                            _connector="OR",
                        ),
                        name="clients_client_education_known",
                        violation_error_message="This isn't a level of education.",
                    ),
                ],
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["folded_name"], name="clients_client_by_name", opclasses=["gin_trgm_ops"]
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["name_keys"], name="clients_client_by_key"
                    ),
                    models.Index(fields=["born_on"], name="clients_client_by_birth"),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="actor_required",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF COALESCE(NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'actor', '') = '' THEN\n        RAISE EXCEPTION 'a write to % without an actor', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';\n    END IF;\n    RETURN NULL;\n",
                            hash="7c7497203f72a88ddd3997c4890caa7b9a9cf5ba",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_actor_required_aacb1",
                            table="clients_client",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "clients_clientevent" ("address", "arrived_on", "born_on", "client_number", "education_level", "email", "first_names", "folded_name", "gender", "has_safety_restriction", "id", "last_name", "literacy", "mother_tongue", "municipality_id", "name_keys", "nationalities", "note", "personal_identity_code", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "residence_basis", "service_languages") VALUES (NEW."address", NEW."arrived_on", NEW."born_on", NEW."client_number", NEW."education_level", NEW."email", NEW."first_names", NEW."folded_name", NEW."gender", NEW."has_safety_restriction", NEW."id", NEW."last_name", NEW."literacy", NEW."mother_tongue", NEW."municipality_id", NEW."name_keys", NEW."nationalities", NEW."note", NEW."personal_identity_code", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."residence_basis", NEW."service_languages"); RETURN NULL;',
                            hash="f0cc500d4ea58356feb9ea5ceb460c6c94f295c3",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a5391",
                            table="clients_client",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "clients_clientevent" ("address", "arrived_on", "born_on", "client_number", "education_level", "email", "first_names", "folded_name", "gender", "has_safety_restriction", "id", "last_name", "literacy", "mother_tongue", "municipality_id", "name_keys", "nationalities", "note", "personal_identity_code", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "residence_basis", "service_languages") VALUES (NEW."address", NEW."arrived_on", NEW."born_on", NEW."client_number", NEW."education_level", NEW."email", NEW."first_names", NEW."folded_name", NEW."gender", NEW."has_safety_restriction", NEW."id", NEW."last_name", NEW."literacy", NEW."mother_tongue", NEW."municipality_id", NEW."name_keys", NEW."nationalities", NEW."note", NEW."personal_identity_code", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."residence_basis", NEW."service_languages"); RETURN NULL;',
                            hash="62a3918f4d5604f94afc41739cb5707ece7d2193",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_757e7",
                            table="clients_client",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "clients_clientevent" ("address", "arrived_on", "born_on", "client_number", "education_level", "email", "first_names", "folded_name", "gender", "has_safety_restriction", "id", "last_name", "literacy", "mother_tongue", "municipality_id", "name_keys", "nationalities", "note", "personal_identity_code", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "residence_basis", "service_languages") VALUES (OLD."address", OLD."arrived_on", OLD."born_on", OLD."client_number", OLD."education_level", OLD."email", OLD."first_names", OLD."folded_name", OLD."gender", OLD."has_safety_restriction", OLD."id", OLD."last_name", OLD."literacy", OLD."mother_tongue", OLD."municipality_id", OLD."name_keys", OLD."nationalities", OLD."note", OLD."personal_identity_code", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phone", OLD."residence_basis", OLD."service_languages"); RETURN NULL;',
                            hash="b6952ab42ffb45256d3dedd9ef4fdddf72a62ac5",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f8895",
                            table="clients_client",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Family",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=150, verbose_name="name")),
            ],
            options={
                "verbose_name": "family",
                "verbose_name_plural": "families",
                "ordering": ["name", "pk"],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="actor_required",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF COALESCE(NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'actor', '') = '' THEN\n        RAISE EXCEPTION 'a write to % without an actor', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';\n    END IF;\n    RETURN NULL;\n",
                            hash="29fd934d3c111b719170bbf2b5a653860a637e0c",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_actor_required_9f772",
                            table="clients_family",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "clients_familyevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="b7cd6a0da8a38cc4dfa0850add282951f6fadecd",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_3498e",
                            table="clients_family",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "clients_familyevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="742ffc7fda0ac701e61b7502dc484f72d489b127",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7658c",
                            table="clients_family",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "clients_familyevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                            hash="2e6ad861e0541678c4d734b55d031efdf970e6c2",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_ebcfe",
                            table="clients_family",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Activity",
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
                ("place", models.CharField(blank=True, max_length=200, verbose_name="employer or school")),
                ("starts_on", models.DateField(verbose_name="starts on")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="ends on")),
                ("confirmed_on", models.DateField(blank=True, null=True, verbose_name="confirmed on")),
                (
                    "confirmed_from",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("client", "Client told"),
                            ("document", "Document seen"),
                            ("employer", "Employer or school told"),
                            ("book", "Old book"),
                        ],
                        max_length=10,
                        verbose_name="confirmed from",
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="confirmed by",
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
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activities",
                        to="clients.client",
                        verbose_name="client",
                    ),
                ),
            ],
            options={
                "verbose_name": "activity",
                "verbose_name_plural": "activities",
                "ordering": ["starts_on", "pk"],
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
                        name="clients_activity_withdrawal_whole",
                        violation_error_message="A withdrawal has its moment, its person and its reason.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on__isnull", True),
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="clients_activity_days_ordered",
                        violation_error_message="The last day is before the first.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        expressions=[
                            ("client", "="),
                            ("kind", "="),
                            (
                                django.db.models.functions.text.Lower(
                                    django.db.models.functions.text.Trim("place")
                                ),
                                "=",
                            ),
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
                        name="clients_activity_no_overlap",
                        violation_error_message="The client already does this at the same place on these days.",
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
                        name="clients_activity_kind_known",
                        violation_error_message="This isn't one of the choices.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_from__in", ["client", "document", "employer", "book", ""])
                        ),
                        name="clients_activity_source_known",
                        violation_error_message="This isn't one of the choices.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("confirmed_on__isnull", True), _negated=True),
                                models.Q(("confirmed_from", ""), _negated=True),
                            ),
                            models.Q(("confirmed_on__isnull", True), ("confirmed_from", "")),
                            _connector="OR",
                        ),
                        name="clients_activity_confirmation_whole",
                        violation_error_message="A confirmation has its day and its source.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_from__in", ["", "book"]), ("confirmed_by__isnull", True)),
                            models.Q(
                                models.Q(("confirmed_from__in", ["", "book"]), _negated=True),
                                ("confirmed_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="clients_activity_confirmation_person",
                        violation_error_message="A confirmation has its person, unless an old book says so.",
                    ),
                ],
                "indexes": [models.Index(fields=["client", "starts_on"], name="clients_activity_by_client")],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="actor_required",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF COALESCE(NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'actor', '') = '' THEN\n        RAISE EXCEPTION 'a write to % without an actor', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';\n    END IF;\n    RETURN NULL;\n",
                            hash="71926a67b5283d7ae6cd7ae3ab69da893c6f615e",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_actor_required_9478d",
                            table="clients_activity",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "clients_activityevent" ("client_id", "confirmed_by_id", "confirmed_from", "confirmed_on", "ends_on", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "starts_on", "withdrawn_at", "withdrawn_by_id", "withdrawn_reason") VALUES (NEW."client_id", NEW."confirmed_by_id", NEW."confirmed_from", NEW."confirmed_on", NEW."ends_on", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."starts_on", NEW."withdrawn_at", NEW."withdrawn_by_id", NEW."withdrawn_reason"); RETURN NULL;',
                            hash="be2b79e6761acd2d1c0c293fdf7ed9d135733174",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_72434",
                            table="clients_activity",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "clients_activityevent" ("client_id", "confirmed_by_id", "confirmed_from", "confirmed_on", "ends_on", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "starts_on", "withdrawn_at", "withdrawn_by_id", "withdrawn_reason") VALUES (NEW."client_id", NEW."confirmed_by_id", NEW."confirmed_from", NEW."confirmed_on", NEW."ends_on", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."starts_on", NEW."withdrawn_at", NEW."withdrawn_by_id", NEW."withdrawn_reason"); RETURN NULL;',
                            hash="b3e362d4a5475791178f469bd9a2333a500c7ef4",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f4044",
                            table="clients_activity",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "clients_activityevent" ("client_id", "confirmed_by_id", "confirmed_from", "confirmed_on", "ends_on", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "starts_on", "withdrawn_at", "withdrawn_by_id", "withdrawn_reason") VALUES (OLD."client_id", OLD."confirmed_by_id", OLD."confirmed_from", OLD."confirmed_on", OLD."ends_on", OLD."id", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."starts_on", OLD."withdrawn_at", OLD."withdrawn_by_id", OLD."withdrawn_reason"); RETURN NULL;',
                            hash="777b55ee8dba0a6cdc19a3bcc17b394fa757edde",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_0746d",
                            table="clients_activity",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Assignment",
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
                    "coach",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="coach",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="clients.client",
                        verbose_name="client",
                    ),
                ),
            ],
            options={
                "verbose_name": "assignment",
                "verbose_name_plural": "assignments",
                "ordering": ["starts_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on__isnull", True),
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="clients_assignment_days_ordered",
                        violation_error_message="The last day is before the first.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("client", "="),
                            ("coach", "="),
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
                        name="clients_assignment_no_overlap",
                        violation_error_message="The coach already works with the client on these days.",
                    ),
                ],
                "indexes": [models.Index(fields=["coach", "client"], name="clients_assignment_by_coach")],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="actor_required",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF COALESCE(NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'actor', '') = '' THEN\n        RAISE EXCEPTION 'a write to % without an actor', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';\n    END IF;\n    RETURN NULL;\n",
                            hash="6b6ef3be43d5391c0db3ac49c8b37ffb87e5b9ba",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_actor_required_f12b6",
                            table="clients_assignment",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "clients_assignmentevent" ("client_id", "coach_id", "ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on") VALUES (NEW."client_id", NEW."coach_id", NEW."ends_on", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."starts_on"); RETURN NULL;',
                            hash="039b04c95b4167677266fcd8ade01fe2ffffa973",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_9c124",
                            table="clients_assignment",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "clients_assignmentevent" ("client_id", "coach_id", "ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on") VALUES (NEW."client_id", NEW."coach_id", NEW."ends_on", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."starts_on"); RETURN NULL;',
                            hash="b5c30534724d886fb0ce088cd229e0f5c047dd58",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_8a359",
                            table="clients_assignment",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "clients_assignmentevent" ("client_id", "coach_id", "ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on") VALUES (OLD."client_id", OLD."coach_id", OLD."ends_on", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."starts_on"); RETURN NULL;',
                            hash="c9b71ce9c966f5fb468eab23eee0bf1378602bec",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_13f28",
                            table="clients_assignment",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClientEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("id", models.BigIntegerField()),
                ("client_number", models.CharField(max_length=20, verbose_name="client number")),
                ("first_names", models.CharField(max_length=150, verbose_name="first names")),
                ("last_name", models.CharField(blank=True, max_length=150, verbose_name="last name")),
                ("born_on", models.DateField(blank=True, null=True, verbose_name="birth date")),
                (
                    "gender",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("female", "Woman"),
                            ("male", "Man"),
                            ("other", "Other"),
                            ("not_told", "Not told"),
                        ],
                        max_length=10,
                        verbose_name="gender",
                    ),
                ),
                (
                    "personal_identity_code",
                    ohjaamo.fields.EncryptedTextField(
                        blank=True,
                        null=True,
                        purpose="personal identity code",
                        verbose_name="personal identity code",
                    ),
                ),
                (
                    "nationalities",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=2),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="nationalities",
                    ),
                ),
                ("mother_tongue", models.CharField(blank=True, max_length=3, verbose_name="mother tongue")),
                (
                    "service_languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=3),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="service languages",
                    ),
                ),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="phone")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("address", models.CharField(blank=True, max_length=300, verbose_name="address")),
                ("arrived_on", models.DateField(blank=True, null=True, verbose_name="arrived in Finland")),
                (
                    "residence_basis",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("refugee", "Refugee"),
                            ("work", "Work"),
                            ("study", "Studies"),
                            ("family", "Family"),
                            ("spouse", "Spouse of a worker or student"),
                            ("temporary_protection", "Temporary protection"),
                            ("returnee", "Returnee"),
                            ("other", "Other"),
                        ],
                        max_length=24,
                        verbose_name="basis of residence",
                    ),
                ),
                (
                    "education_level",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (0, "No completed education"),
                            (1, "Primary education"),
                            (2, "Lower secondary education"),
                            (3, "Upper secondary education"),
                            (4, "Post-secondary, not tertiary"),
                            (5, "Short-cycle tertiary education"),
                            (6, "Bachelor's degree"),
                            (7, "Master's degree"),
                            (8, "Doctoral degree"),
                        ],
                        null=True,
                        verbose_name="highest completed education",
                    ),
                ),
                (
                    "literacy",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("none", "Doesn't read or write"),
                            ("other_script", "Reads and writes in another script"),
                            ("latin", "Reads and writes in the Latin script"),
                        ],
                        max_length=12,
                        verbose_name="literacy",
                    ),
                ),
                (
                    "has_safety_restriction",
                    models.BooleanField(default=False, verbose_name="non-disclosure for personal safety"),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("folded_name", models.CharField(editable=False, max_length=320)),
                (
                    "name_keys",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), default=list, editable=False, size=None
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
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
                        to="clients.client",
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
                            hash="80c22ec4a1df4225284700a4524ea7870d75db51",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_2989c",
                            table="clients_clientevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Consent",
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
                            ("register", "Keeping the client's data in the register"),
                            ("sharing", "Sharing data with partners"),
                            ("matching", "Being offered to employers"),
                            ("special_data", "Recording data on health or other special data"),
                        ],
                        max_length=16,
                        verbose_name="consent",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="given on")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="withdrawn on")),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consents",
                        to="clients.client",
                        verbose_name="client",
                    ),
                ),
            ],
            options={
                "verbose_name": "consent",
                "verbose_name_plural": "consents",
                "ordering": ["client", "starts_on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on__isnull", True),
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="clients_consent_days_ordered",
                        violation_error_message="The last day is before the first.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("client", "="),
                            ("kind", "="),
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
                        name="clients_consent_no_overlap",
                        violation_error_message="The client has already given this consent.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["register", "sharing", "matching", "special_data"])),
                        name="clients_consent_kind_known",
                        violation_error_message="This isn't one of the choices.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="actor_required",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF COALESCE(NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'actor', '') = '' THEN\n        RAISE EXCEPTION 'a write to % without an actor', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';\n    END IF;\n    RETURN NULL;\n",
                            hash="0b5018e6ae8121da0420c83e4575040f9846d8b0",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_actor_required_4fcc0",
                            table="clients_consent",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "clients_consentevent" ("client_id", "ends_on", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on") VALUES (NEW."client_id", NEW."ends_on", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."starts_on"); RETURN NULL;',
                            hash="6b1b00d3535818f995acce3768a584e400b714c0",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_27479",
                            table="clients_consent",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "clients_consentevent" ("client_id", "ends_on", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on") VALUES (NEW."client_id", NEW."ends_on", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."starts_on"); RETURN NULL;',
                            hash="e9096e620e5227330cba7d2232bebc281ed6d64d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_9f63f",
                            table="clients_consent",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "clients_consentevent" ("client_id", "ends_on", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on") VALUES (OLD."client_id", OLD."ends_on", OLD."id", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."starts_on"); RETURN NULL;',
                            hash="fd0017e60c6647d1c8cbe5159761a927086982c0",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_7feba",
                            table="clients_consent",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Enrolment",
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
                ("starts_on", models.DateField(verbose_name="starts on")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="ends on")),
                (
                    "exit_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("employed", "Found work"),
                            ("education", "Moved on to studies"),
                            ("employment_services", "Moved on to employment services"),
                            ("moved", "Moved away"),
                            ("not_reached", "Couldn't be reached"),
                            ("other_project", "Moved on to another project"),
                            ("other", "Other reason"),
                        ],
                        max_length=20,
                        verbose_name="exit reason",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enrolments",
                        to="clients.client",
                        verbose_name="client",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enrolments",
                        to="projects.project",
                        verbose_name="project",
                    ),
                ),
                (
                    "referred_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referrals",
                        to="projects.partner",
                        verbose_name="referred by",
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
                "verbose_name": "enrolment",
                "verbose_name_plural": "enrolments",
                "ordering": ["starts_on", "pk"],
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
                        name="clients_enrolment_withdrawal_whole",
                        violation_error_message="A withdrawal has its moment, its person and its reason.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on__isnull", True),
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="clients_enrolment_days_ordered",
                        violation_error_message="The last day is before the first.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        expressions=[
                            ("client", "="),
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
                        name="clients_enrolment_no_overlap",
                        violation_error_message="The client is already enrolled in the project on these days.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "exit_reason__in",
                                [
                                    "employed",
                                    "education",
                                    "employment_services",
                                    "moved",
                                    "not_reached",
                                    "other_project",
                                    "other",
                                    "",
                                ],
                            )
                        ),
                        name="clients_enrolment_exit_known",
                        violation_error_message="This isn't one of the choices.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("exit_reason", ""), ("ends_on__isnull", False), _connector="OR"),
                        name="clients_enrolment_exit_has_end",
                        violation_error_message="An exit reason goes with a last day.",
                    ),
                ],
                "indexes": [models.Index(fields=["project", "client"], name="clients_enrolment_by_project")],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="enrolment_within_project",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF NEW.withdrawn_at IS NULL AND NOT EXISTS (\n        SELECT FROM projects_project AS project\n        WHERE project.id = NEW.project_id\n          AND NEW.starts_on BETWEEN project.starts_on AND project.ends_on\n          AND (NEW.ends_on IS NULL OR NEW.ends_on <= project.ends_on)\n    ) THEN\n        RAISE EXCEPTION 'an enrolment outside the days of its project'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'clients_enrolment_within_project';\n    END IF;\n    RETURN NEW;\n",
                            hash="c7c1338078e352b95a124c72770f4cb5f3f91e77",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_enrolment_within_project_3379f",
                            table="clients_enrolment",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="actor_required",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF COALESCE(NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'actor', '') = '' THEN\n        RAISE EXCEPTION 'a write to % without an actor', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';\n    END IF;\n    RETURN NULL;\n",
                            hash="16ade0b334f9978252d34744692aeded63fe91c4",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_actor_required_26886",
                            table="clients_enrolment",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "clients_enrolmentevent" ("client_id", "ends_on", "exit_reason", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "referred_by_id", "starts_on", "withdrawn_at", "withdrawn_by_id", "withdrawn_reason") VALUES (NEW."client_id", NEW."ends_on", NEW."exit_reason", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."project_id", NEW."referred_by_id", NEW."starts_on", NEW."withdrawn_at", NEW."withdrawn_by_id", NEW."withdrawn_reason"); RETURN NULL;',
                            hash="cad16ee2836173336bf9355a10bd87d5548a5738",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_943e1",
                            table="clients_enrolment",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "clients_enrolmentevent" ("client_id", "ends_on", "exit_reason", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "referred_by_id", "starts_on", "withdrawn_at", "withdrawn_by_id", "withdrawn_reason") VALUES (NEW."client_id", NEW."ends_on", NEW."exit_reason", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."project_id", NEW."referred_by_id", NEW."starts_on", NEW."withdrawn_at", NEW."withdrawn_by_id", NEW."withdrawn_reason"); RETURN NULL;',
                            hash="90db55ac502a2a9c7a51a47b1b4a02776b4f811b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7493e",
                            table="clients_enrolment",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "clients_enrolmentevent" ("client_id", "ends_on", "exit_reason", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "referred_by_id", "starts_on", "withdrawn_at", "withdrawn_by_id", "withdrawn_reason") VALUES (OLD."client_id", OLD."ends_on", OLD."exit_reason", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."project_id", OLD."referred_by_id", OLD."starts_on", OLD."withdrawn_at", OLD."withdrawn_by_id", OLD."withdrawn_reason"); RETURN NULL;',
                            hash="804a34567b88a4df6f3108dc2e1a0737f394a221",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_592a1",
                            table="clients_enrolment",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FamilyEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(blank=True, max_length=150, verbose_name="name")),
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
                        to="clients.family",
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
                            hash="25ce7ba422341cb2826056e92df24ffeabec4a45",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_0ecce",
                            table="clients_familyevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FamilyMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "relation",
                    models.CharField(
                        choices=[
                            ("adult", "Adult of the family"),
                            ("child", "Child of the family"),
                            ("other", "Other member of the family"),
                        ],
                        max_length=10,
                        verbose_name="relation",
                    ),
                ),
                (
                    "client",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="family_member",
                        to="clients.client",
                        verbose_name="client",
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="clients.family",
                        verbose_name="family",
                    ),
                ),
            ],
            options={
                "verbose_name": "member of a family",
                "verbose_name_plural": "members of families",
                "ordering": ["family", "relation", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("relation__in", ["adult", "child", "other"])),
                        name="clients_familymember_relation_known",
                        violation_error_message="This isn't one of the choices.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="actor_required",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF COALESCE(NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'actor', '') = '' THEN\n        RAISE EXCEPTION 'a write to % without an actor', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';\n    END IF;\n    RETURN NULL;\n",
                            hash="91e6fc307f90cef24916dfcdeba42ae1eaa2a587",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_actor_required_8df30",
                            table="clients_familymember",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "clients_familymemberevent" ("client_id", "family_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "relation") VALUES (NEW."client_id", NEW."family_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."relation"); RETURN NULL;',
                            hash="d03c09a553c47331944d15866e41e65e911b16f4",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d118c",
                            table="clients_familymember",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "clients_familymemberevent" ("client_id", "family_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "relation") VALUES (NEW."client_id", NEW."family_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."relation"); RETURN NULL;',
                            hash="71adce42f145c41e9ef7801aabf0c69e9c674c42",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_8b877",
                            table="clients_familymember",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "clients_familymemberevent" ("client_id", "family_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "relation") VALUES (OLD."client_id", OLD."family_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."relation"); RETURN NULL;',
                            hash="5be4cd88d95cb2378154a29b920d9c22c72fd151",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_ed239",
                            table="clients_familymember",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Outcome",
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
                            (
                                "employment",
                                "Employed on the open labour market (pay-subsidised work included)",
                            ),
                            ("adult_basic_education", "Entered adult basic education"),
                            ("degree_education", "Entered education leading to a degree or part of one"),
                            ("startup_assessment", "Start-up assessment of a business"),
                            ("company_founded", "Business founded"),
                            ("light_entrepreneur", "Light entrepreneur"),
                            ("job_application", "Job application written"),
                            ("cv", "CV written"),
                            ("card", "Card training completed through the project"),
                        ],
                        max_length=24,
                        verbose_name="outcome",
                    ),
                ),
                ("happened_on", models.DateField(verbose_name="day")),
                ("quantity", models.PositiveSmallIntegerField(default=1, verbose_name="how many")),
                (
                    "detail",
                    models.CharField(blank=True, max_length=200, verbose_name="employer, school or card"),
                ),
                (
                    "state",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ongoing", "Ongoing"),
                            ("completed", "Completed"),
                            ("interrupted", "Interrupted"),
                        ],
                        max_length=12,
                        verbose_name="state of the education",
                    ),
                ),
                (
                    "evidence_place",
                    models.CharField(blank=True, max_length=200, verbose_name="where the evidence is"),
                ),
                (
                    "evidence_seen_on",
                    models.DateField(blank=True, null=True, verbose_name="evidence seen on"),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcomes",
                        to="clients.client",
                        verbose_name="client",
                    ),
                ),
                (
                    "evidence_seen_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="evidence seen by",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcomes",
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
                "verbose_name": "outcome",
                "verbose_name_plural": "outcomes",
                "ordering": ["happened_on", "pk"],
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
                        name="clients_outcome_withdrawal_whole",
                        violation_error_message="A withdrawal has its moment, its person and its reason.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "employment",
                                    "adult_basic_education",
                                    "degree_education",
                                    "startup_assessment",
                                    "company_founded",
                                    "light_entrepreneur",
                                    "job_application",
                                    "cv",
                                    "card",
                                ],
                            )
                        ),
                        name="clients_outcome_kind_known",
                        violation_error_message="This isn't one of the choices.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["ongoing", "completed", "interrupted", ""])),
                        name="clients_outcome_state_known",
                        violation_error_message="This isn't one of the choices.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", ""),
                            ("kind__in", ("adult_basic_education", "degree_education")),
                            _connector="OR",
                        ),
                        name="clients_outcome_state_of_education",
                        violation_error_message="Only education is ongoing, completed or interrupted.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gte", models.Value(1))),
                        name="clients_outcome_quantity_from_one",
                        violation_error_message="An outcome counts at least one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("evidence_place", ""), _negated=True),
                                models.Q(("evidence_seen_on__isnull", True), _negated=True),
                                models.Q(("evidence_seen_by__isnull", True), _negated=True),
                            ),
                            models.Q(
                                ("evidence_place", ""),
                                ("evidence_seen_on__isnull", True),
                                ("evidence_seen_by__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="clients_outcome_evidence_whole",
                        violation_error_message="Evidence has its place, its day and the person who saw it.",
                    ),
                ],
                "indexes": [
                    models.Index(
                        fields=["project", "kind", "happened_on"], name="clients_outcome_by_project"
                    ),
                    models.Index(fields=["client", "happened_on"], name="clients_outcome_by_client"),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="actor_required",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF COALESCE(NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'actor', '') = '' THEN\n        RAISE EXCEPTION 'a write to % without an actor', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';\n    END IF;\n    RETURN NULL;\n",
                            hash="3f1514c34ac1f056ccebc0910ceb643a0635c5bf",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_actor_required_3ec47",
                            table="clients_outcome",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "clients_outcomeevent" ("client_id", "detail", "evidence_place", "evidence_seen_by_id", "evidence_seen_on", "happened_on", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "quantity", "state", "withdrawn_at", "withdrawn_by_id", "withdrawn_reason") VALUES (NEW."client_id", NEW."detail", NEW."evidence_place", NEW."evidence_seen_by_id", NEW."evidence_seen_on", NEW."happened_on", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."project_id", NEW."quantity", NEW."state", NEW."withdrawn_at", NEW."withdrawn_by_id", NEW."withdrawn_reason"); RETURN NULL;',
                            hash="1ccc7b72b81e303710c4db8293e377055c929830",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_30ea9",
                            table="clients_outcome",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "clients_outcomeevent" ("client_id", "detail", "evidence_place", "evidence_seen_by_id", "evidence_seen_on", "happened_on", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "quantity", "state", "withdrawn_at", "withdrawn_by_id", "withdrawn_reason") VALUES (NEW."client_id", NEW."detail", NEW."evidence_place", NEW."evidence_seen_by_id", NEW."evidence_seen_on", NEW."happened_on", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."project_id", NEW."quantity", NEW."state", NEW."withdrawn_at", NEW."withdrawn_by_id", NEW."withdrawn_reason"); RETURN NULL;',
                            hash="92d54d8580a050003ee9f2e582c4f5156192ed27",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_4b079",
                            table="clients_outcome",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "clients_outcomeevent" ("client_id", "detail", "evidence_place", "evidence_seen_by_id", "evidence_seen_on", "happened_on", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "quantity", "state", "withdrawn_at", "withdrawn_by_id", "withdrawn_reason") VALUES (OLD."client_id", OLD."detail", OLD."evidence_place", OLD."evidence_seen_by_id", OLD."evidence_seen_on", OLD."happened_on", OLD."id", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."project_id", OLD."quantity", OLD."state", OLD."withdrawn_at", OLD."withdrawn_by_id", OLD."withdrawn_reason"); RETURN NULL;',
                            hash="c41dd13fa140ab341bad8211f59098e85d60e108",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_cf08b",
                            table="clients_outcome",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ActivityEvent",
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
                ("place", models.CharField(blank=True, max_length=200, verbose_name="employer or school")),
                ("starts_on", models.DateField(verbose_name="starts on")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="ends on")),
                ("confirmed_on", models.DateField(blank=True, null=True, verbose_name="confirmed on")),
                (
                    "confirmed_from",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("client", "Client told"),
                            ("document", "Document seen"),
                            ("employer", "Employer or school told"),
                            ("book", "Old book"),
                        ],
                        max_length=10,
                        verbose_name="confirmed from",
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="confirmed by",
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
                        to="clients.activity",
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
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="e32b9318e681ae694a82f19040e1385497cd1195",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_6acce",
                            table="clients_activityevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ActivityTerms",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="from")),
                ("is_permanent", models.BooleanField(blank=True, null=True, verbose_name="permanent")),
                ("is_full_time", models.BooleanField(blank=True, null=True, verbose_name="full time")),
                (
                    "has_pay_subsidy",
                    models.BooleanField(blank=True, null=True, verbose_name="pay-subsidised"),
                ),
                (
                    "weekly_hours",
                    models.DecimalField(
                        blank=True, decimal_places=1, max_digits=4, null=True, verbose_name="hours a week"
                    ),
                ),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="terms",
                        to="clients.activity",
                        verbose_name="activity",
                    ),
                ),
            ],
            options={
                "verbose_name": "terms of an activity",
                "verbose_name_plural": "terms of activities",
                "ordering": ["activity", "starts_on"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("activity", "starts_on"),
                        name="clients_activityterms_once",
                        violation_error_message="There are already terms from this day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("weekly_hours__isnull", True),
                            models.Q(("weekly_hours__gt", 0), ("weekly_hours__lte", 100)),
                            _connector="OR",
                        ),
                        name="clients_activityterms_hours",
                        violation_error_message="Hours a week are more than 0 and at most 100.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="actor_required",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF COALESCE(NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'actor', '') = '' THEN\n        RAISE EXCEPTION 'a write to % without an actor', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';\n    END IF;\n    RETURN NULL;\n",
                            hash="768dedc61bb3bec336e4899e9bdd81dd9c49f2e7",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_actor_required_b7d8a",
                            table="clients_activityterms",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "clients_activitytermsevent" ("activity_id", "has_pay_subsidy", "id", "is_full_time", "is_permanent", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "weekly_hours") VALUES (NEW."activity_id", NEW."has_pay_subsidy", NEW."id", NEW."is_full_time", NEW."is_permanent", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."starts_on", NEW."weekly_hours"); RETURN NULL;',
                            hash="16527459e247fafaa3bf71796899b10e6bc5f6a9",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b2313",
                            table="clients_activityterms",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "clients_activitytermsevent" ("activity_id", "has_pay_subsidy", "id", "is_full_time", "is_permanent", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "weekly_hours") VALUES (NEW."activity_id", NEW."has_pay_subsidy", NEW."id", NEW."is_full_time", NEW."is_permanent", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."starts_on", NEW."weekly_hours"); RETURN NULL;',
                            hash="c96a44554c705fc1626638bcdfb2414ef61e64d9",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7920a",
                            table="clients_activityterms",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "clients_activitytermsevent" ("activity_id", "has_pay_subsidy", "id", "is_full_time", "is_permanent", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "weekly_hours") VALUES (OLD."activity_id", OLD."has_pay_subsidy", OLD."id", OLD."is_full_time", OLD."is_permanent", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."starts_on", OLD."weekly_hours"); RETURN NULL;',
                            hash="4e154fd3be42a0edbe27e6053ef0fc725c66ea6f",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_6fedc",
                            table="clients_activityterms",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AssignmentEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("id", models.BigIntegerField()),
                ("starts_on", models.DateField(verbose_name="starts on")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="ends on")),
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
                        to="clients.assignment",
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
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="469afbf1d8517cd79f7573c23cb1094aaea68983",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_a46e0",
                            table="clients_assignmentevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ConsentEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("register", "Keeping the client's data in the register"),
                            ("sharing", "Sharing data with partners"),
                            ("matching", "Being offered to employers"),
                            ("special_data", "Recording data on health or other special data"),
                        ],
                        max_length=16,
                        verbose_name="consent",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="given on")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="withdrawn on")),
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
                        to="clients.consent",
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
                            hash="0156d73815007e58c6a6e611073e57d1951dd611",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_d42d9",
                            table="clients_consentevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EnrolmentEvent",
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
                ("starts_on", models.DateField(verbose_name="starts on")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="ends on")),
                (
                    "exit_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("employed", "Found work"),
                            ("education", "Moved on to studies"),
                            ("employment_services", "Moved on to employment services"),
                            ("moved", "Moved away"),
                            ("not_reached", "Couldn't be reached"),
                            ("other_project", "Moved on to another project"),
                            ("other", "Other reason"),
                        ],
                        max_length=20,
                        verbose_name="exit reason",
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
                        to="clients.enrolment",
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
                    "referred_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.partner",
                        verbose_name="referred by",
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
                            hash="bb7d4064d7c2a2dc9f45fb809a65b0ee44b3c92a",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_2907b",
                            table="clients_enrolmentevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FamilyMemberEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("id", models.BigIntegerField()),
                (
                    "relation",
                    models.CharField(
                        choices=[
                            ("adult", "Adult of the family"),
                            ("child", "Child of the family"),
                            ("other", "Other member of the family"),
                        ],
                        max_length=10,
                        verbose_name="relation",
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
                    "family",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="clients.family",
                        verbose_name="family",
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
                        to="clients.familymember",
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
                            hash="1be33b444811fd7ade40219d64260c92c68e58dd",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_43e63",
                            table="clients_familymemberevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowUp",
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
                            ("after_1_month", "One month after"),
                            ("after_3_months", "Three months after"),
                            ("after_6_months", "Six months after"),
                            ("after_12_months", "Twelve months after"),
                            ("other", "Other follow-up"),
                        ],
                        max_length=16,
                        verbose_name="follow-up",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="due on")),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="answered on")),
                ("answer", models.CharField(blank=True, max_length=300, verbose_name="answer")),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="asked by",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to="clients.client",
                        verbose_name="client",
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
                (
                    "outcome",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to="clients.outcome",
                        verbose_name="outcome",
                    ),
                ),
            ],
            options={
                "verbose_name": "follow-up",
                "verbose_name_plural": "follow-ups",
                "ordering": ["due_on", "pk"],
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
                        name="clients_followup_withdrawal_whole",
                        violation_error_message="A withdrawal has its moment, its person and its reason.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "after_1_month",
                                    "after_3_months",
                                    "after_6_months",
                                    "after_12_months",
                                    "other",
                                ],
                            )
                        ),
                        name="clients_followup_kind_known",
                        violation_error_message="This isn't one of the choices.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("answered_on__isnull", True), _negated=True),
                                models.Q(("answered_by__isnull", True), _negated=True),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            models.Q(
                                ("answered_on__isnull", True), ("answered_by__isnull", True), ("answer", "")
                            ),
                            _connector="OR",
                        ),
                        name="clients_followup_answer_whole",
                        violation_error_message="An answer has its day, its words and the person who asked.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="actor_required",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF COALESCE(NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'actor', '') = '' THEN\n        RAISE EXCEPTION 'a write to % without an actor', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';\n    END IF;\n    RETURN NULL;\n",
                            hash="a6bd23d3a14e259574d97cebfb40c9b2508a7dc0",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_actor_required_7a6c5",
                            table="clients_followup",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "clients_followupevent" ("answer", "answered_by_id", "answered_on", "client_id", "due_on", "id", "kind", "outcome_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "withdrawn_at", "withdrawn_by_id", "withdrawn_reason") VALUES (NEW."answer", NEW."answered_by_id", NEW."answered_on", NEW."client_id", NEW."due_on", NEW."id", NEW."kind", NEW."outcome_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."withdrawn_at", NEW."withdrawn_by_id", NEW."withdrawn_reason"); RETURN NULL;',
                            hash="617169be19e24e8e8b27810ce52c9a789a1024af",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_2abc0",
                            table="clients_followup",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "clients_followupevent" ("answer", "answered_by_id", "answered_on", "client_id", "due_on", "id", "kind", "outcome_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "withdrawn_at", "withdrawn_by_id", "withdrawn_reason") VALUES (NEW."answer", NEW."answered_by_id", NEW."answered_on", NEW."client_id", NEW."due_on", NEW."id", NEW."kind", NEW."outcome_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."withdrawn_at", NEW."withdrawn_by_id", NEW."withdrawn_reason"); RETURN NULL;',
                            hash="65267b71d59e80ab9acaea9bce5e10f51253d8dc",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ef277",
                            table="clients_followup",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "clients_followupevent" ("answer", "answered_by_id", "answered_on", "client_id", "due_on", "id", "kind", "outcome_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "withdrawn_at", "withdrawn_by_id", "withdrawn_reason") VALUES (OLD."answer", OLD."answered_by_id", OLD."answered_on", OLD."client_id", OLD."due_on", OLD."id", OLD."kind", OLD."outcome_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."withdrawn_at", OLD."withdrawn_by_id", OLD."withdrawn_reason"); RETURN NULL;',
                            hash="8243c7dd4125267de267578657ce1c629911a6d9",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f53bb",
                            table="clients_followup",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OutcomeEvent",
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
                            (
                                "employment",
                                "Employed on the open labour market (pay-subsidised work included)",
                            ),
                            ("adult_basic_education", "Entered adult basic education"),
                            ("degree_education", "Entered education leading to a degree or part of one"),
                            ("startup_assessment", "Start-up assessment of a business"),
                            ("company_founded", "Business founded"),
                            ("light_entrepreneur", "Light entrepreneur"),
                            ("job_application", "Job application written"),
                            ("cv", "CV written"),
                            ("card", "Card training completed through the project"),
                        ],
                        max_length=24,
                        verbose_name="outcome",
                    ),
                ),
                ("happened_on", models.DateField(verbose_name="day")),
                ("quantity", models.PositiveSmallIntegerField(default=1, verbose_name="how many")),
                (
                    "detail",
                    models.CharField(blank=True, max_length=200, verbose_name="employer, school or card"),
                ),
                (
                    "state",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ongoing", "Ongoing"),
                            ("completed", "Completed"),
                            ("interrupted", "Interrupted"),
                        ],
                        max_length=12,
                        verbose_name="state of the education",
                    ),
                ),
                (
                    "evidence_place",
                    models.CharField(blank=True, max_length=200, verbose_name="where the evidence is"),
                ),
                (
                    "evidence_seen_on",
                    models.DateField(blank=True, null=True, verbose_name="evidence seen on"),
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
                    "evidence_seen_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="evidence seen by",
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
                        to="clients.outcome",
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
                            hash="99c0c480c61c116c95991a5f842369cce0a6904c",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_ec6ea",
                            table="clients_outcomeevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ActivityTermsEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("id", models.BigIntegerField()),
                ("starts_on", models.DateField(verbose_name="from")),
                ("is_permanent", models.BooleanField(blank=True, null=True, verbose_name="permanent")),
                ("is_full_time", models.BooleanField(blank=True, null=True, verbose_name="full time")),
                (
                    "has_pay_subsidy",
                    models.BooleanField(blank=True, null=True, verbose_name="pay-subsidised"),
                ),
                (
                    "weekly_hours",
                    models.DecimalField(
                        blank=True, decimal_places=1, max_digits=4, null=True, verbose_name="hours a week"
                    ),
                ),
                (
                    "activity",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="clients.activity",
                        verbose_name="activity",
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
                        to="clients.activityterms",
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
                            hash="97c081b48b9f4257a54b88291ef405c28146ffef",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_ab91f",
                            table="clients_activitytermsevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowUpEvent",
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
                            ("after_1_month", "One month after"),
                            ("after_3_months", "Three months after"),
                            ("after_6_months", "Six months after"),
                            ("after_12_months", "Twelve months after"),
                            ("other", "Other follow-up"),
                        ],
                        max_length=16,
                        verbose_name="follow-up",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="due on")),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="answered on")),
                ("answer", models.CharField(blank=True, max_length=300, verbose_name="answer")),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="asked by",
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
                        to="clients.followup",
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
                (
                    "outcome",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="clients.outcome",
                        verbose_name="outcome",
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
                            hash="3927d67219711c8b0231389a9fa0b1191c30d709",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_37c18",
                            table="clients_followupevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        staff.installing.InstallTriggers(),
    ]
