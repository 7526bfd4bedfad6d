"""The samples: one clean document for each 文种, and the command that hands them out."""

import os
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from tests.commands import run_command as run
from tests.page_faults import page_faults
from typeset.cli import main
from typeset.errors import OutputError
from typeset.job import build, compose
from typeset.job import pdf as write_pdf
from typeset.model import DOCUMENT_TYPES, Division, Document, Figure, Heading, PersonalSignature, SealPicture, Table
from typeset.readers import read_yaml
from typeset.samples import companion_files, new_document, sample_file

FORMATS = {"函": "信函", "命令": "命令", "纪要": "纪要"}
NOT_SHOWN = {"样式", "归档", "行文方向"}
"""Keys that no sample needs: they change what the default settles."""
FOLDER = sample_file("通知").parent


def keys_of(tree: object) -> Iterator[str]:
    """Yield every key of a tree."""
    if isinstance(tree, Mapping):
        for key, item in tree.items():
            yield key
            yield from keys_of(item)
    elif isinstance(tree, list):
        for item in tree:
            yield from keys_of(item)


def document(kind: str) -> Document:
    return read_yaml(sample_file(kind)).document


def test_there_is_one_sample_for_each_of_the_15_types_and_no_other() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.yaml")) == sorted(DOCUMENT_TYPES)


@pytest.mark.parametrize("kind", DOCUMENT_TYPES)
def test_a_sample_is_of_its_type_and_format_and_says_that_it_is_invented(kind: str) -> None:
    made = document(kind)
    assert (made.doc_type, made.document_type) == (kind, kind)
    assert made.format == FORMATS.get(kind, "公文")
    first = sample_file(kind).read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith(f"# 样例：{kind}") and "虚构" in first
    assert all("临溪市" in issuer.name for issuer in made.issuers)


@pytest.mark.parametrize("kind", DOCUMENT_TYPES)
def test_a_sample_gives_no_issue_not_even_a_remark_on_where_its_signature_stands(kind: str) -> None:
    assert [str(issue) for issue in compose(sample_file(kind)).issues] == []


@pytest.mark.parametrize("kind", DOCUMENT_TYPES)
def test_no_sample_has_a_page_of_nothing_but_its_imprint(kind: str) -> None:
    layout = compose(sample_file(kind)).layout
    top = layout.imprint.top_mm if layout.imprint else layout.pages[-1].height_mm
    assert any(line.baseline_mm < top for line in layout.pages[-1].lines)


@pytest.mark.slow
@pytest.mark.parametrize("kind", DOCUMENT_TYPES)
def test_a_sample_is_built_and_nothing_is_wrong_on_any_of_its_pages(kind: str) -> None:
    composition, files = build(sample_file(kind))
    assert files["docx"][:2] == b"PK"
    assert page_faults(files["pdf"], is_letter=composition.reading.document.format == "信函") == []


@pytest.mark.slow
def test_a_line_of_a_paragraph_that_ends_short_is_a_fault_below_a_head_of_labels_and_signers() -> None:
    made = compose(sample_file("报告"))
    page = made.layout.pages[0]
    text = next(line for line in page.lines if line.text.startswith("根据市政府"))
    closer = replace(text, runs=tuple(replace(run, x_mm=tuple(x * 0.999 for x in run.x_mm)) for run in text.runs))
    lines = tuple(closer if line is text else line for line in page.lines)
    layout = replace(made.layout, pages=(replace(page, lines=lines), *made.layout.pages[1:]))
    (fault,) = page_faults(write_pdf(replace(made, layout=layout)))
    assert re.fullmatch(rf"page 1: ends at 183\.\d+ mm: {text.text}", fault)


@pytest.mark.parametrize("kind", DOCUMENT_TYPES)
def test_a_sample_states_all_facts(kind: str) -> None:
    made = document(kind)
    assert made.number and made.body
    if made.is_dated_by_note:
        assert kind in ("公报", "决议") and made.title_note
        assert made.date is made.signature is made.seal is None
    else:
        assert made.date and (made.signature or made.format == "纪要")
    if made.format in ("公文", "纪要"):
        assert made.copies_to and made.printing_office and made.printing_date
        assert not made.date or made.printing_date >= made.date


def test_the_samples_together_use_every_key_and_every_block() -> None:
    used = {
        key for kind in DOCUMENT_TYPES for key in keys_of(yaml.load(sample_file(kind).read_text(), yaml.BaseLoader))
    }
    wanted = {str(field.validation_alias) for field in Document.model_fields.values()} - NOT_SHOWN
    assert wanted <= used
    assert {"表格", "图", "横排", "文件", "跨列", "跨行", "列宽", "不随文"} <= used
    kinds = {
        type(block) if not isinstance(block, Division) else block.kind
        for kind in DOCUMENT_TYPES
        for _, body in document(kind).bodies()
        for block in body
    }
    assert {"章", "节", "条", Heading, Table, Figure} <= kinds


def test_the_samples_show_joint_issuing_signers_and_both_kinds_of_signature() -> None:
    joint = document("意见")
    assert len(joint.issuers) == 3 and all(isinstance(issuer.seal, SealPicture) for issuer in joint.issuers)
    assert len(document("报告").signers) == 3
    assert len(document("请示").signers) == 1
    assert isinstance(document("命令").signature, PersonalSignature)
    assert isinstance(document("议案").signature, PersonalSignature)
    assert [kind for kind in DOCUMENT_TYPES if document(kind).secrecy] == ["请示"]


def test_every_file_beside_the_samples_is_named_by_one() -> None:
    named = {path for kind in DOCUMENT_TYPES for path in companion_files(sample_file(kind))}
    assert named == {path for path in FOLDER.iterdir() if path.suffix != ".yaml"}
    assert max(path.stat().st_size for path in named) < 100_000


def test_the_seals_of_the_samples_are_the_programs_own_and_say_so() -> None:
    seals = pytest.importorskip("typeset.seals")
    files = [path for path in FOLDER.glob("样章-*.svg") if "签名" not in path.name]
    assert len(files) > 5
    for path in files:
        organ = path.stem.partition("-")[2]
        assert path.read_text(encoding="utf-8") == seals.sample_seal(organ)


@pytest.mark.parametrize("kind", DOCUMENT_TYPES)
def test_new_writes_the_sample_and_what_it_names_and_it_reads_the_same(kind: str, tmp_path: Path) -> None:
    target = tmp_path / "本局" / "草稿.yaml"
    done = run("new", kind, "-o", target)
    written = [target, *(target.parent / file.name for file in companion_files(sample_file(kind)))]
    assert (done.exit_code, done.stdout.splitlines()) == (0, [f"已生成 {path}" for path in written])
    assert sorted(target.parent.iterdir()) == sorted(written)
    assert read_yaml(target).document == document(kind)


def test_new_writes_into_the_current_folder_or_into_a_given_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("new", "批复").stdout.startswith("已生成 批复.yaml\n")
    (tmp_path / "稿").mkdir()
    run("new", "批复", "-o", "稿")
    assert (tmp_path / "批复.yaml").read_bytes() == (tmp_path / "稿" / "批复.yaml").read_bytes()


@pytest.mark.parametrize("name", ["令", "命令（令）"])
def test_the_short_name_of_an_order_is_understood(name: str, tmp_path: Path) -> None:
    run("new", name, "-o", tmp_path)
    assert (tmp_path / "命令.yaml").read_bytes() == sample_file("命令").read_bytes()


def test_new_overwrites_nothing(tmp_path: Path) -> None:
    target, table = tmp_path / "通报.yaml", tmp_path / "通报-评价结果.csv"
    table.write_text("本局,数据\n", encoding="utf-8")
    first = run("new", "通报", "-o", target)
    assert first.exit_code == 0
    assert first.stderr == f"已有 {table}，没有改动\n"
    assert str(table) not in first.stdout
    target.write_text("我的稿子", encoding="utf-8")
    again = run("new", "通报", "-o", target)
    assert (again.exit_code, again.stdout) == (1, "")
    assert again.stderr.startswith(f"“{target}”已经存在，没有改动；") and again.stderr.count("\n") == 1
    assert (target.read_text(encoding="utf-8"), table.read_text(encoding="utf-8")) == ("我的稿子", "本局,数据\n")


@pytest.mark.skipif(os.name == "nt", reason="links take rights there")
def test_a_link_that_leads_nowhere_is_not_replaced(tmp_path: Path) -> None:
    link = tmp_path / "通知.yaml"
    link.symlink_to(tmp_path / "没有")
    with pytest.raises(OutputError):
        new_document("通知", link)
    assert link.is_symlink()


def test_an_unknown_type_is_answered_with_the_15(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["typeset", "new", "总结"])
    with pytest.raises(SystemExit) as stopped:
        main()
    said = capsys.readouterr().err
    assert stopped.value.code == 2
    assert len(said.splitlines()) == 1 and "“总结”不是法定文种" in said
    assert all(kind in said for kind in DOCUMENT_TYPES)


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "占用").write_text("x", encoding="utf-8")
    done = run("new", "公告", "-o", tmp_path / "占用" / "公告.yaml")
    assert done.exit_code == 1
    assert re.fullmatch(r"写不了“.*”：.*\n", done.stderr)
