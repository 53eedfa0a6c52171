"""`python -m benchmarks.evaluation.stock_worker MODEL`: messages in, what Rasa makes of each out.

In a process of its own, so that its libraries and its memory weigh on nobody else.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from typing import Any, TextIO

from rasa.core.agent import Agent


def main() -> None:
    """Answer until the input ends."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what libraries print may not come between the answers
    asyncio.run(_answer(Agent.load(sys.argv[1]), out))


async def _answer(agent: Any, out: TextIO) -> None:
    for line in sys.stdin:
        text = json.loads(line)
        started = time.perf_counter()
        parsed = await agent.parse_message(text)
        took = 1000 * (time.perf_counter() - started)
        ranking = [(row["name"], row["confidence"]) for row in parsed["intent_ranking"]]
        answer = {"intent": parsed["intent"]["name"], "ranking": ranking, "ms": took}
        print(json.dumps(answer), file=out, flush=True)


if __name__ == "__main__":
    main()
