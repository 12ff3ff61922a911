"""Reading the records that the edition is made of: YAML files below the repository."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The safe loader; in C where PyYAML was built with it, which is some ten times faster."""


def read(root: Path, path: Path, error: type[ValueError]) -> Any:
    """What the YAML file ``path`` below ``root`` holds; raises ``error`` when it is not there or is no YAML."""
    try:
        return yaml.load((root / path).read_text(encoding="utf-8"), Loader=LOADER)
    except FileNotFoundError as cause:
        raise error(f"{path}: there is no such file; an empty list is written []") from cause
    except yaml.YAMLError as cause:
        raise error(f"{path}: not readable as YAML: {cause}") from cause
