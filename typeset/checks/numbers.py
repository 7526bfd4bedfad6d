"""发文字号 (7.2.5), 份号, 密级 (7.2.1, 7.2.2)."""

from collections.abc import Iterator
from dataclasses import replace

from typeset.checks.finding import Finding, error, info, warning
from typeset.errors import Fix, quoted
from typeset.model import Document

_LONGEST_TERM_YEARS = {"绝密": 30, "机密": 20, "秘密": 10}  # 保密法 第二十条


def number_is_standard(document: Document) -> Iterator[Finding]:
    """R-7.2.5-2, T-N-1: 机关代字〔年份〕序号号; 公文 and 信函 only."""
    number = document.number
    if number is None or document.format not in ("公文", "信函"):
        return
    if faults := number.faults():
        proposal = number.standard_form()
        hint = f"应写作 {proposal}" if proposal else "应写成“机关代字〔2024〕15号”的形式"
        found = error(("发文字号",), f"发文字号{quoted(number.text)}不规范：{'；'.join(faults)}", hint)
        yield replace(found, fix=Fix(proposal, is_certain=False) if proposal else None)


def number_is_given(document: Document) -> Iterator[Finding]:
    """T-9-5: a document has a 发文字号; 纪要 may do without."""
    if document.number is None and document.format != "纪要":
        yield warning((), "没有写发文字号", "请补上“发文字号: 机关代字〔年份〕序号号”；草稿里不会自动编号")


def number_has_the_year_of_the_date(document: Document) -> Iterator[Finding]:
    """T-N-2: the year of the number is that of 成文日期; in January it may be the year before."""
    number, date = document.number, document.date
    if number is None or number.year is None or date is None or number.year == date.year:
        return
    if not (date.month == 1 and number.year == date.year - 1):
        message = f"发文字号的年份“{number.year}”与成文日期“{date}”的年份不同"
        yield warning(("发文字号",), message, "请核对发文字号和成文日期")


def classified_documents_have_copy_numbers(document: Document) -> Iterator[Finding]:
    """T-9-1: a document with a 密级 has a 份号."""
    if document.secrecy and not document.copy_number:
        yield error(("密级",), "涉密公文没有写份号", "请补上“份号: '000001'”这样的6位数字")


def term_has_a_level(document: Document) -> Iterator[Finding]:
    """T-9-2: 保密期限 stands only with a 密级."""
    if document.secrecy_term and not document.secrecy_level:
        yield error(("保密期限",), "写了保密期限而没有写密级", "请补上“密级: 秘密”，或删去保密期限")


def level_has_a_term(document: Document) -> Iterator[Finding]:
    """T-9-2: how long a document is secret stands beside its 密级."""
    if document.secrecy_level and not document.secrecy_term:
        yield info(
            ("密级",),
            f"标了密级“{document.secrecy_level}”，没有写保密期限",
            "请补上“保密期限: 1年”；依法另有规定的除外",
        )


def term_is_within_the_law(document: Document) -> Iterator[Finding]:
    """R-7.2.2-3: at most 30 years for 绝密, 20 for 机密, 10 for 秘密."""
    secrecy = document.secrecy
    if secrecy is None or secrecy.term is None or secrecy.term == "长期":
        return
    count, is_months = int(secrecy.term.rstrip("个月年")), secrecy.term.endswith("月")
    longest = _LONGEST_TERM_YEARS[secrecy.level]
    if count > longest * (12 if is_months else 1):
        yield error(
            ("保密期限",), f"{secrecy.level}的保密期限“{secrecy.term}”超过{longest}年", f"请改为{longest}年以内"
        )


def public_documents_are_not_classified(document: Document) -> Iterator[Finding]:
    """T-31-1: a document is declassified before it is published."""
    if document.secrecy and any("公开发布" in note for note in document.notes):
        yield error(
            ("密级",), f"附注写明公开发布，又标有密级“{document.secrecy}”", "公开发布前须先解密；请删去其中一项"
        )
