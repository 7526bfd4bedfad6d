"""typeset verify: what a package says that is not so, what is dangerous in it, what only a person can tell."""

import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from pathlib import Path

import pikepdf
import pytest
from click.testing import Result

from tests.archival_copies import SAMPLES, archival_ofd
from tests.archive_packages import LETTER, NAME, ORDER, forged, package, unpacked, written
from tests.commands import run_command
from tests.conftest import VERAPDF
from tests.rendered import painted
from tests.samples import NOTICE
from typeset.archive.bag.files import bag_digest
from typeset.archive.bag.zipped import zip_of
from typeset.archive.register import Details, RegisterNumber, enter_number, record_archived, take_number
from typeset.archive.verification import ITEMS, Anchors, Outcome, Verification
from typeset.archiving.packing import package_files
from typeset.job import compose, docx
from typeset.reports.verification import summary, verification_json
from typeset.reports.verification_html import verification_html
from typeset.verifying import verify

NUMBER = RegisterNumber("临教函", 2025, 57)
PDF, OFD, DRAFT = f"{NAME}.pdf", f"{NAME}.ofd", f"{NAME}.docx"


def run(*arguments: object) -> Result:
    return run_command("verify", *arguments)


def verified(files: Mapping[str, bytes], folder: Path, anchors: Anchors = Anchors()) -> Verification:  # noqa: B008
    return verify(unpacked(files, folder / NAME), anchors)


def failed(verification: Verification) -> dict[str, str]:
    """Return the findings of the items that failed, by their ids."""
    return {
        item.id: "\n".join(item.verdict.findings)
        for item in verification.items
        if item.verdict.outcome is Outcome.FAILED
    }


def changed_pdf(change: Callable[[pikepdf.Pdf], None], content: bytes | None = None) -> bytes:
    with pikepdf.open(io.BytesIO(content or package()[f"data/{PDF}"])) as document:
        change(document)
        made = io.BytesIO()
        document.save(made)
    return made.getvalue()


def changed_zip(
    content: bytes, changes: Mapping[str, Callable[[bytes], bytes]], more: Mapping[str, bytes] = {}
) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            new.writestr(entry.filename, changes[entry.filename](data) if entry.filename in changes else data)
        for name, data in more.items():
            new.writestr(name, data)
    return made.getvalue()


@pytest.mark.requirement("A-46")
def test_an_untouched_package_passes_in_all_four_properties_and_leaves_the_rest_to_a_person(tmp_path: Path) -> None:
    found = verified(package(), tmp_path)
    assert failed(found) == {}
    assert [item.id for item in found.items] == [item.id for item in ITEMS]
    assert {str(item.property) for item in found.items} == {"真实性", "完整性", "可用性", "安全性"}
    assert found.digest == bag_digest(package())
    people = {item.id for item in found.items if item.verdict.outcome is Outcome.MANUAL}
    assert {"真-11", "完-9", "可-7", "安-6"} <= people
    assert found.count(Outcome.PASSED) + len(people) == len(ITEMS)
    assert f"通过{found.count(Outcome.PASSED)}项，另有{len(people)}项要人工查" in summary(found)


@pytest.mark.slow
@pytest.mark.requirement("A-41", "A-46")
@pytest.mark.parametrize("source", [path for path in SAMPLES if path != NOTICE], ids=lambda path: path.stem)
def test_every_sample_passes_and_is_rebuilt_to_the_byte(source: Path, tmp_path: Path) -> None:
    root = unpacked(package(source), tmp_path / "包")
    found = verify(root, rebuild=True)
    assert failed(found) == {}
    assert any(item.id == "真-12" and item.verdict.outcome is Outcome.PASSED for item in found.items)


@pytest.mark.requirement("A-46")
def test_a_zip_is_verified_like_its_folder_and_one_that_was_packed_again_is_told(tmp_path: Path) -> None:
    (tmp_path / "包.zip").write_bytes(zip_of(package(), NAME))
    assert failed(verify(tmp_path / "包.zip")) == {}
    with zipfile.ZipFile(tmp_path / "又.zip", "w", zipfile.ZIP_DEFLATED) as again:
        for name, content in package().items():
            again.writestr(f"{NAME}/{name}", content)
    assert failed(verify(tmp_path / "又.zip")) == {"完-2": "ZIP 的外壳与程序写的不同：重新打过包，或改动过"}


@pytest.mark.requirement("A-44")
def test_a_changed_added_or_missing_file_fails_where_it_belongs(tmp_path: Path) -> None:
    files = package()
    changed = verified({**files, f"data/{DRAFT}": files[f"data/{DRAFT}"] + b"x"}, tmp_path / "一")
    assert {"真-2", "完-3", "完-7"} <= failed(changed).keys()
    added = verified({**files, "data/病毒.exe": b"MZ"}, tmp_path / "二")
    assert {"完-2", "可-2"} <= failed(added).keys()
    missing = verified({name: content for name, content in files.items() if name != f"data/{OFD}"}, tmp_path / "三")
    assert {"完-1", "完-4", "可-5"} <= failed(missing).keys()
    tag = verified({**files, "bag-info.txt": files["bag-info.txt"].replace(b"2025", b"2026")}, tmp_path / "四")
    assert "真-1" in failed(tag)


FORGERIES: dict[str, tuple[Callable[[], Mapping[str, bytes | None]], str]] = {
    "the source says another date": (
        lambda: {"source/source.yaml": LETTER.read_bytes().replace(b"2025-05-26", b"2025-05-27")},
        "真-6",
    ),
    "the metadata say another title": (
        lambda: {"metadata.xml": package()["data/metadata.xml"].replace("商请协助".encode(), "不必协助".encode())},
        "真-6",
    ),
    "the metadata say another number of pages": (
        lambda: {"metadata.xml": package()["data/metadata.xml"].replace(b">3</", b">4</")},
        "完-6",
    ),
    "the OFD is that of another document": (lambda: {OFD: archival_ofd(ORDER)}, "真-8"),
    "the PDF is that of another document": (lambda: {PDF: package(ORDER)["data/临溪市人民政府令第12号.pdf"]}, "真-7"),
    "the Word draft is that of another document": (lambda: {DRAFT: docx(compose(ORDER))}, "真-9"),
    "the PDF is no PDF/A": (lambda: {PDF: painted(LETTER)}, "可-3"),
    "the provenance is gone": (lambda: {"premis.xml": None}, "完-4"),
    "the source is gone": (lambda: {"source/source.yaml": None}, "完-4"),
    "the metadata are no XML": (lambda: {"metadata.xml": b"<a>"}, "可-1"),
    "the metadata are a bomb of entities": (
        lambda: {"metadata.xml": b'<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><a>&c;&c;</a>'},
        "完-5",
    ),
    "the provenance is something else": (lambda: {"premis.xml": b"<premis/>"}, "可-1"),
    "a picture that the source names is gone": (lambda: {"source/样章-临溪市教育局.svg": None}, "可-1"),
    "a Word draft is a PDF": (lambda: {DRAFT: b"%PDF-1.7"}, "可-1"),
    "a PDF is cut short": (lambda: {PDF: package()[f"data/{PDF}"][:5000]}, "可-1"),
    "an OFD is cut short": (lambda: {OFD: package()[f"data/{OFD}"][:5000]}, "可-1"),
    "a file of another kind": (lambda: {"说明.exe": b"MZ"}, "可-2"),
    "a name that Windows cannot keep": (lambda: {"source/con.txt": b"x"}, "安-4"),
    "a name that is not NFC": (lambda: {"source/cafe\u0301.txt": b"x"}, "安-4"),
}


@pytest.mark.requirement("A-46")
@pytest.mark.parametrize("what", FORGERIES)
def test_what_does_not_agree_is_found_even_when_every_digest_was_made_anew(what: str, tmp_path: Path) -> None:
    make, item = FORGERIES[what]
    files = forged(package(), make())
    found = failed(verified(files, tmp_path))
    assert item in found, found
    assert not {"真-1", "真-2", "完-1", "完-2", "完-3"} & found.keys()
    assert all(
        line.replace("\u3000", "").isprintable() and len(line) < 400
        for text in found.values()
        for line in text.splitlines()
    )


ROWS = [[f"{row}{cell}" for cell in "子丑寅卯"] for row in range(60)]
WIDE = {"标题": "宽表", "横排": "是", "表头": list("甲乙丙丁"), "行": ROWS}
MAKES: tuple[dict[str, object], ...] = (
    {"格式": "信函", "份号": "000012", "密级": "秘密", "保密期限": "1年", "印发机关": None, "印发日期": None},
    {"份号": "000012", "密级": "机密", "保密期限": "5年", "紧急程度": "加急", "抄送": ["市委办公室", "市纪委"]},
    {"正文": f"第一段[^1]。{'很长的一段话，' * 200}完。\n第二段[^2]。", "脚注": {"1": "注" * 90, "2": "第二个注。"}},
    {"正文": ["见表。", {"表格": WIDE}]},
    {"附件": [{"标题": "名单", "正文": "张三、李四。"}, {"标题": "办法", "正文": "第一条  总则。"}], "附注": "公开"},
    {"标题": "临溪市教育局关于<b>“𠮷”</b>＆的通知", "正文": "a b  c；“”（）《》——……𠮷。"},
)


@pytest.mark.requirement("A-46")
@pytest.mark.parametrize("changes", MAKES)
def test_documents_of_every_make_agree_with_themselves(changes: dict[str, object], tmp_path: Path) -> None:
    composition = compose(written(tmp_path, **changes))
    files = package_files(composition, "甲〔2025〕1号")
    assert failed(verify(unpacked(files, tmp_path / "包"))) == {}


@pytest.mark.requirement("A-46")
def test_what_is_classified_is_left_to_a_person(tmp_path: Path) -> None:
    source = written(tmp_path, 份号="000012", 密级="机密", 保密期限="5年")
    files = package_files(compose(source), "甲〔2025〕1号")
    (verdict,) = [item.verdict for item in verify(unpacked(files, tmp_path / "包")).items if item.id == "安-5"]
    assert verdict.outcome is Outcome.MANUAL and "机密" in verdict.note


def edited_draft(content: bytes) -> bytes:
    return changed_zip(content, {"word/document.xml": lambda data: data.replace("公安".encode(), "民政".encode(), 1)})


@pytest.mark.requirement("A-46")
def test_an_edited_word_draft_is_neither_that_of_the_source_nor_on_the_pages(tmp_path: Path) -> None:
    content = package()[f"data/{DRAFT}"]
    assert edited_draft(content) != content
    assert {"真-9", "真-10"} <= failed(verified(forged(package(), {DRAFT: edited_draft(content)}), tmp_path)).keys()


@pytest.mark.requirement("A-46")
def test_an_edited_ofd_does_not_have_the_text_of_the_pdf(tmp_path: Path) -> None:
    content = package()[f"data/{OFD}"]
    page = "Doc_0/Pages/Page_1/Content.xml"
    edited = changed_zip(content, {page: lambda data: data.replace("考".encode(), "中".encode(), 1)})
    assert "OFD 的文字与 PDF 不同：第2页" in failed(verified(forged(package(), {OFD: edited}), tmp_path))["真-10"]


def script(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def launch(document: pikepdf.Pdf) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe")
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action)
    document.pages[0].Annots = pikepdf.Array([link])


def address(document: pikepdf.Pdf) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="http://example.com")
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action)
    document.pages[0].Annots = pikepdf.Array([link])


def extra_file(document: pikepdf.Pdf) -> None:
    document.attachments["病毒.exe"] = b"MZ"


def extra_source(document: pikepdf.Pdf) -> None:
    specification = pikepdf.AttachedFileSpec(document, b"other", filename="source.yaml").obj
    document.Root.AF.append(document.make_indirect(specification))


def loose_font(document: pikepdf.Pdf) -> None:
    for item in document.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
            for key in ("/FontFile", "/FontFile2", "/FontFile3"):
                if key in item:
                    del item[key]


def no_level(document: pikepdf.Pdf) -> None:
    del document.Root.Metadata


def no_intent(document: pikepdf.Pdf) -> None:
    del document.Root.OutputIntents


def layer(document: pikepdf.Pdf) -> None:
    document.Root.OCProperties = pikepdf.Dictionary()


def form(document: pikepdf.Pdf) -> None:
    document.Root.AcroForm = pikepdf.Dictionary(XFA=pikepdf.Array())


@pytest.mark.requirement("A-46")
@pytest.mark.parametrize(
    ("change", "item", "message"),
    [
        (script, "安-1", "JavaScript"),
        (launch, "安-1", "启动程序"),
        (address, "安-1", "网址"),
        (layer, "安-1", "图层"),
        (form, "安-1", "XFA"),
        (extra_file, "安-2", "病毒.exe"),
        (extra_source, "安-2", "source.yaml（又一个）"),
        (loose_font, "可-6", "没有嵌入"),
        (no_level, "可-3", "XMP"),
        (no_intent, "可-3", "输出意图"),
    ],
)
def test_what_is_dangerous_or_lacking_in_a_pdf_is_found(
    change: Callable[[pikepdf.Pdf], None], item: str, message: str, tmp_path: Path
) -> None:
    file = tmp_path / "正本.pdf"
    file.write_bytes(changed_pdf(lambda document: None))
    assert item not in failed(verify(file))
    file.write_bytes(changed_pdf(change))
    assert message in failed(verify(file))[item]


@pytest.mark.requirement("A-46")
def test_an_encrypted_pdf_is_found(tmp_path: Path) -> None:
    file = tmp_path / "正本.pdf"
    with pikepdf.open(io.BytesIO(package()[f"data/{PDF}"])) as document:
        document.save(file, encryption=pikepdf.Encryption(owner="a", user=""))
    assert "加了密" in failed(verify(file))["可-3"]
    with pikepdf.open(io.BytesIO(package()[f"data/{PDF}"])) as document:
        document.save(tmp_path / "锁.pdf", encryption=pikepdf.Encryption(owner="a", user="b"))
    assert "可-1" in failed(verify(tmp_path / "锁.pdf"))


RELATION = '<Relationship Id="rIdX" Type="http://x/{kind}" Target="{target}"{mode}/></Relationships>'


@pytest.mark.requirement("A-46")
@pytest.mark.parametrize(
    ("kind", "target", "mode", "message"),
    [
        ("vbaProject", "vbaProject.bin", "", "宏"),
        ("oleObject", "embeddings/a.bin", "", "嵌入的对象"),
        ("attachedTemplate", "http://example.com/a.dotm", ' TargetMode="External"', "外部"),
        ("image", "file:///etc/passwd", ' TargetMode="External"', "外部"),
    ],
)
def test_what_is_dangerous_in_a_word_draft_is_found(
    kind: str, target: str, mode: str, message: str, tmp_path: Path
) -> None:
    relation = RELATION.format(kind=kind, target=target, mode=mode).encode()
    parts = {"word/_rels/document.xml.rels": lambda data: data.replace(b"</Relationships>", relation)}
    file = tmp_path / "稿.docx"
    file.write_bytes(package()[f"data/{DRAFT}"])
    assert failed(verify(file)) == {}
    file.write_bytes(changed_zip(package()[f"data/{DRAFT}"], parts, {"word/vbaProject.bin": b"x"} if not mode else {}))
    assert message in failed(verify(file))["安-3"]


@pytest.mark.requirement("A-46")
def test_an_ofd_without_its_fonts_is_found(tmp_path: Path) -> None:
    file = tmp_path / "正本.ofd"
    file.write_bytes(package()[f"data/{OFD}"])
    assert failed(verify(file)) == {}
    parts = {"Doc_0/PublicRes.xml": lambda data: data.replace(b"font_", b"none_")}
    file.write_bytes(changed_zip(package()[f"data/{OFD}"], parts))
    assert "none_" in failed(verify(file))["可-5"]


@pytest.mark.requirement("A-47")
def test_a_package_that_was_written_anew_is_found_through_the_register(tmp_path: Path) -> None:
    register = tmp_path / "登记簿.sqlite3"
    for _ in range(57):
        take_number(register, "临教函", 2025)
    missing = verified(package(), tmp_path / "一", Anchors(register=register))
    assert "没有归档的记录" in failed(missing)["真-5"]
    record_archived(register, NUMBER, bag_digest(package()), Details("函", "临溪市教育局", "2025-05-26"))
    assert failed(verified(package(), tmp_path / "二", Anchors(register=register))) == {}
    other = forged(package(), {"说明.txt": b"changed"})
    assert "不同" in failed(verified(other, tmp_path / "三", Anchors(register=register)))["真-5"]


@pytest.mark.requirement("A-47")
def test_a_register_with_gaps_or_that_is_none_is_told(tmp_path: Path) -> None:
    register = tmp_path / "登记簿.sqlite3"
    take_number(register, "苏教办", 2024)
    enter_number(register, RegisterNumber("临教函", 2025, 57), Details("函", "", ""))
    found = failed(verified(package(), tmp_path / "一", Anchors(register=register)))
    assert "临教函〔2025〕缺第1—56号" in found["完-8"]
    register.write_bytes(b"no register at all" * 100)
    found = failed(verified(package(), tmp_path / "二", Anchors(register=register)))
    assert {"真-5", "完-8"} <= found.keys()


@pytest.mark.requirement("A-48")
def test_a_rebuild_tells_what_comes_out_differently_and_with_which_means(tmp_path: Path) -> None:
    told = package()["data/premis.xml"]
    older = re.sub(rb'(\xe7\x89\x88\xe6\x9c\xac="70\.0")', '版本="69.0"'.encode(), told)
    older = re.sub(rb'SHA-256="[0-9a-f]{64}"', b'SHA-256="' + b"0" * 64 + b'"', older, count=1)
    older = re.sub('用途="仿宋（OFD）"'.encode(), '用途="别的"'.encode(), older)
    assert older != told
    files = forged(package(), {"premis.xml": older, PDF: changed_pdf(lambda document: None)})
    root = unpacked(files, tmp_path / NAME)
    item = next(item for item in verify(root, rebuild=True).items if item.id == "真-12")
    text = "\n".join(item.verdict.findings)
    assert item.verdict.outcome is Outcome.FAILED
    assert f"data/{PDF}”与重排的不同" in text
    assert "当时用的 weasyprint 是 69.0，现在是" in text and "用的字体是" in text
    assert "当时没有用仿宋（OFD）的字体 lean/GWFang.ttf" in text
    unusable = unpacked(forged(package(), {"source/source.yaml": b"["}), tmp_path / "坏")
    assert "不能重排" in failed(verify(unusable, rebuild=True))["真-12"]


@pytest.mark.requirement("A-48")
def test_a_pdf_to_which_a_signature_was_added_is_still_the_rebuilt_one(tmp_path: Path) -> None:
    signed = package()[f"data/{PDF}"] + b"% what a signature adds\n"
    root = unpacked(forged(package(), {PDF: signed}), tmp_path / NAME)
    item = next(item for item in verify(root, rebuild=True).items if item.id == "真-12")
    assert item.verdict.outcome is Outcome.PASSED


@pytest.mark.slow
@pytest.mark.verapdf
@pytest.mark.requirement("A-46")
def test_verapdf_decides_where_it_is_given(tmp_path: Path) -> None:
    good = tmp_path / "好.pdf"
    good.write_bytes(package()[f"data/{PDF}"])
    assert failed(verify(good, Anchors(verapdf=VERAPDF))) == {}
    bad = tmp_path / "坏.pdf"
    bad.write_bytes(changed_pdf(loose_font))
    assert failed(verify(bad, Anchors(verapdf=VERAPDF)))["可-4"]
    assert "没有 veraPDF" in failed(verify(good, Anchors(verapdf=tmp_path)))["可-4"]


def test_the_attachments_of_a_package_that_are_bound_apart_are_verified_as_well(tmp_path: Path) -> None:
    source = written(tmp_path, 附件=[{"标题": "开学检查表", "不随文": "是", "正文": "一、校舍。"}])
    assert failed(verify(unpacked(package(source), tmp_path / "包"))) == {}
    name = "临教发〔2025〕12号-附件1.pdf"
    bad = forged(package(source), {name: changed_pdf(script, package(source)[f"data/{name}"])})
    assert name in failed(verify(unpacked(bad, tmp_path / "坏")))["安-1"]


def test_a_single_file_is_asked_only_what_it_can_answer(tmp_path: Path) -> None:
    file = tmp_path / "稿.docx"
    file.write_bytes(package()[f"data/{DRAFT}"])
    assert {item.id for item in verify(file).items} == {"真-11", "可-1", "可-2", "可-7", "安-3", "安-6"}


@pytest.mark.requirement("A-46")
def test_the_command_prints_every_item_with_its_outcome_and_changes_nothing(tmp_path: Path) -> None:
    root = unpacked(package(), tmp_path / NAME)
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*")}
    good = run(root)
    assert good.exit_code == 0, good.output
    for item in ITEMS:
        assert f" {item.id} {item.sentence}" in good.output
    assert "✓ 通过 真-2" in good.output and "○ 人工 真-11" in good.output
    assert {path: path.stat().st_mtime_ns for path in root.rglob("*")} == before
    (root / "data" / PDF).write_bytes(b"%PDF-1.7")
    bad = run(root)
    assert bad.exit_code == 1 and "✗ 不通过 真-2" in bad.output


@pytest.mark.requirement("A-46")
def test_json_and_html_say_what_the_terminal_says(tmp_path: Path) -> None:
    root = unpacked({**package(), "data/<u>&.txt": b"x"}, tmp_path / NAME)
    result = run(root, "--json", "--html", tmp_path)
    assert result.exit_code == 1
    data = json.loads(result.output)
    assert data["passed"] is False and data["digest"] == bag_digest(package())
    assert sum(data["summary"].values()) == len(data["items"]) == len(ITEMS)
    assert {item["outcome"] for item in data["items"]} == {"passed", "failed", "manual"}
    page = (tmp_path / "检测报告.html").read_text(encoding="utf-8")
    HTMLParser().feed(page)
    assert "<u>" not in page and "&lt;u&gt;" in page
    assert page.count('<article class="') == len(ITEMS)
    assert page.count('<article class="error">') == data["summary"]["failed"]
    found = verify(root)
    assert verification_html(found) == page
    assert json.loads(verification_json(found)) == data


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.txt", b"x", "不是归档包"),
        ("a.zip", b"x", "不是归档包"),
        ("a.pdf", b"x", "不是 PDF 文件"),
        ("a.ofd", b"x", "不是 OFD 文件"),
        ("a.docx", b"x", "不是 Word 文件"),
        ("a.pdf", b"", "不是 PDF 文件"),
    ],
)
def test_what_is_no_package_and_no_document_is_refused_in_one_line(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    (tmp_path / name).write_bytes(content)
    result = run(tmp_path / name)
    assert result.exit_code == 1 and message in result.output
    assert not isinstance(result.exception, Exception)


@pytest.mark.requirement("A-45")
def test_an_empty_or_foreign_folder_fails_and_never_ends_in_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    (tmp_path / "别的").mkdir()
    (tmp_path / "别的" / "照片.jpg").write_bytes(b"\xff\xd8")
    for folder in ("空", "别的"):
        result = run(tmp_path / folder)
        assert result.exit_code == 1 and "缺少清单" in result.output


@pytest.mark.requirement("A-45")
@pytest.mark.parametrize("name", sorted(package()))
@pytest.mark.parametrize("content", [b"", b"\0\xff" * 100, b"<a/>", b"PK\x03\x04", b"%PDF-"])
def test_whatever_a_file_is_replaced_by_the_outcome_is_a_report(name: str, content: bytes, tmp_path: Path) -> None:
    files = {**package(), name: content}
    assert failed(verified(files, tmp_path / "一"))
    if name.startswith("data/"):
        assert failed(verified(forged(package(), {name.removeprefix("data/"): content}), tmp_path / "二"))


def test_usage_is_told(tmp_path: Path) -> None:
    assert run(tmp_path / "没有").exit_code == 2
    assert run().exit_code == 2
    file = tmp_path / "稿.docx"
    file.write_bytes(package()[f"data/{DRAFT}"])
    assert "只能用于归档包" in run(file, "--rebuild").output
