"""Small pieces of HTML. Every text goes through `escape`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

LANGUAGE = "nl-BE"


def element(name: str, content: str = "", **attributes: str) -> str:
    """An element around content that is HTML already; `class_` is the attribute class."""
    shown = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"' for key, value in attributes.items()
    )
    return f"<{name}{shown}>{content}</{name}>"


def text(name: str, content: str, **attributes: str) -> str:
    """An element around plain text."""
    return element(name, escape(content), **attributes)


def items(contents: Iterable[str], *, ordered: bool = False) -> str:
    """A list of contents that are HTML already; nothing when there are none."""
    found = [element("li", content) for content in contents]
    return element("ol" if ordered else "ul", "\n".join(found)) if found else ""


def table(caption: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table with a caption; the cells are HTML already."""
    body = "\n".join(element("tr", "".join(element("td", cell) for cell in row)) for row in rows)
    top = element("tr", "".join(text("th", cell, scope="col") for cell in head))
    parts = text("caption", caption) + element("thead", top) + element("tbody", body)
    return element(
        "div", element("table", parts), class_="breed", tabindex="0", role="region", aria_label=caption
    )


def link(address: str, content: str) -> str:
    """A link with plain words; only to the web or within the site."""
    safe = address.startswith(("https://", "http://")) or ":" not in address.split("/")[0]
    return text("a", content, href=address) if safe else escape(content)


def section(identifier: str, title: str, *contents: str) -> str:
    """A part of a page with its heading; nothing when there is nothing in it."""
    inside = "\n".join(filter(None, contents))
    if not inside:
        return ""
    heading = text("h2", title, id=identifier)
    return element("section", heading + "\n" + inside, aria_labelledby=identifier)


def page(title: str, main: str, *, navigation: str = "", script: str = "") -> str:
    """A whole page."""
    head = (
        '<meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        + text("title", title)
        + '<link rel="stylesheet" href="stijl.css">'
    )
    body = (
        text("a", "Naar de inhoud", href="#inhoud", class_="spring")
        + (element("nav", navigation, aria_label="Kruimelpad") if navigation else "")
        + element("main", main, id="inhoud")
        + (element("script", script) if script else "")
    )
    return f'<!doctype html>\n<html lang="{LANGUAGE}">\n<head>{head}</head>\n<body>{body}</body>\n</html>\n'
