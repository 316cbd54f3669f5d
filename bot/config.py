"""The environment, read once, failing early with one clear line."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AnyHttpUrl, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

TELEGRAM = "https://api.telegram.org"
DEFAULT_DATABASE = "sqlite:///hipcoach.sqlite3"
DATABASE_SCHEMES = ("sqlite", "sqlite+aiosqlite", "postgres", "postgresql", "postgresql+psycopg")

HINTS = {
    "TELEGRAM_BOT_TOKEN": "the token that BotFather gave you, like 123456789:AAE...",
    "TELEGRAM_API_URL": "the address of a Bot API server, like http://127.0.0.1:8081",
    "DATABASE_URL": "sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME",
    "WEBHOOK_URL": "the public https address that Telegram calls, like https://coach.example.org/telegram",
    "WEBHOOK_SECRET": "1 to 256 of the characters A-Z a-z 0-9 _ -",
    "PORT": "a whole number from 1 to 65535",
    "ADMIN_IDS": "Telegram user numbers, separated by commas",
    "PRIVACY_CONTACT": "an address, a name or a link of at most 200 characters",
    "USER_BURST": "a whole number from 0 to 10000",
    "LOG_LEVEL": "DEBUG, INFO, WARNING or ERROR",
    "LOG_FORMAT": "console or json",
    "SEND_RATE": "reminders a second, from 1 to 1000",
    "PAID_BROADCASTS": "true or false",
    "TICK_SECONDS": "a number of seconds from 0.1 to 30",
    "METRICS_PORT": "a whole number from 1 to 65535",
    "METRICS_HOST": "an address of this machine, like 127.0.0.1, or 0.0.0.0 for all",
    "BACKUP_DIR": "a folder, like /var/backups/hipcoach",
    "BACKUP_KEEP": "a whole number of nights from 0 to 366",
}


class SettingsError(Exception):
    """A setting is missing or malformed; the text is one line for the person who set it."""


class Settings(BaseSettings):
    """Every setting of the bot. Names are those of the environment."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True)

    telegram_bot_token: SecretStr | None = None
    telegram_api_url: AnyHttpUrl = AnyHttpUrl(TELEGRAM)
    database_url: SecretStr = SecretStr(DEFAULT_DATABASE)
    webhook_url: AnyHttpUrl | None = None
    webhook_secret: SecretStr | None = None
    port: Annotated[int, Field(ge=1, le=65535)] = 8080
    admin_ids: Annotated[frozenset[int], NoDecode] = frozenset()
    privacy_contact: Annotated[str, Field(max_length=200)] = ""
    user_burst: Annotated[int, Field(ge=0, le=10_000)] = 1000
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["console", "json"] = "console"
    send_rate: Annotated[int, Field(ge=1, le=1000)] = 25
    paid_broadcasts: bool = False
    tick_seconds: Annotated[float, Field(ge=0.1, le=30)] = 5.0
    metrics_port: Annotated[int | None, Field(ge=1, le=65535)] = None
    metrics_host: str = "127.0.0.1"
    backup_dir: Path | None = None
    backup_keep: Annotated[int, Field(ge=0, le=366)] = 7

    @field_validator("*", mode="before")
    @classmethod
    def _blank_is_unset(cls, value: Any, info: Any) -> Any:
        if isinstance(value, str) and not value.strip():
            return cls.model_fields[info.field_name].get_default()
        return value.strip() if isinstance(value, str) else value

    @field_validator("log_level", "log_format", mode="before")
    @classmethod
    def _any_case(cls, value: Any, info: Any) -> Any:
        if not isinstance(value, str):
            return value
        return value.upper() if info.field_name == "log_level" else value.lower()

    @field_validator("admin_ids", mode="before")
    @classmethod
    def _numbers(cls, value: Any) -> Any:
        return frozenset(filter(None, re.split(r"[,\s]+", value))) if isinstance(value, str) else value

    @field_validator("webhook_secret")
    @classmethod
    def _secret(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", value.get_secret_value()):
            raise ValueError("characters")
        return value

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: SecretStr) -> SecretStr:
        scheme, mark, rest = value.get_secret_value().partition("://")
        if scheme not in DATABASE_SCHEMES or not mark or not rest:
            raise ValueError("scheme")
        return value

    @model_validator(mode="after")
    def _token(self) -> Settings:
        """Telegram's own tokens have a form; another Bot API server may hand out what it likes, in one path segment."""
        form = r"\d+:[A-Za-z0-9_-]{3,}" if self.api_url == TELEGRAM else r"[^\s/?#]+"
        if self.telegram_bot_token and not re.fullmatch(form, self.telegram_bot_token.get_secret_value()):
            raise ValueError("TELEGRAM_BOT_TOKEN")
        return self

    @property
    def api_url(self) -> str:
        """The Bot API server, without a slash at the end."""
        return str(self.telegram_api_url).rstrip("/")

    def token(self) -> str:
        """The bot's token; SettingsError where it is not set."""
        if self.telegram_bot_token is None:
            raise SettingsError(f"TELEGRAM_BOT_TOKEN is missing: set it to {HINTS['TELEGRAM_BOT_TOKEN']}")
        return self.telegram_bot_token.get_secret_value()


def load_settings() -> Settings:
    """Read the environment and `.env`; the first fault becomes a SettingsError of one line, without the value."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        name = str(first["loc"][0]).upper() if first["loc"] else "TELEGRAM_BOT_TOKEN"
        raise SettingsError(f"{name} is malformed: expected {HINTS[name]}") from None
