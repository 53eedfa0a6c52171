"""The knowledge in use: good changes are taken, anything else leaves the last good version."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Iterator

import pytest

from knowledge import Current, Knowledge, shared_knowledge
from knowledge.answers import help_lines, phone_numbers
from knowledge.taal import reader_of, shared_reader

from .support import VOV, SmallData


@pytest.fixture
def current(data: SmallData) -> Current:
    """The small directory in use."""
    return Current(data.load(), data.root)


def test_a_good_change_is_taken(data: SmallData, current: Current) -> None:
    before = current.knowledge
    data.change(VOV, "naam: Verlof", "naam: Leerverlof")
    state = current.reload()
    assert not state.problems and state.version == current.knowledge.version != before.version
    assert current.knowledge.measures["vov"].naam == "Leerverlof"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("naam: Verlof", "naam: [Verlof", "no valid YAML"),
        ("waarde: 32, bronnen: [A1]", "waarde: 32, bronnen: [A9]", "the source 'A9' does not exist"),
        ("verwacht: {status: recht}", "verwacht: {status: geen_recht}", "'gewoon': status: recht"),
    ],
)
def test_anything_else_leaves_the_last_good_version(
    data: SmallData, current: Current, old: str, new: str, told: str
) -> None:
    before = current.knowledge
    line = data.change(VOV, old, new)
    state = current.reload()
    assert current.knowledge is before and state.version == before.version
    found = [problem for problem in state.problems if told in str(problem)]
    assert found and found[0].file == VOV and abs(found[0].line - line) <= 1
    data.change(VOV, new, old)
    assert current.reload().problems == () and current.knowledge is not before


def test_a_file_cut_off_half_way_never_replaces_anything(data: SmallData, current: Current) -> None:
    before = current.knowledge
    whole = (data.root / VOV).read_text(encoding="utf-8")
    for length in range(0, whole.index("voorbeelden:"), 97):
        (data.root / VOV).write_text(whole[:length], encoding="utf-8")
        assert current.reload().problems and current.knowledge is before


def test_a_directory_that_went_is_a_problem(data: SmallData, current: Current) -> None:
    for path in data.root.rglob("*.yml"):
        path.unlink()
    assert current.reload().problems and current.knowledge.measures


def test_what_nobody_foresaw_is_a_problem_too(current: Current, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(directory: object) -> Knowledge:
        raise RecursionError("too deep")

    monkeypatch.setattr("knowledge.current.load_knowledge", broken)
    (problem,) = current.reload().problems
    assert "RecursionError: too deep" in problem.message


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("  online: {t", "  eigen: {type: bool, label: e}\n  online: {t", "'opleiding.eigen' was added"),
        ("{groet: begroeting}", "{groet: begroeting, dag: dag}", "the intent 'dag' was added"),
        ("student: student}}", "student: student, piloot: piloot}}", "the values of 'statuut' changed"),
    ],
)  # fmt: skip
def test_a_change_that_needs_a_new_language_model_is_refused(
    data: SmallData, current: Current, old: str, new: str, told: str
) -> None:
    data.change("vocabulary.yml", old, new)
    (problem,) = current.reload().problems
    assert told in problem.message and "loopbaanwijzer train" in problem.fix


def test_a_change_of_the_reading_of_dutch_is_refused(data: SmallData) -> None:
    data.write("taal/woorden.yml", "a: b")
    current = Current(data.load(), data.root)
    data.write("taal/woorden.yml", "a: c")
    (problem,) = current.reload().problems
    assert problem.file == "taal/woorden.yml" and "trained" in problem.message


def test_a_label_in_the_vocabulary_may_change(data: SmallData, current: Current) -> None:
    data.change("vocabulary.yml", "label: leeftijd", "label: jaren")
    assert current.reload().problems == ()


def test_the_signature_sees_changes_and_nothing_else(data: SmallData, current: Current) -> None:
    assert current.signature() == current.loaded_signature
    os.utime(data.root / VOV, (1, 1))
    assert current.signature() != current.loaded_signature
    current.reload()
    assert current.signature() == current.loaded_signature


def test_a_new_version_is_prepared_before_it_is_used(data: SmallData) -> None:
    seen: list[tuple[bool, str]] = []
    current = Current(
        data.load(), data.root, lambda new: seen.append((new is current.knowledge, new.version))
    )
    data.change(VOV, "naam: Verlof", "naam: Leerverlof")
    state = current.reload()
    assert seen == [(False, state.version)]


def test_a_turn_sees_one_version_from_start_to_end(data: SmallData, current: Current) -> None:
    with current.turn() as mine:
        data.change(VOV, "naam: Verlof", "naam: Leerverlof")
        current.reload()
        assert shared_knowledge() is mine is current.knowledge
        assert mine.measures["vov"].naam == "Verlof"
        with current.turn() as inner:
            assert inner is mine
    assert current.knowledge.measures["vov"].naam == "Leerverlof"


@pytest.fixture
def other_loop() -> Iterator[asyncio.AbstractEventLoop]:
    """An event loop on a thread of its own, as the dialogue has."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    yield loop
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


async def _seen() -> Knowledge:
    await asyncio.sleep(0.01)
    return shared_knowledge()


def test_the_turn_goes_along_to_the_thread_of_the_dialogue(
    data: SmallData, current: Current, other_loop: asyncio.AbstractEventLoop
) -> None:
    with current.turn() as mine:
        future = asyncio.run_coroutine_threadsafe(_seen(), other_loop)
        data.change(VOV, "naam: Verlof", "naam: Leerverlof")
        current.reload()
        assert future.result(5) is mine
    assert asyncio.run_coroutine_threadsafe(_seen(), other_loop).result(5) is shared_knowledge() is not mine


def test_lists_and_phone_numbers_belong_to_the_version(data: SmallData, current: Current) -> None:
    with current.turn():
        assert phone_numbers() == {"tel_vdab": "0800", "tel_overheid": "1700"}
        assert help_lines() == ["**112** (nood, altijd): Gevaar."]
    data.change("contactkanalen.yml", 'telefoon: "0800"', 'telefoon: "0900"')
    current.reload()
    with current.turn():
        assert phone_numbers()["tel_vdab"] == "0900"


def test_each_version_has_its_own_reader_of_dutch() -> None:
    assert shared_reader() is shared_reader() is reader_of(shared_knowledge())
