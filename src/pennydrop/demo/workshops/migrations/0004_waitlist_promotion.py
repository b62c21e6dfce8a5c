from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workshops", "0003_series_in_the_cart")]

    operations = [
        migrations.CreateModel(
            name="WaitlistPromotion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("manual_promotion", "the instructor chose the student"),
                            ("automatic_promotion", "a place became free"),
                        ],
                        max_length=30,
                    ),
                ),
                ("promoted_at", models.DateTimeField(auto_now_add=True)),
                ("expires_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("expired", models.BooleanField(default=False)),
                (
                    "registration",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="promotion",
                        to="workshops.workshopregistration",
                    ),
                ),
            ],
        ),
    ]
