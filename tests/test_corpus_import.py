"""Every document of the corpus, real public 公文, is imported whole and builds without a further hand."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from bench.corpus import CORPUS, all_text, score
from tests.test_corpus import DATE, compact, normal, pdf_text
from typeset.importing import import_file, imported_yaml
from typeset.job import build

FOLDERS = sorted(path.parent for path in CORPUS.glob("*/facts.yaml"))
NOT_SET = ("格式", "文种", "不随文")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name),
]


def texts_on_paper(data: Mapping[str, object]) -> Iterator[str]:
    """Every text that pages show, a date as it is set."""
    for text in all_text({key: value for key, value in data.items() if key not in NOT_SET}):
        yield normal(compact(text)) if DATE.fullmatch(compact(text)) else compact(text)


def without_repeated_heads(text: str, tree: object) -> str:
    """Take out the heads of tables, which every page of a table shows."""
    if isinstance(tree, Mapping):
        if "表头" in tree:
            text = text.replace(compact("".join(all_text(tree["表头"]))), "")
        for value in tree.values():
            text = without_repeated_heads(text, value)
    elif isinstance(tree, list):
        for item in tree:
            text = without_repeated_heads(text, item)
    return text


def docx_text(data: bytes) -> str:
    xml = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    return compact("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", xml)))


@pytest.mark.requirement("I-10", "I-11")
def test_every_fact_is_right_none_is_invented_and_no_line_is_lost(folder: Path) -> None:
    made = score(folder)
    assert (made.wrong, made.missed, made.invented, made.lost) == ([], [], [], [])


def test_the_import_builds_with_every_character(folder: Path, tmp_path: Path) -> None:
    imported = import_file(folder / "raw.txt")
    source = tmp_path / "公文.yaml"
    source.write_text(imported_yaml(imported), encoding="utf-8")
    _, files = build(source)
    pdf, docx = pdf_text(files["pdf"]), docx_text(files["docx"]).replace("&amp;", "&")
    without_heads = without_repeated_heads(pdf, imported.data)
    for text in texts_on_paper(imported.data):
        assert text in pdf or text in without_heads
        assert text in docx
