"""On which machine, and how busy it was: without that no figure means anything."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from pathlib import Path

import psutil

from pennydrop.browser import find_browser
from pennydrop.settings import load_settings

CPUINFO = Path("/proc/cpuinfo")


def machine() -> str:
    """One line: processor, cores, memory, system, Python, browser."""
    memory = f"{psutil.virtual_memory().total / 2**30:.0f} GiB"
    python = f"Python {platform.python_version()}"
    browser = find_browser(load_settings()).version
    return ", ".join([_processor(), f"{_cores()} cores", memory, platform.platform(terse=True), python, browser])


def load() -> str:
    """``2026-11-23 12:00 UTC, load 0.31``: processes that wanted a core, on average over the last minute."""
    return f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, load {psutil.getloadavg()[0]:.2f}"


def _processor() -> str:
    lines = CPUINFO.read_text(encoding="utf-8").splitlines() if CPUINFO.exists() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or platform.machine())


def _cores() -> int:
    """Those this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
