"""What holds for all tests: in continuous integration a skipped test counts as a failed one."""

from __future__ import annotations

import os

import pytest

NOTHING_SKIPPED = "LOOPBAANWIJZER_TESTS_SKIP_NOTHING"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> object:
    """Turn a skip into a failure when the machine was promised to have everything."""
    report = yield
    if report.skipped and os.environ.get(NOTHING_SKIPPED) and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        report.outcome = "failed"
        report.longrepr = f"{reason}\n({NOTHING_SKIPPED} is set, so nothing may be skipped.)"
    return report
