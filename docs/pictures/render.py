"""Render the pictures of the README from the notice in source/: python docs/pictures/render.py."""

from pathlib import Path

import pypdfium2

from typeset import compose, write_pdf

HERE = Path(__file__).resolve().parent
SOURCE = HERE.parents[1] / "source" / "苏教办〔2024〕15号.yaml"
PAGES = (1, 2)
DOTS_PER_INCH = 50


def main() -> None:
    """Write notice-1.png and notice-2.png beside this file."""
    document = pypdfium2.PdfDocument(write_pdf(compose(SOURCE)))
    for number in PAGES:
        picture = document[number - 1].render(scale=DOTS_PER_INCH / 72).to_pil().convert("L" if number > 1 else "RGB")
        picture.save(HERE / f"notice-{number}.png", optimize=True)


if __name__ == "__main__":
    main()
