"""``python -m pennydrop.demo <command>``: Django's ``manage.py`` for the reference site."""

from __future__ import annotations

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pennydrop.demo.settings")
    execute_from_command_line(["python -m pennydrop.demo", *sys.argv[1:]])
