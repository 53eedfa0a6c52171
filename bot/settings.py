"""The one table of settings: name, default and help drive the environment, the command line and the docs."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.addresses import is_safe

PREFIX = "LOOPBAANWIJZER_"
CATALOGUE = "catalogus.db"
CODE_KEY, SHORTEST_KEY = "codes.key", 32
OCCUPATIONS = "beroepen.db"
PROJECT = Path(__file__).resolve().parent.parent
LOG_DAYS = 365
"""Within this time the database itself refuses to forget who looked."""
SMTP_SECURITIES = ("starttls", "tls", "geen")
TRUE_WORDS = frozenset({"1", "true", "yes", "on", "ja", "waar"})
FALSE_WORDS = frozenset({"0", "false", "no", "off", "nee", "neen", "onwaar", ""})


class SettingError(ValueError):
    """A setting has a value that cannot be used; the message says which, why and how to mend it."""


def _setting(default: Any, help: str, minimum: int | None = None, secret: bool = False) -> Any:
    return field(default=default, metadata={"help": help, "minimum": minimum, "secret": secret})


@dataclass(frozen=True)
class Settings:
    """Every setting of the service. Frozen: read once at the start, passed on, never changed."""

    host: str = _setting(
        "127.0.0.1", "Address to listen on. Keep 127.0.0.1 unless a proxy with TLS stands in front."
    )
    port: int = _setting(8080, "Port to listen on; 0 takes a free one.", 0)
    database: str = _setting(
        "sqlite:///var/loopbaanwijzer.db", "SQLAlchemy address of the database.", secret=True
    )
    database_timeout: int = _setting(
        5, "Seconds to wait for a locked or absent database before giving up.", 1
    )
    catalogue: str = _setting(
        "",
        "SQLite file of the courses, or the SQLAlchemy address of a PostgreSQL database; "
        "empty is catalogus.db beside the database.",
        secret=True,
    )
    catalogue_examples: bool = _setting(
        True, "Whether a catalogue without courses is filled with made-up ones, that say so."
    )
    occupations: str = _setting(
        "", "SQLite file of the occupations of ESCO; empty is beroepen.db beside the database."
    )
    catalogue_sources: str = _setting(
        "", "YAML file of the sources of courses that are read again by themselves; empty is none."
    )
    models: str = _setting("models", "Directory of the trained language models.")
    model_wait: int = _setting(60, "Seconds a message waits for the language model before it gets 503.", 0)
    turn_timeout: int = _setting(30, "Seconds one turn of a conversation may take.", 1)
    max_body: int = _setting(65536, "Largest accepted request body in bytes.", 1024)
    max_text: int = _setting(
        2000, "Characters of one message that are read; the rest is kept but not understood.", 100
    )
    recent_turns: int = _setting(
        2, "Turns of Rasa history that are loaded with the slots for each message.", 0
    )
    retention_days: int = _setting(
        90, "Days after the last activity that a conversation is erased; 0 keeps for ever.", 0
    )
    retention_interval: int = _setting(3600, "Seconds between two rounds of erasing old conversations.", 1)
    log_retention_days: int = _setting(
        0, "Days that the log of who looked is kept; at least 365, 0 keeps for ever.", 0
    )
    token_days: int = _setting(
        90,
        "Days after the last activity that a conversation's token stays valid; "
        "not fewer than retention_days, unless that is 0.",
        1,
    )
    rate_limit: int = _setting(120, "Requests a minute for one client address; 0 is no limit.", 0)
    rate_limit_local: bool = _setting(
        False, "Whether the limit also holds for requests from the machine itself."
    )
    behind_proxy: bool = _setting(
        False, "Whether a trusted proxy sets X-Forwarded-For; then its last entry is the client."
    )
    cors_origins: str = _setting(
        "", "Comma-separated origins that may call the API from a browser; empty is none."
    )
    embed_origins: str = _setting(
        "", "Comma-separated origins that may show /venster in an iframe; empty is none."
    )
    context_keys: str = _setting(
        "",
        "File with the public keys (JWKS, or one PEM) of who may sign a JWT with a pre-filled profile; "
        "empty refuses such a JWT.",
    )
    context_audience: str = _setting("loopbaanwijzer", "The audience (aud) that such a JWT must name.")
    context_max_age: int = _setting(300, "Seconds between issue and expiry that such a JWT may have.", 1)
    live: str = _setting(
        "",
        "Redis (redis://host:6379/0) that carries signs between several servers; empty is one process.",
        secret=True,
    )
    handover_wait_minutes: int = _setting(
        10, "Minutes somebody waits for a counsellor before other ways are offered.", 1
    )
    handover_absent_minutes: int = _setting(
        3,
        "Minutes that a counsellor who is gone may leave a message unanswered; then the talk waits again.",
        1,
    )
    session_minutes: int = _setting(60, "Minutes without use after which a counsellor is signed out.", 1)
    session_hours: int = _setting(12, "Hours after which a counsellor signs in again in any case.", 1)
    login_attempts: int = _setting(5, "Wrong passwords in a row that lock a counsellor's account.", 1)
    login_lock_minutes: int = _setting(15, "Minutes that an account stays locked.", 1)
    code_key: str = _setting(
        "",
        "Secret with which the codes for counsellors are hashed, at least 32 characters, the same on every "
        "server; empty is codes.key beside the database, made when first needed.",
        secret=True,
    )
    oidc_issuer: str = _setting(
        "", "Issuer of the OpenID Connect provider where counsellors sign in; empty is none."
    )
    oidc_client_id: str = _setting("", "Name of this service at that provider.")
    oidc_client_secret: str = _setting("", "Secret of this service at that provider.", secret=True)
    oidc_address: str = _setting(
        "", "Address of this service as browsers see it; the provider sends people back there."
    )
    oidc_role_claim: str = _setting("roles", "Claim with the role; a.b is b inside a.")
    oidc_roles: str = _setting(
        "", "From values of that claim to begeleider, coordinator or beheerder: value=role, ..."
    )
    oidc_organisation_claim: str = _setting("organisation", "Claim with the organisation.")
    oidc_organisations: str = _setting(
        "", "From values of that claim to organisations: value=organisation, ...; the value * is any."
    )
    smtp_host: str = _setting("", "Mail server for summaries by e-mail; empty offers no e-mail.")
    smtp_port: int = _setting(587, "Port of the mail server.", 1)
    smtp_security: str = _setting("starttls", "How the mail server is reached: starttls, tls or geen.")
    smtp_user: str = _setting("", "User at the mail server; empty is none.")
    smtp_password: str = _setting("", "Password of that user.", secret=True)
    smtp_sender: str = _setting("", "Address from which summaries come.")
    knowledge_interval: int = _setting(
        5,
        "Seconds between two looks for good changes of the knowledge files; 0 looks only on SIGHUP.",
        0,
    )
    log_level: str = _setting("INFO", "Level of the log: DEBUG, INFO, WARNING or ERROR.")

    def path(self, value: str) -> Path:
        """A configured path; relative ones start at the project's directory."""
        return (PROJECT / value).resolve()

    @property
    def models_directory(self) -> Path:
        return self.path(self.models)

    @property
    def database_url(self) -> str:
        """The database address with a relative SQLite path made absolute."""
        prefix = "sqlite:///"
        name = self.database[len(prefix) :]
        if not self.database.startswith(prefix) or name in ("", ":memory:"):
            return self.database
        return f"{prefix}{self.path(name)}"

    @property
    def catalogue_path(self) -> Path:
        """The file of the catalogue; with a database, what its fetched pages are kept beside."""
        named = self.catalogue and not self._elsewhere
        return self.path(self.catalogue) if named else self._beside_database(CATALOGUE)

    @property
    def code_key_path(self) -> Path:
        """The file with the key of the codes, for when no setting gives it."""
        return self._beside_database(CODE_KEY)

    @property
    def occupations_path(self) -> Path:
        """The file of the occupations of ESCO."""
        return self.path(self.occupations) if self.occupations else self._beside_database(OCCUPATIONS)

    def _beside_database(self, file: str) -> Path:
        """A file in the directory of the SQLite database; in `var` when the database is another one."""
        prefix = "sqlite:///"
        name = self.database_url[len(prefix) :]
        beside = self.database_url.startswith(prefix) and name not in ("", ":memory:")
        return Path(name).with_name(file) if beside else self.path(f"var/{file}")

    @property
    def _elsewhere(self) -> bool:
        """Whether the catalogue is in a database of its own."""
        return "://" in self.catalogue

    @property
    def catalogue_place(self) -> Path | str:
        """The file of the catalogue, or the address of its database."""
        return self.catalogue if self._elsewhere else self.catalogue_path

    @property
    def session_limits(self) -> tuple[timedelta, timedelta]:
        """How long a session of a counsellor holds unused, and at most."""
        return timedelta(minutes=self.session_minutes), timedelta(hours=self.session_hours)

    @property
    def origins(self) -> frozenset[str]:
        return _listed(self.cors_origins)

    @property
    def frame_origins(self) -> frozenset[str]:
        """The websites that may show the assistant in a frame."""
        return _listed(self.embed_origins)


def _listed(value: str) -> frozenset[str]:
    return frozenset(part.strip() for part in value.split(",") if part.strip())


def env_name(name: str) -> str:
    """The environment variable of a setting."""
    return PREFIX + name.upper()


def table() -> tuple[Field[Any], ...]:
    """The settings in the order of the table."""
    return fields(Settings)


def read_settings(environ: Mapping[str, str] | None = None, **overrides: Any) -> Settings:
    """Settings from defaults, then the environment, then the given overrides (None means not given)."""
    environ = os.environ if environ is None else environ
    values: dict[str, Any] = {}
    for spec in table():
        given = overrides.pop(spec.name, None)
        if given is None:
            given = environ.get(env_name(spec.name))
        if given is not None:
            values[spec.name] = _convert(spec, given)
    if overrides:
        raise SettingError(f"unknown setting: {', '.join(sorted(overrides))}")
    settings = Settings(**values)
    _refuse_data_without_owner(settings)
    _refuse_mail_without_sender(settings)
    _refuse_half_a_provider(settings)
    if 0 < len(settings.code_key) < SHORTEST_KEY:
        raise SettingError(f"{env_name('code_key')} must have at least {SHORTEST_KEY} characters")
    if 0 < settings.log_retention_days < LOG_DAYS:
        raise SettingError(f"{env_name('log_retention_days')} must be 0 or at least {LOG_DAYS}")
    return settings


def _refuse_half_a_provider(settings: Settings) -> None:
    """A provider where nobody can sign in is a mistake."""
    if not settings.oidc_issuer:
        return
    needed = ("oidc_client_id", "oidc_address", "oidc_roles", "oidc_organisations")
    missing = [env_name(name) for name in needed if not getattr(settings, name)]
    if missing:
        raise SettingError(f"{env_name('oidc_issuer')} also needs {', '.join(missing)}")
    for name in ("oidc_issuer", "oidc_address"):
        address = getattr(settings, name)
        if not is_safe(address):
            raise SettingError(f"{env_name(name)} must begin with https://, not {address!r}")


def _refuse_mail_without_sender(settings: Settings) -> None:
    if settings.smtp_security not in SMTP_SECURITIES:
        raise SettingError(f"{env_name('smtp_security')} must be one of {', '.join(SMTP_SECURITIES)}")
    if settings.smtp_host and "@" not in settings.smtp_sender:
        raise SettingError(
            f"{env_name('smtp_sender')} must be an address when {env_name('smtp_host')} is set"
        )


def _refuse_data_without_owner(settings: Settings) -> None:
    """A token that ends before the data would leave data that their owner can no longer see or erase."""
    if settings.token_days < settings.retention_days:
        raise SettingError(
            f"{env_name('token_days')} ({settings.token_days}) must be at least "
            f"{env_name('retention_days')} ({settings.retention_days}): otherwise conversations are kept "
            "that their owner can no longer see or erase. Raise the first or lower the second."
        )


def unknown_names(environ: Mapping[str, str] | None = None) -> list[str]:
    """Environment variables with our prefix that are no setting: probably a typing error, worth a warning."""
    known = {env_name(spec.name) for spec in table()}
    environ = os.environ if environ is None else environ
    return sorted(name for name in environ if name.startswith(PREFIX) and name not in known)


def _convert(spec: Field[Any], given: Any) -> Any:
    if spec.type == "bool":
        return _boolean(spec, given)
    if spec.type == "int":
        return _integer(spec, given)
    return str(given)


def _boolean(spec: Field[Any], given: Any) -> bool:
    word = str(given).strip().lower()
    if word not in TRUE_WORDS | FALSE_WORDS:
        raise SettingError(f"{env_name(spec.name)} must be true or false, not {given!r}")
    return word in TRUE_WORDS


def _integer(spec: Field[Any], given: Any) -> int:
    try:
        value = int(given)
    except (TypeError, ValueError):
        raise SettingError(f"{env_name(spec.name)} must be a whole number, not {given!r}") from None
    minimum = spec.metadata["minimum"]
    if minimum is not None and value < minimum:
        raise SettingError(f"{env_name(spec.name)} must be at least {minimum}, not {value}")
    return value


def describe(settings: Settings | None = None) -> list[tuple[str, str, str, str]]:
    """Rows (name, environment variable, value, help) for printing; secrets that were set are masked."""
    rows = []
    for spec in table():
        value = spec.default if settings is None else getattr(settings, spec.name)
        hidden = spec.metadata["secret"] and value != spec.default
        rows.append(
            (spec.name, env_name(spec.name), "********" if hidden else _shown(value), spec.metadata["help"])
        )
    return rows


def _shown(value: Any) -> str:
    assert value is not MISSING
    return ("true" if value else "false") if isinstance(value, bool) else str(value)
