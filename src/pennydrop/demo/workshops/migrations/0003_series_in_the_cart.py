from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workshops", "0002_first_terms")]

    operations = [
        migrations.AddField(
            model_name="workshopcartitem",
            name="in_series",
            field=models.BooleanField(
                default=False, help_text="bought together with the other sessions of its workshop"
            ),
        ),
        migrations.AlterField(
            model_name="workshopcartitem",
            name="price",
            field=models.DecimalField(
                decimal_places=2, help_text="its share of the price, if part of a series", max_digits=8
            ),
        ),
    ]
