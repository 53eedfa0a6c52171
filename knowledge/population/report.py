"""The comparison as text, as a table for a spreadsheet or a page, and as a picture."""

from __future__ import annotations

import csv
import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import wrap
from typing import Any

from .gains import CHANGES, GAINS, LOSES, SAME
from .impact import EVERYBODY, Impact
from .judging import ENTITLED

OVERALL = "alles samen"
HEADER = ("maatregel", "indeling", "groep", "mensen", "had_recht", "heeft_recht", *CHANGES)
LABELS = {
    "wint": "gaat erop vooruit",
    "verliest": "gaat erop achteruit",
    "gemengd": "wint iets en verliest iets",
    "onduidelijk": "kan niet gezegd worden",
    "gelijk": "niets verandert",
}
WARNING = "Dit zijn verzonnen mensen, geen statistiek over Vlaanderen."
WON, LOST = "#2a7f62", "#b3492f"


@dataclass(frozen=True)
class Line:
    """One group in one measure (or in all together)."""

    measure: str
    grouping: str
    group: str
    people: int
    entitled: tuple[int, int] | None
    """Who has a right before and after; None over all measures together."""
    changes: tuple[int, ...]
    """By CHANGES."""

    def share(self, change: int) -> float:
        """The percentage of the group with this change."""
        return 100 * self.changes[change] / self.people if self.people else 0.0


def lines(impact: Impact) -> Iterator[Line]:
    """Every group that holds somebody: all measures together first, then each measure that changes."""
    for grouping, labels in impact.groups.items():
        for group, counted in zip(labels, impact.overall[grouping].tolist(), strict=True):
            if sum(counted):
                yield Line(OVERALL, grouping, group, sum(counted), None, tuple(counted))
    for measure, tables in impact.measures.items():
        name = impact.measure_name(measure)
        for grouping, labels in impact.groups.items():
            table = tables[grouping]
            columns = (part.tolist() for part in (table.changes, table.before, table.after))
            rows = zip(labels, *columns, strict=True)
            for group, counted, before, after in rows:
                entitled = before[int(ENTITLED)], after[int(ENTITLED)]
                if sum(counted):
                    yield Line(name, grouping, group, sum(counted), entitled, tuple(counted))


def as_csv(impact: Impact) -> str:
    """For a spreadsheet: counts."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    for line in lines(impact):
        entitled = line.entitled or ("", "")
        writer.writerow([line.measure, line.grouping, line.group, line.people, *entitled, *line.changes])
    return out.getvalue()


def as_markdown(impact: Impact) -> str:
    """For a page: counts and percentages."""
    shown = [f"# {_title(impact)}", "", *(f"{sentence}  " for sentence in _preface(impact))]
    measure = ""
    for line in lines(impact):
        if line.measure != measure:
            measure = line.measure
            shown += [
                "",
                f"## {measure}",
                "",
                _row(["groep", "mensen", "recht voor", "recht na", *LABELS.values()]),
            ]
            shown.append(_row(["---", *["---:"] * (3 + len(LABELS))]))
        entitled = [_whole(count) for count in line.entitled] if line.entitled else ["", ""]
        group = line.group if line.grouping == EVERYBODY else f"{line.grouping}: {line.group}"
        shown.append(
            _row([group, _whole(line.people), *entitled, *(_cell(line, at) for at in range(len(CHANGES)))])
        )
    return "\n".join([*shown, ""])


def as_text(impact: Impact) -> str:
    """For a screen: who gains and who loses, in percentages."""
    shown = [_title(impact), *_preface(impact)]
    measure = grouping = ""
    for line in lines(impact):
        if line.measure != measure:
            measure, grouping = line.measure, ""
            heads = "".join(f"{head:>13}" for head in ("mensen", *CHANGES))
            shown += ["", measure, f"{'':30}{heads}"]
        if line.grouping != grouping:
            grouping = line.grouping
            shown += [f"  {grouping}"] if grouping != EVERYBODY else []
        shares = "".join(f"{_percent(line.share(at)):>13}" for at in range(len(CHANGES)))
        shown.append(f"    {line.group[:25]:26}{_whole(line.people):>13}{shares}")
    if not impact.measures:
        shown += ["", "Voor niemand verandert er iets."]
    return "\n".join([*shown, ""])


def write_report(impact: Impact, directory: Path) -> list[Path]:
    """Write the tables and the picture; the files that were written."""
    directory.mkdir(parents=True, exist_ok=True)
    files = {"tabel.csv": as_csv(impact), "tabel.md": as_markdown(impact), "overzicht.txt": as_text(impact)}
    for name, text in files.items():
        (directory / name).write_text(text, encoding="utf-8")
    picture = directory / "winst-en-verlies.svg"
    write_picture(impact, picture)
    return [*(directory / name for name in files), picture]


def write_picture(impact: Impact, path: Path) -> None:
    """Bars to the right for who gains, to the left for who loses, in percentages of the group."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # matplotlib's, about its own dependencies
        _draw(impact, path)


def _draw(impact: Impact, path: Path) -> None:
    import matplotlib  # slow to import, and only the picture needs it
    from matplotlib.figure import Figure

    shown = [line for line in lines(impact) if line.measure == OVERALL][::-1]
    names = [line.group if line.grouping == EVERYBODY else f"{line.grouping}: {line.group}" for line in shown]
    with matplotlib.rc_context({"svg.hashsalt": "loopbaanwijzer", "font.size": 9}):
        figure = Figure(figsize=(9, 1.6 + 0.28 * len(shown)), constrained_layout=True)
        axes: Any = figure.subplots()
        for change, colour, sign in ((int(GAINS), WON, 1), (int(LOSES), LOST, -1)):
            shares = [sign * line.share(change) for line in shown]
            bars = axes.barh(names, shares, color=colour, label=LABELS[CHANGES[change]])
            axes.bar_label(bars, [_percent(abs(share)) if share else "" for share in shares], padding=2)
        axes.axvline(0, color="black", linewidth=0.8)
        axes.margins(x=0.15)
        axes.set_xlabel(f"% van de groep. {WARNING}")
        axes.xaxis.set_major_formatter(lambda share, _: f"{abs(share):g}")
        axes.set_title("\n".join(map("\n".join, map(wrap, _names(impact)))), fontsize=10)
        axes.legend(loc="best", frameon=False)
        axes.spines[["top", "right"]].set_visible(False)
        figure.savefig(path, metadata={"Date": None})


def _title(impact: Impact) -> str:
    return ", ".join(_names(impact))


def _names(impact: Impact) -> tuple[str, str]:
    return impact.after.name, f"vergeleken met {impact.before.name}"


def _preface(impact: Impact) -> list[str]:
    size = f"{_whole(impact.people)} mensen, beginwaarde {impact.seed}."
    reforms = [side.knowledge.reform for side in (impact.after, impact.before)]
    origins = [f"Dit is een {reform.kind}, niet de wet. {reform.origin}" for reform in reforms if reform]
    changed = sum(impact.overall[EVERYBODY][0][: int(SAME)].tolist())
    return [f"{WARNING} {impact.note}", size, *origins, f"Voor {_whole(changed)} van hen verandert er iets."]


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(line: Line, change: int) -> str:
    return f"{_whole(line.changes[change])} ({_percent(line.share(change))})"


def _whole(count: int) -> str:
    return f"{count:,}".replace(",", ".")


def _percent(share: float) -> str:
    return f"{share:.1f} %".replace(".", ",")
