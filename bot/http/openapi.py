"""Makes the OpenAPI description from the table of routes and the schemas."""

from __future__ import annotations

import re
from typing import Any

from bot.http.endpoints import ENDPOINTS, V1, Endpoint
from bot.http.problems import CONTENT_TYPE, TITLES
from bot.http.schemas import all_schemas
from bot.http.schemas_base import TEXT, ref
from knowledge import Knowledge

VERSION = "1.0.0"
EVERYWHERE = (429, 500)


def describe(knowledge: Knowledge) -> dict[str, Any]:
    """The description, OpenAPI 3.1."""
    paths: dict[str, dict[str, Any]] = {}
    for endpoint in ENDPOINTS:
        paths.setdefault(endpoint.path, {})[endpoint.method.lower()] = _operation(endpoint)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Loopbaanwijzer",
            "version": VERSION,
            "description": f"Contract versie 1. Kennis: {knowledge.version}.",
        },
        "paths": paths,
        "components": {
            "schemas": all_schemas(knowledge),
            "securitySchemes": {"gesprek": {"type": "http", "scheme": "bearer"}},
        },
    }


def _operation(endpoint: Endpoint) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "summary": endpoint.summary,
        "operationId": endpoint.handler.__name__,
        "parameters": _parameters(endpoint),
        "responses": _responses(endpoint),
    }
    if endpoint.takes:
        content = {"application/json": {"schema": ref(endpoint.takes)}}
        operation["requestBody"] = {"required": endpoint.body_required, "content": content}
    if not endpoint.public:
        operation["security"] = [{"gesprek": []}]
    return operation


def _parameters(endpoint: Endpoint) -> list[dict[str, Any]]:
    in_path = [
        {"name": name, "in": "path", "required": True, "schema": TEXT}
        for name in re.findall(r"{(\w+)}", endpoint.path)
    ]
    in_query = [{"name": name, "in": "query", "schema": TEXT} for name in endpoint.query]
    return in_path + in_query


def _responses(endpoint: Endpoint) -> dict[str, Any]:
    good: dict[str, Any] = {"description": endpoint.summary}
    if endpoint.gives:
        good["content"] = {endpoint.content: {"schema": ref(endpoint.gives)}}
    elif endpoint.content and endpoint.status == 200:
        good["content"] = {endpoint.content: {}}
    everywhere = EVERYWHERE if endpoint.path.startswith(V1) else ()
    problems = sorted({*endpoint.problems, *everywhere})
    return {str(endpoint.status): good, **{str(status): _problem(status) for status in problems}}


def _problem(status: int) -> dict[str, Any]:
    return {"description": TITLES[status], "content": {CONTENT_TYPE: {"schema": ref("Probleem")}}}
