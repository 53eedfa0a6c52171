"""What follows from having a measure, told with what is still open."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import Facts, Knowledge, answers
from knowledge.answers.followons import follow_on_lines
from knowledge.followons import Following, followings

from .profiles import DATES, people
from .support import MEASURE, VOV, SmallData, real_knowledge
from .test_packages import AUTUMN_2024, COURSE, LEAVE, LONG, WORKER

GUIDED: dict[str, Any] = {
    **WORKER,
    "diploma": "master",
    "werkervaring_jaren": 10,
    "loopbaancheques_gebruikt": 0,
    "loopbaanbegeleiding_gevolgd": False,
}


def found(
    knowledge: Knowledge,
    profile: dict[str, Any],
    training: dict[str, Any],
    *start: str,
    on: date = AUTUMN_2024,
) -> dict[str, Following]:
    """What follows from these measures, by measure."""
    facts = knowledge.facts(profile, training)
    assessment = knowledge.assess(facts, on, start)
    return {item.result.measure.id: item for item in followings(knowledge, assessment, facts)}


def test_time_credit_leads_to_the_flemish_premium(knowledge: Knowledge) -> None:
    profile = {key: value for key, value in LEAVE.items() if key != "rva_onderbrekingsuitkering"}
    premium = found(knowledge, profile, LONG, "tijdskrediet_opleiding")["vok"]
    assert (premium.status, premium.missing, premium.depends_on) == ("recht", (), ())
    (line,) = follow_on_lines(knowledge, [premium])
    assert line.startswith(
        "- **Vlaams opleidingskrediet**, na Tijdskrediet met motief opleiding: Keurt de RVA"
    )


def test_no_benefit_of_the_rva_no_premium(knowledge: Knowledge) -> None:
    profile = {
        **LEAVE,
        "tewerkstellingspercentage": 80,
        "onderbreking": "halftijds",
        "cao_tijdskrediet": True,
    }
    del profile["rva_onderbrekingsuitkering"]
    assert "vok" not in found(knowledge, profile, LONG, "tijdskrediet_opleiding")


def test_whether_the_rva_pays_is_still_open(knowledge: Knowledge) -> None:
    profile = {key: value for key, value in LEAVE.items() if key != "rva_onderbrekingsuitkering"}
    del profile["woongewest"]
    premium = found(knowledge, profile, LONG, "tijdskrediet_opleiding")["vok"]
    assert (premium.status, premium.missing) == ("mogelijk", ("woongewest",))
    assert "Dit wil ik dan nog weten: waar woon je?" in follow_on_lines(knowledge, [premium])[0]


@pytest.mark.parametrize("target", ["opleidingscheques", "vov"])
def test_guidance_opens_the_training_of_the_plan(knowledge: Knowledge, target: str) -> None:
    training = {**COURSE, "in_opleidingsdatabank": False, "in_pop": False, "soort": "arbeidsmarktgericht"}
    followed = found(knowledge, GUIDED, training, "loopbaancheque", target)[target]
    assert followed.now == "geen_recht" and followed.status == "mogelijk"
    assert followed.result.status == "recht" and followed.depends_on == ("opleiding.in_pop",)
    assert "POP" in followed.step.tekst and followed.step.sources


def test_guidance_for_the_premium_waits_for_the_rva(knowledge: Knowledge) -> None:
    premium = found(knowledge, {**GUIDED, "ancienniteit_maanden": 36}, LONG, "loopbaancheque")["vok"]
    assert premium.missing == ("rva_onderbrekingsuitkering",)


def test_what_one_has_already_is_not_told(knowledge: Knowledge) -> None:
    profile = {**GUIDED, "diploma": "hoger_secundair"}
    followed = found(knowledge, profile, COURSE, "loopbaancheque", "opleidingscheques", "vov")
    assert not {"opleidingscheques", "vov"} & followed.keys()


def test_what_one_does_not_get_leads_nowhere(knowledge: Knowledge) -> None:
    assert (
        found(
            knowledge,
            {**GUIDED, "loopbaancheques_gebruikt": 2},
            COURSE,
            "loopbaancheque",
            on=date(2026, 3, 1),
        )
        == {}
    )


@pytest.mark.parametrize(
    ("start", "target", "profile", "training"),
    [
        ("vdab_opleiding", "behoud_uitkering_bij_opleiding", {"uitkering": "werkloosheid"}, {"erkend": True}),
        ("okot", "vrijstelling_beschikbaarheid", {"uitkering": "werkloosheid"}, {"soort": "hoger_onderwijs"}),
    ],
)
def test_who_seeks_work_hears_of_the_benefit(
    knowledge: Knowledge, start: str, target: str, profile: dict[str, Any], training: dict[str, Any]
) -> None:
    seeker = {
        "statuut": "werkzoekende",
        "vdab_ingeschreven": True,
        "woongewest": "vlaanderen",
        "diploma": "hoger_secundair",
        "leeftijd": 30,
        **profile,
    }
    followed = found(knowledge, seeker, {"knelpuntberoep": True, **training}, start, on=date(2026, 3, 1))
    assert followed[target].step.sources


def test_a_cvo_course_points_to_the_cheques(knowledge: Knowledge) -> None:
    course = {"soort": "cvo", "in_opleidingsdatabank": True, "contacturen": 80, "directe_kost": 180}
    followed = found(knowledge, WORKER, course, "cvo_inschrijvingsgeld")["opleidingscheques"]
    assert followed.missing == ("opleiding.betaald_door",)


# ---------------------------------------------------------------- chains
def question(veld: str) -> str:
    """A question about one more field, before that of the diploma."""
    words = f'tekst: "{veld}?", kort: "{veld}?", waarom: "Dat telt.", uitleg: "Zeg het."'
    return f"  {veld}: {{onderwerp: werk, {words}}}\n  diploma:\n"


WORKS = "statuut == werknemer"
LEARNS = {"uren": 80}


def chain(data: SmallData, third: str = "") -> Knowledge:
    """Leave leads to the cheque, the cheque to the third measure, and that back to the leave."""

    def measure(name: str, follow: str, requirement: str) -> str:
        text = MEASURE.replace("id: vov", f"id: {name}").replace("naam: Verlof", f"naam: {name.title()}")
        text = text.replace('  cheque: {waarde: ja, toelichting: "Dat mag samen.", bronnen: [A1]}', "  {}")
        text = text.replace('eis: "statuut == werknemer"', f'eis: "{requirement}"')
        return text.replace("    aanvragen:\n", f"    vervolg: [{follow}]\n    aanvragen:\n")

    step = '{{naar: {}, {}, tekst: "Vraag ook dit.", bronnen: [A1]}}'
    data.write(VOV, measure("vov", step.format("cheque", "geeft: {diploma: master}"), WORKS))
    data.write(
        "maatregelen/cheque.yml",
        measure("cheque", step.format("gir", "kan_geven: {bijberoep: true}"), "scholingsgraad == hoog"),
    )
    data.write(
        "maatregelen/gir.yml",
        measure(
            "gir", third or step.format("vov", "geeft: {leeftijd: 30}"), "bijberoep en diploma == master"
        ),
    )
    for name in ("vov", "cheque", "gir"):
        path = f"maatregelen/{name}.yml"
        data.change(path, "combineerbaar:\n  {}\n", "")
    data.change(
        "vragen.yml",
        "  diploma:\n",
        question("bijberoep"),
    )
    return data.load()


def test_a_chain_is_followed_without_going_round(data: SmallData) -> None:
    knowledge = chain(data)
    steps = found(knowledge, {"statuut": "werknemer"}, LEARNS, "vov", "cheque", "gir", on=date(2021, 1, 1))
    assert {name: [step.naar for step in item.path] for name, item in steps.items()} == {
        "cheque": ["cheque"],
        "gir": ["cheque", "gir"],
    }
    assert (steps["cheque"].status, steps["gir"].status) == ("recht", "mogelijk")
    assert steps["gir"].depends_on == ("bijberoep",) and steps["gir"].start.measure.id == "vov"
    assert follow_on_lines(knowledge, [steps["gir"]]) == ["- **Gir**, na Cheque: Vraag ook dit."]


def test_a_step_that_gives_nothing_only_points(data: SmallData) -> None:
    knowledge = chain(data, '{naar: cheque, tekst: "Kijk ook hier.", bronnen: [A1]}')
    known = found(knowledge, {"diploma": "master", "bijberoep": True}, LEARNS, "gir", on=date(2021, 1, 1))
    assert known == {}  # the cheque is there already
    data.change("maatregelen/cheque.yml", 'eis: "scholingsgraad == hoog"', 'eis: "leeftijd > 30"')
    data.change(
        "vragen.yml",
        "  diploma:\n",
        question("leeftijd"),
    )
    pointed = found(data.load(), {"diploma": "master", "bijberoep": True}, LEARNS, "gir", on=date(2021, 1, 1))
    assert pointed["cheque"].missing == ("leeftijd",)


# ---------------------------------------------------------------- the overview, and everybody
def test_the_overview_tells_it_in_two_lines_at_most(knowledge: Knowledge) -> None:
    facts = knowledge.facts(GUIDED, COURSE)
    bubbles = answers.overview_bubbles(knowledge, knowledge.assess(facts, AUTUMN_2024, knowledge.core), facts)
    section = bubbles[1].split("**Daarna kan misschien ook**\n")[1].splitlines()
    assert len(bubbles) == 2 and section[0].startswith(
        "- **Opleidingscheques voor werknemers**, na Loopbaancheque"
    )
    assert sum(line.startswith("- **") for line in section) <= 2


@settings(max_examples=60, deadline=None)
@given(facts=people(), on=st.sampled_from(DATES))
def test_what_is_told_can_be_had_and_is_not_had_yet(facts: Facts, on: date) -> None:
    knowledge = real_knowledge()
    assessment = knowledge.assess(facts, on)
    for item in followings(knowledge, assessment, facts):
        now = assessment.by_id[item.result.measure.id].status
        assert item.result.status in ("recht", "mogelijk") and now not in ("recht", "buiten_periode")
        assert assessment.by_id[item.start.measure.id].status == "recht"
        assert len({item.start.measure.id, *(step.naar for step in item.path)}) == len(item.path) + 1
        assert follow_on_lines(knowledge, [item])[0].startswith("- **")


def test_every_step_of_the_project_leads_to_a_measure_with_a_source(knowledge: Knowledge) -> None:
    steps = [(measure.id, step) for measure in knowledge.measures.values() for step in measure.follow_ons]
    assert len(steps) >= 5
    assert all(step.naar in knowledge.vocabulary.measure_ids and step.sources for _, step in steps)
    assert all(start != step.naar for start, step in steps)
