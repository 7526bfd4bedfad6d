"""The text rules in order, and what they say of the passages of a document."""

from collections.abc import Sequence

from typeset.errors import Severity
from typeset.proofreading.finding import DocumentRule, PassageRule, remark_of
from typeset.proofreading.marks import (
    dashes_are_two_cells,
    ellipses_are_six_dots,
    marks_are_not_doubled,
    middle_dots_are_half_width,
    slashes_stand_inside_a_line,
    words_are_chinese,
)
from typeset.proofreading.numbering import (
    numberings_are_well_formed,
    numberings_have_one_mark,
    titles_have_no_end_mark,
)
from typeset.proofreading.pairs import marks_have_partners, years_of_numbers_stand_in_tortoise_brackets
from typeset.proofreading.ranges import numbers_are_joined_by_a_wave, years_are_joined_by_a_dash
from typeset.proofreading.remark import Certainty, Passage, Remark
from typeset.proofreading.spaces import spaces_stand_between_latin_words_only, titles_are_spaced_alike
from typeset.proofreading.variants import characters_are_simplified, text_has_no_invisible_characters
from typeset.proofreading.width import (
    digits_and_letters_are_half_width,
    marks_of_chinese_text_are_full_width,
    quotation_marks_are_curved,
)

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

PASSAGE_RULES: tuple[PassageRule, ...] = (
    PassageRule("P-1", _ERROR, marks_of_chinese_text_are_full_width),
    PassageRule("P-2", _ERROR, quotation_marks_are_curved),
    PassageRule("P-3", _ERROR, spaces_stand_between_latin_words_only),
    PassageRule("P-4", _ERROR, digits_and_letters_are_half_width),
    PassageRule("P-5", _ERROR, years_of_numbers_stand_in_tortoise_brackets),
    PassageRule("P-7", _ERROR, words_are_chinese),
    PassageRule("P-8", _ERROR, marks_are_not_doubled),
    PassageRule("P-10", _ERROR, text_has_no_invisible_characters),
    PassageRule("B-顿-3", _ERROR, numberings_have_one_mark),
    PassageRule("B-破-1", _ERROR, dashes_are_two_cells),
    PassageRule("B-省-1", _ERROR, ellipses_are_six_dots),
    PassageRule("B-连-2", _WARNING, years_are_joined_by_a_dash),
    PassageRule("B-间-1", _WARNING, middle_dots_are_half_width),
    PassageRule("B-分-1", _WARNING, slashes_stand_inside_a_line),
    PassageRule("B-标题-1", _ERROR, titles_have_no_end_mark),
    PassageRule("B-序-1", _ERROR, numberings_are_well_formed),
)
"""Rules that look at one passage at a time, in the order of the standards."""

DOCUMENT_RULES: tuple[DocumentRule, ...] = (
    DocumentRule("P-3", _ERROR, titles_are_spaced_alike),
    DocumentRule("P-6", _ERROR, characters_are_simplified),
    DocumentRule("P-9", _ERROR, marks_have_partners),
    DocumentRule("B-连-3", _WARNING, numbers_are_joined_by_a_wave),
)
"""Rules that compare the passages of a document."""

_SURENESS = {Certainty.NOTED: 0, Certainty.PROPOSED: 1, Certainty.CERTAIN: 2}


def proofread(passages: Sequence[Passage]) -> tuple[tuple[Remark, ...], ...]:
    """Return what the rules say of each passage of a document, in the order of the characters."""
    remarks: list[list[Remark]] = [
        [remark_of(rule, finding) for rule in PASSAGE_RULES for finding in rule.find(passage)] for passage in passages
    ]
    for rule in DOCUMENT_RULES:
        for index, finding in rule.find(passages):
            remarks[index].append(remark_of(rule, finding))
    return tuple(_in_order(found) for found in remarks)


def _in_order(remarks: Sequence[Remark]) -> tuple[Remark, ...]:
    """Return remarks in the order of the text; of two by the same rule on the same characters, the surer one."""
    surest: dict[tuple[int, int, str], Remark] = {}
    for remark in remarks:
        place = (remark.start, remark.end, remark.rule)
        if place not in surest or _SURENESS[remark.certainty] > _SURENESS[surest[place].certainty]:
            surest[place] = remark
    return tuple(sorted(surest.values(), key=lambda remark: (remark.start, remark.end)))
