"""The pictures of the READMEs and of docs/gallery.md: made by the program, none missing, none stale."""

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType

import pytest
from PIL import Image

from tests.conftest import ROOT
from typeset.model import DOCUMENT_TYPES

FOLDER = ROOT / "docs" / "pictures"
LINK = re.compile(r"!\[[^]]+\]\(([^)]+)\)")
LARGEST_BYTES, LARGEST_FOLDER_BYTES = 120_000, 3_000_000


@pytest.fixture(scope="module")
def render() -> ModuleType:
    """The script that makes the pictures."""
    spec = importlib.util.spec_from_file_location("render_pictures", FOLDER / "render.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def shown_in(document: Path) -> set[Path]:
    """Return the pictures that a document shows."""
    links = LINK.findall(document.read_text(encoding="utf-8"))
    return {(document.parent / link).resolve() for link in links}


def test_no_picture_shows_what_the_program_no_longer_makes(render: ModuleType) -> None:
    kept = json.loads((FOLDER / "SOURCES.json").read_text(encoding="utf-8"))
    stale = [name for name, picture in render.PICTURES.items() if kept.get(name) != render.digest(picture)]
    assert list(kept) == list(render.PICTURES) and not stale, f"pictures of other pages, run `make docs`: {stale}"


def test_every_picture_is_there_and_shown_and_none_is_left_over(render: ModuleType) -> None:
    made = {FOLDER / f"{name}.png" for name in render.PICTURES}
    readmes = shown_in(ROOT / "README.md") | shown_in(ROOT / "README.zh-CN.md")
    assert set(FOLDER.glob("*.png")) == made
    assert readmes <= made and shown_in(ROOT / "docs/gallery.md") <= made
    assert made == readmes | shown_in(ROOT / "docs/gallery.md")


def test_the_gallery_shows_every_type_of_document() -> None:
    assert {FOLDER / f"{kind}.png" for kind in DOCUMENT_TYPES} <= shown_in(ROOT / "docs/gallery.md")


def test_the_pictures_are_small(render: ModuleType) -> None:
    sizes = [(FOLDER / f"{name}.png").stat().st_size for name in render.PICTURES]
    assert max(sizes) <= LARGEST_BYTES and sum(sizes) <= LARGEST_FOLDER_BYTES


def test_a_picture_is_a_strip_of_pages_on_a_desk(render: ModuleType) -> None:
    for name in ("notice-1", "批复", "决定"):
        picture, shown = render.PICTURES[name], Image.open(FOLDER / f"{name}.png").convert("RGB")
        pages = {"notice-1": 1, "批复": 2, "决定": 4}[name]
        face = round(210 / 25.4 * picture.dpi)
        assert abs(shown.width - pages * face - (pages + 1) * render.GAP_PX) <= pages
        assert {shown.getpixel((x, 3)) for x in range(shown.width)} == {shown.getpixel((0, 0))}


def test_another_text_style_or_grid_is_another_digest(render: ModuleType) -> None:
    given = render.PICTURES
    digests = {render.digest(given[name]) for name in ("批复", "网格", "水印", "套打", "notice-1")}
    assert len(digests) == 5
