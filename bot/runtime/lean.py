"""Imports Rasa without TensorFlow when the pipeline has no TensorFlow component.

Importing `rasa.core.agent` pulls in TensorFlow (most of the time and memory) and every chat channel, used or
not. Small stand-in modules take the place of the few Rasa modules that need TensorFlow. A pipeline that names
one of the components behind them gets the real modules: `uses_tensorflow` decides, nobody has to remember it.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

# Rasa component -> its module. Naming one of these in config.yml switches the stand-ins off.
TENSORFLOW_COMPONENTS = {
    "DIETClassifier": "rasa.nlu.classifiers.diet_classifier",
    "ResponseSelector": "rasa.nlu.selectors.response_selector",
    "ConveRTFeaturizer": "rasa.nlu.featurizers.dense_featurizer.convert_featurizer",
    "LanguageModelFeaturizer": "rasa.nlu.featurizers.dense_featurizer.lm_featurizer",
    "TEDPolicy": "rasa.core.policies.ted_policy",
    "UnexpecTEDIntentPolicy": "rasa.core.policies.unexpected_intent_policy",
}
# Modules that other Rasa modules import although only the components above use what is in them.
TENSORFLOW_HELPERS = {
    "rasa.utils.tensorflow.callback": ("RasaTrainingLogger", "RasaModelCheckpoint"),
    "rasa.utils.tensorflow.data_generator": ("RasaBatchDataGenerator",),
}
CHANNELS = "rasa.core.channels"


class LeanImportError(RuntimeError):
    """Rasa was already imported in full, or a stand-in was asked to do real work."""


def uses_tensorflow(names: Iterable[str]) -> bool:
    """Whether one of these component names or class paths needs TensorFlow."""
    return any(name.rsplit(".", 1)[-1] in TENSORFLOW_COMPONENTS for name in names)


def component_names(config: dict[str, Any]) -> list[str]:
    """The components that a Rasa configuration names in its pipeline and policies."""
    parts = [*(config.get("pipeline") or []), *(config.get("policies") or [])]
    return [str(part["name"]) for part in parts]


def prepare_rasa(names: Iterable[str]) -> bool:
    """Set Rasa up for these components; True when the stand-ins are in place. Call before importing Rasa."""
    quiet_environment()
    if uses_tensorflow(names) or "tensorflow" in sys.modules or "rasa.core.agent" in sys.modules:
        return False
    for component, module in TENSORFLOW_COMPONENTS.items():
        _stand_in(module, (component,))
    for module, classes in TENSORFLOW_HELPERS.items():
        _stand_in(module, classes)
    _only_the_base_channel()
    return True


def quiet_environment() -> None:
    """No telemetry, no chatter: read by Rasa when it is imported."""
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("LOG_LEVEL", "ERROR")  # Rasa's progress bars follow it


def _stand_in(name: str, classes: tuple[str, ...]) -> None:
    if name in sys.modules:
        return
    module = ModuleType(
        name, "Stand-in: this part of Rasa needs TensorFlow, which the pipeline does not use."
    )
    for class_name in classes:
        setattr(module, class_name, _absent_class(name, class_name))
    sys.modules[name] = module


def _absent_class(module: str, name: str) -> type:
    def refuse(self: Any, *args: Any, **kwargs: Any) -> None:
        raise LeanImportError(f"{name} needs TensorFlow, and Rasa was loaded without it")

    return type(name, (), {"__init__": refuse, "__module__": module, "__doc__": "Absent: needs TensorFlow."})


def _only_the_base_channel() -> None:
    """A `rasa.core.channels` package whose `__init__` does not import every chat service's client."""
    if CHANNELS in sys.modules:
        return
    spec = importlib.util.find_spec("rasa")
    if spec is None or not spec.submodule_search_locations:
        raise LeanImportError("Rasa is not installed")
    package = ModuleType(CHANNELS, "Only the base channel; see bot.runtime.lean.")
    package.__path__ = [str(Path(spec.submodule_search_locations[0]) / "core" / "channels")]
    setattr(package, "__getattr__", _from_base_channel)  # noqa: B010 (a module attribute mypy does not know)
    sys.modules[CHANNELS] = package


def _from_base_channel(name: str) -> Any:
    if name.startswith("__"):
        raise AttributeError(name)
    return getattr(importlib.import_module(f"{CHANNELS}.channel"), name)
