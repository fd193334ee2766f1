"""The description of the feed for programs (OpenAPI 3.1), made from the table that the routes are made from."""

from __future__ import annotations

import re
from typing import Any

from portal.feed.addresses import (
    ADDRESSES,
    DEFAULT_PER_PAGE,
    MOST_PER_PAGE,
    PARAMETERS,
    STANDARDS,
    Address,
    Kind,
    Standard,
)

ABOUT = (
    "Services that family courts in England may send people to, with their partner support, as everybody may see them."
    " Read only; no key is needed. Places of protected services and withheld addresses are not in it."
)
FAULTS = {
    "400": "The question cannot be answered as it was asked; detail says why.",
    "404": "There is nothing with that id, or at that address.",
    "429": "Too many questions at once. Retry-After says when to ask again.",
    "500": "Something went wrong here.",
    "503": "The records cannot be reached. Ask again in a few minutes.",
}
NUMBER: dict[str, Any] = {"type": "integer"}
YES_OR_NO: dict[str, Any] = {"type": "boolean"}
TEXT: dict[str, Any] = {"type": "string"}


def document(home: str) -> dict[str, Any]:
    """The whole description; `home` is the portal's own address."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Commissioned Services Directory: Open Referral feed",
            "version": "1.0.0",
            "description": ABOUT,
            "license": {"name": "Open Government Licence v3.0", "identifier": "OGL-UK-3.0"},
        },
        "servers": [{"url": home}],
        "tags": [{"name": each.name, "description": f"Records as {each.version}."} for each in STANDARDS],
        "paths": {
            f"{standard.prefix}{_path(address)}": _methods(address, standard)
            for standard in STANDARDS
            for address in ADDRESSES
        },
        "components": {
            "schemas": {"Page": _page(), "Record": _record(), "Problem": _problem()},
            "parameters": {name: _parameter(name) for name in PARAMETERS},
        },
    }


def _path(address: Address) -> str:
    return re.sub(r"<(\w+)>", r"{\1}", address.path)


def _methods(address: Address, standard: Standard) -> dict[str, Any]:
    methods = {"get": _operation(address, standard, "get")}
    if address.is_list:
        methods["post"] = _operation(address, standard, "post")
    return methods


def _operation(address: Address, standard: Standard, method: str) -> dict[str, Any]:
    operation = {
        "operationId": f"{standard.name}_{method}_{address.name}",
        "summary": address.says,
        "tags": [standard.name],
        "responses": _responses(address),
    }
    if method == "post":
        operation["summary"] = f"{address.says[:-1]}; the question is kept out of addresses and logs."
        operation["requestBody"] = _body(address)
        return operation
    parameters: list[dict[str, Any]] = [{"$ref": f"#/components/parameters/{name}"} for name in address.takes]
    if "<key>" in address.path:
        key = {"name": "key", "in": "path", "required": True, "description": "The id of the record."}
        parameters.insert(0, {**key, "schema": {"type": "string", "format": "uuid"}})
    return {**operation, "parameters": parameters} if parameters else operation


def _body(address: Address) -> dict[str, Any]:
    schema = {"type": "object", "properties": {name: _schema(name) for name in address.takes}}
    kinds = ("application/json", "application/x-www-form-urlencoded")
    return {"content": {kind: {"schema": schema} for kind in kinds}}


def _responses(address: Address) -> dict[str, Any]:
    name = "Page" if address.is_list else "Record"
    content: dict[str, Any] = {"application/json": _ref(name)}
    if address.is_list:
        content["application/x-ndjson"] = {"schema": TEXT}
    faults = {
        status: {"description": words, "content": {"application/problem+json": _ref("Problem")}}
        for status, words in FAULTS.items()
    }
    return {
        "200": {"description": address.says, "content": content},
        "304": {"description": "Nothing changed since the ETag that was sent."},
        **faults,
    }


def _ref(name: str) -> dict[str, Any]:
    return {"schema": {"$ref": f"#/components/schemas/{name}"}}


def _parameter(name: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": PARAMETERS[name].says, "schema": _schema(name)}


def _schema(name: str) -> dict[str, Any]:
    parameter = PARAMETERS[name]
    schema: dict[str, Any] = {
        Kind.NUMBER: NUMBER,
        Kind.YES_OR_NO: YES_OR_NO,
        Kind.TEXT: TEXT,
        Kind.KEY: {**TEXT, "format": "uuid"},
    }[parameter.kind]
    if parameter.choices:
        return {**schema, "enum": list(parameter.choices), "default": parameter.choices[0]}
    if name in ("per_page", "perPage"):
        return {**schema, "minimum": 1, "maximum": MOST_PER_PAGE, "default": DEFAULT_PER_PAGE}
    if name == "page":
        return {**schema, "minimum": 1, "default": 1}
    return schema


def _page() -> dict[str, Any]:
    numbers = dict.fromkeys(("total_items", "total_pages", "page_number", "size"), NUMBER)
    flags = dict.fromkeys(("first_page", "last_page", "empty"), YES_OR_NO)
    contents = {"type": "array", "items": {"$ref": "#/components/schemas/Record"}}
    names = [*numbers, *flags, "contents"]
    return {
        "type": "object",
        "description": "One page of a list.",
        "required": names,
        "properties": {**numbers, **flags, "contents": contents},
    }


def _record() -> dict[str, Any]:
    return {
        "type": "object",
        "description": "A record of HSDS 3.2, which Open Referral UK 3.0 reads too. What is empty is left out.",
        "properties": {"id": {**TEXT, "format": "uuid"}, "name": TEXT},
        "externalDocs": {"url": "https://docs.openreferral.org/en/latest/hsds/schema_reference.html"},
    }


def _problem() -> dict[str, Any]:
    return {
        "type": "object",
        "description": "What went wrong (RFC 9457).",
        "required": ["type", "title", "status", "detail"],
        "properties": {"type": TEXT, "title": TEXT, "status": NUMBER, "detail": TEXT},
    }
