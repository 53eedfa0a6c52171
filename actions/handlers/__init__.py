"""What to do for each intent. One table; every intent of the vocabulary has an entry (a test checks it)."""

from __future__ import annotations

from collections.abc import Mapping

from actions.handlers import buttons, measures, misunderstanding, people, pointers, privacy, steering, telling
from actions.turn import Handler

HANDLERS: Mapping[str, Handler] = {
    **telling.HANDLERS,
    **buttons.HANDLERS,
    **misunderstanding.HANDLERS,
    **steering.HANDLERS,
    **measures.HANDLERS,
    **people.HANDLERS,
    **privacy.HANDLERS,
    **pointers.HANDLERS,
}
