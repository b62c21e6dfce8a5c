from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import migrations

from tests.adoption.foreign.differences import COLUMN_NAMES, COLUMNS, SITE_NAME, TABLE_NAMES, table_of


def rename(_state: Any, schema_editor: Any) -> None:
    for model, table in TABLE_NAMES.items():
        schema_editor.execute(f"ALTER TABLE {model.replace('.', '_')} RENAME TO {table}")
    for model, (name, column) in COLUMN_NAMES.items():
        schema_editor.execute(f"ALTER TABLE {table_of(model)} RENAME COLUMN {name} TO {column}")


def add_columns(_state: Any, schema_editor: Any) -> None:
    for label, (name, _field) in COLUMNS.items():
        model = apps.get_model(label)  # the historical one has no such field: our AppConfig adds it, no migration
        schema_editor.add_field(model, model._meta.get_field(name))


def rename_site(state: Any, _schema_editor: Any) -> None:
    state.get_model("sites", "Site").objects.update(name=SITE_NAME)


class Migration(migrations.Migration):
    dependencies = [
        ("core", "__latest__"),
        *((label.split(".")[0], "__latest__") for label in [*COLUMNS, *COLUMN_NAMES]),
    ]
    operations = [migrations.RunPython(rename), migrations.RunPython(add_columns), migrations.RunPython(rename_site)]
