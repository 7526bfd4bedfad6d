"""真实性: the package is the one that was made, and its files say the same."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from typeset.archive.bag.files import INFO_NAME, read_bag_info
from typeset.archive.register import Event, RegisterNumber, find_entry
from typeset.archive.verification.agreement import (
    files_of_document,
    is_shown,
    page_texts,
    printed,
    same_document,
    squeezed,
)
from typeset.archive.verification.digests import wrong_digests, wrong_signature_file
from typeset.archive.verification.outcome import Verdict, judged, manual
from typeset.archive.verification.subject import SOURCE_PATH, Subject, each
from typeset.backends.attached import METADATA_NAME, SOURCE_NAME
from typeset.backends.metadata import Known, document_metadata, read_metadata_xml
from typeset.errors import quoted
from typeset.model import Document
from typeset.readers.word.content import paragraphs_of
from typeset.readers.word.reading import word_file_of

OF_FILES = ("页数", "格式信息", "文件组合类型", "计算机文件名", "计算机文件大小", "文档创建程序")
"""Elements that the source does not tell."""

SHOWN = ("题名", "文件编号", "日期")


def manifests_are_untouched(subject: Subject) -> Verdict:
    """The files that say what the package is are those that the seal lists."""
    tags = wrong_digests(subject.tree, subject.manifests, tags=True)
    return judged((*tags, *wrong_signature_file(subject.tree)))


def payload_is_untouched(subject: Subject) -> Verdict:
    """The files of the payload are those that the manifests list."""
    return judged(wrong_digests(subject.tree, subject.manifests, tags=False))


def register_has_the_digest(subject: Subject) -> Verdict:
    """The register says that a package with this digest was archived under the number."""
    register = subject.anchors.register
    if register is None:
        return manual("没有给出登记簿（--register）；请与另存的内容摘要核对")
    try:
        info = read_bag_info(subject.tree.read(INFO_NAME))
    except UnicodeDecodeError:
        return judged([f"{INFO_NAME} 读不懂"])
    number = RegisterNumber.parse(info.get("External-Identifier", ""))
    entry = find_entry(register, number)
    if entry is None or entry.state is not Event.ARCHIVED:
        return judged([f"登记簿里{number}没有归档的记录" + (f"，状态是“{entry.state}”" if entry else "")])
    if entry.digest != subject.digest:
        return judged([f"登记簿记的{number}的摘要是 {entry.digest[:16]}…，与这个包的 {subject.digest[:16]}… 不同"])
    return judged((), f"登记簿：{number} {entry.changed} 归档")


def metadata_are_those_of_the_source(subject: Subject) -> Verdict:
    """metadata.xml says what the archived source says."""
    return judged(_metadata_against_source(subject))


def _metadata_against_source(subject: Subject) -> Iterator[str]:
    document = _source(subject)
    known = Known(subject.metadata.get("题名", ""), 1, "")
    wanted = {datum.element.name: datum.text for datum in document_metadata(document, known)}
    title = (document.title or "").replace("\n", "")
    if title and title != subject.metadata.get("题名"):
        yield f"题名：元数据是{quoted(subject.metadata.get('题名', ''))}，源稿是{quoted(title)}"
    for name in dict.fromkeys((*wanted, *subject.metadata)):
        said, source = subject.metadata.get(name, ""), wanted.get(name, "")
        if name not in (*OF_FILES, "题名") and said != source:
            yield f"{name}：元数据是{quoted(said)}，源稿是{quoted(source)}"


def _source(subject: Subject) -> Document:
    with files_of_document(subject.tree) as document:
        return document


def pdf_says_the_same(subject: Subject) -> Verdict:
    """The PDF says and shows title, number and date of the metadata, and carries the archived source."""
    return judged(each(subject, ".pdf", lambda path: _pdf_against_metadata(subject, path), main_only=True))


def _pdf_against_metadata(subject: Subject, path: str) -> Iterator[str]:
    with subject.objects(path) as objects:
        yield from _against_metadata(subject, objects.information)
        yield from _carried_files(subject, objects.carried)
    text = "".join(page_texts(subject.pdf(path)))
    yield from _not_shown(subject, text)


def ofd_says_the_same(subject: Subject) -> Verdict:
    """The OFD says and shows title, number and date of the metadata, and carries the archived source."""
    return judged(each(subject, ".ofd", lambda path: _ofd_against_metadata(subject, path), main_only=True))


def _ofd_against_metadata(subject: Subject, path: str) -> Iterator[str]:
    document = subject.ofd(path)
    said = {name: document.information.get(key, "") for name, key in _OFD_KEYS.items()}
    yield from _against_metadata(subject, {**said, **document.custom})
    yield from _carried_files(subject, document.attachments)
    yield from _not_shown(subject, squeezed(document.text))


_OFD_KEYS = {"题名": "Title", "责任者": "Author", "文件编号": "Subject", "日期": "CreationDate"}


def _against_metadata(subject: Subject, said: Mapping[str, str]) -> Iterator[str]:
    for name, value in said.items():
        wanted = subject.metadata.get(name, "")
        if name not in OF_FILES and value.replace("、", "；") != wanted.replace("、", "；"):
            yield f"{name}是{quoted(value)}，元数据是{quoted(wanted)}"


def _carried_files(subject: Subject, files: Mapping[str, bytes]) -> Iterator[str]:
    if SOURCE_NAME in files and files[SOURCE_NAME] != subject.tree.read(SOURCE_PATH):
        yield "附带的源稿与归档的源稿不同"
    if METADATA_NAME in files:
        own = dict(read_metadata_xml(files[METADATA_NAME]))
        yield from _against_metadata(subject, {name: own.get(name, "") for name in SHOWN if name in own})


def _not_shown(subject: Subject, text: str) -> Iterator[str]:
    for name in SHOWN:
        value = subject.metadata.get(name, "")
        if value and squeezed(printed(name, value)) not in text:
            yield f"版面上没有找到{name}{quoted(printed(name, value))}"


def word_draft_says_the_same(subject: Subject) -> Verdict:
    """The Word draft, read by its styles, is the document of the archived source."""
    return judged(each(subject, ".docx", lambda path: _draft_against_source(subject, path), main_only=True))


def _draft_against_source(subject: Subject, path: str) -> Iterator[str]:
    with files_of_document(subject.tree) as document:
        yield from same_document(document, subject.tree.read(path), PurePosixPath(path).name)


def texts_are_the_same(subject: Subject) -> Verdict:
    """Page by page the OFD has the text of the PDF; every paragraph of the Word draft is on the pages."""
    return judged(_text_differences(subject))


def _text_differences(subject: Subject) -> Iterator[str]:
    for pdf in subject.records(".pdf"):
        stem = pdf.removesuffix(PurePosixPath(pdf).suffix)
        pages = page_texts(subject.pdf(pdf))
        if f"{stem}.ofd" in subject.tree.sizes:
            other = [squeezed(page.text) for page in subject.ofd(f"{stem}.ofd").pages]
            differing = [number for number, (one, two) in enumerate(zip(pages, other, strict=False), 1) if one != two]
            if differing or len(pages) != len(other):
                yield f"OFD 的文字与 PDF 不同：第{'、'.join(map(str, differing[:10])) or '多出或缺少的'}页"
        if f"{stem}.docx" in subject.tree.sizes:
            word = word_file_of(subject.tree.read(f"{stem}.docx"), PurePosixPath(stem).name)
            body = page_texts(subject.pdf(pdf), without_numbers=True)
            missing = [each.text for each in paragraphs_of(word.items) if not _is_on(body, each.text)]
            yield from (f"Word 稿的这一段不在 PDF 上：{quoted(text)}" for text in missing)


def _is_on(pages: Sequence[str], paragraph: str) -> bool:
    """Tell whether a paragraph is on the pages; parts that a tab sets apart may stand in another order there."""
    whole, parts = squeezed(paragraph), map(squeezed, paragraph.split())
    return is_shown(whole, pages) or all(is_shown(part, pages) for part in parts)
