"""Stock Rasa: the pipeline that `rasa init` proposes, trained by its own command, in processes of its own."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from benchmarks.contestants import PROJECT
from benchmarks.evaluation.machine import one_core
from benchmarks.evaluation.metrics import OUT_OF_SCOPE, Ranking
from benchmarks.evaluation.split import Sentence
from benchmarks.evaluation.understanders import Understander
from benchmarks.processes import ServerStopped, clean_environment, resident_mib, run

WORKER = "benchmarks.evaluation.stock_worker"
FALLBACK = "nlu_fallback"
SLASH = "__slash__"
"""Rasa reads `a/b` as the intent `a` with an answer `b`."""
TRAINING_PATIENCE = 5400.0
ROUNDS = 20
"""Of the default hundred: with 30 sentences of every intent it has 0.999 of them right after 17."""
PIPELINE: list[dict[str, Any]] = [
    {"name": "WhitespaceTokenizer"},
    {"name": "RegexFeaturizer"},
    {"name": "LexicalSyntacticFeaturizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
    {"name": "DIETClassifier", "epochs": ROUNDS, "constrain_similarities": True},
    {"name": "EntitySynonymMapper"},
    {"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1},
]


class StockRasa(Understander):
    """DIET with the default pipeline."""

    name = f"stock Rasa, DIET, {ROUNDS} rounds"

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._worker: subprocess.Popen[str] | None = None
        self.training_memory = self.memory = 0.0

    def train(self, sentences: Sequence[Sentence]) -> None:
        """`rasa train nlu`."""
        self.close()
        self._directory.mkdir(parents=True, exist_ok=True)
        self._write(sentences)
        command = (sys.executable, "-m", "rasa", "train", "nlu", "--nlu", "nlu.yml", "--config", "config.yml")
        log = self._directory / "train.log"
        run((*command, "--fixed-model-name", "stock"), self._directory, log, TRAINING_PATIENCE)
        unit = 1024**2 if sys.platform == "darwin" else 1024
        self.training_memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / unit

    def _write(self, sentences: Sequence[Sentence]) -> None:
        by_intent: dict[str, list[str]] = {}
        for text, intent in sentences:
            by_intent.setdefault(intent.replace("/", SLASH), []).append(f"- {text}\n")
        blocks = [{"intent": name, "examples": "".join(lines)} for name, lines in by_intent.items()]
        files: dict[str, dict[str, Any]] = {
            "nlu.yml": {"version": "3.1", "nlu": blocks},
            "config.yml": {
                "recipe": "default.v1",
                "assistant_id": "stock",
                "language": "nl",
                "pipeline": PIPELINE,
            },
        }
        for name, content in files.items():
            text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=10_000)
            (self._directory / name).write_text(text, encoding="utf-8")

    def rank(self, text: str) -> Ranking:
        """The ten likeliest intents, without the fallback."""
        pairs = self._parse(text)["ranking"]
        return [(name.replace(SLASH, "/"), chance) for name, chance in pairs if name != FALLBACK]

    def answer(self, text: str) -> str:
        """Its fallback counts as out of scope."""
        intent = str(self._parse(text)["intent"])
        return OUT_OF_SCOPE if intent == FALLBACK else intent.replace(SLASH, "/")

    def _timed(self, text: str) -> float:
        return float(self._parse(text)["ms"])

    def _parse(self, text: str) -> dict[str, Any]:
        worker = self._worker or self._start()
        assert worker.stdin and worker.stdout
        worker.stdin.write(json.dumps(text) + "\n")
        worker.stdin.flush()
        line = worker.stdout.readline()
        if not line:
            log = (self._directory / "worker.log").read_text(encoding="utf-8", errors="replace")
            raise ServerStopped(f"stock Rasa gave no answer:\n{log[-2000:]}")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _start(self) -> subprocess.Popen[str]:
        model = self._directory / "models" / "stock.tar.gz"
        with one_core(), (self._directory / "worker.log").open("w", encoding="utf-8") as log:
            self._worker = subprocess.Popen(
                [sys.executable, "-m", WORKER, str(model)],
                cwd=PROJECT,
                env=clean_environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        self._parse("hallo")
        self.memory = resident_mib([self._worker.pid])
        return self._worker

    def close(self) -> None:
        """End the process."""
        if self._worker is not None:
            self._worker.kill()
            self._worker.wait()
            self._worker = None
