"""Telegram's HTML as Telegram counts and checks it."""

from __future__ import annotations

from html.parser import HTMLParser

TAGS = frozenset({"b", "i", "u", "s", "code", "pre", "blockquote"})


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS, f"a tag Telegram does not know: {tag}"
        assert not (tag == "blockquote" and tag in self.open), "quotations can not be nested"
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"an end without a start: {tag}"
        assert self.open.pop() == tag, f"tags overlap at {tag}"

    def handle_data(self, data: str) -> None:
        self.text += data


def parsed(html: str) -> str:
    """The text that is shown; AssertionError where Telegram would refuse the markup."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert not reader.open, f"never closed: {reader.open}"
    return reader.text
