import django.db.models.deletion
import ohjaamo.fields
from django.conf import settings
from django.db import migrations, models


def seal_messages(apps, schema_editor):
    """What was said of rows names people's values: from now on it is kept encrypted, as the cells are."""
    for row in apps.get_model("staff", "ImportRow").objects.exclude(open_messages=[]).iterator():
        row.messages = row.open_messages
        row.save(update_fields=["messages"])


class Migration(migrations.Migration):

    dependencies = [
        ('staff', '0003_longer_addresses'),
    ]

    operations = [
        migrations.CreateModel(
            name='ImportFile',
            fields=[
                ('batch', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='file', serialize=False, to='staff.importbatch', verbose_name='import')),
                ('content', ohjaamo.fields.EncryptedBytesField(purpose='imported file', verbose_name='content')),
            ],
            options={
                'verbose_name': 'file of an import',
                'verbose_name_plural': 'files of imports',
            },
        ),
        migrations.CreateModel(
            name='ImportTask',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('deed', models.CharField(choices=[('apply', 'Taking in'), ('undo', 'Taking back')], max_length=10, verbose_name='deed')),
                ('asked_at', models.DateTimeField(verbose_name='asked at')),
                ('started_at', models.DateTimeField(null=True, verbose_name='started at')),
                ('done_rows', models.PositiveIntegerField(default=0, verbose_name='rows done')),
                ('all_rows', models.PositiveIntegerField(default=0, verbose_name='rows in all')),
                ('ended_at', models.DateTimeField(null=True, verbose_name='ended at')),
                ('failure', models.TextField(blank=True, verbose_name='failure')),
            ],
            options={
                'verbose_name': 'task of an import',
                'verbose_name_plural': 'tasks of imports',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='RememberedLayout',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('said_at', models.DateTimeField(verbose_name='said at')),
                ('kind', models.CharField(max_length=40, verbose_name='kind of rows')),
                ('digest', models.CharField(max_length=64, verbose_name='digest of the titles')),
                ('meanings', models.JSONField(default=list, verbose_name='columns')),
            ],
            options={
                'verbose_name': 'remembered layout',
                'verbose_name_plural': 'remembered layouts',
            },
        ),
        migrations.CreateModel(
            name='RememberedWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('said_at', models.DateTimeField(verbose_name='said at')),
                ('column', models.CharField(max_length=60, verbose_name='column')),
                ('word', models.CharField(max_length=200, verbose_name='word')),
                ('meaning', models.CharField(blank=True, max_length=60, verbose_name='meaning')),
            ],
            options={
                'verbose_name': 'remembered word',
                'verbose_name_plural': 'remembered words',
            },
        ),
        migrations.RemoveConstraint(
            model_name='importrow',
            name='staff_importrow_status_known',
        ),
        migrations.AddField(
            model_name='importbatch',
            name='days',
            field=models.JSONField(default=dict, verbose_name='orders of days'),
        ),
        migrations.AddField(
            model_name='importbatch',
            name='judged_at',
            field=models.DateTimeField(null=True, verbose_name='judged at'),
        ),
        migrations.AddField(
            model_name='importbatch',
            name='reading',
            field=models.JSONField(default=dict, verbose_name='reading'),
        ),
        migrations.AddField(
            model_name='importbatch',
            name='words',
            field=models.JSONField(default=dict, verbose_name='meanings of words'),
        ),
        migrations.AddField(
            model_name='importrow',
            name='answer',
            field=ohjaamo.fields.EncryptedJSONField(blank=True, default=dict, purpose='staged cells', verbose_name='answer'),
        ),
        migrations.AddField(
            model_name='importrow',
            name='changes',
            field=ohjaamo.fields.EncryptedJSONField(blank=True, default=list, purpose='staged cells', verbose_name='changes'),
        ),
        migrations.AddField(
            model_name='importrow',
            name='edits',
            field=ohjaamo.fields.EncryptedJSONField(blank=True, default=dict, purpose='staged cells', verbose_name='corrected cells'),
        ),
        migrations.AddField(
            model_name='importrow',
            name='is_left_out',
            field=models.BooleanField(default=False, verbose_name='left out'),
        ),
        migrations.AddField(
            model_name='importrow',
            name='skipped',
            field=models.CharField(blank=True, choices=[('title', 'above the table'), ('heading', 'titles of the columns'), ('total', 'total'), ('hidden', 'hidden')], max_length=10, verbose_name='why it is skipped'),
        ),
        migrations.AlterField(
            model_name='importbatch',
            name='mapping',
            field=models.JSONField(default=list, verbose_name='columns'),
        ),
        migrations.AlterField(
            model_name='importrow',
            name='cells',
            field=ohjaamo.fields.EncryptedJSONField(blank=True, default=list, purpose='staged cells', verbose_name='raw cells'),
        ),
        migrations.RenameField(
            model_name='importrow',
            old_name='messages',
            new_name='open_messages',
        ),
        migrations.AddField(
            model_name='importrow',
            name='messages',
            field=ohjaamo.fields.EncryptedJSONField(blank=True, default=list, purpose='staged cells', verbose_name='messages'),
        ),
        migrations.RunPython(seal_messages, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name='importrow',
            name='open_messages',
        ),
        migrations.AlterField(
            model_name='importrow',
            name='status',
            field=models.CharField(choices=[('staged', 'Staged'), ('created', 'New'), ('updated', 'Updated'), ('unchanged', 'Unchanged'), ('refused', 'Refused'), ('question', 'Waits for an answer'), ('left_out', 'Left out')], default='staged', max_length=10, verbose_name='status'),
        ),
        migrations.AddConstraint(
            model_name='importrow',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['staged', 'created', 'updated', 'unchanged', 'refused', 'question', 'left_out'])), name='staff_importrow_status_known', violation_error_message="This isn't one of the choices."),
        ),
        migrations.AddConstraint(
            model_name='importrow',
            constraint=models.CheckConstraint(condition=models.Q(('skipped__in', ['title', 'heading', 'total', 'hidden', ''])), name='staff_importrow_skipped_known', violation_error_message="This isn't one of the choices."),
        ),
        migrations.AddField(
            model_name='importtask',
            name='asked_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked by'),
        ),
        migrations.AddField(
            model_name='importtask',
            name='batch',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tasks', to='staff.importbatch', verbose_name='import'),
        ),
        migrations.AddField(
            model_name='rememberedlayout',
            name='said_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='said by'),
        ),
        migrations.AddField(
            model_name='rememberedword',
            name='said_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='said by'),
        ),
        migrations.AddConstraint(
            model_name='importtask',
            constraint=models.CheckConstraint(condition=models.Q(('deed__in', ['apply', 'undo'])), name='staff_importtask_deed_known', violation_error_message="This isn't one of the choices."),
        ),
        migrations.AddConstraint(
            model_name='importtask',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('batch',), name='staff_importtask_one_at_a_time', violation_error_message='This book is being taken in or back already.'),
        ),
        migrations.AddConstraint(
            model_name='rememberedlayout',
            constraint=models.UniqueConstraint(fields=('kind', 'digest'), name='staff_rememberedlayout_once', violation_error_message='This layout is already remembered.'),
        ),
        migrations.AddConstraint(
            model_name='rememberedword',
            constraint=models.UniqueConstraint(fields=('column', 'word'), name='staff_rememberedword_once', violation_error_message='This word is already remembered.'),
        ),
        migrations.AddConstraint(
            model_name='rememberedword',
            constraint=models.CheckConstraint(condition=models.Q(('word__regex', '\\S')), name='staff_rememberedword_word_given', violation_error_message='A word is needed.'),
        ),
    ]
