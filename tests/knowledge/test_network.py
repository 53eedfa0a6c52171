"""Services with people: hours, the checks of a supplied file, and what is near."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import holidays
import pytest

from knowledge.answers.nearby import as_contract, nearby_text
from knowledge.loading import DATA
from knowledge.network import HoursError, ServiceError, nearest, own_services, read_csv, read_hours
from knowledge.network.feast_days import feast_day

TODAY = date(2026, 11, 29)
HEAD = "id,soort,naam,postcode,gemeente,bron,gezien_op,uren,telefoon,website,kanalen,gratis"
GOOD = 'een,vakbond,De Bond,9000,Gent,eigen lijst,2026-11-01,"ma-vr 9.00-12.00",09 123 45 67,https://a.be,telefoon,ja'


def csv(*rows: str, head: str = HEAD) -> bytes:
    return "\n".join([head, *rows]).encode()


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        (datetime(2026, 11, 30, 9, 0), True),
        (datetime(2026, 11, 30, 12, 30), False),
        (datetime(2026, 11, 30, 13, 0), True),
        (datetime(2026, 12, 5, 10, 0), False),
        (datetime(2026, 12, 6, 10, 0), None),
    ],
)
def test_hours_tell_whether_it_is_open(moment: datetime, is_open: bool | None) -> None:
    assert read_hours("ma-vr 9.00-12.30 13:00-16u30; za gesloten").open_at(moment) is is_open


CHRISTMAS, ARMISTICE = datetime(2026, 12, 25, 10, 0), datetime(2026, 11, 11, 10, 0)


@pytest.mark.parametrize(
    ("text", "moment", "is_open"),
    [
        ("ma-vr 9.00-12.00", CHRISTMAS, None),
        ("ma-do 9.00-12.00; vr gesloten", CHRISTMAS, False),
        ("ma-vr 9.00-12.00; feestdag gesloten", CHRISTMAS, False),
        ("ma-vr 9.00-12.00; feestdagen 10.00-11.00", ARMISTICE, True),
        ("ma-vr 9.00-12.00; feestdag gesloten", datetime(2027, 3, 29, 10, 0), False),
        ("ma-vr 9.00-12.00; feestdag gesloten", datetime(2027, 5, 6, 10, 0), False),
        ("ma-vr 9.00-12.00; 28/12/2026-31/12/2026 gesloten", datetime(2026, 12, 30, 10, 0), False),
        ("ma-vr 9.00-12.00; 28/12/2026-31/12/2026 gesloten", datetime(2027, 1, 4, 10, 0), True),
        ("ma-vr 9.00-16.00; 24/12/2026 9.00-12.00", datetime(2026, 12, 24, 14, 0), False),
        ("ma-vr 9.00-12.00; feestdag gesloten; 25/12/2026 9.00-11.00", CHRISTMAS, True),
    ],
)
def test_holidays_and_days_that_differ(text: str, moment: datetime, is_open: bool | None) -> None:
    """Easter Monday and Ascension Day move; a holiday of which nothing is told is not known."""
    assert read_hours(text).open_at(moment) is is_open


def test_the_holidays_are_those_that_others_know_too() -> None:
    """Sundays that are holidays too (Easter, Whitsun) stand in their list and not in the law."""
    for year in range(2020, 2041):
        others = holidays.country_holidays("BE", years=year, language="nl")
        theirs = {day for day, name in others.items() if name not in ("Pasen", "Pinksteren")}
        start = date(year, 1, 1)
        ours = {start + timedelta(days=number) for number in range(366)}
        assert {day for day in ours if feast_day(day) and day.year == year} == theirs


def test_a_holiday_is_told() -> None:
    example = read_csv((DATA / "diensten" / "voorbeeld.csv").read_bytes(), TODAY, example=True)
    found = nearest(example, "9000", 20, 4)
    assert "feestdag (Kerstmis). Bel eerst" in nearby_text(found, "9000", 20, CHRISTMAS, "")
    assert as_contract(found[0], CHRISTMAS)["feestdag"] == "Kerstmis"
    assert as_contract(found[0], CHRISTMAS)["nu_open"] is None


@pytest.mark.parametrize(
    "text",
    ["feestdag", "ma 9.00-10.00; feestdag gesloten; feestdagen gesloten",
     "ma 9.00-10.00; 31/2/2026 gesloten",
     "ma 9.00-10.00; 2/1/2027-1/1/2027 gesloten", "ma 9.00-10.00; 1/1/2026-1/1/2028 gesloten",
     "feestdag gesloten", "", "elke dag", "ma", "ma 9-12",
     "ma 9.00-25.00", "ma 12.00-9.00", "vr-ma 9.00-10.00",
     "ma 9.00-12.00 11.00-13.00", "ma 9.00-10.00; ma-di 9.00-10.00"],
)  # fmt: skip
def test_wrong_hours_are_refused(text: str) -> None:
    with pytest.raises(HoursError):
        read_hours(text)


def test_the_own_list_is_sourced_and_has_no_made_up_service() -> None:
    own = own_services()
    assert len(own) == 9 and {service.kind for service in own} == {"leerwinkel"}
    assert all(service.source and not service.example and not service.phone for service in own)


def test_near_means_by_distance_and_real_before_made_up() -> None:
    example = read_csv((DATA / "diensten" / "voorbeeld.csv").read_bytes(), TODAY, example=True)
    found = nearest([*example, *own_services()], "2800", 60, 3)
    assert [one.service.id for one in found] == ["leerwinkel-brussel", "leerwinkel-leuven", "leerwinkel-gent"]
    every = nearest([*example, *own_services()], "2800", 60, 9)
    assert [one.service.id for one in every[3:]] == ["voorbeeld-de-wilg", "voorbeeld-de-merel"]
    assert nearest(own_services(), "2800", 5, 3) == []


def test_what_is_near_in_words() -> None:
    example = read_csv((DATA / "diensten" / "voorbeeld.csv").read_bytes(), TODAY, example=True)
    now = datetime(2026, 11, 30, 14, 0)
    said = nearby_text(
        nearest([*example, *own_services()], "9000", 20, 4), "9000", 20, now, "Kijk op vdab.be."
    )
    assert "**De Stap in Gent** (0 km, gratis)" in said and "adres heb ik niet gevonden" in said
    assert "verzonnen voorbeeld, gratis, nu open" in said and "Kijk op vdab.be." in said
    assert said.count("Op feestdagen kan dat anders zijn.") == 1, "the hours are those of an ordinary week"
    without = nearby_text(nearest(own_services(), "9000", 20, 4), "9000", 20, now, "")
    assert "feestdagen" not in without, "nothing is said of hours"
    assert "geen dienst binnen 3 km" in nearby_text([], "3900", 3, now, "")
    told = as_contract(nearest(own_services(), "9000", 20, 1)[0], now)
    assert told["adres"] is None and told["nu_open"] is None and told["voorbeeldgegevens"] is False


def test_commas_and_semicolons_are_read() -> None:
    assert read_csv(csv(GOOD), TODAY) == read_csv(
        csv(GOOD.replace(",", ";"), head=HEAD.replace(",", ";")), TODAY
    )


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\xff\xfe", "UTF-8"),
        (b"", "ontbreekt: id"),
        (csv(GOOD, head=HEAD + ",geheim"), "ken ik niet: geheim"),
        (csv(), "geen enkele dienst"),
        (csv(GOOD, GOOD), "twee keer"),
        (csv(GOOD + ",te,veel"), "meer waarden"),
        (csv(GOOD.replace("vakbond", "kroeg")), "'soort'"),
        (csv(GOOD.replace("9000", "0999")), "'postcode'"),
        (csv(GOOD.replace("2026-11-01", "2027-11-01")), "toekomst"),
        (csv(GOOD.replace("2026-11-01", "gisteren")), "'gezien_op'"),
        (csv(GOOD.replace("09 123 45 67", "bel maar")), "'telefoon'"),
        (csv(GOOD.replace("https://a.be", "javascript:1")), "'website'"),
        (csv(GOOD.replace("ma-vr 9.00-12.00", "altijd")), "'uren'"),
        (csv(GOOD.replace(",telefoon,", ",duif,")), "'kanalen'"),
        (csv(GOOD.replace("De Bond", "")), "'naam' is leeg"),
        (csv(GOOD.replace("De Bond", "x" * 301)), "300 tekens"),
        (csv(GOOD[:-2] + "soms"), "'gratis'"),
    ],
)
def test_a_wrong_file_is_refused_with_the_reason(content: bytes, says: str) -> None:
    with pytest.raises(ServiceError, match=says):
        read_csv(content, TODAY)
