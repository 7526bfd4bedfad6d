"""Word files from anywhere: what is no sound Word file is refused with one reason, and nothing outside is touched."""

import tracemalloc
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from tests.conftest import SHARED
from tests.word_files import document, paragraph, part, relations, word_file, zipped
from typeset.errors import SourceError
from typeset.readers.word import package
from typeset.readers.word.content import WordFile
from typeset.readers.word.reading import read_word, word_file_of

TEXT = paragraph("现将有关事项通知如下。")
SOUND = word_file(TEXT)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


def reason(data: bytes) -> str:
    """The one reason why a file is not read."""
    with pytest.raises(SourceError) as raised:
        word_file_of(data, "来文.docx")
    (issue,) = raised.value.issues
    assert issue.requirement == "S-1" and issue.where.file == "来文.docx" and issue.hint
    return issue.message


def texts(file: WordFile) -> list[str]:
    return [item.text for item in file.items if hasattr(item, "text")]


def altered(data: bytes, **changes: str | bytes | None) -> bytes:
    """A file whose parts are replaced; None takes one away."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    replaced: dict[str, str | bytes | None] = {**files, **changes}
    return zipped({name: content for name, content in replaced.items() if content is not None})


def test_a_sound_file_is_read() -> None:
    assert texts(word_file_of(SOUND, "来文.docx")) == ["现将有关事项通知如下。"]


def test_a_file_of_the_strict_form_is_read_too() -> None:
    with zipfile.ZipFile(BytesIO(SOUND)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    usual = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    files["word/document.xml"] = files["word/document.xml"].replace(
        usual, b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    )
    assert texts(word_file_of(zipped(files), "来文.docx")) == ["现将有关事项通知如下。"]


@pytest.mark.requirement("S-20-1")
@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "空的"),
        (b"this is not a zip", "不是 Word 文件"),
        (b"%PDF-1.7\n", "PDF"),
        (b"{\\rtf1", "RTF"),
        (b"<html><body>", "网页"),
        (OLE + "WordDocument".encode("utf-16-le"), ".doc"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (OLE + "Workbook".encode("utf-16-le"), "Excel"),
        (OLE, "旧格式"),
        (SOUND[: len(SOUND) // 2], "不完整"),
        (SOUND[:30], "不完整"),
        (zipped({"甲.txt": "乙"}), "压缩文件"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}), "OpenDocument"),
        (zipped({"mimetype": "application/epub+zip"}), "电子书"),
        (zipped({"OFD.xml": "<a/>"}), "OFD"),
        (word_file(TEXT, main_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), "Excel"),
        (word_file(TEXT, main_type="application/vnd.openxmlformats-officedocument.presentationml.x"), "演示文稿"),
        (altered(SOUND, **{"word/document.xml": None}), "正文"),
        (altered(SOUND, **{"word/document.xml": "<w:document"}), "XML"),
        (altered(SOUND, **{"word/document.xml": b""}), "XML"),
        (altered(SOUND, **{"word/document.xml": document("").replace("body", "bodx")}), "正文"),
        (altered(SOUND, **{"_rels/.rels": relations({})}), "Word"),
    ],
    ids=lambda value: value if isinstance(value, str) else "data",  # bytes hold the time they were zipped
)
def test_what_is_no_word_file_is_told_for_what_it_is(data: bytes, said: str) -> None:
    assert said in reason(data)


@pytest.mark.requirement("S-20-1")
@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "word/../../x.xml", "C:/x.xml", "word\\..\\..\\x"])
def test_names_that_lead_out_of_the_file_are_refused(name: str) -> None:
    assert "以外" in reason(altered(SOUND, **{name: "x"}))


@pytest.mark.requirement("S-20-1")
def test_a_part_that_is_there_twice_is_refused() -> None:
    buffer = BytesIO(SOUND)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("word/Document.xml", document(paragraph("另一份正文")))
    assert "有两个" in reason(buffer.getvalue())


@pytest.mark.requirement("S-20-1")
def test_twenty_thousand_entries_are_refused_at_once() -> None:
    assert "20004个部件" in reason(altered(SOUND, **{f"word/x{number}.xml": "" for number in range(20_000)}))


def bomb(name: str) -> bytes:
    return altered(SOUND, **{name: b" " * 300_000_000})


@pytest.mark.requirement("S-20-1")
@pytest.mark.parametrize("name", ["word/document.xml", "_rels/.rels", "[Content_Types].xml"])
def test_a_bomb_is_refused_before_it_takes_memory(name: str) -> None:
    data = bomb(name)
    tracemalloc.start()
    try:
        assert "解压后太大" in reason(data)
        assert tracemalloc.get_traced_memory()[1] < 100_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.requirement("S-20-1")
@pytest.mark.parametrize(
    ("limit", "value"), [("LARGEST_PART_BYTES", 300), ("LARGEST_TOTAL_BYTES", 300), ("HIGHEST_RATIO", 1)]
)
def test_each_limit_of_what_is_unpacked_holds_by_itself(
    limit: str, value: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package, "SMALL_BYTES", 0)
    monkeypatch.setattr(package, limit, value)
    assert "解压后太大" in reason(SOUND)


@pytest.mark.requirement("S-20-1")
def test_a_file_that_is_too_large_is_not_even_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "LARGEST_FILE_BYTES", 100)
    file = tmp_path / "来文.docx"
    file.write_bytes(SOUND)
    with pytest.raises(SourceError, match="超过上限"):
        read_word(file)


@pytest.mark.requirement("S-20-1")
def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="找不到文件"):
        read_word(tmp_path / "没有.docx")


@pytest.mark.requirement("S-20-1")
def test_a_bomb_whose_header_says_that_it_is_small_is_refused_too() -> None:
    data = bytearray(bomb("word/document.xml"))
    size = (300_000_000).to_bytes(4, "little")
    while (place := data.find(size)) >= 0:
        data[place : place + 4] = (1000).to_bytes(4, "little")
    assert reason(bytes(data))


@pytest.mark.requirement("S-20-1")
def test_archives_inside_of_the_archive_are_never_opened() -> None:
    assert texts(word_file_of(altered(SOUND, **{"word/embeddings/x.docx": bomb("word/document.xml")}), "来文.docx"))


@pytest.mark.requirement("S-20-1")
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY e "&a;&a;&a;">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    ],
)
def test_document_types_are_refused(declaration: str, encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?>{declaration}{document(paragraph("&e;"))}'
    assert "DTD" in reason(altered(SOUND, **{"word/document.xml": text.encode(encoding)}))


@pytest.mark.requirement("S-20-1")
def test_an_entity_without_a_document_type_is_no_sound_xml() -> None:
    assert "XML" in reason(altered(SOUND, **{"word/document.xml": document(paragraph("&e;"))}))


@pytest.mark.requirement("S-20-1")
def test_endless_nesting_is_refused() -> None:
    deep = "<w:sdt><w:sdtContent>" * 50_000 + TEXT + "</w:sdtContent></w:sdt>" * 50_000
    assert "嵌套太深" in reason(word_file(deep))


@pytest.mark.requirement("S-20-1")
def test_styles_that_stand_on_each_other_in_a_circle_do_no_harm() -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{one}"><w:name w:val="{one}"/><w:basedOn w:val="{other}"/></w:style>'
        for one, other in (("甲", "乙"), ("乙", "甲"))
    )
    file = word_file_of(
        word_file(paragraph("正文", '<w:pStyle w:val="甲"/>'), {"styles.xml": part("styles", styles)}), "x"
    )
    assert texts(file) == ["正文"]


@pytest.mark.requirement("S-20-1")
def test_what_lies_outside_of_the_file_is_reported_and_never_fetched() -> None:
    external = {
        "x1": ("attachedTemplate", "file:///etc/passwd"),
        "x2": ("image", "http://127.0.0.1:9/x.png"),
        "x3": ("hyperlink", "http://127.0.0.1:9/"),
    }
    picture = (
        '<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:link="x2"/>'
        "</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
    file = word_file_of(word_file(TEXT + picture, external=external), "来文.docx")
    said = [issue.message for issue in file.issues]
    assert len(said) == 2 and "/etc/passwd" in said[0] and "x.png" in said[1]
    assert all("没有读取" in message for message in said)


def test_a_file_with_macros_is_read_without_them() -> None:
    kind = "application/vnd.ms-word.document.macroEnabled.main+xml"
    (issue,) = word_file_of(word_file(TEXT, main_type=kind), "来文.docm").issues
    assert "宏没有带入" in issue.message


BAD = sorted(SHARED.glob("bad/*.docx"))
EXPECTED = {
    "71-not-zip.docx": "不是 Word 文件",
    "73-truncated.docx": "不完整",
    "75-zipbomb.docx": "解压后太大",
    "77-xxe.docx": "DTD",
}


@pytest.mark.requirement("S-20-1")
@pytest.mark.parametrize("path", BAD, ids=lambda path: path.name)
def test_every_hostile_file_is_refused_for_its_reason_or_read_with_a_warning(path: Path) -> None:
    if path.name in EXPECTED:
        assert EXPECTED[path.name] in reason(path.read_bytes())
        return
    file = read_word(path)
    assert file.issues
    everything = "".join(_all_texts(file))
    assert "root:" not in everything and "现将有关事项通知如下。" in everything


def _all_texts(file: WordFile) -> Iterator[str]:
    for item in file.items:
        if hasattr(item, "text"):
            yield item.text
        else:
            yield from (each.text for cell in item.cells for each in cell.paragraphs)
