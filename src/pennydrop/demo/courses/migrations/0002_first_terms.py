from django.db import migrations


def create_first_terms(apps, schema_editor):
    apps.get_model("courses", "CourseTermsAndConditions").objects.create(version=1, is_current=True, content="A course cancelled within seven days of enrolling is refunded in full.")


class Migration(migrations.Migration):
    dependencies = [("courses", "0001_initial")]
    operations = [migrations.RunPython(create_first_terms, migrations.RunPython.noop)]
