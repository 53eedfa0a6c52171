"""The editors' command that needs the service's database: facts of stored conversations, and nothing else."""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection

from bot.conversation.answer import accepted_facts
from bot.settings import SettingError, read_settings
from bot.storage import Database, StorageUnavailable
from bot.storage import tables as t
from knowledge import Knowledge
from knowledge.maintenance.checking import loaded
from knowledge.maintenance.commands import Define, Run
from knowledge.maintenance.console import GOOD, CommandError, note, progress, say
from knowledge.maintenance.situations import Situation, outcome_of

NEVER_TOLD = frozenset({"postcode"})
"""Facts that come near to a person; what rules need of them (the region) follows from them and is told."""
PRIVACY = (
    "Deze situaties bevatten alleen feiten en een dag: geen namen, nummers, berichten of postcodes, in een "
    "willekeurige volgorde. Een zeldzame combinatie van feiten kan toch iemand verraden: bewaar het bestand "
    "afgeschermd, alleen voor het nakijken van regels, en wis het daarna."
)


def situations(connection: Connection, knowledge: Knowledge) -> Iterator[Situation]:
    """The facts and the day of every stored conversation that tells anything."""
    joined = t.momentopnames.join(t.gesprekken, t.momentopnames.c.gesprek == t.gesprekken.c.id)
    query = select(t.momentopnames.c.slots, t.gesprekken.c.peildatum, t.gesprekken.c.laatst_actief)
    for slots, on, active in connection.execute(query.select_from(joined)):
        facts = accepted_facts(knowledge, _facts(slots, "profiel"), _facts(slots, "opleiding"))
        profiel, opleiding = _told(facts.profiel), _told(facts.opleiding)
        if profiel or opleiding:
            day = date.fromisoformat(on) if on else active.date()
            yield Situation(profiel, opleiding, day)


def _facts(slots: Any, section: str) -> dict[str, Any]:
    found = slots.get(section) if isinstance(slots, dict) else None
    return dict(found) if isinstance(found, dict) else {}


def _told(facts: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if name not in NEVER_TOLD}


def export(knowledge: Knowledge, database: str | None, to: Path) -> int:
    """Write the situations with their present outcome, as lines of JSON."""
    try:
        settings = read_settings(database=database)
    except SettingError as error:
        raise CommandError(str(error)) from error
    store = Database(settings.database_url, settings.database_timeout)
    try:
        found = store.run_sync(lambda connection: list(situations(connection, knowledge)))
    except StorageUnavailable as error:
        raise CommandError("De databank is niet bereikbaar. Kijk de instelling 'database' na.") from error
    finally:
        store.close()
    random.SystemRandom().shuffle(found)
    lines = [
        item.as_line(outcome_of(knowledge.assess(item.facts(knowledge), item.on).results)) + "\n"
        for item in progress("situaties", found, len(found))
    ]
    to.write_text("".join(lines), encoding="utf-8")
    to.chmod(0o600)
    say(f"{len(lines)} situaties geschreven naar {to}.")
    note(PRIVACY)
    return GOOD


def _situations(parser: argparse.ArgumentParser) -> Run:
    parser.add_argument(
        "--uit-databank",
        nargs="?",
        const=None,
        default=None,
        metavar="ADRES",
        help="de databank van de dienst; zonder adres die van de instellingen",
    )
    parser.add_argument(
        "--naar", type=Path, required=True, metavar="BESTAND", help="het bestand met JSON-regels"
    )
    return lambda given: export(loaded(given.map), given.uit_databank, given.naar)


COMMANDS: dict[str, tuple[str, Define]] = {
    "situaties": (
        "Bewaar de feiten uit gesprekken, zonder persoonsgegevens, om ze later te herrekenen.",
        _situations,
    ),
}
