"""Seals that the program draws for samples."""

import math
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.commands import run_command
from typeset.errors import FontError, UnsupportedError
from typeset.seals import LONGEST_NAME, sample_seal

NAMES = ["局", "临溪市教育局", "临溪市人力资源和社会保障局", "临" * LONGEST_NAME]


def points(drawing: str) -> list[tuple[float, float]]:
    numbers = [float(n) for d in re.findall(r' d="([^"]+)"', drawing) for n in re.findall(r"-?\d+\.\d+", d)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("diameter", [38, 42, 45])
def test_everything_on_a_seal_stays_inside_its_ring(name: str, diameter: float) -> None:
    drawing = sample_seal(name, diameter)
    inner = diameter / 2 - 1.1 * diameter / 42
    assert max(math.dist(point, (diameter / 2, diameter / 2)) for point in points(drawing)) < inner
    root = ElementTree.fromstring(drawing)
    assert (root.get("width"), root.get("height")) == (f"{diameter}mm", f"{diameter}mm")


@pytest.mark.requirement("R-7.3.5.1-3")
def test_a_seal_is_drawn_without_fonts_background_or_anything_but_red() -> None:
    drawing = sample_seal("临溪市教育局")
    tags = [element.tag.rpartition("}")[2] for element in ElementTree.fromstring(drawing).iter()]
    assert tags == ["svg", "title", "circle", "path"]
    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', drawing)) == {"none", "#ff0000"}
    assert "样章" in drawing


def test_a_seal_is_the_same_each_time_and_may_go_without_a_star() -> None:
    assert sample_seal("临溪市教育局") == sample_seal("临溪市教育局")
    plain = sample_seal("临溪市教育局", has_star=False)
    assert len(points(plain)) < len(points(sample_seal("临溪市教育局")))


def test_a_name_that_cannot_be_drawn_is_refused() -> None:
    for name in ("", "  ", "临" * (LONGEST_NAME + 1)):
        with pytest.raises(UnsupportedError, match="1到40个字"):
            sample_seal(name)
    with pytest.raises(FontError, match="没有字形"):
        sample_seal("临溪市\ue000局")


def test_the_command_writes_a_seal_and_says_that_it_has_no_force(tmp_path: Path) -> None:
    file = tmp_path / "章.svg"
    result = run_command("seal", "临溪市教育局", "-o", file)
    assert result.exit_code == 0 and "没有效力" in result.output
    assert file.read_text(encoding="utf-8") == sample_seal("临溪市教育局")
    assert run_command("seal", "", "-o", file).exit_code == 1
