"""A service for the tests of occupations over HTTP."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient

from tests.served import new_service


@pytest.fixture
async def client(tmp_path: Path, aiohttp_client: Any) -> TestClient:
    """A service without a language model."""
    client: TestClient = await aiohttp_client(new_service(tmp_path, catalogue_examples=False))
    return client
