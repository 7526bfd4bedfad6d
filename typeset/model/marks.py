"""发文机关标志 of a document (7.2.4), as it follows from what the source says."""

from typeset.model.document import Document

MARK_SUFFIXES = {"公文": "文件", "信函": "", "命令": "令", "纪要": "纪要"}
"""What a mark adds to the names of the issuers, by 格式."""


def mark_text(document: Document) -> str:
    """Return the 发文机关标志 (R-7.2.4-1, R-10.1-1, R-10.2-1, R-10.3-1): as given, else of the names of the issuers.

    A 公文 adds 文件, a 命令 令, a 纪要 纪要; a 信函 has the name of the 主办机关 alone (R-10.1-3).
    """
    if document.mark_text:
        return document.mark_text
    issuers = document.issuers if is_joint(document) else document.issuers[:1]
    return "".join(issuer.name for issuer in issuers) + mark_suffix(document)


def mark_suffix(document: Document) -> str:
    """Return the word that the mark of a format ends with."""
    return MARK_SUFFIXES[document.format]


def is_joint(document: Document) -> bool:
    """Tell whether the mark names several organs (R-7.2.4-6, -7)."""
    shows_all = document.joint_mark == "全部" and document.format in ("公文", "命令")
    return shows_all and document.mark_text is None and len(document.issuers) > 1
