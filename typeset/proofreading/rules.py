"""The text rules in order, and what they say of the passages of a document."""

from collections.abc import Sequence

from typeset.errors import Severity
from typeset.proofreading.consistency import (
    large_numbers_are_grouped_alike,
    ordinals_are_written_alike,
    rates_have_the_same_decimals,
    titles_are_cited_alike,
)
from typeset.proofreading.enumerations import (
    approximate_measures_have_no_comma,
    approximations_have_no_comma,
    colons_are_not_nested,
    commas_stand_between_equals,
    head_words_end_with_a_colon,
    quotations_side_by_side_need_no_comma,
)
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
from typeset.proofreading.numbers import (
    approximations_are_in_han_numerals,
    dates_are_written_out,
    decimals_have_their_zero,
    differences_of_rates_are_points,
    fixed_words_keep_their_han_numerals,
    large_numbers_mix_with_wan_and_yi_only,
    measures_are_in_arabic_numerals,
    named_days_have_a_middle_dot,
    ranges_name_their_units,
    reports_name_their_year,
    serial_numbers_are_in_arabic_numerals,
    years_in_han_numerals_have_their_zero,
)
from typeset.proofreading.pairs import marks_have_partners, years_of_numbers_stand_in_tortoise_brackets
from typeset.proofreading.quotations import (
    brackets_are_not_nested,
    documents_are_cited_title_first,
    quotation_marks_alternate,
    stops_stand_outside_of_parts,
    title_marks_alternate,
    title_marks_hold_titles,
    titles_of_documents_have_title_marks,
    versions_stand_inside_the_title,
)
from typeset.proofreading.ranges import numbers_are_joined_by_a_wave, years_are_joined_by_a_dash
from typeset.proofreading.remark import Certainty, Passage, Remark
from typeset.proofreading.spaces import spaces_stand_between_latin_words_only, titles_are_spaced_alike
from typeset.proofreading.variants import characters_are_simplified, text_has_no_invisible_characters
from typeset.proofreading.width import (
    digits_and_letters_are_half_width,
    marks_of_chinese_text_are_full_width,
    quotation_marks_are_curved,
)
from typeset.proofreading.wording import (
    collocations_are_usual,
    confusable_words_are_right,
    from_goes_with_to,
    official_names_are_whole,
    organs_side_by_side_are_parted,
    particles_do_not_end_a_clause,
    prepositions_have_their_place,
    sentences_are_whole,
    words_are_not_doubled,
)

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

PASSAGE_RULES: tuple[PassageRule, ...] = (
    PassageRule("P-1", _ERROR, marks_of_chinese_text_are_full_width),
    PassageRule("P-2", _ERROR, quotation_marks_are_curved),
    PassageRule("P-3", _ERROR, spaces_stand_between_latin_words_only),
    PassageRule("P-4", _ERROR, digits_and_letters_are_half_width),
    PassageRule("P-5", _ERROR, years_of_numbers_stand_in_tortoise_brackets),
    PassageRule("P-7", _ERROR, words_are_chinese),
    PassageRule("P-8", _ERROR, marks_are_not_doubled),
    PassageRule("P-10", _ERROR, text_has_no_invisible_characters),
    PassageRule("B-顿-1", _WARNING, quotations_side_by_side_need_no_comma),
    PassageRule("B-顿-2", _WARNING, approximations_have_no_comma),
    PassageRule("B-顿-3", _ERROR, numberings_have_one_mark),
    PassageRule("B-顿-4", _WARNING, commas_stand_between_equals),
    PassageRule("B-冒-1", _WARNING, colons_are_not_nested),
    PassageRule("B-冒-2", _ERROR, head_words_end_with_a_colon),
    PassageRule("B-引-2", _WARNING, stops_stand_outside_of_parts),
    PassageRule("B-引-3", _WARNING, title_marks_hold_titles),
    PassageRule("B-括-1", _WARNING, versions_stand_inside_the_title),
    PassageRule("B-括-2", _WARNING, brackets_are_not_nested),
    PassageRule("B-破-1", _ERROR, dashes_are_two_cells),
    PassageRule("B-省-1", _ERROR, ellipses_are_six_dots),
    PassageRule("B-连-2", _WARNING, years_are_joined_by_a_dash),
    PassageRule("B-间-1", _WARNING, middle_dots_are_half_width),
    PassageRule("B-书-1", _ERROR, title_marks_alternate),
    PassageRule("B-书-2", _WARNING, titles_of_documents_have_title_marks),
    PassageRule("B-分-1", _WARNING, slashes_stand_inside_a_line),
    PassageRule("B-标题-1", _ERROR, titles_have_no_end_mark),
    PassageRule("B-序-1", _ERROR, numberings_are_well_formed),
    PassageRule("N-1", _WARNING, measures_are_in_arabic_numerals),
    PassageRule("N-2", _ERROR, serial_numbers_are_in_arabic_numerals),
    PassageRule("N-3", _WARNING, approximations_are_in_han_numerals),
    PassageRule("N-4", _WARNING, fixed_words_keep_their_han_numerals),
    PassageRule("N-7", _ERROR, decimals_have_their_zero),
    PassageRule("N-8", _WARNING, ranges_name_their_units),
    PassageRule("N-9", _ERROR, dates_are_written_out),
    PassageRule("N-10", _WARNING, named_days_have_a_middle_dot),
    PassageRule("N-12", _WARNING, approximate_measures_have_no_comma),
    PassageRule("N-13", _ERROR, years_in_han_numerals_have_their_zero),
    PassageRule("N-14", _WARNING, large_numbers_mix_with_wan_and_yi_only),
    PassageRule("N-15", _WARNING, differences_of_rates_are_points),
    PassageRule("T-Q-1", _WARNING, documents_are_cited_title_first),
    PassageRule("Y-1", _WARNING, confusable_words_are_right),
    PassageRule("Y-2", _WARNING, organs_side_by_side_are_parted),
    PassageRule("Y-3", _INFO, particles_do_not_end_a_clause),
    PassageRule("Y-4", _WARNING, words_are_not_doubled),
    PassageRule("Y-5", _INFO, prepositions_have_their_place),
    PassageRule("Y-6", _INFO, collocations_are_usual),
    PassageRule("Y-7", _WARNING, official_names_are_whole),
    PassageRule("Y-8", _INFO, from_goes_with_to),
    PassageRule("Y-9", _INFO, sentences_are_whole),
)
"""Rules that look at one passage at a time, in the order of the standards."""

DOCUMENT_RULES: tuple[DocumentRule, ...] = (
    DocumentRule("P-3", _ERROR, titles_are_spaced_alike),
    DocumentRule("P-6", _ERROR, characters_are_simplified),
    DocumentRule("P-9", _ERROR, marks_have_partners),
    DocumentRule("B-引-1", _ERROR, quotation_marks_alternate),
    DocumentRule("B-连-3", _WARNING, numbers_are_joined_by_a_wave),
    DocumentRule("N-5", _INFO, ordinals_are_written_alike),
    DocumentRule("N-6", _INFO, large_numbers_are_grouped_alike),
    DocumentRule("N-16", _INFO, reports_name_their_year),
    DocumentRule("N-18", _INFO, rates_have_the_same_decimals),
    DocumentRule("Y-10", _INFO, titles_are_cited_alike),
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
