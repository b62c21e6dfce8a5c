"""Every generated table and the file it stands in."""

from __future__ import annotations

from scripts.reference import checklist, disturbances, faults, feature, invariants, kinds, phrases, settings
from scripts.reference.table import Table

TABLES = (
    Table("README.md", "feature", feature.render),
    Table("docs/writing-scenarios.md", "phrases", phrases.render),
    Table("docs/settings.md", "settings", settings.render),
    Table("docs/storm.md", "disturbances", disturbances.render),
    Table("docs/faults.md", "faults", faults.render),
    Table("docs/coverage.md", "promises", invariants.render_summary),
    Table("docs/coverage.md", "invariants", invariants.render),
    Table("docs/checklist.md", "checklist", checklist.render),
    Table("docs/checklist.md", "checks", checklist.render_checks),
    Table("docs/reconcile.md", "kinds", kinds.render),
)
