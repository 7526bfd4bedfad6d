"""Render the pictures of the READMEs and of docs/gallery.md from the sources: python docs/pictures/render.py.

SOURCES.json keeps what every picture was made from: a digest of the layout's dump, of the profile and of what lies
under the pages. A test makes the digests anew, which takes no painting, and says `make docs` when they differ.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image

from typeset import Composition, compose, dump, write_pdf
from typeset.model import DOCUMENT_TYPES
from typeset.samples import companion_files

HERE = Path(__file__).resolve().parent
DIGESTS = HERE / "SOURCES.json"
SAMPLES = HERE.parents[1] / "source" / "样例"
NOTICE = HERE.parents[1] / "source" / "苏教办〔2024〕15号.yaml"

STRIP_PAGES = 4
DESK = 150
GAP_PX = 8
FINER = 3
GREYS = (255, 245, 234, 210, 176, 136, 92, 44, 0)
PALETTE = [value for grey in GREYS for value in (grey, grey, grey)]
PALETTE += [value for tint in (0, 60, 110, 160, 215) for value in (255, tint, tint)] + [128, 0, 0, 255, 128, 0]


@dataclass(frozen=True)
class Picture:
    """Pages of a document side by side on a grey desk; `heights_mm` cuts a piece out of a single page."""

    source: Path
    pages: tuple[int, ...] = tuple(range(1, STRIP_PAGES + 1))
    dpi: int = 64
    heights_mm: tuple[float, float] | None = None
    profile: str | None = None
    watermark: str | None = None
    shows_grid: bool = False


def sample(kind: str) -> Path:
    """Return the source of a sample."""
    return SAMPLES / f"{kind}.yaml"


PICTURES: Mapping[str, Picture] = {
    "notice-1": Picture(NOTICE, (1,)),
    "notice-2": Picture(NOTICE, (2,)),
    **{kind: Picture(sample(kind)) for kind in DOCUMENT_TYPES},
    "通报": Picture(sample("通报"), (1, 2, 4, 6)),
    "联合标志": Picture(sample("意见"), (1,), 90, (60, 170)),
    "签发人": Picture(sample("报告"), (1,), 90, (60, 170)),
    "份号密级": Picture(sample("请示"), (1,), 90, (25, 135)),
    "联合印章": Picture(sample("意见"), (4,), 90, (25, 122)),
    "信函首页": Picture(sample("函"), (1,), 100),
    "横排表": Picture(sample("通报"), (4,), 90),
    "图和脚注": Picture(sample("公报"), (2,), 90),
    "网格": Picture(sample("批复"), (1,), 90, shows_grid=True),
    "水印": Picture(sample("批复"), (1,), 64, watermark="草稿"),
    "套打": Picture(sample("批复"), (1,), 64, profile="套打"),
}


def composed(picture: Picture) -> Composition:
    """Return the composition that a picture shows."""
    return compose(picture.source, profile=picture.profile, watermark=picture.watermark, shows_grid=picture.shows_grid)


def digest(picture: Picture) -> str:
    """Return what tells whether a picture still shows what the program makes of its source."""
    made = composed(picture)
    made_from = hashlib.sha256()
    looks = made.profile.model_dump_json(exclude={"folder", "archive"})
    parts = (dump(made.layout), looks, made.watermark, made.shows_grid)
    made_from.update(repr((parts, picture.pages, picture.dpi, picture.heights_mm)).encode())
    for file in companion_files(picture.source):
        made_from.update(file.read_bytes())
    return made_from.hexdigest()


def drawn(picture: Picture) -> Image.Image:
    """Return a picture of pages as the program paints them."""
    document = pypdfium2.PdfDocument(write_pdf(composed(picture)))
    shown = [number for number in picture.pages if number <= len(document)]
    faces = [face_of(document[number - 1], picture.dpi) for number in shown]
    if picture.heights_mm:
        top, bottom = (round(height * picture.dpi / 25.4) for height in picture.heights_mm)
        faces = [face.crop((0, top, face.width, bottom)) for face in faces]
    width = sum(face.width for face in faces) + GAP_PX * (len(faces) + 1)
    desk = Image.new("RGB", (width, max(face.height for face in faces) + 2 * GAP_PX), (DESK, DESK, DESK))
    left = GAP_PX
    for face in faces:
        desk.paste(face, (left, GAP_PX))
        left += face.width + GAP_PX
    return inked(desk)


def face_of(page: pypdfium2.PdfPage, dpi: int) -> Image.Image:
    """Return a page, painted finer and reduced, so that fine rules are as dark as they are thick."""
    return page.render(scale=FINER * dpi / 72).to_pil().convert("RGB").reduce(FINER)


def inked(picture: Image.Image) -> Image.Image:
    """Return a picture in the few shades of black and red that a document has: a small file."""
    palette = Image.new("P", (1, 1))
    palette.putpalette(PALETTE)
    return picture.quantize(palette=palette, dither=Image.Dither.NONE)


def main() -> None:
    """Write the pictures beside this file, and what they were made from."""
    for name, picture in PICTURES.items():
        drawn(picture).save(HERE / f"{name}.png", optimize=True, bits=4)
    digests = {name: digest(picture) for name, picture in PICTURES.items()}
    DIGESTS.write_text(json.dumps(digests, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
