import re

from django.db import migrations, models

# As journal.text had it when this was written: a migration must not change with the code.
SENTENCE = re.compile(r".+?(?:[.!?](?=\s|$)|。|$)", re.DOTALL)


def summarize_entries(apps, schema_editor):
    Entry = apps.get_model("journal", "Entry")
    entries = Entry.objects.using(schema_editor.connection.alias)
    for entry in entries.filter(summary="").only("text"):
        match = SENTENCE.match(entry.text.strip())
        summary = " ".join(match[0].split()) if match else ""
        if len(summary) > 200:
            summary = summary[:199] + "…"
        # update(), so that the photo's file is not touched.
        entries.filter(pk=entry.pk).update(summary=summary)


class Migration(migrations.Migration):

    dependencies = [
        ("journal", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="entry",
            name="summary",
            field=models.CharField(
                blank=True,
                help_text="Shown in the list. Left empty, it is the first sentence of the text.",
                max_length=200,
            ),
        ),
        migrations.RunPython(summarize_entries, migrations.RunPython.noop),
    ]
