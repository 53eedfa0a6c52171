"""The result of the competence check: the picture, a way for each gap, and who may see it."""

from __future__ import annotations

from collections.abc import Mapping

from actions.handlers.occupations import career, experience, remembered
from actions.reply import command, yes_no
from actions.turn import Turn
from knowledge.catalogue.search import shared_catalogue
from knowledge.occupations.check import Picture, picture
from knowledge.occupations.search import shared_occupations
from knowledge.occupations.steps import Way, recognition_fits, recognition_known, way_to

SHARE = "check_mee"
PRESENT, WISHED = "huidig", "gewenst"
SHOWN_GOOD, SHOWN_WAYS = 5, 3
LONGEST_NOTE = 1500


def picture_of(turn: Turn) -> Picture:
    """Strengths and gaps as they were rated."""
    ratings: Mapping[str, str] = career(turn).get("antwoorden") or {}
    return picture(remembered(turn, PRESENT), remembered(turn, WISHED), ratings)


def show(turn: Turn) -> None:
    """The picture, the ways, and what can come next."""
    career(turn)["check"] = "klaar"
    found = picture_of(turn)
    goal = remembered(turn, WISHED, PRESENT)
    lines = [turn.text("check_klaar", beroep=goal.name.lower() if goal else "")]
    for title, group in (("goed", found.good), ("beetje", found.some), ("niet", found.gaps)):
        if group:
            lines.append(turn.text(f"check_{title}"))
            lines += [f"- {competence.text}" for competence in group[:SHOWN_GOOD]]
    turn.reply.say("\n".join(lines))
    ways = ways_of(turn, found)
    if ways:
        turn.reply.say("\n".join([turn.text("check_wegen"), *(_way_line(turn, way) for way in ways)]))
    if recognition_fits(found):
        known = recognition_known(shared_occupations(), experience(turn))
        turn.reply.say(f"{turn.text('check_evc')} {known}")
    if goal is not None:
        career(turn)["beroep"] = goal.id
    orders = ("zoek_beroep", "ander", "evc", "pop", "check_delen", "mens")
    turn.say("check_vervolg", *(command(order) for order in orders))
    turn.end()


def ways_of(turn: Turn, found: Picture) -> list[Way]:
    """A way for each gap, the largest gaps first."""
    home = turn.talk.profiel.get("postcode")
    catalogue = shared_catalogue()
    wanted = found.to_learn[:SHOWN_WAYS]
    return [way_to(c, catalogue, turn.setting.on, str(home) if home else None) for c in wanted]


def _way_line(turn: Turn, way: Way) -> str:
    if way.courses:
        hit = way.courses[0]
        example = turn.text("check_voorbeeld") if hit.course.example else ""
        course = f"{hit.course.title} ({hit.course.provider.name}){example}"
        return f"- {way.competence.text} {turn.text('check_opleiding', opleiding=course)}"
    key = "check_zoek" if way.competence.course else "check_werkplek"
    return f"- {way.competence.text} {turn.text(key)}"


# ------------------------------------------------------------------ to a counsellor, only with consent
def offer_to_share(turn: Turn) -> None:
    """Ask whether a counsellor may see the result."""
    if not career(turn).get("antwoorden"):
        turn.say("check_niets", command("check"), command("mens"))
        turn.end()
        return
    turn.say("check_mag", *yes_no("geef_mee", "vertel_zelf"))
    turn.wait_for(SHARE)


def share(turn: Turn, agreed: bool) -> None:
    """Only after a yes the result goes to a counsellor: this, and nothing else."""
    if not agreed:
        turn.say("check_niet_gedeeld", command("mens"))
        turn.end()
        return
    found = picture_of(turn)
    groups = (("Kan goed", found.good), ("Kan een beetje", found.some), ("Nog te leren", found.gaps))
    goal = remembered(turn, WISHED, PRESENT)
    title = f"Resultaat van de competentiecheck{f' voor {goal.name.lower()}' if goal else ''}."
    lines = [f"{name}: {' '.join(c.text for c in group)}" for name, group in groups if group]
    told = "\n".join([title, *lines])[:LONGEST_NOTE]
    turn.reply.requests.append({"overdracht": {"meegeven": False, "verloop": False, "reden": told}})
    turn.say("check_gedeeld")
    turn.end()
