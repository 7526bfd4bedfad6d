"""版头 (7.2, 10): what the mark of each format says, and that a joint 上行文 names all who sign."""

from collections.abc import Iterator

from typeset.checks.finding import Finding, error, warning
from typeset.errors import quoted
from typeset.model import Document


def mark_of_a_letter_is_a_name_alone(document: Document) -> Iterator[Finding]:
    """R-10.1-1: the mark of a 信函 has no 文件."""
    mark = document.mark_text or ""
    if document.format == "信函" and mark.endswith("文件"):
        yield error(("发文机关标志",), f"信函的标志{quoted(mark)}带有“文件”", "信函的标志只写机关名称，请删去“文件”")


def mark_of_an_order_ends_with_its_type(document: Document) -> Iterator[Finding]:
    """R-10.2-1: the mark of a 命令 is a name and 命令 or 令."""
    mark = document.mark_text or ""
    if document.format == "命令" and mark and not mark.endswith("令"):
        yield error(
            ("发文机关标志",),
            f"命令的标志{quoted(mark)}末尾不是“命令”或“令”",
            "请写成“机关全称＋令”，或删去（自动加“令”）",
        )


def number_of_an_order_is_an_ordinal(document: Document) -> Iterator[Finding]:
    """R-10.2-2: a 令号 is 第×号."""
    number = document.number
    if document.format == "命令" and number and not (number.text.startswith("第") and number.text.endswith("号")):
        yield warning(("发文字号",), f"令号{quoted(number.text)}不是“第×号”的形式", "请写成如“第12号”")


def mark_of_minutes_ends_with_its_type(document: Document) -> Iterator[Finding]:
    """R-10.3-1: the mark of a 纪要 ends with 纪要."""
    mark = document.mark_text or ""
    if document.format == "纪要" and mark and not mark.endswith("纪要"):
        yield warning(("发文机关标志",), f"纪要的标志{quoted(mark)}末尾不是“纪要”", "请写成如“局长办公会议纪要”")


def every_issuer_of_an_upward_document_has_a_signer(document: Document) -> Iterator[Finding]:
    """R-7.2.6-3: a joint 上行文 names a 签发人 for every organ, in their order."""
    organs, signers = len(document.issuers), len(document.signers)
    if document.direction == "上行" and organs > 1 and signers and signers < organs:
        message = f"联合上行文有{organs}个发文机关，签发人只有{signers}人"
        yield warning(("签发人",), message, "请按发文机关的顺序写全各机关的签发人")


def joint_mark_is_of_several_organs(document: Document) -> Iterator[Finding]:
    """R-7.2.4-6: only a document of several organs has a joint mark, of all of them or of the 主办机关."""
    if document.joint_mark == "主办" and len(document.issuers) < 2:
        yield warning(("联合标志",), "写了“联合标志”，发文机关只有一个", "请删去；联合行文的，请写全“发文机关”")
