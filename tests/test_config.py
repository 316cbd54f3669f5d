"""The environment: read once, and a fault is one clear line without the value."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.config import HINTS, SettingsError, load_settings

TOKEN = "123456789:AAEabcdefghijklmnopqrstuvwxyz012345"


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting of this machine, and no .env beside the tests."""
    for name in HINTS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def test_everything_has_a_default_but_the_token() -> None:
    settings = load_settings()
    assert settings.api_url == "https://api.telegram.org"
    assert settings.database_url.get_secret_value() == "sqlite:///hipcoach.sqlite3"
    assert settings.port == 8080
    with pytest.raises(SettingsError, match="TELEGRAM_BOT_TOKEN is missing"):
        settings.token()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELEGRAM_BOT_TOKEN", "not a token"),
        ("TELEGRAM_BOT_TOKEN", "abc:def"),
        ("TELEGRAM_API_URL", "localhost"),
        ("DATABASE_URL", "mysql://there"),
        ("DATABASE_URL", "hipcoach.sqlite3"),
        ("WEBHOOK_URL", "coach"),
        ("WEBHOOK_SECRET", "with space"),
        ("PORT", "http"),
        ("PORT", "70000"),
        ("ADMIN_IDS", "1,me"),
        ("LOG_LEVEL", "LOUD"),
        ("LOG_FORMAT", "xml"),
        ("SEND_RATE", "0"),
        ("PAID_BROADCASTS", "25"),
        ("TICK_SECONDS", "0"),
    ],
)
def test_a_malformed_setting_is_one_line_that_names_it_and_not_its_value(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as fault:
        load_settings()
    told = str(fault.value)
    assert told == f"{name} is malformed: expected {HINTS[name]}"
    assert "\n" not in told


def test_another_bot_api_server_may_hand_out_tokens_of_its_own_form(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_API_URL", "http://127.0.0.1:8081/")
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "sampleToken")
    settings = load_settings()
    assert settings.api_url == "http://127.0.0.1:8081"
    assert settings.token() == "sampleToken"


def test_a_dotenv_file_is_read_and_the_environment_wins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"TELEGRAM_BOT_TOKEN={TOKEN}\nPORT=9000\nADMIN_IDS=1, 22\nUNKNOWN=x\n")
    monkeypatch.setenv("PORT", "9001")
    settings = load_settings()
    assert settings.token() == TOKEN
    assert settings.port == 9001
    assert settings.admin_ids == {1, 22}


def test_a_blank_setting_counts_as_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "  ")
    monkeypatch.setenv("PORT", "")
    settings = load_settings()
    assert settings.telegram_bot_token is None
    assert settings.port == 8080


def test_levels_and_formats_may_be_written_in_any_case(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOG_LEVEL", "debug")
    monkeypatch.setenv("LOG_FORMAT", "JSON")
    settings = load_settings()
    assert (settings.log_level, settings.log_format) == ("DEBUG", "json")


def test_secrets_do_not_show_when_settings_are_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("DATABASE_URL", "postgresql://u:hunter2@h/d")
    shown = repr(load_settings())
    assert TOKEN not in shown
    assert "hunter2" not in shown


@pytest.mark.parametrize("url", ["postgres://u:p@h/d?sslmode=require", "postgresql://h/d", "sqlite:////tmp/x.db"])
def test_database_urls_are_accepted_as_hosts_give_them(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    assert load_settings().database_url.get_secret_value() == url
