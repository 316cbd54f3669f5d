"""The refusals of the Bot API, worded as the official server words them (tdlib/telegram-bot-api, Client.cpp)."""

from typing import Any


class ApiError(Exception):
    """A refusal: HTTP status `code`, the exact `description`, and `parameters` where Telegram gives some."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.parameters = parameters

    def envelope(self) -> dict[str, Any]:
        """The answer's JSON object."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        return body | ({"parameters": self.parameters} if self.parameters else {})


def bad_request(reason: str) -> ApiError:
    """400 for `reason`; the first letter is lowered unless the reason is a constant such as `BUTTON_DATA_INVALID`."""
    second = reason[1:2]
    keep = second == "_" or ("A" <= second <= "Z")
    return ApiError(400, f"Bad Request: {reason if keep else reason[:1].lower() + reason[1:]}")


def forbidden(reason: str) -> ApiError:
    """403: final for this chat."""
    return ApiError(403, f"Forbidden: {reason}")


def conflict(reason: str) -> ApiError:
    """409: two ways of taking updates at once."""
    return ApiError(409, f"Conflict: {reason}")


def too_many_requests(seconds: int) -> ApiError:
    """429: try again after `seconds`."""
    return ApiError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
