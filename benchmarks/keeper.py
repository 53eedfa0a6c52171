"""What a run of tests or benchmarks started ends with the run, also when the run is killed.

A shell keeps watch: it waits for its input, which ends with this process, however that ends.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

PATIENCE = 60


@contextmanager
def afterwards(script: str, *words: object) -> Iterator[None]:
    """Run a shell script (`words` are its $1, $2 ...) after the block, or when this process dies."""
    with _shell(f"cat >/dev/null; {script}", words):
        yield


@contextmanager
def dies_with_us(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """A process that is ended inside the block; when this process dies before that, it is killed."""
    with _shell('read -r ended || kill -9 "$1"', [process.pid]) as keeper:
        yield
        if process.poll() is not None:
            assert keeper.stdin is not None
            keeper.stdin.write(b"yes\n")


@contextmanager
def _shell(script: str, words: Iterable[object]) -> Iterator[subprocess.Popen[bytes]]:
    keeper = subprocess.Popen(
        ["/bin/sh", "-c", script, "keeper", *map(str, words)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # so that Ctrl-C leaves it its work
        cwd="/",
    )
    try:
        yield keeper
    finally:
        assert keeper.stdin is not None
        keeper.stdin.close()
        keeper.wait(PATIENCE)
