"""Check a Word file of any origin: its pages, its elements and how it was made (GB/T 9704—2012).

A Word file is no printed page: where lines and pages break is for Word to say. Measured is what the file sets; heights
that depend on Word are estimated, and only what cannot be right is a finding.
"""

from typeset.checks.word import closing, habits, head, imprint, labels, page_numbers, pages, text
from typeset.checks.word.finding import WordRule, issue_of
from typeset.errors import Issue
from typeset.inspect.word.values import WordFile

WORD_RULES: tuple[tuple[str, WordRule], ...] = (
    ("R-5.1-1", pages.paper_is_a4),
    ("R-5.2.1-1", pages.top_margin),
    ("R-5.2.1-2", pages.left_margin),
    ("R-5.2.1-3", pages.type_area),
    ("R-5.2.1-4", pages.right_and_bottom_margins),
    ("R-8-1", pages.no_page_lies),
    ("R-5.2.3-1", pages.lines_a_page),
    ("R-5.2.3-2", pages.characters_a_line),
    ("R-5.2.2-1", text.text_is_in_fangsong),
    ("R-5.2.4-1", text.text_is_black),
    ("R-7.2.1-1", labels.copy_number_is_set),
    ("R-7.2.2-1", labels.secrecy_is_set),
    ("R-7.2.3-1", labels.urgency_is_set),
    ("R-7.2.4-2", head.mark_is_centred),
    ("R-7.2.4-3", head.mark_of_a_document_is_at_its_height),
    ("R-10.1-1", head.mark_of_a_letter_is_at_its_height),
    ("R-10.2-1", head.mark_of_an_order_is_at_its_height),
    ("R-10.3-1", head.mark_of_minutes_is_at_its_height),
    ("R-7.2.4-4", head.mark_is_red_xiaobiaosong),
    ("R-7.2.5-1", head.number_is_in_its_place),
    ("R-7.2.5-2", head.number_has_its_form),
    ("R-7.2.5-3", head.number_beside_signers_is_at_the_left),
    ("R-7.2.6-2", labels.names_of_signers_are_in_kaiti),
    ("R-7.2.7-1", head.red_rule_is_there),
    ("R-7.2.7-2", head.rule_is_not_too_thin),
    ("R-7.3.1-1", text.title_is_set_as_title),
    ("R-7.3.1-4", text.title_ends_without_a_mark),
    ("R-7.3.2-1", text.addressees_are_at_the_left),
    ("R-7.3.3-2", text.text_is_indented),
    ("R-7.3.3-4", text.headings_have_their_faces),
    ("R-7.3.3-5", text.nothing_is_bold),
    ("R-7.3.4-1", closing.list_is_indented),
    ("R-7.3.4-2", closing.listed_names_have_no_marks),
    ("R-7.3.5.1-1", closing.date_is_in_its_place),
    ("R-7.3.5.1-2", closing.signature_is_centred_on_the_date),
    ("R-7.3.5.1-4", closing.seal_is_on_the_date),
    ("R-7.3.5.4-1", closing.date_is_in_digits),
    ("R-7.3.5.5-1", closing.signature_stands_with_text),
    ("R-7.3.6-1", closing.note_is_in_brackets),
    ("R-7.3.7-1", closing.attachments_begin_pages),
    ("R-7.3.7-2", closing.attachment_labels_are_in_heiti),
    ("R-7.4.1-3", imprint.imprint_stands_at_the_foot),
    ("R-7.4.1-4", imprint.imprint_rules_are_black),
    ("R-7.4.2-1", imprint.copies_are_in_size_4),
    ("R-7.4.2-3", imprint.copies_end_with_a_stop),
    ("R-7.4.3-1", imprint.printing_is_in_size_4),
    ("R-7.4.3-2", imprint.printing_date_is_whole),
    ("R-7.5-1", page_numbers.pages_have_numbers),
    ("R-7.5-2", page_numbers.numbers_have_dashes),
    ("R-7.5-3", page_numbers.numbers_are_below_the_type_area),
    ("R-7.5-4", page_numbers.numbers_are_at_the_outer_edge),
    ("K-1", habits.line_edges_are_kept),
    ("G-2", text.text_is_justified),
    ("G-3", habits.marks_keep_their_cells),
    ("L-6", text.nothing_is_left_to_fill_in),
    ("W-1", habits.no_theme_faces),
    ("W-2", habits.styles_carry_the_look),
    ("W-3", habits.no_empty_paragraphs_in_a_row),
    ("W-4", habits.no_blanks_as_indents),
    ("W-5", habits.no_tracked_changes),
    ("W-6", habits.no_hidden_words),
    ("W-7", habits.nothing_from_elsewhere),
    ("W-8", habits.no_widow_control),
    ("W-9", habits.no_autospace),
    ("W-10", habits.compatibility_is_full),
    ("W-11", habits.no_comments),
    ("W-12", habits.no_macros),
    ("W-13", habits.marks_stay_in_the_type_area),
)
"""The rules in the order of the elements on the page, each under the id of its requirement."""


def check_word(inspected: WordFile, file: str) -> tuple[Issue, ...]:
    """Return every breach of a rule in a Word file, with the paragraph it is in and what was measured."""
    return tuple(
        issue_of(requirement, finding, file) for requirement, rule in WORD_RULES for finding in rule(inspected)
    )
