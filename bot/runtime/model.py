"""The trained model on disk: which one belongs to the present data, and making it when it is not there."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import sys
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

try:
    import fcntl
except ImportError:  # pragma: no cover - not on this system: two trainings at once both do the work
    fcntl = None  # type: ignore[assignment]

from bot.runtime.lean import component_names, prepare_rasa
from bot.settings import PROJECT
from knowledge.lists import parsed

PREFIX = "loopbaanwijzer-"
SUFFIX = ".tar.gz"
KEPT = 3
# What training reads. Measures are read when the model is loaded: new amounts need no training.
TRAINED_FILES = (
    "config.yml",
    "domain.yml",
    "domain/**/*.yml",
    "data/**/*.yml",
    "bot/nlu/**/*.py",
    "knowledge/taal/**/*.py",
    "knowledge/data/taal/**/*.yml",
)
# Read when somebody talks, never when the model learns: new words there need no training.
NOT_TRAINED = frozenset(
    (
        *(
            f"knowledge/data/taal/{name}.yml"
            for name in ("aspecten", "bevelen", "signalen", "steno", "terugnemen")
        ),
        *(f"knowledge/taal/{name}.py" for name in ("aspects", "signals", "subjects", "taking_back")),
        *(
            f"knowledge/taal/{name}.py"
            for name in ("appointment_wish", "clocks", "moments", "self_repair", "shorthand")
        ),
        *(f"bot/nlu/{name}.py" for name in ("guard", "guarding", "measure", "understanding")),
    )
)


class TrainingFailed(RuntimeError):
    """The model could not be trained; the message says what Rasa found wrong."""


def fingerprint(project: Path = PROJECT) -> str:
    """A hash over everything that training reads, and Rasa's version."""
    digest = hashlib.sha256(version("rasa").encode())
    for path in trained_files(project):
        digest.update(str(path.relative_to(project)).encode() + b"\0")
        digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def trained_files(project: Path) -> list[Path]:
    """The files that training reads, sorted."""
    found = {path for pattern in TRAINED_FILES for path in project.glob(pattern) if path.is_file()}
    return sorted(found - {project / name for name in NOT_TRAINED})


def model_path(models: Path, project: Path = PROJECT) -> Path:
    """Where the model of the present data is, or would be."""
    return models / f"{PREFIX}{fingerprint(project)}{SUFFIX}"


def find_model(models: Path, project: Path = PROJECT) -> Path | None:
    """The model that matches the present data."""
    path = model_path(models, project)
    return path if path.is_file() else None


def components_of(model: Path) -> list[str]:
    """Class paths of the components that a trained model runs."""
    with tarfile.open(model) as archive:
        stream = archive.extractfile("metadata.json")
        assert stream is not None
        metadata = json.load(stream)
    nodes = metadata["predict_schema"]["nodes"].values()
    return [str(node["uses"]) for node in nodes]


def train(models: Path, project: Path = PROJECT, say: Callable[[str], None] = print) -> Path:
    """Train the model of the present data and put it in place in one move.

    Raises:
        TrainingFailed: with what Rasa found wrong, or when the data changed meanwhile: nobody can tell
            which of it the model learned, so it gets the name of neither.
    """
    target = model_path(models, project)
    models.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=models, prefix=".training-") as work, _inside(project):
        os.environ["RASA_CACHE_DIRECTORY"] = str(Path(work) / "cache")
        prepare_rasa(component_names(_read_yaml(project / "config.yml")))
        trained = _train_with_rasa(project, Path(work), say)
        if model_path(models, project) != target:
            raise TrainingFailed("The data changed during the training. Train again.")
        os.replace(trained, target)
    _drop_old(models)
    return target


@contextlib.contextmanager
def alone(models: Path) -> Iterator[None]:
    """Nobody else trains into this directory meanwhile; who comes second waits, and finds the model there."""
    models.mkdir(parents=True, exist_ok=True)
    with (models / ".training.lock").open("w") as lock:
        if fcntl is not None:
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _drop_old(models: Path) -> None:
    """Keep the newest few: going back to a version of before costs no training, the disk does not fill."""
    own = sorted(models.glob(f"{PREFIX}*{SUFFIX}"), key=lambda path: path.stat().st_mtime)
    for path in own[:-KEPT]:
        path.unlink(missing_ok=True)


def _train_with_rasa(project: Path, output: Path, say: Callable[[str], None]) -> Path:
    say("Loading Rasa ...")
    import rasa.model_training
    from rasa.engine.exceptions import GraphComponentException, GraphRunError, GraphSchemaValidationException
    from rasa.shared.exceptions import RasaException

    from bot.logs import silence_structlog
    from bot.runtime.progress import show_progress

    silence_structlog()
    told = (RasaException, GraphComponentException, GraphRunError, GraphSchemaValidationException)

    domain = project / ("domain.yml" if (project / "domain.yml").exists() else "domain")
    try:
        with show_progress(say), contextlib.redirect_stdout(io.StringIO()):
            result = rasa.model_training.train(
                domain=str(domain),
                config=str(project / "config.yml"),
                training_files=[str(project / "data")],
                output=str(output),
                fixed_model_name="model",
                force_training=True,
            )
    except told as error:
        raise TrainingFailed(str(error)) from error
    if result.model is None:
        raise TrainingFailed(f"Rasa made no model (code {result.code})")
    return Path(result.model)


@contextlib.contextmanager
def _inside(project: Path) -> Iterator[None]:
    """The project as current directory and import root: its config names components by module path."""
    before = Path.cwd()
    os.chdir(project)
    if str(project) not in sys.path:
        sys.path.insert(0, str(project))
    try:
        yield
    finally:
        os.chdir(before)


def _read_yaml(path: Path) -> dict[str, Any]:
    return dict(parsed(path.read_bytes()))
