from django.db import migrations


def create_first_terms(apps, schema_editor):
    apps.get_model("workshops", "WorkshopTermsAndConditions").objects.create(version=1, is_current=True, content="A place cancelled seven or more days before the session is refunded in full.")


class Migration(migrations.Migration):
    dependencies = [("workshops", "0001_initial")]
    operations = [migrations.RunPython(create_first_terms, migrations.RunPython.noop)]
