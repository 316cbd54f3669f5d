"""Reads the sentences of data/words: one Fluent file a language."""

from __future__ import annotations

from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax.ast import Junk

from bot.wording.words import Words


class WordsError(Exception):
    """A words file can not be read; the text is one line."""


def load_words(folder: Path) -> dict[str, Words]:
    """Every language below `folder` by its code (`en`), English at least."""
    words = {path.stem: _read(path) for path in sorted(folder.glob("*.ftl"))}
    if "en" not in words:
        raise WordsError(f"{folder}: en.ftl is missing")
    return words


def _read(path: Path) -> Words:
    resource = FluentResource(path.read_text(encoding="utf-8"))
    junk = next((entry for entry in resource.body if isinstance(entry, Junk)), None)
    if junk is not None:
        raise WordsError(f"{path}: not Fluent: {str(junk.content).splitlines()[0]}")
    # Telegram shows the isolation marks of Fluent as stray characters in some clients.
    bundle = FluentBundle([path.stem], use_isolating=False)
    bundle.add_resource(resource)
    return Words(bundle)
