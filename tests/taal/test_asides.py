"""What is mentioned and is no fact of the speaker, each beside a near miss that is one."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from knowledge.taal import Reader

TODAY = dt.date(2026, 11, 30)

CASES: list[tuple[str, dict[str, Any]]] = [
    # an occupation that is asked about
    ("wat doet een medewerker bij de pensioendienst", {"statuut": None, "sector": None}),
    ("staat leerkracht op de lijst", {"statuut": None, "sector": None}),
    ("ik ben leerkracht, staat dat op de lijst", {"sector": "onderwijs"}),
    ("ik ben lasser bij Audi, is dat een knelpuntberoep", {"knelpuntberoep": None, "sector": "prive"}),
    ("mijn opleiding is een knelpuntopleiding", {"knelpuntberoep": True}),
    # work that somebody looks for
    ("welk werk past er bij mij", {"statuut": None}),
    ("ik zoek werk dat bij mij past", {"statuut": "werkzoekende"}),
    ("kan je mij werk sturen als chauffeur", {"statuut": None}),
    ("ik werk als chauffeur", {"statuut": "werknemer"}),
    ("is er nog plaats bij De Lijn", {"sector": None}),
    ("ik werk bij De Lijn", {"sector": "vlaamse_overheid"}),
    ("ik ben van de oude stempel", {"statuut": None, "uitkering": None}),
    ("ik stempel sinds maart", {"statuut": "werkzoekende"}),
    # a client of a bank or a service
    ("een lening bij KBC", {"sector": None, "statuut": None}),
    ("tolk nodig bij de gemeente", {"sector": None, "statuut": None}),
    ("bediende bij KBC", {"sector": "prive", "statuut": "werknemer"}),
    ("werkt de app van de bank bij u ook niet", {"sector": None, "statuut": None}),
    # the talk itself
    ("ik vrees van niet", {"drempel": None}),
    ("ik vrees dat ik het niet kan", {"drempel": "zelfvertrouwen"}),
    ("stop maar, geen tijd voor al die vragen", {"drempel": None}),
    ("geen tijd om te studeren", {"drempel": "tijd"}),
    ("vraag mij liever iets anders", {"doel": None}),
    ("ik wil liever iets anders doen", {"doel": "herorienteren"}),
    ("waarom vraag je of ik alleen woon", {"alleenwonend": None}),
    ("mijn baas vroeg of ik heftruck wil leren", {"titel": "heftruck"}),
    # one value that comes in the place of another
    ("vervang bachelor door graduaat", {"diploma": "graduaat"}),
    ("verander werknemer in zelfstandige", {"statuut": "zelfstandige"}),
    ("ik werk als zelfstandige in Gent", {"statuut": "zelfstandige"}),
    # words that are the subject of a course elsewhere, and what people do with a course
    ("wat zijn mijn rechten als bediende die wil studeren", {"titel": None, "soort": None}),
    ("ik wil rechten studeren", {"titel": "rechten"}),
    ("moet ik goed Nederlands kunnen voor deze cursus", {"titel": None, "soort": None}),
    ("ik spreek weinig Nederlands en zoek een cursus Nederlands", {"titel": "Nederlands", "soort": "nt2"}),
    ("hoe kan ik die cursus verkorten", {"titel": None}),
    ("kan ik die opleiding in schijven betalen", {"titel": None}),
    ("kan ik een opleiding hout bewerken volgen", {"titel": "hout bewerken"}),
    ("heeft dat iets met antiek te maken", {"titel": None}),
    ("ik zoek iets met antiek", {"titel": "antiek"}),
    ("mijn attest van heftruck, hebben jullie dat al", {"titel": None}),
    ("ik wil een attest van heftruck halen", {"titel": "heftruck"}),
    ("mijn hoogste diploma is een bachelor orthopedagogie", {"titel": None, "diploma": "bachelor"}),
    ("ik wil een bachelor orthopedagogie volgen", {"titel": "orthopedagogie", "diploma": None}),
    # an occupation that somebody looks for a course for
    ("waar kan ik leren voor voetbaltrainer", {"titel": "voetbaltrainer"}),
    ("ik ben voetbaltrainer en zoek een cursus Engels", {"titel": "Engels"}),
    ("welke school heeft een opleiding tandartsassistent", {"titel": "tandartsassistent"}),
    # hurdles that are told with the things that stand in the way
    ("ik word zot van al die formulieren", {"drempel": "informatie"}),
    ("waar vind ik die formulieren", {"drempel": None}),
    ("en de kinderen dan, wie haalt die van school", {"drempel": "steun"}),
    ("mijn kinderen zitten op school", {"drempel": None}),
    ("het ontbreekt mij aan tijd om te leren", {"drempel": "tijd"}),
    ("wat is het nut van een sectorfonds", {"drempel": None}),
    ("de arbeidsgeneesheer zegt dat ik niet meer mag tillen", {"drempel": "gezondheid"}),
    ("mijn dokter heeft ook gestudeerd", {"drempel": None}),
    ("na zes uur rijdt hier geen bus meer, avondles kan ik vergeten", {"drempel": "aanbod"}),
    ("ik ga met de bus naar de les", {"drempel": None}),
    # words that are about something else than the field they look like
    ("morgen 10 uur past mij", {"uren_per_week": None}),
    ("ik werk 10 uur per week", {"uren_per_week": 10}),
    ("mijn diploma is niet erkend hier", {"erkend": None}),
    ("de cursus is niet erkend", {"erkend": False}),
    ("ik ben op mijn 16 gestopt met school", {"leeftijd": None}),
    ("ik ben 36 en gestopt met school", {"leeftijd": 36}),
    ("ik heb vorig jaar 60 uur opleidingsverlof gehad", {"vov_uren_opgenomen": None}),
    ("ik heb dit jaar al 60 uur opleidingsverlof gehad", {"vov_uren_opgenomen": 60}),
    ("kan ik langskomen op 15 maart", {"startdatum": None}),
    ("de cursus start op 15 maart", {"startdatum": "2027-03-15"}),
    ("ik moet nog 20 jaar werken", {"werkervaring_jaren": None}),
    # who employs, proposes and plans
    ("onze bakkerij stelt vier mensen tewerk", {"statuut": "werkgever"}),
    ("onze bakkerij is gesloten, ik zoek werk", {"statuut": "werkzoekende"}),
    ("mijn baas heeft mij ingeschreven", {"initiatief": "werkgever"}),
    ("mijn baas zegt nee op mijn opleidingsverlof", {"initiatief": None}),
    ("mijn coach heeft de cursus in mijn plan gezet", {"in_pop": True}),
    ("het plan van mijn coach was anders", {"in_pop": None}),
    # a diploma in a correction is one that somebody has
    ("nee nee ik heb geen master, een bachelor", {"diploma": "bachelor", "soort": None}),
    ("nee, ik volg een bachelor, geen master", {"diploma": None}),
    # a month with its year is no share of a week
    ("werkzoekende sinds 03/24", {"tewerkstellingspercentage": None}),
    ("ik werk 3/4 sinds 2019", {"tewerkstellingspercentage": 75}),
]

SUPPOSED: list[tuple[str, dict[str, Any]]] = [
    ("indien ik 60 procent zou werken", {"tewerkstellingspercentage": 60}),
    ("indien mogelijk overdag, ik werk 60 procent", {}),
    ("laat eens zien wat er gebeurt bij 25 uur per week", {"uren_per_week": 25}),
    ("ik werk 25 uur per week, wat wordt het dan", {}),
    ("verandert mijn recht wanneer ik 55 word", {"leeftijd": 55}),
    ("hypothese: bruto 4200", {"brutomaandloon": 4200}),
    ("even proberen: 55 jaar, de rest hetzelfde", {"leeftijd": 55}),
]


@pytest.mark.parametrize(("text", "facts"), CASES)
def test_what_is_told_of_the_speaker(reader: Reader, text: str, facts: dict[str, Any]) -> None:
    reading = reader.read(text, today=TODAY)
    told = {**reading.profiel, **reading.opleiding}
    assert {name: told.get(name) for name in facts} == facts


@pytest.mark.parametrize(("text", "facts"), SUPPOSED)
def test_what_is_supposed_is_no_fact(reader: Reader, text: str, facts: dict[str, Any]) -> None:
    reading = reader.read(text, today=TODAY)
    assert reading.supposed == facts
    assert not facts.keys() & reading.profiel.keys()
