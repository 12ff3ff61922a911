"""Reading the records that the edition is made of: YAML files below the repository."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml


def read(root: Path, path: Path, error: type[ValueError]) -> Any:
    """What the YAML file ``path`` below ``root`` holds; raises ``error`` when it is not there or is no YAML."""
    try:
        return yaml.safe_load((root / path).read_text(encoding="utf-8"))
    except FileNotFoundError as cause:
        raise error(f"{path}: there is no such file; an empty list is written []") from cause
    except yaml.YAMLError as cause:
        raise error(f"{path}: not readable as YAML: {cause}") from cause
