"""The overview of a talk, and what somebody can do after it."""

from __future__ import annotations

from actions.reply import Option, command
from actions.standing import PURPOSE, Standing
from knowledge.answers import counsellor_overview, overview_bubbles

PERHAPS = ("recht", "mogelijk")
HARD = 2
"""From this many open measures that are not certain on, a human is offered."""


def overview(turn: Standing) -> list[str]:
    """The rights as they are now, a bubble each; to a counsellor everything at once."""
    assessment = turn.assess_for_overview()
    if turn.for_counsellor:
        return [counsellor_overview(turn.knowledge, assessment, turn.facts())]
    staff = turn.knowledge.of_staff(turn.facts(), turn.setting.entrance) if turn.for_employer else ()
    return overview_bubbles(turn.knowledge, assessment, turn.facts(), staff)


def offer_next_steps(turn: Standing) -> None:
    """What somebody can do after an overview."""
    results = [r for r in turn.assess_for_overview().results if r.status in PERHAPS]
    options = [command("aanvragen" if results else "ontdek"), command("aanpassen"), command("mens")]
    if turn.for_counsellor:
        options = [command("spoor"), command("aanvragen")]
    if results and turn.facts().get("directe_kost") is not None:
        options.insert(1, command("pakket"))
    options[1:1] = _steps_of_purpose(turn)
    key = "overzicht_vervolg"
    if turn.question() is not None:
        key, options = "overzicht_later", [command("verder"), *options]
    turn.talk.progress.onderwerp = None
    uncertain = sum(result.certainty == "onzeker" for result in results)
    if turn.setting.counsellors and uncertain >= HARD:
        turn.say("overzicht_mens")
    turn.say(key, *options)


def _steps_of_purpose(turn: Standing) -> list[Option]:
    """The next steps that go with what somebody learns for."""
    purpose = turn.knowledge.motives.purposes.get(str(turn.talk.profiel.get(PURPOSE)))
    return [command(order) for order in purpose.choices] if purpose and turn.for_citizen else []
