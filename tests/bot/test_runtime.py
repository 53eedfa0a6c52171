"""The wrapping of Rasa, part by part."""

from __future__ import annotations

import ast
import asyncio
import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from bot.runtime import lean, model
from bot.runtime.dialogue import Dialogue, NotReady
from bot.runtime.turn import TurnInput
from bot.settings import PROJECT
from tests.bot.conftest import ACTIONS, MINI
from tests.project import ROOT, name_of, reached

LEAN = ["rasa.core.policies.rule_policy.RulePolicy", "bot.nlu.Something"]


@pytest.mark.parametrize(
    ("names", "needed"),
    [
        (LEAN, False),
        ([], False),
        ([*LEAN, "DIETClassifier"], True),
        (["rasa.nlu.classifiers.diet_classifier.DIETClassifier"], True),
        (["TEDPolicy"], True),
    ],
)
def test_the_pipeline_decides_about_tensorflow(names: list[str], needed: bool) -> None:
    assert lean.uses_tensorflow(names) is needed


def test_components_of_a_configuration() -> None:
    config = {"pipeline": [{"name": "A"}, {"name": "b.C"}], "policies": [{"name": "RulePolicy"}]}
    assert lean.component_names(config) == ["A", "b.C", "RulePolicy"]
    assert lean.component_names({"pipeline": None}) == []


def _python(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], cwd=PROJECT, capture_output=True, text=True, timeout=120
    )


@pytest.mark.slow
def test_rasa_without_tensorflow_and_without_chat_clients() -> None:
    done = _python(
        "import sys\n"
        "from bot.runtime.lean import prepare_rasa\n"
        "assert prepare_rasa(['RulePolicy'])\n"
        "import rasa.core.agent, rasa.engine.recipes.default_components, rasa.model_training\n"
        "unwanted = {'tensorflow', 'keras', 'aiogram', 'slack_sdk', 'telegram'} & set(sys.modules)\n"
        "assert not unwanted, unwanted\n"
        "from rasa.nlu.classifiers.diet_classifier import DIETClassifier\n"
        "try:\n"
        "    DIETClassifier()\n"
        "except RuntimeError as error:\n"
        "    print(error)\n"
        "import os; print(os.environ['RASA_TELEMETRY_ENABLED'])\n"
    )
    assert done.returncode == 0, done.stderr
    assert "DIETClassifier needs TensorFlow" in done.stdout
    assert done.stdout.rstrip().endswith("false")


def test_a_tensorflow_pipeline_keeps_the_real_modules() -> None:
    done = _python(
        "import sys\n"
        "from bot.runtime.lean import prepare_rasa\n"
        "assert not prepare_rasa(['DIETClassifier'])\n"
        "assert not any(name.startswith('rasa') for name in sys.modules)\n"
    )
    assert done.returncode == 0, done.stderr


def test_importing_the_service_imports_no_rasa() -> None:
    done = _python(
        "import sys, bot.http.app, bot.serve, bot.cli\n"
        "heavy = {'rasa', 'rasa_sdk', 'sanic', 'tensorflow', 'spacy', 'sklearn', 'numpy', 'alembic'}\n"
        "heavy = (heavy | {'fpdf'}) & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    assert done.returncode == 0, done.stderr


def test_the_fingerprint_changes_with_what_training_reads(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "config.yml").write_text("a: 1")
    before = model.fingerprint(tmp_path)
    assert model.fingerprint(tmp_path) == before
    (tmp_path / "notes.md").write_text("x")
    assert model.fingerprint(tmp_path) == before
    (tmp_path / "data" / "nlu.yml").write_text("nlu: []")
    assert model.fingerprint(tmp_path) != before


def test_words_of_the_talk_need_no_training_and_training_reads_none_of_them() -> None:
    left_out = [ROOT / name for name in model.NOT_TRAINED]
    assert [name_of(path) for path in left_out if not path.is_file()] == []
    assert not set(left_out) & set(model.trained_files(ROOT))
    learning = reached(ROOT / "bot" / "nlu" / "components.py")
    assert ROOT / "knowledge" / "taal" / "reader.py" in learning
    assert sorted(name_of(path) for path in learning & set(left_out)) == []
    lists = {path.stem for path in left_out if path.suffix == ".yml"}
    named = {
        (name_of(path), node.value)
        for path in learning
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in lists
    }
    assert named == set()


def test_no_model_is_found_where_none_is(tmp_path: Path) -> None:
    assert model.find_model(tmp_path, MINI) is None


def test_only_the_newest_models_are_kept(tmp_path: Path) -> None:
    for number in range(5):
        path = tmp_path / f"loopbaanwijzer-{number}.tar.gz"
        path.touch()
        os.utime(path, (number, number))
    (tmp_path / "van-iemand-anders.tar.gz").touch()
    model._drop_old(tmp_path)
    left = sorted(path.name for path in tmp_path.iterdir())
    assert left == [f"loopbaanwijzer-{n}.tar.gz" for n in (2, 3, 4)] + ["van-iemand-anders.tar.gz"]


@pytest.mark.slow
def test_a_trained_model_names_its_components(trained_models: Path) -> None:
    found = model.find_model(trained_models, MINI)
    assert found is not None
    names = model.components_of(found)
    assert "mini_facts.FactReader" in names
    assert not lean.uses_tensorflow(names)
    assert [path.name for path in trained_models.iterdir()] == [found.name], "nothing else is left behind"


def test_who_trains_second_waits_for_the_first(tmp_path: Path) -> None:
    order: list[str] = []

    def train() -> None:
        with model.alone(tmp_path / "models"):
            order.append("second")

    second = threading.Thread(target=train)
    with model.alone(tmp_path / "models"):
        second.start()
        second.join(0.1)
        order.append("first")
    second.join()
    assert order == ["first", "second"]


@pytest.mark.slow
def test_contradicting_rules_fail_with_a_message(tmp_path: Path) -> None:
    for path in MINI.rglob("*.*"):
        if path.is_file() and "__pycache__" not in path.parts:
            copy = tmp_path / path.relative_to(MINI)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
    rules = tmp_path / "data" / "rules.yml"
    rules.write_text(rules.read_text() + "- {rule: ook, steps: [{intent: groet}, {action: action_learn}]}\n")
    with pytest.raises(model.TrainingFailed, match="[Cc]ontradict"):
        model.train(tmp_path / "models", tmp_path, say=lambda line: None)
    assert list((tmp_path / "models").iterdir()) == []


def test_a_model_of_data_that_changed_meanwhile_gets_no_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project, models = tmp_path / "project", tmp_path / "models"
    (project / "data").mkdir(parents=True)
    (project / "config.yml").write_text("pipeline: []\npolicies: []\n")

    def slow(project: Path, output: Path, say: object) -> Path:
        (project / "data" / "nlu.yml").write_text("version: '3.1'\n")
        (output / "model.tar.gz").touch()
        return output / "model.tar.gz"

    monkeypatch.setattr(model, "_train_with_rasa", slow)
    with pytest.raises(model.TrainingFailed, match="changed during the training"):
        model.train(models, project, say=lambda line: None)
    assert model.find_model(models, project) is None
    assert model.train(models, project, say=lambda line: None) == model.find_model(models, project)


async def test_a_broken_model_is_said_not_waited_for(tmp_path: Path) -> None:
    model.model_path(tmp_path, MINI).write_bytes(b"geen model")
    dialogue = Dialogue(tmp_path, MINI, ACTIONS)
    assert dialogue.status == "laden"
    dialogue.start()
    with pytest.raises(NotReady, match="mislukt"):  # who waited in vain would hear that it loads
        await dialogue.wait(600)
    assert dialogue.problem == "het laden van het taalmodel mislukte"
    with pytest.raises(NotReady):
        await dialogue.parse("hallo", {}, 1)
    dialogue.stop()


async def test_waiting_for_the_model_ends_in_time(tmp_path: Path) -> None:
    dialogue = Dialogue(tmp_path, MINI, ACTIONS)
    with pytest.raises(NotReady, match="laden"):
        await dialogue.wait(0.1)
    dialogue.stop()


@pytest.fixture(scope="session")
def engine(trained_models: Path) -> Any:
    """The small model, loaded."""
    sys.path.insert(0, str(MINI))
    lean.prepare_rasa([])
    from bot.runtime.engine import Engine

    found = model.find_model(trained_models, MINI)
    assert found is not None
    return Engine(found, ACTIONS)


@pytest.mark.slow
async def test_the_state_that_is_handed_on_does_not_grow(engine: Any) -> None:
    slots: dict[str, Any] = {}
    recent: list[dict[str, Any]] = []
    sizes = []
    for number in range(12):
        turn = TurnInput("groeit-niet", f"ik ben {20 + number} jaar", slots=slots, recent=recent)
        output = await engine.take_turn(turn)
        slots, recent = output.slots, output.recent
        sizes.append(len(json.dumps(recent)))
        assert slots["profiel"] == {"leeftijd": 20 + number}
        assert [event["event"] for event in output.events][:1] == ["user"]
    assert max(sizes[3:]) - min(sizes[3:]) < 20
    assert not any("intent_ranking" in json.dumps(event) for event in recent)


@pytest.mark.slow
async def test_conversations_share_nothing(engine: Any) -> None:
    one, other = await asyncio.gather(
        engine.take_turn(TurnInput("een", "ik ben 38 jaar")), engine.take_turn(TurnInput("ander", "hallo"))
    )
    assert one.slots["profiel"] == {"leeftijd": 38}
    assert other.slots["profiel"] is None


@pytest.mark.slow
async def test_a_turn_long_ago_does_not_start_a_new_session(engine: Any) -> None:
    first = await engine.take_turn(TurnInput("lang", "ik ben 38 jaar"))
    recent = [{**event, "timestamp": 1.0} for event in first.recent]
    again = await engine.take_turn(TurnInput("lang", "hallo", slots=first.slots, recent=recent))
    assert again.slots["profiel"] == {"leeftijd": 38}
    assert "session_started" not in {event["event"] for event in again.events}


@pytest.mark.slow
async def test_slots_of_an_older_domain_are_left_out(engine: Any) -> None:
    output = await engine.take_turn(TurnInput("oud", "hallo", slots={"bestaat_niet_meer": 1}))
    assert "bestaat_niet_meer" not in output.slots


@pytest.mark.slow
async def test_the_lock_store_wakes_the_next_at_once(engine: Any) -> None:
    from bot.runtime.locks import AsyncioLockStore

    store = AsyncioLockStore()

    async def seconds() -> float:
        order, started = [], time.monotonic()

        async def hold(name: str) -> None:
            async with store.lock("gesprek"):
                order.append(name)
                await asyncio.sleep(0.01)

        await asyncio.gather(*(hold(name) for name in "abcde"))
        assert order == list("abcde")
        return time.monotonic() - started

    assert min([await seconds() for _ in range(5)]) < 3, "Rasa's own would look once a second"


@pytest.mark.slow
async def test_an_unknown_action_is_an_apology_too(engine: Any) -> None:
    from bot.runtime.actions import InProcessActions
    from bot.texts import APOLOGY

    failed: list[str] = []
    endpoint = InProcessActions(ACTIONS, failed.append)
    assert "action_greet" in endpoint.names
    result = await endpoint.request(json={"next_action": "action_nergens", "tracker": {}})
    assert result["responses"][0]["text"] == APOLOGY
    assert failed == ["action_nergens"]
    assert await endpoint.request(json={}) == {"events": [], "responses": []}


@pytest.mark.slow
async def test_a_turn_that_hangs_is_given_up(trained_models: Path) -> None:
    dialogue = Dialogue(trained_models, MINI, ACTIONS)
    dialogue.start()
    await dialogue.wait(600)
    with pytest.raises(asyncio.TimeoutError):
        await dialogue.turn(TurnInput("traag", "zwijg lang"), timeout=0.1)
    assert (await dialogue.turn(TurnInput("snel", "hallo"), timeout=600)).messages, "it goes on"
    dialogue.stop()
