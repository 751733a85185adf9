import django.db.models.deletion
import pgtrigger.compiler
import staff.installing
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("coaching", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Claim",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("figure", models.CharField(max_length=80, verbose_name="figure")),
                ("as_of", models.DateField(blank=True, null=True, verbose_name="as of")),
                (
                    "value",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="value"
                    ),
                ),
                ("source", models.CharField(max_length=200, verbose_name="source")),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="projects.project",
                        verbose_name="project",
                    ),
                ),
            ],
            options={
                "verbose_name": "claim",
                "verbose_name_plural": "claims",
                "ordering": ["project", "as_of", "figure"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("project", "figure", "as_of", "source"),
                        name="reports_claim_once",
                        nulls_distinct=False,
                        violation_error_message="The source already claims this figure.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("figure__regex", "\\S")),
                        name="reports_claim_figure_given",
                        violation_error_message="Say which figure is claimed.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source__regex", "\\S")),
                        name="reports_claim_sourced",
                        violation_error_message="Say where the claim comes from.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="actor_required",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF COALESCE(NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'actor', '') = '' THEN\n        RAISE EXCEPTION 'a write to % without an actor', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';\n    END IF;\n    RETURN NULL;\n",
                            hash="0d11ce502c2ecd8136d45ad616019d13a7483dd0",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_actor_required_e6725",
                            table="reports_claim",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reports_claimevent" ("as_of", "figure", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "source", "value") VALUES (NEW."as_of", NEW."figure", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."project_id", NEW."source", NEW."value"); RETURN NULL;',
                            hash="ab04e0be751bada72f4f451451eed463df8fd62a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b0706",
                            table="reports_claim",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "reports_claimevent" ("as_of", "figure", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "source", "value") VALUES (NEW."as_of", NEW."figure", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."project_id", NEW."source", NEW."value"); RETURN NULL;',
                            hash="21118802b9ecf31695b0a217608cb55d2a444aec",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_cf852",
                            table="reports_claim",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reports_claimevent" ("as_of", "figure", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "source", "value") VALUES (OLD."as_of", OLD."figure", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."project_id", OLD."source", OLD."value"); RETURN NULL;',
                            hash="a725dd55b3ed90fb4d863d2295fae40e4338828a",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_72f55",
                            table="reports_claim",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClaimEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("id", models.BigIntegerField()),
                ("figure", models.CharField(max_length=80, verbose_name="figure")),
                ("as_of", models.DateField(blank=True, null=True, verbose_name="as of")),
                (
                    "value",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="value"
                    ),
                ),
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
                        to="reports.claim",
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
                            hash="763d4f2323fc7ed593bb61f183768dfa9cd56062",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_235e9",
                            table="reports_claimevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        staff.installing.InstallTriggers(),
    ]
