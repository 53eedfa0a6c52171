"""Small sources for the tests."""

from __future__ import annotations

import json
from typing import Any

CSV = """id;titel;aanbieder;aanbieder_soort;contacturen;prijs;soort;incentive_vov;incentive_vok;lesvorm;start;gemeente;postcode
b1;Boekhouden basis;CVO Test;cvo;120;"1.250,50";cvo;ja;nee;avond;2027-02-01;Mechelen;2800
b1;;;;;;;;;weekend;01/03/2027;Gent;9000
b2;Lassen;CVO Test;cvo;veel;90;cvo;;;dag;2027-02-01;Gent;9000
;Zonder code;CVO Test;;;;;;;;;;
b3;Koken;CVO Test;bakker;60;90;cvo;;;dag;2027-02-01;Gent;9000
b4;Haartooi;CVO Test;cvo;60;90;cvo;;;snachts;2027-02-01;Gent;9000
"""  # noqa: E501


def record(code: str = "a1", **more: Any) -> dict[str, Any]:
    """A course in the own JSON form."""
    base = {
        "id": code,
        "titel": "Zorgkundige",
        "aanbieder": {"naam": "CVO Test", "soort": "cvo", "website": "https://test.example"},
        "soort": "cvo",
        "contacturen": 400,
        "prijs": 300.5,
        "databanknummer": "ODB-1",
        "databank_van": "2026-09-01",
        "databank_tot": "2027-08-31",
        "incentives": {"vov": True, "vok": False},
        "knelpuntberoep": True,
        "edities": [
            {
                "id": "e1",
                "gemeente": "Mechelen",
                "postcode": "2800",
                "start": "2027-02-01",
                "lesvorm": "avond",
            }
        ],
    }
    return {**base, **more}


def as_json(*records: Any, **more: Any) -> str:
    """Courses as a file."""
    return json.dumps({"opleidingen": list(records), **more})


JSON_LD = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "Organization", "name": "niet dit"},
        {
            "@type": "Course",
            "@id": "https://school.example/opleiding/12",
            "name": {"@value": "Python voor beginners", "@language": "nl"},
            "description": "Leer programmeren.",
            "provider": {"@type": "Organization", "name": "School", "url": "https://school.example"},
            "timeRequired": "PT40H",
            "offers": [{"price": "1.000", "priceCurrency": "USD"}, {"price": 120, "priceCurrency": "EUR"}],
            "about": ["informatica", {"name": "Python"}],
            "hasCourseInstance": [
                {
                    "@type": "CourseInstance",
                    "courseMode": ["Online", "Onsite"],
                    "startDate": "2027-01-10T19:00",
                    "location": {"address": {"addressLocality": "Leuven", "postalCode": "3000"}},
                },
                {
                    "@type": "CourseInstance",
                    "courseMode": "https://schema.org/Onsite",
                    "startDate": "2027-05-01",
                },
            ],
        },
    ],
}

OOAPI_COURSES = {
    "pageNumber": 1,
    "pageSize": 10,
    "hasNextPage": False,
    "items": [
        {
            "courseId": "5ffc6127-debe-48ce-90ae-75ea80756475",
            "name": [
                {"language": "en-GB", "value": "Nursing"},
                {"language": "nl-BE", "value": "Verpleegkunde"},
            ],
            "studyLoad": {"studyLoadUnit": "ects", "value": 6},
            "level": "bachelor",
            "organization": {"name": [{"language": "nl", "value": "Hogeschool Test"}]},
        }
    ],
}
OOAPI_OFFERINGS = {
    "hasNextPage": False,
    "items": [
        {
            "offeringId": "of1",
            "course": "5ffc6127-debe-48ce-90ae-75ea80756475",
            "startDate": "2027-02-08",
            "modeOfDelivery": ["hybrid"],
            "addresses": [{"city": "Gent", "postalCode": "9000", "countryCode": "BE"}],
            "priceInformation": [{"costType": "total costs", "amount": "75.20", "currency": "EUR"}],
        }
    ],
}
