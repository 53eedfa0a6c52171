"""What holds for all tests: in continuous integration a skipped test counts as a failed one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

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


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The tests against the shared contract only run where it is given; the project stands without it."""
    if config.getoption("--contract"):
        return
    left_out = [item for item in items if "contract" in getattr(item, "fixturenames", ())]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


@pytest.fixture(scope="session")
def contract(request: pytest.FixtureRequest) -> Path:
    """The directory of the shared contract."""
    return Path(request.config.getoption("--contract"))
