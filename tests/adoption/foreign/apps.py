from __future__ import annotations

from django.apps import AppConfig, apps

from tests.adoption.foreign.differences import COLUMNS


class ForeignConfig(AppConfig):
    name = "tests.adoption.foreign"
    label = "foreign"

    def ready(self) -> None:
        """Give the models their further fields, so that the site's own inserts fill them."""
        for model, (name, field) in COLUMNS.items():
            apps.get_model(model).add_to_class(name, field())
