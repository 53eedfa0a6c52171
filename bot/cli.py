"""The command `loopbaanwijzer`. Each command imports only what it needs, so that `serve` listens fast."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from bot.settings import SettingError, Settings, describe, env_name, read_settings, table, unknown_names

COMMANDS = {
    "serve": "start the service",
    "chat": "talk in the terminal",
    "train": "train the language model when none matches the present data",
    "instellingen": "show every setting with its value",
    "catalogus": "take in, show or fill the catalogue of courses (in Dutch: catalogus --help)",
    "begeleiders": "accounts of counsellors: make, list, block, reset (in Dutch: begeleiders --help)",
    "beroepen": "take in ESCO, show or search the occupations (in Dutch: beroepen --help)",
    "diensten": "services with people near a postcode: take in, show, search (in Dutch: diensten --help)",
    "koppelingen": "systems that hear what happens: make, list, try (in Dutch: koppelingen --help)",
    "kennis": "check, show, compare and document the knowledge (in Dutch: kennis --help)",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    if words[:1] == ["kennis"]:
        return _knowledge(words[1:])
    if words[:1] == ["catalogus"]:
        from bot.catalogue.commands import main as courses

        return courses(words[1:])
    if words[:1] == ["begeleiders"]:
        from bot.people.commands import main as people

        return people(words[1:])
    if words[:1] == ["beroepen"]:
        from bot.occupations.commands import main as occupations

        return occupations(words[1:])
    if words[:1] == ["diensten"]:
        from bot.network.commands import main as services

        return services(words[1:])
    if words[:1] == ["koppelingen"]:
        from bot.outside.commands import main as outside

        return outside(words[1:])
    given = _parser().parse_args(words)
    try:
        settings = read_settings(**{spec.name: getattr(given, spec.name) for spec in table()})
        for name in unknown_names():
            print(f"loopbaanwijzer: {name} is no setting and is ignored", file=sys.stderr)
        return int(_COMMANDS[given.command](settings, given))
    except SettingError as error:
        print(f"loopbaanwijzer: {error}", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="loopbaanwijzer", description="Loopbaanwijzer, the service.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    shared = _settings_options()
    for name, help_text in COMMANDS.items():
        command = commands.add_parser(name, help=help_text, description=help_text, parents=[shared])
        if name == "chat":
            command.add_argument(
                "--adres", help="address of a running service; without it one is started here"
            )
        if name == "train":
            command.add_argument("--force", action="store_true", help="train also when a model matches")
    return parser


def _settings_options() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False)
    group = shared.add_argument_group("settings (also as environment variables)")
    for spec in table():
        option = "--" + spec.name.replace("_", "-")
        help_text = f"{spec.metadata['help']} [{env_name(spec.name)}, default {spec.default!r}]"
        group.add_argument(option, dest=spec.name, metavar="X", help=help_text.replace("%", "%%"))
    return shared


def _serve(settings: Settings, given: argparse.Namespace) -> int:
    from bot.serve import serve

    return serve(settings)


def _chat(settings: Settings, given: argparse.Namespace) -> int:
    from bot.chat import chat

    return chat(settings, given.adres)


def _train(settings: Settings, given: argparse.Namespace) -> int:
    from bot.logs import set_up_logging
    from bot.runtime import model

    set_up_logging("ERROR")
    with model.alone(settings.models_directory):
        known = model.find_model(settings.models_directory)
        if known is not None and not given.force:
            print(f"The model of the present data is there: {known.name}")
            return 0
        print("Training the language model of the present data ...", flush=True)
        screen = sys.stdout  # while training, what Rasa prints goes nowhere
        try:
            trained = model.train(
                settings.models_directory, say=lambda line: print(line, file=screen, flush=True)
            )
        except model.TrainingFailed as error:
            print(f"loopbaanwijzer: training failed: {error}", file=sys.stderr)
            return 1
        print(f"Trained: {trained.name}")
        return 0


def _settings(settings: Settings, given: argparse.Namespace) -> int:
    for name, variable, value, help_text in describe(settings):
        print(f"{name:20} {variable:36} {value}\n{'':20} {help_text}")
    return 0


def _knowledge(words: Sequence[str]) -> int:
    """The editors' commands have options of their own; settings come from the environment."""
    from bot.editing import COMMANDS as MORE
    from knowledge.maintenance.commands import main as edit

    return edit(words, MORE)


_COMMANDS = {"serve": _serve, "chat": _chat, "train": _train, "instellingen": _settings}


if __name__ == "__main__":
    sys.exit(main())
