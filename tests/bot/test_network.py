"""Services near a postcode over HTTP and in the talk, and the command that takes lists in."""

from __future__ import annotations

from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient

from bot.conversation import identity
from bot.http.services import SERVICES
from bot.network import store
from bot.network.commands import main
from bot.network.talk import nearby_message
from knowledge.loading import DATA
from knowledge.network import read_csv

EXAMPLE = DATA / "diensten" / "voorbeeld.csv"


async def test_supplied_centres_and_the_other_services(client: TestClient) -> None:
    database = client.app[SERVICES].database
    services = read_csv(EXAMPLE.read_bytes(), identity.today(), example=True)
    assert await database.run(store.replace_list, "proef", services, identity.now()) == 2
    assert await database.run(store.replace_list, "proef", services, identity.now()) == 2, "replaced"
    body = await (await client.get("/api/v1/loopbaancentra?postcode=2800")).json()
    assert [one["id"] for one in body["loopbaancentra"]] == ["voorbeeld-de-wilg"] and body["totaal"] == 1
    assert body["loopbaancentra"][0]["voorbeeldgegevens"] is True
    assert body["loopbaancentra"][0]["uren"].startswith("ma-vr 9.00")
    others = [(one["id"], one["afstand_km"]) for one in body["diensten"]]
    assert others[0] == ("leerwinkel-brussel", 23) and others[-1][0] == "leerwinkel-leuven"
    assert (await (await client.get("/api/v1/loopbaancentra")).json())["diensten"] == []
    message = await database.run(nearby_message, {"postcode": "9000"})
    assert "De Stap in Gent" in message["tekst"] and message["van"] == "systeem"
    assert await database.run(nearby_message, {"postcode": "0000"}) is None


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    database = ("--databank", f"sqlite:///{tmp_path}/d.db")

    def run(*words: str) -> str:
        code = main([*database, *words])
        out = capsys.readouterr()
        return f"{code} {out.out}{out.err}"

    assert "0 Overgenomen: 2 diensten" in run("importeer", str(EXAMPLE), "--naam", "proef", "--voorbeeld")
    assert "voorbeelden" in run("toon")
    assert "Voorbeeldcentrum" in run("dichtbij", "Mechelen", "--soort", "loopbaancentrum")
    wrong = tmp_path / "fout.csv"
    wrong.write_text(EXAMPLE.read_text().replace("vakbond", "kroeg"))
    assert run("importeer", str(wrong), "--naam", "proef").startswith("1 loopbaanwijzer: lijn 3: 'soort'")
    assert "Voorbeeldbond" in run("dichtbij", "Gent"), "the old list stays"
    assert run("importeer", str(tmp_path / "geen.csv"), "--naam", "proef").startswith("1 ")
    assert run("dichtbij", "Atlantis").startswith("1 ") and run("importeer", "x", "--naam", "Té").startswith(
        "1 "
    )
    assert run("verwijder", "proef").startswith("0 ") and run("verwijder", "proef").startswith("1 ")
