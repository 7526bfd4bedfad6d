"""What is asked of a package or file, in order, and who answers: a function, or a person."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from typeset.archive.verification.authenticity import (
    manifests_are_untouched,
    metadata_are_those_of_the_source,
    ofd_says_the_same,
    payload_is_untouched,
    pdf_says_the_same,
    register_has_the_digest,
    texts_are_the_same,
    word_draft_says_the_same,
)
from typeset.archive.verification.completeness import (
    components_are_there,
    form_is_right,
    metadata_are_complete,
    nothing_is_added,
    nothing_is_missing,
    pages_are_counted,
    register_is_whole,
    sizes_are_as_recorded,
)
from typeset.archive.verification.outcome import Judged, Property, Verdict, judged, manual
from typeset.archive.verification.safety import (
    is_not_classified,
    names_are_safe,
    nothing_else_is_carried,
    pdf_runs_nothing,
    word_draft_runs_nothing,
)
from typeset.archive.verification.signatures import pdf_is_signed, seal_is_signed
from typeset.archive.verification.subject import Kind, Subject, reason
from typeset.archive.verification.usability import (
    files_open,
    fonts_are_embedded,
    formats_are_allowed,
    ofd_keeps_the_rules,
    pdf_has_the_form_of_pdfa,
    pdf_passes_verapdf,
)
from typeset.errors import TypesetError

Judge = Callable[[Subject], Verdict]
_PDF, _OFD, _WORD = (".pdf",), (".ofd",), (".docx",)
_ALL = (*_PDF, *_OFD, *_WORD)


@dataclass(frozen=True, slots=True)
class Item:
    """A question: its id, the property that it belongs to, what is so when it passes, who judges.

    `files` are the suffixes of single files that it can be asked of; without any it is of packages alone.
    """

    id: str
    property: Property
    sentence: str
    judge: Judge
    files: tuple[str, ...] = ()


def _person(reason: str) -> Judge:
    return lambda subject: manual(reason)


_TRUE, _WHOLE = Property.AUTHENTICITY, Property.COMPLETENESS
_USABLE, _SAFE = Property.USABILITY, Property.SAFETY

ITEMS: tuple[Item, ...] = (
    Item("真-1", _TRUE, "清单和说明文件的摘要相符", manifests_are_untouched),
    Item("真-2", _TRUE, "data/ 里每个文件的摘要相符", payload_is_untouched),
    Item("真-3", _TRUE, "归档包的签名有效，签名人可信", seal_is_signed),
    Item("真-4", _TRUE, "PDF 的签名有效，签名后没有改动，签名人可信", pdf_is_signed, _PDF),
    Item("真-5", _TRUE, "登记簿里这个文号归档的就是这个包", register_has_the_digest),
    Item("真-6", _TRUE, "元数据与源稿一致", metadata_are_those_of_the_source),
    Item("真-7", _TRUE, "PDF 自述、版面和附带的源稿与元数据一致", pdf_says_the_same),
    Item("真-8", _TRUE, "OFD 自述、版面和附带的源稿与元数据一致", ofd_says_the_same),
    Item("真-9", _TRUE, "Word 稿读回来就是源稿的公文", word_draft_says_the_same),
    Item("真-10", _TRUE, "PDF、OFD、Word 稿的全文一致", texts_are_the_same),
    Item("真-11", _TRUE, "由有权的机关在办理公文中形成", _person("请对照签发的原稿和公文处理单核对"), _ALL),
    Item("完-1", _WHOLE, "清单列的文件都在", nothing_is_missing),
    Item("完-2", _WHOLE, "没有清单以外的文件", nothing_is_added),
    Item("完-3", _WHOLE, "包的写法规范，文件数和字节数相符", form_is_right),
    Item("完-4", _WHOLE, "正本、编辑件、源稿、元数据、来历齐全", components_are_there),
    Item("完-5", _WHOLE, "必要的元数据齐全", metadata_are_complete),
    Item("完-6", _WHOLE, "PDF、OFD 的页数与元数据一致", pages_are_counted),
    Item("完-7", _WHOLE, "每个文件的大小和摘要与来历所记一致", sizes_are_as_recorded),
    Item("完-8", _WHOLE, "登记簿没有被改动，文号连续", register_is_whole),
    Item("完-9", _WHOLE, "定稿、公文处理单和不随文的附件齐全", _person("请核对纸质或办公系统里的材料")),
    Item("可-1", _USABLE, "文件都能打开、读到底", files_open, _ALL),
    Item("可-2", _USABLE, "都是能长期保存的格式", formats_are_allowed, _ALL),
    Item("可-3", _USABLE, "PDF 有 PDF/A 的结构", pdf_has_the_form_of_pdfa, _PDF),
    Item("可-4", _USABLE, "PDF/A 通过独立校验（veraPDF）", pdf_passes_verapdf, _PDF),
    Item("可-5", _USABLE, "OFD 合乎 GB/T 33190 的规则", ofd_keeps_the_rules, _OFD),
    Item("可-6", _USABLE, "PDF 的字体全部嵌入", fonts_are_embedded, _PDF),
    Item("可-7", _USABLE, "显示的样子正确，载体完好", _person("请打开看一遍；载体按期检测"), _ALL),
    Item("安-1", _SAFE, "PDF 没有脚本、动作、多媒体和外部引用", pdf_runs_nothing, _PDF),
    Item("安-2", _SAFE, "PDF、OFD 没有附带不认识的文件", nothing_else_is_carried, (*_PDF, *_OFD)),
    Item("安-3", _SAFE, "Word 稿没有宏、嵌入的对象和外部引用", word_draft_runs_nothing, _WORD),
    Item("安-4", _SAFE, "文件名规范（NFC），不指到包外", names_are_safe),
    Item("安-5", _SAFE, "没有密级", is_not_classified),
    Item("安-6", _SAFE, "没有病毒，载体和传送过程安全", _person("请用杀毒软件查，并核对移交的手续"), _ALL),
)
"""The items after DA/T 70—2018, as far as its text was to be had; the ids are the program's own."""


def judge_all(subject: Subject) -> Iterator[Judged]:
    """Yield every item that concerns a subject with its verdict."""
    for item in ITEMS:
        if subject.kind is Kind.PACKAGE or any(subject.records(suffix) for suffix in item.files):
            yield Judged(item.id, item.property, item.sentence, _verdict(item, subject))


def _verdict(item: Item, subject: Subject) -> Verdict:
    """Return the verdict of an item; that something cannot be read is a finding."""
    try:
        return item.judge(subject)
    except TypesetError as error:
        return judged([reason(error)])
