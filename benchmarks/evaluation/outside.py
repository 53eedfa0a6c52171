"""The single messages of the evaluation data: its own `score.py` asks each of those who are compared.

Every one answers for as long as that takes on a port of its own, in the form of `POST /api/v1/begrijp`. Only
figures are kept; no message of those data is.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

from benchmarks.evaluation.metrics import OUT_OF_SCOPE, Counts
from benchmarks.processes import HOST, clean_environment

SCORE = "score.py"
PATIENCE = 900.0
SETS = ("utterances", "twins")

Answer = Callable[[str], dict[str, Any]]


@dataclass(frozen=True)
class Scores:
    """The figures of one set of messages."""

    messages: int
    micro: float
    macro: float
    recall: float
    wrongly: float
    fields: dict[str, Counts]


def score(evaluation: Path, answer: Answer) -> dict[str, Scores]:
    """The figures for each set that the evaluation data have."""
    found = {}
    with _answering(answer) as address, tempfile.TemporaryDirectory(prefix="eval-") as directory:
        output = Path(directory) / "rows.json"
        for name in SETS:
            command = [sys.executable, str(evaluation / SCORE), "--url", address, "--set", name]
            done = subprocess.run(
                [*command, "--uitvoer", str(output)],
                env=clean_environment({"PYTHONDONTWRITEBYTECODE": "1"}),
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                timeout=PATIENCE,
                text=True,
            )
            rows = json.loads(output.read_text(encoding="utf-8")) if output.is_file() else []
            if rows and done.returncode == 0:
                found[name] = figures(rows)
    return found


def figures(rows: Sequence[dict[str, Any]]) -> Scores:
    """From the rows of `score.py --uitvoer`."""
    by_intent: dict[str, list[bool]] = defaultdict(list)
    fields: dict[str, Counts] = defaultdict(Counts)
    for row in rows:
        by_intent[row["goud"][0]].append(row["ok"])
        for kind, name in (("tp", "right"), ("fp", "extra"), ("fn", "missed")):
            for found in row[kind]:
                counts = fields[found[0]]
                setattr(counts, name, getattr(counts, name) + 1)
    ours = [row["intent"] == OUT_OF_SCOPE for row in rows if OUT_OF_SCOPE not in row["goud"]]
    out = by_intent.get(OUT_OF_SCOPE, [])
    return Scores(
        messages=len(rows),
        micro=sum(row["ok"] for row in rows) / len(rows),
        macro=sum(sum(right) / len(right) for right in by_intent.values()) / len(by_intent),
        recall=sum(out) / len(out) if out else 1.0,
        wrongly=sum(ours) / len(ours) if ours else 0.0,
        fields=dict(fields),
    )


@contextmanager
def _answering(answer: Answer) -> Iterator[str]:
    """An address that answers, one message at a time, for as long as the block."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            content = json.dumps(answer(str(body["tekst"])), default=str).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *arguments: object) -> None:
            """Nothing is written down."""

    server = HTTPServer((HOST, 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
