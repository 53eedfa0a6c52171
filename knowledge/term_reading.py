"""Reading the terms (`termijnen`) of a measure file: what must be done how long before or after what."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .errors import did_you_mean
from .measures import ENROLMENT, START, TERM_UNITS, WHO, Term
from .parameters import Parameter
from .reading import Reader, optional
from .units import show_unit
from .wording import EMPTY, Template, Words


class TermReader:
    """Reads the terms of one file."""

    def __init__(self, words: Words, parameters: Mapping[str, Parameter]) -> None:
        self.words, self.parameters = words, parameters

    def read(self, reader: Reader, text: Callable[[Reader], Template]) -> Term:
        """One entry; problems are filed with the reader.

        Args:
            reader: the entry.
            text: reads a sentence and checks the values that it names.
        """
        entry = reader.mapping(("wie", "wat"), ("voor", "na", "duur", "als", "zeker"))
        if ("voor" in entry) == ("na" in entry):
            reader.fail("a term runs either before or after something.", "Write 'voor' or 'na'.")
        length = optional(entry, "duur", self._length)
        if "na" in entry and length is None:
            reader.fail("'na' needs to know how long.", "Add 'duur: $parameter'.")
        anchor = entry.get("na", entry.get("voor"))
        return Term(
            entry["wie"].one_of(WHO) if "wie" in entry else WHO[0],
            text(entry["wat"]) if "wat" in entry else EMPTY,
            anchor.one_of((START, ENROLMENT)) if anchor else START,
            "na" in entry,
            length,
            optional(entry, "als", self.words.test),
            optional(entry, "zeker", Reader.boolean) is not False,
        )

    def _length(self, reader: Reader) -> str | None:
        """The name of the parameter that a term takes as long as."""
        name = reader.text().removeprefix("$")
        parameter = self.parameters.get(name)
        if parameter is None:
            hint = did_you_mean(name, self.parameters).strip()
            reader.fail(f"the parameter '{name}' does not exist.", hint)
        elif show_unit(parameter.unit) not in TERM_UNITS:
            reader.fail(f"'{name}' is no number of days, weeks, months or years.", "Name another parameter.")
        else:
            return name
        return None
