"""An official document and its parts, as GB/T 9704—2012 names them; the keys of a source are the Chinese aliases."""

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, TypeAlias

from pydantic import Field

from typeset.model.blocks import Block
from typeset.model.body import parse_body
from typeset.model.faults import SourcePath
from typeset.model.fields import (
    Addressees,
    CopyNumber,
    Date,
    Element,
    Notes,
    Number,
    OneOrMany,
    OptionalText,
    Reads,
    ReadsInFolder,
    SecrecyTerm,
    StyleChoice,
    Text,
    Texts,
    TextTable,
    Title,
    TitleNote,
    YesNo,
    defined,
    list_of_one,
    read_document_type,
    read_secrecy_level,
)
from typeset.model.signing import Seal, SealPicture, Signature, issuer_mappings
from typeset.model.values import (
    DOCUMENT_TYPES,
    Direction,
    DocumentFormat,
    DocumentType,
    JointMark,
    Secrecy,
    SecrecyLevel,
    Urgency,
    document_type_of,
)

UPWARD: tuple[DocumentType, ...] = ("请示", "报告", "议案")
"""文种 that go to a superior (上行文)."""

_DATE_IN_NOTE = re.compile("[0-9〇○一二三四五六七八九]{4}年.{1,3}月.{1,3}日")
_TYPES: dict[str, object] = {"enum": [*DOCUMENT_TYPES, "令", "命令（令）"]}
_LEVELS: dict[str, object] = {"enum": ["绝密", "机密", "秘密"]}

Body: TypeAlias = Annotated[tuple[Block, ...], ReadsInFolder(parse_body, defined("Body"))]


class Issuer(Element):
    """发文机关 (7.2.4): its name, and its 署名 and 印章 where they are not the document's or the default."""

    name: Text = Field(validation_alias="名称", description="全称或规范化简称")
    signature: OptionalText = Field(default=None, validation_alias="署名", description="署名用的名称，默认同名称")
    seal: Seal = Field(default=None, validation_alias="印章", description="图片文件，或 无")


class SilencedRule(Element):
    """A rule that is not to be reported for this document, and why."""

    rule: Text = Field(validation_alias="规则", description="规则编号，如 R-7.2.5-2")
    reason: Text = Field(validation_alias="理由", description="为什么不必遵守")


class Proofreading(Element):
    """校对: how the document is checked."""

    silenced: Annotated[tuple[SilencedRule, ...], OneOrMany(list_of_one)] = Field(
        default=(), validation_alias="忽略", description="不报告的规则"
    )


class Part(Element):
    """附件 (7.3.7), or a text that the document issues, forwards or approves (印发件).

    Its keys mean what they mean for a document. A part that is `not_bound` is named in 附件说明 only.
    """

    title: Title = Field(default=None, validation_alias="标题", description="标题；其中的换行就是标题的回行")
    title_note: TitleNote = Field(default=None, validation_alias="题注", description="排在标题下的圆括号里")
    number: Number = Field(default=None, validation_alias="发文字号", description="如 苏教办〔2024〕15号")
    addressees: Addressees = Field(default=None, validation_alias="主送机关", description="文字或列表")
    body: Body = Field(default=(), validation_alias="正文", description="一段一行的文字，或由文字和块组成的列表")
    signature: Signature = Field(default=None, validation_alias="署名", description="文字、列表或 {职务, 姓名, 签名章}")
    date: Date = Field(default=None, validation_alias="成文日期", description="如 2024-02-20")
    notes: Notes = Field(default=(), validation_alias="附注", description="文字或列表；没有圆括号的自动加上")
    has_contents: YesNo = Field(default=False, validation_alias="目录", description="是 或 否")
    attachments: Annotated[tuple["Part", ...], OneOrMany(list_of_one)] = Field(
        default=(), validation_alias="附件", description="这一部分自己的附件"
    )
    not_bound: YesNo = Field(default=False, validation_alias="不随文", description="是：只列名称，不随文装订")

    def parts(self) -> Iterator[tuple[SourcePath, "Part"]]:
        """Yield the attachments, and theirs, each with its path from this part."""
        return _parts_under("附件", self.attachments)


Parts: TypeAlias = Annotated[tuple[Part, ...], OneOrMany(list_of_one)]


def _parts_under(key: str, parts: tuple[Part, ...]) -> Iterator[tuple[SourcePath, Part]]:
    for index, part in enumerate(parts):
        yield (key, index), part
        for path, inner in part.parts():
            yield (key, index, *path), inner


def note_has_date(note: str) -> bool:
    """Tell whether a 题注 gives a date."""
    return bool(_DATE_IN_NOTE.search(note))


def _direction(given: Mapping[str, object]) -> Direction:
    """Return 行文方向 of a document that does not say it, from its 文种 (条例 第八条)."""
    title = given.get("title")
    kind = given.get("doc_type") or _type_of_format(given.get("format"))
    kind = kind or (document_type_of(title) if isinstance(title, str) else None)
    if kind in UPWARD or (kind == "意见" and given.get("signers")):
        return "上行"
    return "平行" if kind == "函" else "下行"


def _type_of_format(given: object) -> DocumentType | None:
    return "命令" if given == "命令" else "纪要" if given == "纪要" else None


class Document(Element):
    """An official document (公文): everything its source says, converted and ready to be checked and laid out.

    A value that the source does not give is None or empty; nothing is invented. `direction` alone is derived where
    it is not given.
    """

    format: DocumentFormat = Field(default="公文", validation_alias="格式", description="公文、信函、命令、纪要（10）")
    doc_type: Annotated[DocumentType | None, Reads(read_document_type, _TYPES)] = Field(
        default=None, validation_alias="文种", description="十五种法定文种之一；默认取自标题末尾"
    )
    issuers: Annotated[tuple[Issuer, ...], OneOrMany(issuer_mappings, allows_text=True)] = Field(
        default=(),
        validation_alias="发文机关",
        description="文字，或由文字、{名称, 署名, 印章} 组成的列表；第一个是主办机关",
    )
    mark_text: OptionalText = Field(default=None, validation_alias="发文机关标志", description="红色大字（7.2.4）")
    joint_mark: JointMark = Field(default="全部", validation_alias="联合标志", description="联合行文的标志：全部、主办")
    copy_number: CopyNumber = Field(default=None, validation_alias="份号", description="6位数字，如 000001（7.2.1）")
    secrecy_level: Annotated[SecrecyLevel | None, Reads(read_secrecy_level, _LEVELS)] = Field(
        default=None, validation_alias="密级", description="绝密、机密、秘密（7.2.2）"
    )
    secrecy_term: SecrecyTerm = Field(default=None, validation_alias="保密期限", description="1年、6个月、长期")
    urgency: Urgency | None = Field(default=None, validation_alias="紧急程度", description="特急、加急（7.2.3）")
    number: Number = Field(default=None, validation_alias="发文字号", description="如 苏教办〔2024〕15号（7.2.5）")
    signers: Texts = Field(default=(), validation_alias="签发人", description="上行文的签发人姓名（7.2.6）")
    title: Title = Field(default=None, validation_alias="标题", description="其中的换行就是标题的回行（7.3.1）")
    title_note: TitleNote = Field(default=None, validation_alias="题注", description="排在标题下的圆括号里")
    direction: Direction = Field(
        default_factory=_direction, validation_alias="行文方向", description="上行、平行、下行；默认由文种决定"
    )
    addressees: Addressees = Field(
        default=None, validation_alias="主送机关", description="文字或列表，末尾的冒号自动加（7.3.2）"
    )
    body: Body = Field(
        default=(), validation_alias="正文", description="一段一行的文字，或由文字和块组成的列表（7.3.3）"
    )
    attachments: Parts = Field(default=(), validation_alias="附件", description="附件说明和附件（7.3.4、7.3.7）")
    issued: Parts = Field(
        default=(), validation_alias="印发件", description="印发、转发、批转的文本，另面排，不标“附件”"
    )
    signature: Signature = Field(
        default=None, validation_alias="署名", description="文字、列表或 {职务, 姓名, 签名章}（7.3.5）"
    )
    date: Date = Field(default=None, validation_alias="成文日期", description="如 2024-02-20（7.3.5.4）")
    seal: Seal = Field(default=None, validation_alias="印章", description="图片文件、{图, 直径} 或 无（7.3.5）")
    notes: Notes = Field(default=(), validation_alias="附注", description="文字或列表；没有圆括号的自动加上（7.3.6）")
    copies_to: Texts = Field(default=(), validation_alias="抄送", description="文字或列表（7.4.2）")
    printing_office: OptionalText = Field(
        default=None, validation_alias="印发机关", description="版记里的印发机关（7.4.3）"
    )
    printing_date: Date = Field(default=None, validation_alias="印发日期", description="版记里的印发日期（7.4.3）")
    present: Texts = Field(default=(), validation_alias="出席", description="纪要的出席人（10.3）")
    excused: Texts = Field(default=(), validation_alias="请假", description="纪要的请假人（10.3）")
    attending: Texts = Field(default=(), validation_alias="列席", description="纪要的列席人（10.3）")
    footnotes: TextTable = Field(default={}, validation_alias="脚注", description="标记: 文字；文中写 [^标记]")
    has_contents: YesNo = Field(default=False, validation_alias="目录", description="是 或 否")
    style: StyleChoice = Field(default=None, validation_alias="样式", description="样式名，或 {继承: …, 其他设置}")
    proofreading: Proofreading = Field(
        default=Proofreading(), validation_alias="校对", description="不报告的规则及理由"
    )
    archive: TextTable = Field(
        default={}, validation_alias="归档", description="归档元数据：保管期限、全宗号、机构、年度等"
    )

    @property
    def document_type(self) -> DocumentType | None:
        """文种 as given, else that of the format or of the title's end; None when none of them tells."""
        derived = document_type_of(self.title) if self.title else None
        return self.doc_type or _type_of_format(self.format) or derived

    @property
    def secrecy(self) -> Secrecy | None:
        """密级和保密期限 (7.2.2); None when no level is given."""
        return Secrecy(self.secrecy_level, self.secrecy_term) if self.secrecy_level else None

    @property
    def has_dated_note(self) -> bool:
        """Whether 题注 gives a date, as that of a 决议 or 公报 does."""
        return note_has_date(self.title_note or "")

    @property
    def is_dated_by_note(self) -> bool:
        """Whether the date stands in 题注 alone: then there is no 署名 and no seal but those that are given."""
        given = self.date is not None or self.signature is not None or isinstance(self.seal, SealPicture)
        return self.has_dated_note and not given

    @property
    def silenced(self) -> tuple[SilencedRule, ...]:
        """The rules that 校对 says are not to be reported."""
        return self.proofreading.silenced

    @property
    def has_imprint(self) -> bool:
        """Whether there is a 版记 (7.4)."""
        return bool(self.copies_to or self.printing_office or self.printing_date)

    def parts(self) -> Iterator[tuple[SourcePath, Part]]:
        """Yield every attachment and issued text, nested ones included, with its path, in the order of the pages."""
        yield from _parts_under("印发件", self.issued)
        yield from _parts_under("附件", self.attachments)

    def bodies(self) -> Iterator[tuple[SourcePath, tuple[Block, ...]]]:
        """Yield the blocks of the document and of every part, with their path."""
        yield ("正文",), self.body
        for path, part in self.parts():
            yield (*path, "正文"), part.body
