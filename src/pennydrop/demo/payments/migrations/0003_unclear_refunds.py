from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('payments', '0002_checkout_kind'),
    ]

    operations = [
        migrations.AlterField(
            model_name='refund',
            name='state',
            field=models.CharField(
                choices=[
                    ('promised', 'Promised'),
                    ('unclear', "asked for, and Stripe's answer was lost"),
                    ('succeeded', 'Succeeded'),
                    ('failed', 'Failed'),
                ],
                default='promised',
                max_length=20,
            ),
        ),
    ]
