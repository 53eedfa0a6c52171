"""Services with people: hours, the checks of a supplied file, and what is near."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from knowledge.answers.nearby import as_contract, nearby_text
from knowledge.loading import DATA
from knowledge.network import HoursError, ServiceError, nearest, own_services, read_csv, read_hours

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


@pytest.mark.parametrize(
    "text",
    ["", "elke dag", "ma", "ma 9-12", "ma 9.00-25.00", "ma 12.00-9.00", "vr-ma 9.00-10.00",
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
