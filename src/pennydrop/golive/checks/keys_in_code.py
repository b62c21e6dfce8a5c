"""Keys come from the environment: none is written into the site's source, be it secret or public."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from pennydrop.golive.check import Answer, Section, by_hand, check, failed, passed
from pennydrop.golive.examination import Examination
from pennydrop.golive.secret_search.git import Git
from pennydrop.golive.secret_search.look_alikes import is_placeholder

# Source that runs in production; documents show examples, and tests have keys of their own.
SUFFIXES = (".py", ".html", ".js", ".ts", ".tsx", ".jsx", ".vue", ".yml", ".yaml", ".toml", ".ini", ".cfg", ".json")
_NOT_DEPLOYED = re.compile(
    r"(^|/)(tests?|testing|docs?|examples?|node_modules)/|(^|/)(test_[^/]*|[^/]*_test|conftest)\."
)
_KEY = re.compile(r"\b(?:(?:[srp]k_(?:live|test))|whsec)_(?P<body>[A-Za-z0-9]{16,})\b")
_STRIPE_SETTING = re.compile(r"STRIPE_\w*(KEY|SECRET)\w*$")
LARGEST = 2_000_000  # bytes; no source a person has written is larger
SHOWN = 10


@check(
    "keys-from-environment", Section.ENVIRONMENT, "The site reads its keys from the environment, none is in its source."
)
def keys_from_environment(examination: Examination) -> Answer:
    repository = examination.golive.repository
    if repository is None:
        return by_hand(
            "PENNYDROP_GOLIVE__REPOSITORY is not set, so the source was not looked at",
            mend="set PENNYDROP_GOLIVE__REPOSITORY to a clone of the site's git repository",
        )
    git = Git(repository)
    looked, found = 0, list[str]()
    for name in git.names("ls-files", "-z"):
        path = git.top / name
        if path.suffix in SUFFIXES and not _NOT_DEPLOYED.search(name) and path.is_file() and not path.is_symlink():
            looked += 1
            found += [f"{name}:{line} ({what})" for line, what in _hard_coded(path)]
    if found:
        more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
        return failed(
            f"written into the source: {', '.join(found[:SHOWN])}{more}",
            mend="read it from the environment instead, as os.environ['STRIPE_SECRET_KEY'] does, and without a default",
        )
    return passed(f"{looked} files of {git.top} looked at, no key in them")


def _hard_coded(path: Path) -> Iterator[tuple[int, str]]:
    """Line and kind of each key. The key itself is not repeated."""
    if path.stat().st_size > LARGEST:
        return
    text = path.read_text(encoding="utf-8", errors="replace")
    lines = set[int]()
    for match in _KEY.finditer(text):
        if not is_placeholder(match["body"]):
            line = text.count("\n", 0, match.start()) + 1
            lines.add(line)
            yield line, f"{match[0].removesuffix(match['body'])}..."
    if path.suffix == ".py":
        yield from ((line, name) for line, name in _literal_settings(text) if line not in lines)


def _literal_settings(source: str) -> Iterator[tuple[int, str]]:
    """Assignments such as ``STRIPE_SECRET_KEY = "..."``, whatever the text is."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return  # of another Python, or a template
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Constant):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = [target.id for target in targets if isinstance(target, ast.Name)]
            # Empty is no key, and one word may be the name of the variable that holds it.
            if isinstance(value := node.value.value, str) and len(value) >= 16 and not value.isupper():
                yield from ((node.lineno, name) for name in names if _STRIPE_SETTING.search(name))


CHECKS = (keys_from_environment,)
