# ruff: noqa: E501
"""Each kind of error in the data: the file, the line, what is wrong and how to mend it."""

from __future__ import annotations

import pytest

from knowledge import KnowledgeError, Problem, load_knowledge
from knowledge.loading import DATA

from .support import MEASURE, VOV, SmallData

VOC, ASK = "vocabulary.yml", "vragen.yml"
SAY, GIVES, SIGNS = "teksten/feiten.yml", "teksten/voordelen.yml", "teksten/wegwijzers.yml"
WORDS, WAYS, HELP = "teksten/woordenlijst.yml", "contactkanalen.yml", "hulplijnen.yml"
ROW = "{van: 2020-01-01, tot: 2024-12-31, waarde: 32, bronnen: [A1], zekerheid: A}"

# file, what stands there, what it becomes, the message, how to mend it
SPOILED = [
    # ---- the form of YAML
    (VOV, "naam: Verlof", "naam: [Verlof", "this is no valid YAML", "Mend the syntax"),
    (VOV, "niveau: vlaams", "niveau: mars", "'mars' is not allowed here", "Choose from: europees"),
    (VOV, "niveau: vlaams", "niveau: vlaam", "'vlaam' is not allowed here", "Did you mean 'vlaams'?"),
    (VOV, "niveau: vlaams", "niveau: vlaams\nkenmerken: [minder_werkn]", "'minder_werkn' is not allowed here", "Did you mean 'minder_werken'?"),
    (VOV, '"Online telt.", als:', '"Online telt.", over: weigern, als:', "'weigern' is not allowed here", "Did you mean 'weigeren'?"),
    (VOV, "niveau: vlaams", "nivo: vlaams", "'nivo' is not a key of this form", "Did you mean 'niveau'?"),
    (VOV, "niveau: vlaams", "qqq: vlaams", "'qqq' is not a key of this form", "Remove it"),
    (VOV, "naam: Verlof\n", "naam: Verlof\nnaam: Vrij\n", "'naam' stands here twice", "Keep one"),
    (VOV, "naam: Verlof", "naam:", "a text is needed here", "Write it, in quotes"),
    (VOV, "naam: Verlof", "naam: [a]", "a text is needed here", "Write it"),
    (VOV, "combineerbaar:\n  cheque: {waarde: ja, toelichting: \"Dat mag samen.\", bronnen: [A1]}", "combineerbaar: [a]", "a mapping (key: value) is needed", "docs/knowledge.md"),
    (VOV, 'stappen: ["Vraag het."]', "stappen: vraag", "a list is needed here", "Write [a, b]"),
    (VOV, "betwist: true, bronnen: [A1], zekerheid: A, toelichting: \"Spreekt", "betwist: ja, bronnen: [A1], zekerheid: A, toelichting: \"Spreekt", "'ja' is not true or false", "Write true or false"),
    (VOV, "datum: 2025-01-01", "datum: 1 januari", "'1 januari' is not a date", "Write it as 2025-09-01"),
    (VOV, "waarde: 32", "waarde: 32 uur", "'32 uur' is not a number", "Write digits with a dot"),
    # ---- identity and sources
    (VOV, "id: vov", "id: verlof", "the id is 'verlof' but the file is called 'vov'", "Give both the same name"),
    (VOV, "id: vov", "id: vof", "'vof' is not in the vocabulary", "Did you mean 'vov'?"),
    (VOV, "bedrag_per_maand_bruto: {formule", "bedrag_per_mand_bruto: {formule", "how 'bedrag_per_mand_bruto' is said stands nowhere", "Did you mean 'bedrag_per_maand_bruto'?"),
    (VOV, "uren: {formule", "qqqq: {formule", "how 'qqqq' is said stands nowhere", "Add it to teksten/voordelen.yml"),
    (VOV, "waarde: 32, bronnen: [A1]", "waarde: 32, bronnen: [A2]", "the source 'A2' does not exist", "Add it under 'bronnen'"),
    (VOV, "waarde: 32, bronnen: [A1]", "waarde: 32, bronnen: [XYZ]", "the source 'XYZ' does not exist", "Add it under 'bronnen'"),
    (VOV, "waarde: 32, bronnen: [A1]", "waarde: 32, bronnen: []", "a source is missing", "Add 'bronnen: [..]'"),
    (VOV, "zekerheid: A, gezien_op: 2026-11-21}\n  D1", "gezien_op: 2026-11-21}\n  D1", "'zekerheid' is missing", "Add 'zekerheid:'"),
    # ---- parameters and periods
    (VOV, "eenheid: uur", "eenheid: el", "'el' is not a unit", "knowledge/units.py"),
    (VOV, ROW, ROW.replace(", zekerheid: A", ""), "'zekerheid' is missing", "Add A, B, C or D"),
    (VOV, ROW, ROW.replace("2024-12-31", "2024-12-30"), "has no value from 2024-12-31 to 2024-12-31", "Add a row"),
    (VOV, ROW, ROW.replace("2024-12-31", "2025-01-01"), "has two values on 2025-01-01", "Let this row begin on 2025-01-02"),
    (VOV, ROW, ROW.replace("2024-12-31", "null"), "has a row after an open end", "Give the row before it a 'tot'"),
    (VOV, ROW, ROW.replace("2020-01-01", "2020-02-01"), "has no value from 2020-01-01 to 2020-01-31", "Add a row"),
    (VOV, ROW, ROW.replace("2020-01-01", "2025-01-01"), "the period ends (2024-12-31) before it begins", "Swap or mend"),
    (VOV, "{van: 2022-01-01, tot: null, waarde: 20", "{van: 2022-01-01, tot: 2025-12-31, waarde: 20", "has no value from 2026-01-01 on", "Add a row"),
    (VOV, 'zekerheid: D, toelichting: "Niet gevonden."', "zekerheid: D", "an unknown or disputed value needs a 'toelichting'", "Say in Dutch"),
    (VOV, "waarden:\n    - {van: 2020-01-01, tot: 2021-12-31, waarde: 15, bronnen: [A1], zekerheid: A}\n    - {van: 2022-01-01, tot: null, waarde: 20, bronnen: [A1], zekerheid: A}", "waarden: []", "the parameter 'dagen' has no rows", "Add at least one"),
    # ---- conditions, calculations, texts
    (VOV, 'eis: "statuut == werknemer"', 'eis: "statuut == piloot"', "'piloot' is not one of the allowed values", "docs/regels.md"),
    (VOV, 'eis: "statuut == werknemer"', 'eis: "leeftijd + 1"', "gives a number (jaar), but a yes or no is needed", "Mend the expression"),
    (VOV, 'genoeg: "opleiding.uren >= $min_uren"', 'genoeg: "opleiding.uren >= $min_ure"', "the parameter '$min_ure' does not exist", "Mend"),
    (VOV, 'genoeg: "opleiding', 'los: "uren >"\n  genoeg: "opleiding', "stops too early", "Mend"),
    (VOV, 'als: "opleiding.uren < 10"', 'als: "opleiding.uren"', "but a yes or no is needed", "Mend"),
    (VOV, '- {tekst: "Te kort: {$min_uren} uur is nodig."}', '- {als: "opleiding.uren < 5", tekst: "Te kort."}', "the last text must hold always", "End the list"),
    (VOV, "Jij bent {statuut}.", "Jij bent {stat}.", "in {stat}: the field 'stat' does not exist", "Use {field}"),
    (VOV, "Jij bent {statuut}.", "Jij bent {statuut.", "a '{' or '}' stands alone", "Write placeholders as"),
    (VOV, "- id: V-2", "- id: V-1", "the condition 'V-1' holds twice from the beginning", "Let one period end"),
    (VOV, "- id: V-1\n", "- id: V-1\n  van: 2027-01-01\n", "lies outside the period of the measure", "Mend 'van' and 'tot'"),
    (VOV, "- id: V-1\n", "- id: V-1\n  tot: 2019-01-01\n", "lies outside the period of the measure", "Mend 'van' and 'tot'"),
    (VOV, "bij: V-2", "bij: V-9", "the condition 'V-9' does not exist", "Did you mean 'V-"),
    # ---- benefits, combinations, instructions, examples
    (VOV, 'uren: {formule: "min', 'uren: {status: "waar", formule: "min', "either 'formule' or 'status'", "Write one of the two"),
    (VOV, "uren: {formule: \"min(opleiding.uren, 100)\"", 'uren: {status: "waar"', "has no words for this form of 'uren'", "A 'formule' is said with 'zin'"),
    (VOV, "cheque: {waarde: ja", "chek: {waarde: ja", "the measure 'chek' does not exist", "Did you mean 'cheque'?"),
    (VOV, "cheque: {waarde: ja", "cheque: {waarde: soms", "'soms' is not allowed here", "Choose from: ja, nee, onbekend"),
    (VOV, "cheque: {waarde: ja", "cheque: {zelfde_uren: soms, waarde: ja", "'soms' is not allowed here", "Choose from: ja, nee, onbekend, nvt"),
    (VOV, "cheque: {waarde: ja", 'cheque: {behalve: [{als: "opleiding.uren < $min_uren", toelichting: "Te kort.", bronnen: [A1]}], waarde: ja', "only facts can be named here", "both measures"),
    (VOV, "aanvragen:\n", 'vervolg: [{naar: chek, tekst: "Vraag ook dit.", bronnen: [A1]}]\naanvragen:\n', "'chek' is not allowed here", "Did you mean 'cheque'?"),
    (VOV, "aanvragen:\n", 'vervolg: [{naar: cheque, tekst: "Vraag ook dit."}]\naanvragen:\n', "a source is missing", "Add 'bronnen: [..]'"),
    (VOV, "aanvragen:\n", 'vervolg: [{naar: cheque, geeft: {leeftyd: 20}, tekst: "Vraag ook dit.", bronnen: [A1]}]\naanvragen:\n', "the field 'leeftyd' does not exist", "Did you mean 'leeftijd'?"),
    (VOV, "aanvragen:\n", 'vervolg: [{naar: cheque, kan_geven: {opleiding.online: soms}, tekst: "Vraag ook dit.", bronnen: [A1]}]\naanvragen:\n', "'soms' is no value of 'opleiding.online'", "Use a value"),
    (VOV, 'uren: {formule: "min', 'uren: {telt_als: geld, formule: "min', "'geld' is not allowed here", "Choose from: prijs"),
    (VOV, "Binnen {$dagen} dagen.", "Binnen {leeftijd} dagen.", "{leeftijd} differs by person", "Use only {$parameter}"),
    (VOV, 'tegen: "Binnen {$dagen} dagen."', 'tot: 2025-06-30, tegen: "{$min_uren} uur."', "'tot' stands here twice", "Keep one"),
    (VOV, 'tot: 2024-12-31, waar: "Bij je werkgever.", tegen: "Binnen {$dagen} dagen."', 'tot: 2025-06-30, waar: "Hier.", tegen: "{$min_uren} uur."', "{$min_uren} is not known in the whole period", "Split the period"),
    (VOV, "aanvragen:\n", 'aanvragen:\n- {van: 2021-01-01, waar: "Hier.", bronnen: [A1]}\n', "'aanvragen' holds twice on 2021-01-01", "Let one period end"),
    (VOV, "opleiding: {uren: 40}", "opleiding: {uur: 40}", "the facts of this example are refused: uur", "Use fields of vocabulary.yml"),
    (VOV, "verwacht: {status: recht}", "verwacht: {status: rechten}", "'rechten' is not allowed here", "Did you mean 'recht'?"),
    (VOV, "naam: Verlof\n", "naam: Verlof\nvoorwaarden_van: [gir]\n", "'voorwaarden_van' names 'gir', which has no file", "Add or remove it"),
    (VOV, "naam: Verlof\n", "naam: Verlof\nvoorwaarden_van: [vov]\n", "which itself builds on another measure", "Name the measures"),
    (VOV, "naam: Verlof\n", 'naam: Verlof\nhoeveel: [{tekst: "Tot {leeftijd} uur.", bronnen: [A1]}]\n', "a sentence for everybody can only name parameters", "under 'voordeel'"),
    (VOV, "naam: Verlof\n", 'naam: Verlof\nhoeveel: [{tekst: "Veel.", als: "leeftijd > 3", bronnen: [A1]}]\n', "a sentence for everybody can only name parameters", "under 'voordeel'"),
    (VOV, "naam: Verlof\n", 'naam: Verlof\nhoeveel: [{zegt_twijfel: ja, tekst: "Veel.", bronnen: [A1]}]\n', "'ja' is not true or false", "Write true or false"),
    (VOV, '"Online telt.", als:', '"Online telt.", zegt_twijfel: true, als:', "'zegt_twijfel' is not a key of this form", "Remove it"),
    (VOV, "naam: Verlof", "naam: Ver\x07lof", "a character cannot be read", "Remove it"),
    # ---- the vocabulary
    (VOC, "online: {type: bool, label: online}", "loon: {type: bool, label: loon}", "the field 'loon' stands in both sections", "bare names are unique"),
    (VOC, "online: {type: bool, label: online}", "online: {type: enum, label: online}", "values belong to a field of type enum", "Add or remove"),
    (VOC, "online: {type: bool, label: online}", "online: {type: boel, label: online}", "'boel' is not allowed here", "Did you mean 'bool'?"),
    (VOC, "eenheid: jaar, ", "", "a number needs an 'eenheid'", "Add 'eenheid: aantal'"),
    (VOC, "eenheid: jaar, ", "eenheid: eeuw, ", "the unit 'eeuw' is not known", "knowledge/units.py"),
    (VOC, "naar: scholingsgraad", "naar: scholing", "the field 'scholing' does not exist", "Did you mean 'scholingsgraad'?"),
    (VOC, "{uit: diploma, ", "{", "a derivation needs 'naar' and either 'uit' or 'als'", "Name existing fields"),
    (VOC, "master: hoog}", "meester: hoog}", "'meester' is not a value of diploma", "Did you mean 'master'?"),
    (VOC, "master: hoog}", "master: hoogst}", "'hoogst' is no value of scholingsgraad", ""),
    (VOC, "{van: 1000, tot: 1299, waarde: brussel}", "{van: 1000, waarde: brussel}", "'tot' is missing", "Add 'tot:'"),
    (VOC, "statuut == zelfstandige en", "statuut == ondernemer en", "'ondernemer' is not one of the allowed values", ""),
    # ---- the questions
    (ASK, "  statuut:", "  status:", "the field 'status' does not exist", "Use a name of vocabulary.yml"),
    (ASK, "beantwoordt: [scholingsgraad]", "beantwoordt: [graad]", "the field 'graad' does not exist", "Use a name"),
    (ASK, "waarde: werknemer}", "waarde: piloot}", "'piloot' is no value of 'statuut'", "Use a value"),
    (ASK, "kansen: {werknemer: 0.7", "kansen: {piloot: 0.7", "'piloot' is no value of 'statuut'", "Use a value"),
    (ASK, "student: 0.2", "student: -0.2", "a chance cannot be negative", "Write 0 or more"),
    (VOC, 'patroon: "[1-9]', 'patroon: "([1-9]', "is no regular expression", "Mend the pattern"),
    (ASK, 'alleen_als: "niet statuut == student"', 'alleen_als: "$min_uren > 3"', "the parameter '$min_uren' does not exist", "Mend"),
    (ASK, 'alleen_als: "niet statuut == student"', 'alleen_als: "leeftijd"', "but a yes or no is needed", "Mend"),
    # ---- the other texts
    (SAY, "leeftijd:", "leeftyd:", "the field 'leeftyd' does not exist", "Did you mean 'leeftijd'?"),
    (SAY, "{waarde} jaar", "{leeftijd} jaar", "the placeholder '{leeftijd}' does not exist", "Known placeholders: waarde"),
    (SAY, '"{waarde} jaar"', '{zin: "{waarde} jaar"}', "'een' is missing", "Add 'een:'"),
    (SAY, "{waarde} jaar", "{waarde jaar", "a '{' or '}' stands alone", "Known placeholders: waarde"),
    (SAY, "{ja: met bijberoep, nee: zonder bijberoep}", "{ja: met bijberoep}", "'nee' is missing", "Add 'nee:'"),
    (GIVES, "uren: {zin", "uuren: {zin", "'uuren' is not a benefit of the contract", "Did you mean 'uren'?"),
    (GIVES, "{waarde} vrij", "{uren} vrij", "the placeholder '{uren}' does not exist", "Known placeholders: waarde"),
    (GIVES, "eenheid: uur}", "eenheid: uur, per: uuren}", "'uuren' is not a benefit of this file", "Name another one"),
    (GIVES, "eenheid: uur}", "eenheid: uurtje}", "'uurtje' is not allowed here", "Did you mean 'uur'?"),
    (GIVES, ", geen_recht: \"zonder uitkering\"", "", "'geen_recht' is missing", "Add 'geen_recht:'"),
    (SIGNS, "{tel_vdab}", "{tel_vdap}", "the placeholder '{tel_vdap}' does not exist", "Known placeholders: tel_vdab"),
    (SIGNS, "statuut == student", "statuut", "but a yes or no is needed", "Mend"),
    (WORDS, "[verlof, vrijaf]", "[verlof, verlof]", "'verlof' is explained twice", "Keep one"),
    (WORDS, "[verlof, vrijaf]", "[VOV]", "'VOV' has capitals", "small letters"),
    (WAYS, "maatregel: vov", "maatregel: vof", "'vof' is not allowed here", "Did you mean 'vov'?"),
    (WAYS, 'wat: "Werk.", telefoon: "0800"', 'wat: "Werk."', "'vdab' needs a 'telefoon'", "Sentences"),
    (WAYS, "id: leerwinkel", "id: vdab", "the id 'vdab' stands here twice", "Give one of them another id"),
    (WAYS, 'wat: "Leren."', 'wat: "Leren.", noem_bij: [werknemr]', "'werknemr' is not allowed here", "Did you mean 'werknemer'?"),
    (WAYS, "id: leerwinkel", "id: winkel", "the channel 'leerwinkel' is missing", "Answers point to it"),
    (WAYS, 'wat: "Leren.", bronnen: [G1]', 'wat: "Leren.", bronnen: [G2]', "the source 'G2' does not exist", "Add it under 'bronnen'"),
    (HELP, "bronnen: [H1]", "bronnen: []", "a source is missing", "Add 'bronnen"),
    (HELP, 'nummer: "112", ', "", "'nummer' is missing", "Add 'nummer:'"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "old", "new", "message", "fix"), SPOILED, ids=[f"{row[0]}: {row[3]}" for row in SPOILED]
)
def test_what_is_wrong_is_told_with_its_place(
    data: SmallData, file: str, old: str, new: str, message: str, fix: str
) -> None:
    line = data.change(file, old, new)
    found = [p for p in data.problems() if message in p.message]
    assert found, [str(problem) for problem in data.problems()]
    assert fix in found[0].fix and found[0].file == file
    assert any(abs(problem.line - line) <= new.count("\n") + 2 for problem in found) or found[0].line == 1
    assert str(found[0]).startswith(f"{file}:{found[0].line}: ")


def test_the_sound_directory_loads(data: SmallData) -> None:
    knowledge = data.load()
    assert list(knowledge.measures) == ["vov"] and knowledge.core == ("vov",)
    assert knowledge.version.startswith("2026.1+") and len(knowledge.version) == len("2026.1+") + 8


def test_the_version_changes_with_any_text(data: SmallData) -> None:
    before = data.load().version
    data.change(SIGNS, "Bel", "Telefoneer")
    assert data.load().version != before


def test_all_problems_are_told_at_once_in_file_order(data: SmallData) -> None:
    data.change(VOV, "naam: Verlof", "naam:")
    data.change(VOV, "niveau: vlaams", "niveau: mars")
    data.change(WORDS, "[verlof, vrijaf]", "[VOV]")
    problems = data.problems()
    assert [(p.file, p.line) for p in problems] == [(VOV, 2), (VOV, 3), (WORDS, 1)]
    assert str(KnowledgeError(problems)).count("\n") == 2


def test_a_broken_vocabulary_is_told_alone(data: SmallData) -> None:
    data.change(VOC, "eenheid: jaar, ", "")
    data.change(VOV, "niveau: vlaams", "niveau: mars")
    assert {problem.file for problem in data.problems()} == {VOC}


def test_a_missing_or_unreadable_file_is_a_problem(data: SmallData) -> None:
    (data.root / HELP).unlink()
    (data.root / WORDS).write_bytes(b"\xff\xfe")
    problems = data.problems()
    assert any("cannot be read" in p.message and p.file == "hulplijnen.yml" for p in problems)
    assert any("cannot be read" in p.message and p.file == "woordenlijst.yml" for p in problems)


def test_an_empty_file_is_a_problem(data: SmallData) -> None:
    data.write("maatregelen/cheque.yml", "")
    assert (
        Problem("maatregelen/cheque.yml", 1, "the file is empty.", "Fill it or remove it.") in data.problems()
    )


def test_a_measure_without_anything_names_all_that_is_missing(data: SmallData) -> None:
    data.write("maatregelen/cheque.yml", "naam: Cheque\nvoordeel: {uren: {}}\nvoorbeelden: [{}]")
    messages = {problem.message for problem in data.problems() if problem.file == "maatregelen/cheque.yml"}
    needed = ("id", "niveau", "wat", "voor_wie", "bronnen", "periode", "voorwaarden", "aanvragen")
    assert {f"'{key}' is missing." for key in needed} <= messages


def test_a_list_of_nothing_is_told_at_every_part(data: SmallData) -> None:
    parts = ("voorwaarden", "aandachtspunten", "onzekerheden", "aanvragen", "wijzigingen", "hoeveel")
    text = (
        "id: cheque\n"
        + "".join(f"{part}: [{{}}]\n" for part in parts)
        + "combineerbaar: {vov: {}}\nparameters: {x: {}}"
    )
    data.write("maatregelen/cheque.yml", text)
    lines = {problem.line for problem in data.problems() if problem.file == "maatregelen/cheque.yml"}
    assert lines >= set(range(2, 9))


def test_a_fact_that_decides_must_be_askable(data: SmallData) -> None:
    data.change(VOV, 'eis: "statuut == werknemer"', 'eis: "opleiding.online"')
    assert any("V-1 needs 'opleiding.online', which no question asks" in p.message for p in data.problems())


def _with_gir(data: SmallData, **changes: str) -> None:
    text = MEASURE.replace("id: vov", "id: gir\n    voorwaarden_van: [vov]")
    start, end = text.index("    parameters:"), text.index("    voorwaarden:")
    text = text[:start] + text[end:]
    start, end = text.index("      A1: {titel"), text.index("    periode:")
    text = (
        text[:start]
        + '      G1: {titel: "G", url: null, datum: null, zekerheid: A, gezien_op: 2026-11-21}\n'
        + text[end:]
    )
    for old, new in changes.items():
        text = text.replace(old.replace("_", " "), new)
    data.write("maatregelen/gir.yml", text.replace("id: V-", "id: G-").replace("bij: V-", "bij: G-"))


def test_a_measure_that_builds_on_another_uses_what_it_lends(data: SmallData) -> None:
    _with_gir(data)
    gir = data.load().measures["gir"]
    assert gir.inherits == ("vov",) and set(gir.parameters) == {"min_uren", "premie", "dagen"}


def test_what_is_lent_may_not_stand_twice(data: SmallData) -> None:
    _with_gir(data)
    line = data.change(
        "maatregelen/gir.yml",
        "bronnen:\n",
        'bronnen:\n  A1: {titel: "X", url: null, datum: null, zekerheid: A, gezien_op: 2026-11-21}\n',
    )
    (problem,) = data.problems()
    assert (problem.line, problem.message) == (line + 1, "'A1' already comes from 'vov'.")


def test_a_measure_may_not_outlive_the_one_it_builds_on(data: SmallData) -> None:
    _with_gir(data)
    data.change(
        "maatregelen/gir.yml",
        "periode: {van: 2020-01-01, tot: 2026-12-31",
        "periode: {van: 2020-01-01, tot: null",
    )
    assert any("exists on days when 'vov' does not" in problem.message for problem in data.problems())


def test_the_data_of_the_project_loads() -> None:
    assert load_knowledge(DATA).version == load_knowledge().version
