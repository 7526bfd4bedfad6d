"""What holds of the text rules whatever the text: places are inside it, a second reading is calm, time is linear."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import SHARED
from typeset.proofreading import Certainty, Passage, PassageKind, corrected, proofread

TEXTS = st.text(
    alphabet="学生教育的在市委一二三12３.,:;()（）“”\"'《》〈〉、，。…-—～ 　%andQ[]〔〕年岁號\u200b", max_size=40
)
REPEATED = (
    *("(", "(a", " ", "字 ", "a 字", "，", '"', "學", "《", "字,", "...", "--", "“字", "(字)", "http://", "<!--"),
    *(
        "a@a.",
        "一、",
        "率1%，",
        "3-",
        "1",
        "的",
        "《字》、",
        "“字”到",
        "〔2024",
        "（",
        "印发",
        "百分之",
        "聚焦字",
        "1、2",
    ),
)


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from(PassageKind))
def test_every_remark_is_on_characters_of_the_passage(text: str, kind: PassageKind) -> None:
    for remark in proofread([Passage(text, kind)])[0]:
        assert 0 <= remark.start <= remark.end <= len(text)
        assert remark.message and remark.hint
        assert (remark.replacement is None) == (remark.certainty is Certainty.NOTED)
        assert remark.replacement is None or remark.replacement != text[remark.start : remark.end]


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from(PassageKind))
def test_corrections_come_to_an_end(text: str, kind: PassageKind) -> None:
    for _ in range(4):
        remarks = proofread([Passage(text, kind)])[0]
        text = corrected(text, remarks)
    assert corrected(text, proofread([Passage(text, kind)])[0]) == text


@pytest.mark.slow
@pytest.mark.parametrize("piece", REPEATED)
def test_a_hundred_thousand_characters_take_seconds_whatever_they_are(piece: str) -> None:
    text = "字" + piece * (100_000 // len(piece)) + "字"
    began = time.process_time()
    proofread([Passage(text)])
    assert time.process_time() - began < 6


@pytest.mark.slow
def test_a_file_made_to_trap_patterns_is_read_in_seconds() -> None:
    file = SHARED / "bad/66-redos.txt"
    if not file.exists():
        pytest.skip("no folder of shared material beside the checkout")
    lines = file.read_text(encoding="utf-8").splitlines()
    began = time.process_time()
    proofread([Passage(line) for line in lines])
    assert time.process_time() - began < 6


@pytest.mark.parametrize("file", sorted(SHARED.glob("corpus/*/raw.txt")), ids=lambda path: path.parent.name)
def test_certain_corrections_of_real_documents_change_no_character_but_marks_and_spaces(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    passages = [Passage(line.strip()) for line in lines if line.strip()]
    for passage, remarks in zip(passages, proofread(passages), strict=True):
        for remark in remarks:
            if remark.certainty is Certainty.CERTAIN:
                before, after = passage.text[remark.start : remark.end], remark.replacement or ""
                assert not any(character.isalnum() for character in before + after)
