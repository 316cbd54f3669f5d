"""Writes docs/export.schema.json anew from what `hipcoach import` reads."""

from __future__ import annotations

import json
from pathlib import Path

from bot.export_file import Export

FILE = Path(__file__).parents[1] / "docs" / "export.schema.json"


def main() -> None:
    FILE.write_text(json.dumps(Export.model_json_schema(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
