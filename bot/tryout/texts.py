"""Message texts and captions: parsed, cleaned and measured as Telegram does it."""

import re
from typing import Any

from bot.tryout.errors import bad_request
from bot.tryout.markup import Entity, has_half_surrogates, parse_html, utf16_length
from bot.tryout.params import Params, whole_field

MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_RAW_BYTES = 1 << 15

_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
_COMMAND = re.compile(r"(?<![\w/@])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/])")
_LINK = re.compile(r"(?<![\w@/.])https?://[^\s<>\"]+")


def message_text(params: Params) -> tuple[str, list[Entity]]:
    """`text` of a call after parsing: at most 4096 UTF-16 units, never empty."""
    if not params.text("text"):
        raise bad_request("Message text is empty")
    text, entities = _formatted(params, "text", "entities")
    if not text:
        raise bad_request("text must be non-empty")
    if utf16_length(text) > MAX_TEXT:
        raise bad_request("Message is too long")
    return text, entities


def caption(params: Params) -> tuple[str, list[Entity]]:
    """`caption` of a call after parsing: at most 1024 UTF-16 units, may be empty."""
    text, entities = _formatted(params, "caption", "caption_entities")
    if utf16_length(text) > MAX_CAPTION:
        raise bad_request("Message caption is too long")
    return text, entities


def _formatted(params: Params, name: str, entities_name: str) -> tuple[str, list[Entity]]:
    source = params.text(name)
    if len(source.encode("utf-8", "surrogatepass")) > MAX_RAW_BYTES:
        raise bad_request("Text is too long")
    if has_half_surrogates(source):
        raise bad_request("strings must be encoded in UTF-8")
    mode = params.text("parse_mode").lower()
    if not source or mode in ("", "none"):
        text, entities = source, _given_entities(params, entities_name)
    elif mode == "html":
        text, entities = parse_html(source)
    elif mode in ("markdown", "markdownv2"):
        raise bad_request(f"can't parse entities: {params.text('parse_mode')} is not spoken here, use HTML")
    else:
        raise bad_request("unsupported parse_mode")
    return with_detected(*trimmed(text, entities))


def _given_entities(params: Params, name: str) -> list[Entity]:
    given = params.decoded(name, "entities", [])
    if not isinstance(given, list):
        return []
    return [_given_entity(entity) for entity in given]


def _given_entity(given: Any) -> Entity:
    if not isinstance(given, dict) or not isinstance(given.get("type"), str):
        raise bad_request("can't parse MessageEntity: expected an Object")
    return given | {name: whole_field(given, name) for name in ("offset", "length")}


def trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Control characters become spaces, the ends are stripped, and the entities follow."""
    cleaned = _CONTROL.sub(" ", text.replace("\r", ""))
    bare = cleaned.lstrip()
    shift = utf16_length(cleaned) - utf16_length(bare)
    bare = bare.rstrip()
    return bare, [moved for entity in entities if (moved := _moved(entity, shift, utf16_length(bare)))]


def _moved(entity: Entity, shift: int, size: int) -> Entity | None:
    begin = max(0, entity["offset"] - shift)
    end = min(size, entity["offset"] - shift + entity["length"])
    return entity | {"offset": begin, "length": end - begin} if end > begin else None


def with_detected(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Adds the commands and links that Telegram finds by itself, outside the entities given."""
    if "/" not in text:
        return text, entities
    found = [_entity("bot_command", text, match) for match in _COMMAND.finditer(text)]
    found += [_entity("url", text, match) for match in _LINK.finditer(text)]
    free = [entity for entity in found if not any(_overlap(entity, other) for other in entities if _solid(other))]
    return text, sorted(entities + free, key=lambda entity: (entity["offset"], -entity["length"]))


def _entity(kind: str, text: str, match: re.Match[str]) -> Entity:
    return {"type": kind, "offset": utf16_length(text[: match.start()]), "length": utf16_length(match[0])}


def _solid(entity: Entity) -> bool:
    return entity["type"] in ("pre", "code", "text_link", "text_mention", "bot_command", "url")


def _overlap(one: Entity, other: Entity) -> bool:
    ends = one["offset"] + one["length"], other["offset"] + other["length"]
    return bool(one["offset"] < ends[1] and other["offset"] < ends[0])


def text_fields(name: str, text: str, entities: list[Entity]) -> dict[str, Any]:
    """The fields of a message: `text` and `entities`, or `caption` and `caption_entities`."""
    if not text:
        return {}
    entity_name = "entities" if name == "text" else f"{name}_entities"
    return {name: text} | ({entity_name: entities} if entities else {})
