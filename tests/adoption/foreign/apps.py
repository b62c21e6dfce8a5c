from __future__ import annotations

from django.apps import AppConfig, apps

from tests.adoption.foreign.differences import COLUMN_NAMES, COLUMNS, TABLE_NAMES


class ForeignConfig(AppConfig):
    name = "tests.adoption.foreign"
    label = "foreign"

    def ready(self) -> None:
        """Give the models their other names, and their further fields, so that the site's own inserts fill them."""
        for model, table in TABLE_NAMES.items():
            apps.get_model(model)._meta.db_table = table
        for model, (name, column) in COLUMN_NAMES.items():
            field = apps.get_model(model)._meta.get_field(name)
            field.db_column = field.column = column
        for model, (name, field) in COLUMNS.items():
            apps.get_model(model).add_to_class(name, field())
