"""Runs the custom actions in this process: an action server without HTTP and without silence on errors."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from rasa.core.actions.action import RemoteAction
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection

from bot.logs import describe_error
from bot.texts import APOLOGY

logger = logging.getLogger(__name__)


class InProcessActions(EndpointConfig):
    """Looks like an action server to Rasa; calls the rasa-sdk executor directly."""

    def __init__(self, package: str, failed: Callable[[str], None] | None = None) -> None:
        super().__init__(url="in-process", enable_selective_domain=True)
        self._executor = ActionExecutor()
        self._executor.register_package(package)
        self._failed = failed

    @property
    def names(self) -> list[str]:
        """The actions that can be run."""
        return sorted(self._executor.actions)

    async def request(self, *args: Any, json: dict[str, Any] | None = None, **kwargs: Any) -> dict[str, Any]:
        """Run the action named in the call. An action that raises gives an apology instead of nothing."""
        call = json or {}
        try:
            return await self._executor.run(call) or {"events": [], "responses": []}
        except ActionExecutionRejection:
            raise
        except Exception as error:
            return self._apologise(str(call.get("next_action")), error)

    def _apologise(self, action: str, error: Exception) -> dict[str, Any]:
        logger.error("action %s failed: %s", action, describe_error(error))
        if self._failed is not None:
            self._failed(action)
        return {"events": [], "responses": [{"text": APOLOGY, "mislukt": True}]}


def trust_in_process_results() -> None:
    """Skip Rasa's JSON schema check of a result that never left the process: it costs milliseconds."""
    original = RemoteAction._validate_action_result

    def validate(self: RemoteAction, result: dict[str, Any]) -> bool:
        if isinstance(self.action_endpoint, InProcessActions):
            return True
        return bool(original(self, result))

    if not getattr(original, "knows_in_process", False):
        setattr(validate, "knows_in_process", True)  # noqa: B010
        RemoteAction._validate_action_result = validate
