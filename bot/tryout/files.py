"""Files that were sent: kept under a stable file id, measured where the format is easy to read."""

import base64
import hashlib
import struct
from dataclasses import dataclass
from typing import Any

from bot.tryout.errors import bad_request
from bot.tryout.params import Params, Upload

_PREFIX = {
    "photo": "AgAC",
    "document": "BQAC",
    "animation": "CgAC",
    "video": "BAAC",
    "voice": "AwAC",
    "sticker": "CAAC",
}
_FOLDER = {"photo": "photos", "document": "documents", "animation": "animations", "video": "videos", "voice": "voice"}
MAX_DOWNLOAD = 20 * 1024 * 1024
MAX_PHOTO = 10 * 1024 * 1024
MAX_FILE = 50 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One file: `kind` as Telegram sorts it, `width`, `height` in pixels and `duration` in seconds where known."""

    file_id: str
    unique_id: str
    kind: str
    name: str
    mime_type: str
    content: bytes
    path: str
    width: int = 0
    height: int = 0
    duration: int = 0


class Files:
    """Every file by its id and by its path; ids are the same for the same kind and content under one token."""

    def __init__(self, token: str) -> None:
        self._salt = token.encode()
        self.by_id: dict[str, StoredFile] = {}
        self.by_path: dict[str, StoredFile] = {}

    def add(self, kind: str, upload: Upload, width: int = 0, height: int = 0, duration: int = 0) -> StoredFile:
        """Keep an upload as a file of `kind`; given sizes win over those read from the bytes."""
        digest = hashlib.sha256(self._salt + kind.encode() + upload.content).digest()
        file_id = _PREFIX.get(kind, "BQAC") + base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if file_id not in self.by_id:
            read = media_size(upload.content)
            self._keep(file_id, digest, kind, upload, (width or read[0], height or read[1], duration or read[2]))
        return self.by_id[file_id]

    def _keep(self, file_id: str, digest: bytes, kind: str, upload: Upload, size: tuple[int, int, int]) -> None:
        suffix = "." + upload.name.rpartition(".")[2] if "." in upload.name else ""
        path = f"{_FOLDER.get(kind, 'files')}/file_{len(self.by_id)}{suffix}"
        unique = base64.urlsafe_b64encode(digest[:11]).decode().rstrip("=")
        stored = StoredFile(file_id, unique, kind, upload.name, upload.mime_type, upload.content, path, *size)
        self.by_id[file_id] = self.by_path[path] = stored

    def get(self, file_id: str) -> StoredFile:
        """The file of that id; raises `ApiError` where there is none."""
        if file_id not in self.by_id:
            raise bad_request("invalid file_id")
        return self.by_id[file_id]


def input_file(files: Files, params: Params, kind: str, name: str, given: str | None = None) -> StoredFile:
    """The file a call sends in parameter `name`: an upload, `attach://part`, or the id of an earlier file."""
    reference = params.text(name) if given is None else given
    upload = params.files.get(reference.removeprefix("attach://") if reference.startswith("attach://") else name)
    if upload and (not reference or reference.startswith("attach://")):
        return _uploaded(files, params, kind, upload)
    if not reference:
        raise bad_request(f"There is no {kind} in the request")
    if reference.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    stored = files.by_id.get(reference)
    if stored is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    return _usable_as(stored, kind)


def _usable_as(stored: StoredFile, kind: str) -> StoredFile:
    if stored.kind != kind:
        raise bad_request(f"can't use file of type {stored.kind.capitalize()} as {kind.capitalize()}")
    return stored


def _uploaded(files: Files, params: Params, kind: str, upload: Upload) -> StoredFile:
    if not upload.content:
        raise bad_request("file must be non-empty")
    if len(upload.content) > (MAX_PHOTO if kind == "photo" else MAX_FILE):
        raise bad_request("file is too big")
    size = [params.number(field, 0, 0, 10_000) for field in ("width", "height", "duration")]
    stored = files.add(kind, upload, *size)
    if kind == "photo":
        _check_photo(stored)
    return stored


def _check_photo(photo: StoredFile) -> None:
    if not photo.width or not photo.height:
        raise bad_request("IMAGE_PROCESS_FAILED")
    long, short = max(photo.width, photo.height), min(photo.width, photo.height)
    if photo.width + photo.height > 10_000 or long > 20 * short:
        raise bad_request("PHOTO_INVALID_DIMENSIONS")


def media_fields(stored: StoredFile) -> dict[str, Any]:
    """The part of a message that shows the file, in the shape the Bot API gives it."""
    if stored.kind == "photo":
        return {"photo": _photo_sizes(stored)}
    file = _file_fields(stored) | {"file_name": stored.name, "mime_type": stored.mime_type}
    if stored.kind in ("animation", "video"):
        shape = {"width": stored.width or 320, "height": stored.height or 240, "duration": stored.duration}
        moving = {stored.kind: file | shape}
        return moving | ({"document": file} if stored.kind == "animation" else {})
    return {stored.kind: file}


def _file_fields(stored: StoredFile) -> dict[str, Any]:
    return {"file_id": stored.file_id, "file_unique_id": stored.unique_id, "file_size": len(stored.content)}


def _photo_sizes(photo: StoredFile) -> list[dict[str, Any]]:
    """Telegram gives a photo in several sizes, the largest last; here they share one file."""
    longest = max(photo.width, photo.height)
    scales = [edge / longest for edge in (90, 320, 800) if edge < longest] + [1.0]
    return [
        _file_fields(photo) | {"width": round(photo.width * scale) or 1, "height": round(photo.height * scale) or 1}
        for scale in scales
    ]


def media_size(content: bytes) -> tuple[int, int, int]:
    """Width, height (pixels) and duration (whole seconds) of a PNG, GIF, JPEG or MP4; zeros where unknown."""
    if content[:8] == b"\x89PNG\r\n\x1a\n" and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height, 0
    if content[:6] in (b"GIF87a", b"GIF89a") and len(content) >= 10:
        width, height = struct.unpack("<HH", content[6:10])
        return width, height, 0
    if content[:2] == b"\xff\xd8":
        return _jpeg_size(content)
    return _mp4_size(content) if content[4:8] == b"ftyp" else (0, 0, 0)


def _jpeg_size(content: bytes) -> tuple[int, int, int]:
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height, 0
        at += 2 + length
    return 0, 0, 0


def _mp4_size(content: bytes) -> tuple[int, int, int]:
    """From the movie header (time scale, duration) and the first track header with a size (16.16 fixed point)."""
    header = content.find(b"mvhd")
    duration = 0
    if header > 0 and content[header + 4] == 0 and len(content) >= header + 24:
        scale, units = struct.unpack(">II", content[header + 16 : header + 24])
        duration = round(units / scale) if scale else 0
    track = content.find(b"tkhd")
    while track > 0:
        end = track - 4 + int.from_bytes(content[track - 4 : track], "big")
        width, height = (int.from_bytes(content[end - n : end - n + 4], "big") >> 16 for n in (8, 4))
        if width and height:
            return width, height, duration
        track = content.find(b"tkhd", track + 4)
    return 0, 0, duration
