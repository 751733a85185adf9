"""The keys of names forgive more than they did, and Arabic letters are read: what searches compare is worked out anew."""

from django.db import migrations

from clients import names


def index_anew(apps, schema_editor):
    Client = apps.get_model("clients", "Client")
    for client in Client.objects.all().iterator():
        whole = f"{client.last_name} {client.first_names}"
        client.folded_name = names.fold(whole)
        client.name_keys = sorted(names.keys(f"{client.first_names} {whole}"))
        client.save(update_fields=["folded_name", "name_keys"])


class Migration(migrations.Migration):
    dependencies = [("clients", "0004_titles_and_answers")]

    operations = [migrations.RunPython(index_anew, migrations.RunPython.noop)]
