"""The table of settings."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from bot.settings import (
    PROJECT,
    SettingError,
    Settings,
    describe,
    env_name,
    read_settings,
    table,
    unknown_names,
)


def test_defaults_keep_the_service_on_this_machine() -> None:
    settings = read_settings({})
    assert (settings.host, settings.port) == ("127.0.0.1", 8080)
    assert settings.database_url == f"sqlite:///{PROJECT}/var/loopbaanwijzer.db"
    assert settings.origins == frozenset()
    assert settings.rate_limit_local is False


def test_override_wins_from_environment_wins_from_default() -> None:
    environment = {"LOOPBAANWIJZER_PORT": "9000", "LOOPBAANWIJZER_HOST": "::1"}
    settings = read_settings(environment, port=9001, host=None)
    assert (settings.port, settings.host, settings.max_body) == (9001, "::1", 65536)


def test_settings_are_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        read_settings({}).port = 1  # type: ignore[misc]


@pytest.mark.parametrize(
    ("name", "value", "part"),
    [
        ("LOOPBAANWIJZER_PORT", "veel", "must be a whole number, not 'veel'"),
        ("LOOPBAANWIJZER_PORT", "-1", "must be at least 0, not -1"),
        ("LOOPBAANWIJZER_BEHIND_PROXY", "misschien", "must be true or false, not 'misschien'"),
    ],
)
def test_a_wrong_value_is_refused_with_its_name(name: str, value: str, part: str) -> None:
    with pytest.raises(SettingError, match=part) as caught:
        read_settings({name: value})
    assert name in str(caught.value)


def test_no_data_outlive_the_token_of_their_owner() -> None:
    defaults = read_settings({})
    assert defaults.token_days >= defaults.retention_days
    with pytest.raises(SettingError, match=r"TOKEN_DAYS \(30\) must be at least .*RETENTION_DAYS \(90\)"):
        read_settings({"LOOPBAANWIJZER_TOKEN_DAYS": "30"})
    with pytest.raises(SettingError, match="see or erase"):
        read_settings({}, retention_days=365)
    assert read_settings({}, token_days=365, retention_days=365).token_days == 365
    assert read_settings({}, token_days=1, retention_days=0).token_days == 1


@pytest.mark.parametrize(("word", "value"), [("ja", True), ("1", True), ("off", False), ("", False)])
def test_words_for_true_and_false(word: str, value: bool) -> None:
    assert read_settings({"LOOPBAANWIJZER_BEHIND_PROXY": word}).behind_proxy is value


def test_unknown_override_is_refused() -> None:
    with pytest.raises(SettingError, match="unknown setting: kleur"):
        read_settings({}, kleur="rood")


def test_a_typing_error_in_a_name_is_noticed() -> None:
    assert unknown_names({"LOOPBAANWIJZER_PROT": "1", "LOOPBAANWIJZER_PORT": "1", "HOME": "/"}) == [
        "LOOPBAANWIJZER_PROT"
    ]


def test_secrets_that_were_set_are_not_shown() -> None:
    rows = {name: value for name, _, value, _ in describe(Settings(database="geheim"))}
    assert rows["database"] == "********"
    assert rows["behind_proxy"] == "false"


def test_every_setting_has_a_variable_and_a_help_text() -> None:
    for spec in table():
        assert env_name(spec.name).startswith("LOOPBAANWIJZER_")
        assert spec.metadata["help"].endswith(".")


def test_paths_start_at_the_project_unless_absolute(tmp_path: Path) -> None:
    assert Settings(models="models").models_directory == PROJECT / "models"
    assert Settings(models=str(tmp_path)).models_directory == tmp_path
    assert Settings(database="sqlite:////x/y.db").database_url == "sqlite:////x/y.db"
    assert Settings(database="postgresql://h/d").database_url == "postgresql://h/d"
