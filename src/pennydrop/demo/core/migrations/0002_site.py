from django.db import migrations


def name_the_site(apps, schema_editor):
    apps.get_model("sites", "Site").objects.update_or_create(
        pk=1, defaults={"name": "Recorder-ed", "domain": "recorder-ed.com"}
    )


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial"), ("sites", "0002_alter_domain_unique")]
    operations = [migrations.RunPython(name_the_site, migrations.RunPython.noop)]
