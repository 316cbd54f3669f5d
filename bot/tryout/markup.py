"""`parse_mode=HTML` as Telegram reads it: the same tags, entities and complaints, offsets in UTF-16 units.

Behaviour after https://core.telegram.org/bots/api#html-style and the official server's parser (tdlib/td).
"""

import re
from dataclasses import dataclass
from typing import Any

from bot.tryout.errors import ApiError, bad_request

Entity = dict[str, Any]

_SPACE = " \t\r\n\0\v"
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "u": "underline",
    "ins": "underline",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "tg-emoji": "custom_emoji",
    "a": "text_link",
    "pre": "pre",
    "code": "code",
    "blockquote": "blockquote",
}
_PLAIN = re.compile("[^<&]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_CHARACTER = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|([A-Za-z]+));?")
_MENTION = re.compile(r"tg://user\?id=(\d+)$")


def utf16_length(text: str) -> int:
    """Length in UTF-16 code units, the unit of every Telegram offset and length."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def has_half_surrogates(text: str) -> bool:
    """Whether the text holds half of a surrogate pair, which is no character."""
    return not text.isascii() and bool(_SURROGATE.search(text))


@dataclass(slots=True)
class _Open:
    tag: str
    argument: str
    offset: int
    start: int


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source + "\0"
        self.end = len(source)
        self.at = 0
        self.out: list[str] = []
        self.offset = 0
        self.opened: list[_Open] = []
        self.entities: list[Entity] = []

    def parse(self) -> tuple[str, list[Entity]]:
        while self.at < self.end:
            if plain := _PLAIN.match(self.source, self.at, self.end):
                self.at = plain.end()
                self._emit(plain[0])
            elif self.source[self.at] == "&":
                self._emit(self._character())
            elif self.source[self.at + 1] == "/":
                self._end_tag()
            else:
                self._start_tag()
        if self.opened:
            raise _unparsable(f'Can\'t find end tag corresponding to start tag "{self.opened[-1].tag}"')
        return "".join(self.out), self.entities

    def _emit(self, character: str) -> None:
        self.out.append(character)
        self.offset += utf16_length(character)

    def _character(self) -> str:
        """The next character, an HTML entity decoded; what is no known entity stays as it is written."""
        found = _CHARACTER.match(self.source, self.at) if self.source[self.at] == "&" else None
        decoded = _decode(found) if found else ""
        if not found or not decoded:
            self.at += 1
            return self.source[self.at - 1]
        self.at = found.end()
        return decoded

    def _byte(self, position: int) -> int:
        return len(self.source[:position].encode("utf-8", "surrogatepass"))

    def _until(self, stop: str) -> str:
        begin = self.at
        while self.source[self.at] not in stop:
            self.at += 1
        return self.source[begin : self.at]

    def _skip_spaces(self) -> None:
        while self.at < self.end and self.source[self.at] in _SPACE:
            self.at += 1

    def _start_tag(self) -> None:
        begin = self.at
        self.at += 1
        tag = self._until(_SPACE + ">").lower()
        if self.at >= self.end:
            raise _unparsable(f"Unclosed start tag at byte offset {self._byte(begin)}")
        if tag not in _KINDS:
            raise _unparsable(f'Unsupported start tag "{tag}" at byte offset {self._byte(begin)}')
        argument = self._attributes(tag, begin)
        if tag == "span" and argument != "spoiler":
            raise _unparsable(f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(begin)}')
        self.at += 1
        self.opened.append(_Open(tag, argument, self.offset, len(self.out)))

    def _attributes(self, tag: str, begin: int) -> str:
        argument = ""
        self._skip_spaces()
        while self.source[self.at] != ">":
            name, value = self._attribute(tag, begin)
            argument = _argument(tag, name, value) or argument
            self._skip_spaces()
        return argument

    def _attribute(self, tag: str, begin: int) -> tuple[str, str]:
        name = self._until(_SPACE + "=>")
        where = f"{self._byte(begin)}"
        if not name:
            raise _unparsable(f'Empty attribute name in the tag "{tag}" at byte offset {where}')
        self._skip_spaces()
        if (tag, name) == ("blockquote", "expandable") and self.source[self.at] != "=":
            return name, ""
        if self.source[self.at] != "=":
            raise _unparsable(
                f'Expected equal sign in declaration of an attribute of the tag "{tag}" at byte offset {where}'
            )
        self.at += 1
        self._skip_spaces()
        value = self._value() if self.at < self.end else ""
        if self.at >= self.end:
            raise _unparsable(f"Unclosed start tag at byte offset {where}")
        return name, value

    def _value(self) -> str:
        quote = self.source[self.at]
        if quote not in "'\"":
            return self._token()
        self.at += 1
        value = []
        while self.at < self.end and self.source[self.at] != quote:
            value.append(self._character())
        self.at += self.at < self.end
        return "".join(value)

    def _token(self) -> str:
        begin = self.at
        while re.match(r"[A-Za-z0-9.-]", self.source[self.at]):
            self.at += 1
        if self.source[self.at] not in _SPACE + ">":
            raise _unparsable(f"Unexpected end of name token at byte offset {self._byte(begin)}")
        return self.source[begin : self.at].lower()

    def _end_tag(self) -> None:
        begin = self.at
        if not self.opened:
            raise _unparsable(f"Unexpected end tag at byte offset {self._byte(begin)}")
        self.at += 2
        tag = self._until(_SPACE + ">").lower()
        self._skip_spaces()
        if self.source[self.at] != ">":
            raise _unparsable(f"Unclosed end tag at byte offset {self._byte(begin)}")
        self.at += 1
        expected = self.opened[-1].tag
        if tag and tag != expected:
            raise _unparsable(
                f'Unmatched end tag at byte offset {self._byte(begin)}, expected "</{expected}>", found "</{tag}>"'
            )
        self._close(self.opened.pop())

    def _close(self, opened: _Open) -> None:
        length = self.offset - opened.offset
        if length == 0:
            return
        entity: Entity = {"type": _KINDS[opened.tag], "offset": opened.offset, "length": length}
        if opened.tag == "a":
            self._link(entity, opened.argument or "".join(self.out[opened.start :]))
        elif opened.tag in ("pre", "code"):
            self._code(entity, opened)
        else:
            self.entities.append(_finished(entity, opened))

    def _link(self, entity: Entity, url: str) -> None:
        mention = _MENTION.match(url)
        if mention:
            self.entities.append(entity | {"type": "text_mention", "user_id": int(mention[1])})
        elif checked := checked_link(url):
            self.entities.append(entity | {"url": checked})

    def _code(self, entity: Entity, opened: _Open) -> None:
        """`pre` around `code class=language-…` (either way round) is one `pre` entity with a language."""
        last = self.entities[-1] if self.entities else {}
        same = (last.get("offset"), last.get("length")) == (entity["offset"], entity["length"])
        language = opened.argument or last.get("_language", "")
        if same and language and {last["type"], entity["type"]} == {"pre", "code"}:
            last |= {"type": "pre", "language": language}
        else:
            self.entities.append(entity | ({"_language": opened.argument} if opened.argument else {}))


def _decode(found: re.Match[str]) -> str:
    hexadecimal, decimal, name = found.groups()
    if name:
        return _NAMED.get(name, "")
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    too_long = len(found[0].rstrip(";")) >= 10
    return "" if code == 0 or code >= 0x10FFFF or too_long else chr(code)


def _argument(tag: str, name: str, value: str) -> str:
    if (tag, name) in {("a", "href"), ("tg-emoji", "emoji-id")}:
        return value
    if (tag, name) == ("code", "class"):
        return value.removeprefix("language-") if value.startswith("language-") else ""
    if (tag, name) == ("span", "class"):
        return value.removeprefix("tg-") if value.startswith("tg-") else ""
    return name if (tag, name) == ("blockquote", "expandable") else ""


def _finished(entity: Entity, opened: _Open) -> Entity:
    if opened.tag == "blockquote" and opened.argument:
        return entity | {"type": "expandable_blockquote"}
    if opened.tag == "tg-emoji":
        if not re.fullmatch(r"[1-9]\d{0,18}", opened.argument):
            raise _unparsable("Invalid custom emoji identifier specified")
        return entity | {"custom_emoji_id": opened.argument}
    return entity


def _unparsable(reason: str) -> ApiError:
    return bad_request(f"can't parse entities: {reason}")


def checked_link(url: str) -> str:
    """The address as Telegram keeps it, or "" where it would drop the link without a word."""
    url = url.strip()
    found = re.match(r"(?:(https?|ton|tg|tonsite)://)?([^/?#\s]+)(\S*)$", url, re.IGNORECASE)
    if not found:
        return ""
    scheme, host, rest = (found[1] or "").lower(), found[2], found[3]
    if scheme in ("", "http", "https"):
        if "." not in host and not host.startswith("localhost"):
            return ""
        return f"{scheme or 'http'}://{host.lower()}{rest if rest.startswith('/') else '/' + rest}"
    return f"{scheme}://{host}{rest}"


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """The text without its tags and the entities in it; raises `ApiError` where Telegram would refuse."""
    text, entities = _Parser(source).parse()
    if has_half_surrogates(text):
        raise bad_request(
            "can't parse entities: Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units"
        )
    for entity in entities:
        entity.pop("_language", None)
    return text, _tidy(entities)


def _tidy(entities: list[Entity]) -> list[Entity]:
    """Outer before inner; nothing inside code, nothing twice over the same words."""
    kept: list[Entity] = []
    for entity in sorted(entities, key=lambda e: (e["offset"], -e["length"])):
        outer = [k for k in kept if k["offset"] + k["length"] > entity["offset"]]
        if any(k["type"] in ("pre", "code") or k["type"] == entity["type"] for k in outer):
            continue
        kept.append(entity)
    return kept
