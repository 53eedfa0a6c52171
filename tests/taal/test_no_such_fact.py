"""Sentences that hold the words of a fact and tell no such fact."""

from __future__ import annotations

from typing import Any

import pytest

from knowledge.taal import Reader

TELLS_NOT: list[tuple[str, tuple[str, ...]]] = [
    # the situation of somebody
    ("mijn opdracht is voorbij, ik heb een nieuwe bij dezelfde baas", ("statuut",)),
    ("de opdracht is gedaan, wat is de volgende stap?", ("statuut",)),
    ("wat is outplacement en zit ik in outplacement?", ("statuut",)),
    ("ik doe boekhouding in avondschool", ("statuut",)),
    ("ik doe onderhoud op mijn fiets", ("statuut",)),
    ("ik doe schoonmaak voor mijn moeder", ("statuut",)),
    ("ik zoek een kapper met 3 mensen personeel", ("statuut",)),
    ("ik doe de boekhouding van de voetbalclub", ("statuut",)),
    ("mijn contract is afgelopen maar ik kreeg een nieuw contract", ("statuut",)),
    ("ik wil weer op zoek.", ("statuut",)),
    ("kan ik een flexijobber zijn?", ("statuut",)),
    ("ik run elke week 10 km", ("statuut",)),
    ("ik geef muziek op", ("statuut", "sector")),
    ("ik geef wiskunde bijles", ("sector",)),
    ("ik werk niet want ik blijf vandaag thuis", ("statuut",)),
    ("in de wachttijd van de bus", ("statuut",)),
    # ages
    ("als 30 mag je dat niet", ("leeftijd",)),
    ("wou stoppen op mijn 50.", ("leeftijd",)),
    ("kan dat op 30?", ("leeftijd",)),
    ("Hallo. 50 en plus, mag dat?", ("leeftijd",)),
    ("40 en nog wat uren", ("leeftijd",)),
    ("19 en het vriest", ("leeftijd",)),
    ("lukt dat op 24, in de voormiddag", ("leeftijd",)),
    ("op mijn zestigste wil ik stoppen", ("leeftijd",)),
    ("op mijn 60 wil ik stoppen", ("leeftijd",)),
    ("op mijn twintigste ging ik van school", ("leeftijd",)),
    ("ik neem verlof voor mijn moeder, zij is 80", ("leeftijd",)),
    # how much somebody works, and leave
    ("ik haalde 3 op 5 bij het examen", ("tewerkstellingspercentage",)),
    ("ik kreeg 4 op 5 bij de beoordeling", ("tewerkstellingspercentage",)),
    ("ik moet altijd halftijds kinderen brengen en de andere helft werken", ("tewerkstellingspercentage",)),
    ("wz 40 HSO Gent, opl voltijds", ("tewerkstellingspercentage",)),
    ("OKOT voltijds", ("tewerkstellingspercentage",)),
    ("ik onderbreek je even helemaal", ("onderbreking",)),
    ("ik wil een job zonder shiften", ("uurrooster",)),
    ("geen shiften meer", ("uurrooster",)),
    ("ik werk 4 dagen van 8 uur", ("contacturen",)),
    ("start 1/9/27, 120u", ("uren_per_week",)),
    ("40u per persoon, lesprijs 900 euro pp", ("uren_per_week",)),
    ("een halve opdracht is af", ("tewerkstellingspercentage",)),
    ("de cursus duurt een halve dag", ("tewerkstellingspercentage",)),
    ("ik sta 4 dagen per week in de file", ("tewerkstellingspercentage",)),
    ("ik onderbreek mijn werk nooit volledig", ("onderbreking",)),
    ("een vaste nacht slaap", ("uurrooster",)),
    # benefits, family, school, home
    ("bij slecht weer blijf ik thuis", ("tijdelijk_werkloos", "statuut")),
    ("ziekenkas al 3 weken geen antwoord", ("uitkering",)),
    ("hij schrijft mij een brief ziek", ("uitkering",)),
    ("ik zorg alleen voor mijn zoon op woensdag", ("alleenwonend",)),
    ("ik ging tot mijn 16 jaar naar school en daarna nog tot 18", ("scholingsgraad",)),
    ("een Waal als collega, dat is plezant", ("woongewest",)),
    ("ik zoek werk, ik heb diploma ingenieur van turkije", ("werkgewest",)),
    ("bij vriesweer werken we niet", ("tijdelijk_werkloos",)),
    ("het ocmw steunt mij niet", ("uitkering",)),
    ("hij is ziekgeschreven", ("uitkering",)),
    ("3 jaar hogere studies wil ik doen", ("scholingsgraad",)),
    ("een job zonder ervaring", ("werkervaring_jaren",)),
    ("10 dienstjaren zijn nodig", ("ancienniteit_maanden",)),
    ("ik heb zelf 300 betaald voor de auto", ("directe_kost",)),
    # places where somebody does not work
    ("ik heb een interview bij bpost", ("statuut", "sector")),
    ("ik leerde dit op een beurs bij Janssen", ("statuut", "sector")),
    ("ik rij Antwerpen - Luik voor mijn baas als chauffeur", ("woongewest", "werkgewest")),
    ("ik zit in de wachtzaal van het ziekenhuis", ("statuut", "sector")),
    ("ik lag drie weken in het ziekenhuis", ("statuut", "sector")),
    ("ik ben klant bij Telenet", ("statuut", "sector")),
    ("ik sta in de rij bij de gemeente", ("statuut", "sector")),
    ("ik sta voor een moeilijke keuze", ("statuut",)),
    ("kben gestopt me school", ("statuut", "sector")),
    ("kben gestopt me school, ben 18", ("statuut", "sector")),
]
TELLS: list[tuple[str, dict[str, Any]]] = [
    ("ik werk in een zaak waarvan de eigenaar van de zaak ziek is", {"statuut": "werknemer"}),
    ("ik ben eigenaar van een zaak", {"statuut": "zelfstandige"}),
    ("ik ben ontslagen en werk nog tot maart", {"statuut": "werknemer"}),
    ("ik zit in outplacement", {"statuut": "werkzoekende"}),
    ("ik doe boekhouding in een fabriek", {"statuut": "werknemer"}),
    ("ik ben kapper met 3 mensen personeel", {"statuut": "werkgever"}),
    ("kan ik dat nog op mijn 52ste?", {"leeftijd": 52}),
    ("op mijn drieënvijftigste nog studeren?", {"leeftijd": 53}),
    ("ik werk 4 op 5 bij een bakker", {"tewerkstellingspercentage": 80}),
    ("bij slecht weer sta ik op den dop", {"tijdelijk_werkloos": True}),
    ("ik ben Limburger maar woon in Brussel", {"woongewest": "brussel"}),
    ("als West-Vlaming in Brussel wonen", {"woongewest": "brussel"}),
    ("ik werk 5 dagen per week, 38 uur", {"uren_per_week": 38}),
    ("ik werk 4 dagen van 8 uur", {"uren_per_week": 32}),
    ("40u per persoon, lesprijs 900 euro pp", {"contacturen": 40, "directe_kost": 900}),
    ("ik zit in de wachttijd", {"statuut": "werkzoekende"}),
    ("mijn contract is afgelopen", {"statuut": "werkzoekende"}),
    ("ik help klanten bij Telenet", {"sector": "prive", "statuut": "werknemer"}),
    ("ik kuis de wachtzaal in het ziekenhuis", {"statuut": "werknemer"}),
    ("ik onderbreek mijn loopbaan volledig", {"onderbreking": "voltijds"}),
    ("halve dagen bij de post", {"tewerkstellingspercentage": 50}),
]


@pytest.mark.parametrize(("text", "fields"), TELLS_NOT, ids=[text for text, _ in TELLS_NOT])
def test_tells_no_such_fact(reader: Reader, text: str, fields: tuple[str, ...]) -> None:
    reading = reader.read(text)
    assert not {*fields} & {*reading.profiel, *reading.opleiding}


@pytest.mark.parametrize(("text", "expected"), TELLS, ids=[text for text, _ in TELLS])
def test_still_tells_its_fact(reader: Reader, text: str, expected: dict[str, Any]) -> None:
    reading = reader.read(text)
    told = {**reading.profiel, **reading.opleiding}
    assert {name: told.get(name) for name in expected} == expected


def test_a_docker_is_no_doctor(reader: Reader) -> None:
    named = [hit.waarde for hit in reader.read("kwerk in de haven as dokker").entities]
    assert named
    assert "dokter" not in named
