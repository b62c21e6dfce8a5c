from django.db import migrations


def create_first_terms(apps, schema_editor):
    apps.get_model("private_teaching", "PrivateLessonTermsAndConditions").objects.create(version=1, is_current=True, content="A lesson cancelled 48 hours or more before it starts is refunded less the platform fee.")


class Migration(migrations.Migration):
    dependencies = [("private_teaching", "0001_initial")]
    operations = [migrations.RunPython(create_first_terms, migrations.RunPython.noop)]
