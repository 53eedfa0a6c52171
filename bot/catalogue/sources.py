"""The sources that the service refreshes by itself, as the file of `catalogue_sources` names them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import yaml

from bot.catalogue.importing import SOURCE
from bot.settings import SettingError
from knowledge.catalogue.forms import FORMS, form_of
from knowledge.lists import parsed

KEYS = frozenset({"naam", "adres", "vorm", "uren"})
DAILY, LONGEST = 24, 24 * 366
ABROAD = ("http://", "https://")


@dataclass(frozen=True)
class ScheduledSource:
    """One source, and how often it is read."""

    name: str
    address: str
    """A web address, or a file."""
    form: str
    every: timedelta

    @property
    def far(self) -> bool:
        """Whether it is fetched over the network."""
        return self.address.startswith(ABROAD)


def read_sources(path: Path) -> tuple[ScheduledSource, ...]:
    """The sources in a file; raises SettingError that says what is wrong in it."""
    try:
        content = parsed(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingError(f"the file of catalogue_sources cannot be read: {path}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise SettingError(f"{path} is no YAML in UTF-8") from error
    rows = content.get("bronnen") if isinstance(content, dict) else None
    if not isinstance(rows, list):
        raise SettingError(f"{path} must have a list 'bronnen'")
    found = tuple(_source(path, number, row) for number, row in enumerate(rows, 1))
    if len({source.name for source in found}) < len(found):
        raise SettingError(f"{path}: two sources have the same 'naam'")
    return found


def _source(path: Path, number: int, row: Any) -> ScheduledSource:
    where = f"{path}, source {number}"
    if not isinstance(row, dict) or not {"naam", "adres"} <= set(row) <= KEYS:
        raise SettingError(f"{where} must have 'naam' and 'adres', and may have 'vorm' and 'uren'")
    name, address = str(row["naam"]), str(row["adres"])
    if not SOURCE.fullmatch(name):
        raise SettingError(f"{where}: 'naam' has only small letters, digits and hyphens")
    form = row.get("vorm") or form_of(address.partition("?")[0])
    if form not in FORMS:
        raise SettingError(f"{where}: 'vorm' must be one of {', '.join(FORMS)}")
    hours = row.get("uren", DAILY)
    if isinstance(hours, bool) or not isinstance(hours, (int, float)) or not 0 < hours <= LONGEST:
        raise SettingError(f"{where}: 'uren' must be a number of hours above 0")
    if not address.startswith(ABROAD):
        address = str((path.parent / address).resolve())
    return ScheduledSource(name, address, str(form), timedelta(hours=float(hours)))
