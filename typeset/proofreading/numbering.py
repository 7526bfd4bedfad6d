"""Numberings at the beginning of a passage (B-序-1, B-顿-3), marks at the end of a title (B-标题-1)."""

import re
from collections.abc import Iterator

from typeset.proofreading.finding import Finding
from typeset.proofreading.remark import Passage, PassageKind
from typeset.proofreading.surroundings import HAN

_NUMBER = "[一二三四五六七八九十百零〇]{1,5}"
_HAN_POINT = re.compile(rf"({_NUMBER})([.．])\s?(?=[{HAN}“《])")
_HAN_COMMA = re.compile(rf"({_NUMBER})([，,])")
_ARABIC = re.compile(rf"([0-9]{{1,3}})(、)\s?(?=[{HAN}“《])")
_BRACKETED = re.compile(rf"(?:[（(](?:{_NUMBER}|[0-9]{{1,3}})[）)]|[①-⑳])\s?([、．.，,])(?=\s?[{HAN}“《])")
_HALF_BRACKET = re.compile(rf"([0-9]{{1,3}}|{_NUMBER})[)）](?=\s?[{HAN}“《])")
_ENCLOSED = re.compile("[㈠-㈩]")
_END_MARKS = "。；，：、.;,:"
_AUTOMATIC = (PassageKind.TITLE, PassageKind.ATTACHMENT_NAME, PassageKind.TABLE_TITLE)

TEXT_KINDS = (PassageKind.PARAGRAPH, PassageKind.HEADING)


def numberings_are_well_formed(passage: Passage) -> Iterator[Finding]:
    """B-序-1: 一、 （一） 1. （1）; the brackets of (一) are those of P-1."""
    text = passage.text
    if passage.kind not in TEXT_KINDS:
        return
    if found := _HAN_POINT.match(text):
        message = f"序号“{found[1]}{found[2]}”用了“{found[2]}”"
        yield Finding(*found.span(2), message, "、", f"应为“{found[1]}、”", is_certain=True)
    elif found := _HAN_COMMA.match(text):
        message = f"像是序号的“{found[1]}{found[2]}”用了逗号"
        yield Finding(*found.span(2), message, "、", f"如果是序号，应为“{found[1]}、”")
    elif found := _HALF_BRACKET.match(text):
        message = f"序号“{found.group()}”只有后半个括号"
        yield Finding(*found.span(), message, f"（{found[1]}）", "第二层为（一），第四层为（1）")
    elif found := _ENCLOSED.match(text):
        number = "一二三四五六七八九十"[ord(found.group()) - ord("㈠")]
        yield Finding(*found.span(), f"序号“{found.group()}”是一个字符", f"（{number}）", is_certain=True)


def numberings_have_one_mark(passage: Passage) -> Iterator[Finding]:
    """B-顿-3: 1. and never 1、; no mark after （一）, （1） and ①. Inside a sentence （乡镇）、 is right."""
    if passage.kind not in TEXT_KINDS:
        return
    if found := _ARABIC.match(passage.text):
        yield Finding(*found.span(2), f"序号“{found[1]}、”用了顿号", ".", f"应为“{found[1]}.”", is_certain=True)
    elif found := _BRACKETED.match(passage.text):
        yield Finding(*found.span(1), f"带括号的序号后又用“{found[1]}”", "", is_certain=True)


def titles_have_no_end_mark(passage: Passage) -> Iterator[Finding]:
    """B-标题-1: no mark ends a title, the name of an attachment or a table; at a heading it is proposed."""
    if passage.kind not in (*_AUTOMATIC, PassageKind.HEADING):
        return
    end = len(passage.text.rstrip(_END_MARKS))
    if marks := passage.text[end:]:
        is_certain = passage.kind in _AUTOMATIC
        message = f"{passage.kind}末尾有标点“{marks}”"
        yield Finding(end, len(passage.text), message, "", is_certain=is_certain)
