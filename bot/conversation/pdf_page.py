"""The page that the PDFs are written on: fonts, titles, texts and points."""

from __future__ import annotations

import importlib.util
import warnings
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import XPos, YPos

FONT = "DejaVu"
FACES = {"": "DejaVuSans.ttf", "B": "DejaVuSans-Bold.ttf"}
INDENT = 3


def fonts_directory() -> Path:
    """DejaVu comes with matplotlib, which Rasa needs anyway."""
    spec = importlib.util.find_spec("matplotlib")
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError("matplotlib, which carries the DejaVu fonts, is not installed")
    return Path(spec.submodule_search_locations[0]) / "mpl-data" / "fonts" / "ttf"


def new_page(name: str) -> FPDF:
    """An empty page with this name as its title."""
    page = FPDF(format="A4")
    page.set_title(name)
    page.set_lang("nl-BE")
    page.set_margin(20)
    page.set_auto_page_break(True, 20)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for style, name in FACES.items():
            page.add_font(FONT, style, fonts_directory() / name)
    page.add_page()
    return page


def add_line(page: FPDF, text: str, size: float, style: str, indent: float = 0) -> None:
    """One text in this size and style, over as many lines as it needs."""
    page.set_font(FONT, style, size)
    page.set_x(page.l_margin + indent)
    page.multi_cell(0, size * 0.5, readable(text), align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def add_title(page: FPDF, text: str) -> None:
    """The title of the whole."""
    add_line(page, text, 18, "B")
    page.ln(3)


def add_heading(page: FPDF, text: str) -> None:
    """The title of a part."""
    page.ln(4)
    add_line(page, text, 13, "B")
    page.ln(1)


def add_text(page: FPDF, text: str, indent: float = 0) -> None:
    """A paragraph."""
    add_line(page, text, 10, "", indent)
    page.ln(1)


def readable(text: str) -> str:
    """Without the marks for bold, and without characters beyond the font's plane."""
    return "".join(sign for sign in text.replace("**", "") if ord(sign) <= 0xFFFF)


def add_points(page: FPDF, texts: list[str]) -> None:
    """Each text as a point of a list."""
    for text in texts:
        if text:
            add_text(page, f"\u2022 {text}", INDENT)
