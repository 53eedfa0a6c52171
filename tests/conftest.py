"""What holds for all tests: which of them share a process, and that a skip can count as a failure."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.postgres import Cluster, programs, running_cluster

SHARED = {
    "trained_models": "small model",
    "cluster": "databases",
    "opening": "databases",
    "servers": "databases",
    "raced": "databases",
    "console": "console",
    "chromium": "browser",
}
"""Fixtures that are dear to make, and the group of tests that runs in one process to share them.

`make test` runs several processes; each takes the next group when it is done, these long ones first,
and last among them those that wait for the language model.
"""
NOTHING_SKIPPED = "LOOPBAANWIJZER_TESTS_SKIP_NOTHING"
CONTRACT = "LOOPBAANWIJZER_CONTRACT"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> object:
    """Turn a skip into a failure when the machine was promised to have everything."""
    report = yield
    if report.skipped and os.environ.get(NOTHING_SKIPPED) and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        report.outcome = "failed"
        report.longrepr = f"{reason}\n({NOTHING_SKIPPED} is set, so nothing may be skipped.)"
    return report


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--contract DIR`: check our vocabulary against the shared contract that lies there."""
    parser.addoption(
        "--contract",
        metavar="DIR",
        default=os.environ.get(CONTRACT),
        help=f"directory of the shared contract (vocabulary.yml); default: ${CONTRACT}",
    )


def pytest_report_header(config: pytest.Config) -> str:
    """Say whether the shared contract is looked at."""
    found = config.getoption("--contract")
    return f"shared contract: {found or f'NOT CHECKED, give --contract DIR or set {CONTRACT}'}"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what has nothing to be held against, and say which tests go together."""
    _without_contract(config, items)
    if getattr(config.option, "loadgroup", False):
        groups = {item: _group(item) for item in items}
        for item, group in groups.items():
            item.add_marker(pytest.mark.xdist_group(group))
        first = list(dict.fromkeys(SHARED.values()))
        items.sort(key=lambda item: first.index(groups[item]) if groups[item] in first else len(first))


def _without_contract(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The tests against the shared contract only run where it is given; the project stands without it."""
    if config.getoption("--contract"):
        return
    left_out = [item for item in items if "contract" in getattr(item, "fixturenames", ())]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def _group(item: pytest.Item) -> str:
    """The group of the dear fixture that a test needs; else that of its file."""
    needed, file = getattr(item, "fixturenames", ()), f"{item.path.parent.name}.{item.path.stem}"
    return next((group for name, group in SHARED.items() if name in needed), file)


@pytest.fixture(scope="session")
def contract(request: pytest.FixtureRequest) -> Path:
    """The directory of the shared contract."""
    return Path(request.config.getoption("--contract"))


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A throw-away PostgreSQL server."""
    binaries = programs()
    if binaries is None:
        pytest.skip("PostgreSQL is not installed here (Debian: apt-get install postgresql)")
    with running_cluster(binaries) as running:
        yield running
