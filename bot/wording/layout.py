"""How the parts of a message stand together."""

from __future__ import annotations

import html
import re

from bot.wording.words import Raw

_TAG = re.compile(r"<[^<>]+>")


def paragraphs(*parts: str) -> str:
    """The parts that say something, an empty line between them."""
    return "\n\n".join(part for part in parts if part)


def lines(*parts: str) -> str:
    """The parts that say something, one a line."""
    return "\n".join(part for part in parts if part)


def sentence_start(text: str) -> str:
    """The text with a capital at its start."""
    return text[:1].upper() + text[1:]


def folded(html: str) -> str:
    """A long part that opens with a tap."""
    return f"<blockquote expandable>{html}</blockquote>" if html else ""


def raw(*parts: str) -> Raw:
    """Lines of ready HTML, to be filled into a sentence."""
    return Raw(lines(*parts))


def plain(text: str) -> str:
    """The text without its markup."""
    return html.unescape(_TAG.sub("", text))
