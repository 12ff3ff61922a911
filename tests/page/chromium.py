"""Find Chromium for the page tests; run as a script, bring it where that can be done."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HOW = "no Chromium: `apt-get install chromium` as root, or `.venv/bin/playwright install chromium`"


def find() -> str | None:
    """The path of a Chromium: the system's, else Playwright's own, else None."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def bring() -> bool:
    """Install Chromium by apt-get where we are root, otherwise by Playwright; whether one is there now."""
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        commands = [["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]]
    else:
        commands = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    print("Bringing Chromium for the page tests (once) ...", flush=True)
    for command in commands:
        if subprocess.run(command, check=False, stdout=subprocess.DEVNULL).returncode:
            return False
    return find() is not None


if __name__ == "__main__":
    if not find() and not bring():
        sys.exit(HOW)
    print(f"Page tests use {find()}")
