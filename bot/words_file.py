"""Reads the sentences of data/words: one folder a language, its Fluent files read as one."""

from __future__ import annotations

from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax.ast import Junk, Message, Resource

from bot.wording.words import Words


class WordsError(Exception):
    """A words file can not be read; the text is one line."""


def load_words(folder: Path) -> dict[str, Words]:
    """Every language below `folder` by its code (`en`), English at least."""
    words = {path.name: _language(path) for path in sorted(folder.iterdir()) if path.is_dir()}
    if "en" not in words:
        raise WordsError(f"{folder}: en is missing")
    return words


def _language(folder: Path) -> Words:
    # Telegram shows the isolation marks of Fluent as stray characters in some clients.
    bundle = FluentBundle([folder.name], use_isolating=False)
    for path in sorted(folder.glob("*.ftl")):
        bundle.add_resource(_new_to(bundle, path))
    return Words(bundle)


def _new_to(bundle: FluentBundle, path: Path) -> Resource:
    """The sentences of a file, none of which may have been said by a file before it or twice in it."""
    resource = FluentResource(path.read_text(encoding="utf-8"))
    seen: set[str] = set()
    for entry in resource.body:
        if isinstance(entry, Junk):
            raise WordsError(f"{path}: not Fluent: {str(entry.content).splitlines()[0]}")
        if isinstance(entry, Message):
            name = entry.id.name
            if name in seen or bundle.has_message(name):
                raise WordsError(f"{path}: {name} is there twice")
            seen.add(name)
    return resource
