"""What spans two tables and so fits in no constraint of one."""

from django.db import migrations

# Moving a project's days must not leave a stay outside them.
PROJECT_KEEPS_ENROLMENTS = """
CREATE FUNCTION clients_project_keeps_enrolments() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM clients_enrolment AS enrolment
        WHERE enrolment.project_id = NEW.id AND enrolment.withdrawn_at IS NULL
          AND (enrolment.starts_on NOT BETWEEN NEW.starts_on AND NEW.ends_on OR enrolment.ends_on > NEW.ends_on)
    ) THEN
        RAISE EXCEPTION 'enrolments would be outside the days of their project'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'clients_project_keeps_enrolments';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER clients_project_keeps_enrolments BEFORE UPDATE OF starts_on, ends_on ON projects_project
    FOR EACH ROW EXECUTE FUNCTION clients_project_keeps_enrolments();
"""
UNDONE = """
DROP TRIGGER clients_project_keeps_enrolments ON projects_project;
DROP FUNCTION clients_project_keeps_enrolments();
"""


class Migration(migrations.Migration):
    dependencies = [("clients", "0001_initial")]

    operations = [migrations.RunSQL(PROJECT_KEEPS_ENROLMENTS, UNDONE)]
