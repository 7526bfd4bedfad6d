"""Check a document before it is laid out: its elements (GB/T 9704—2012, 条例 第九条) and the rules of 行文."""

from typeset.checks.addressing import (
    addressee_is_no_person,
    addressees_are_given,
    copies_go_to_others,
    one_addressee_upward,
    public_documents_address_nobody,
    report_asks_for_nothing,
    signers_of_upward_documents,
)
from typeset.checks.attachments import (
    a_single_attachment_has_no_number,
    issued_texts_have_the_titles_that_are_announced,
    mentioned_attachments_exist,
)
from typeset.checks.finding import Rule
from typeset.checks.heads import (
    every_issuer_of_an_upward_document_has_a_signer,
    joint_mark_is_of_several_organs,
    mark_of_a_letter_is_a_name_alone,
    mark_of_an_order_ends_with_its_type,
    mark_of_minutes_ends_with_its_type,
    number_of_an_order_is_an_ordinal,
)
from typeset.checks.levels import (
    contents_have_entries,
    levels_are_at_most_four,
    levels_begin_with_the_first,
    levels_follow_in_order,
    numberings_have_their_marks,
)
from typeset.checks.numbers import (
    classified_documents_have_copy_numbers,
    level_has_a_term,
    number_has_the_year_of_the_date,
    number_is_given,
    number_is_standard,
    public_documents_are_not_classified,
    term_has_a_level,
    term_is_within_the_law,
)
from typeset.checks.organs import (
    copies_are_named_once,
    copies_of_upward_documents_go_to_no_subordinate,
    departments_do_not_instruct_governments,
    inner_units_do_not_issue,
    joint_issuers_are_of_one_level,
    joint_number_is_that_of_the_first_issuer,
    levels_are_not_skipped,
    mark_names_an_issuer,
)
from typeset.checks.signing import (
    a_request_gives_a_contact,
    date_is_given,
    dates_are_in_digits,
    dates_are_plausible,
    imprint_is_whole,
    imprint_of_letter,
    minutes_have_a_mark,
    no_page_is_said_to_be_without_text,
    printed_after_signing,
    seals_are_those_of_the_issuers,
    signatures_are_those_of_the_issuers,
)
from typeset.checks.tables import cells_end_with_their_table
from typeset.checks.titles import (
    attachment_titles_are_fit_for_the_list,
    attachment_titles_have_no_book_marks,
    attachments_have_names,
    bound_attachments_have_text,
    footnotes_are_called,
    issuer_names_fit,
    title_ends_with_its_type,
    title_is_not_too_long,
    title_names_organ_matter_and_type,
    values_are_words,
)
from typeset.checks.wording import (
    a_reply_names_what_it_answers,
    a_request_ends_with_its_question,
    a_request_has_one_matter,
    text_is_not_too_long,
    title_ends_with_a_type,
    words_fit_the_direction,
)
from typeset.errors import Issue
from typeset.readers import Reading
from typeset.standard.rule_names import is_under_any

DOCUMENT_RULES: tuple[tuple[str, Rule], ...] = (
    ("S-4", values_are_words),
    ("T-17-1", inner_units_do_not_issue),
    ("T-17-1", joint_issuers_are_of_one_level),
    ("R-7.2.4-1", mark_names_an_issuer),
    ("R-7.2.4-5", issuer_names_fit),
    ("R-7.2.4-6", joint_mark_is_of_several_organs),
    ("R-10.1-1", mark_of_a_letter_is_a_name_alone),
    ("R-10.2-1", mark_of_an_order_ends_with_its_type),
    ("R-10.3-1", minutes_have_a_mark),
    ("R-10.3-1", mark_of_minutes_ends_with_its_type),
    ("T-9-1", classified_documents_have_copy_numbers),
    ("T-9-2", term_has_a_level),
    ("T-9-2", level_has_a_term),
    ("R-7.2.2-3", term_is_within_the_law),
    ("T-31-1", public_documents_are_not_classified),
    ("T-9-5", number_is_given),
    ("R-7.2.5-2", number_is_standard),
    ("R-7.2.5-4", joint_number_is_that_of_the_first_issuer),
    ("T-N-2", number_has_the_year_of_the_date),
    ("R-10.2-2", number_of_an_order_is_an_ordinal),
    ("T-9-6", signers_of_upward_documents),
    ("R-7.2.6-3", every_issuer_of_an_upward_document_has_a_signer),
    ("T-9-7", title_names_organ_matter_and_type),
    ("T-8-1", title_ends_with_a_type),
    ("R-7.3.1-4", title_ends_with_its_type),
    ("R-7.3.1-2", title_is_not_too_long),
    ("R-7.3.2-1", addressees_are_given),
    ("R-7.3.2-1", public_documents_address_nobody),
    ("T-14-1", levels_are_not_skipped),
    ("T-15-1", one_addressee_upward),
    ("T-15-5", addressee_is_no_person),
    ("T-16-2", departments_do_not_instruct_governments),
    ("T-15-4", report_asks_for_nothing),
    ("T-15-4", a_request_has_one_matter),
    ("T-8-2", a_request_ends_with_its_question),
    ("T-8-3", a_reply_names_what_it_answers),
    ("T-8-4", words_fit_the_direction),
    ("T-L-1", text_is_not_too_long),
    ("R-7.3.3-3", levels_follow_in_order),
    ("R-7.3.3-3", levels_begin_with_the_first),
    ("R-7.3.3-3", levels_are_at_most_four),
    ("R-7.3.3-6", numberings_have_their_marks),
    ("R-7.3.5.5-1", no_page_is_said_to_be_without_text),
    ("R-7.3.4-1", attachments_have_names),
    ("R-7.3.4-1", mentioned_attachments_exist),
    ("R-7.3.4-2", attachment_titles_are_fit_for_the_list),
    ("R-7.3.4-2", a_single_attachment_has_no_number),
    ("R-7.3.4-4", attachment_titles_have_no_book_marks),
    ("R-7.3.7-1", bound_attachments_have_text),
    ("R-7.3.7-3", issued_texts_have_the_titles_that_are_announced),
    ("T-9-13", signatures_are_those_of_the_issuers),
    ("T-9-13", seals_are_those_of_the_issuers),
    ("T-9-12", date_is_given),
    ("T-9-12", dates_are_plausible),
    ("R-7.3.5.4-1", dates_are_in_digits),
    ("T-9-14", a_request_gives_a_contact),
    ("R-7.4.3-1", imprint_is_whole),
    ("R-7.4.3-4", printed_after_signing),
    ("T-9-15", copies_go_to_others),
    ("T-9-15", copies_are_named_once),
    ("T-15-1", copies_of_upward_documents_go_to_no_subordinate),
    ("R-10.1-10", imprint_of_letter),
    ("S-4", cells_end_with_their_table),
    ("S-4", contents_have_entries),
    ("S-4", footnotes_are_called),
)
"""The rules in the order of the elements on the page, each under the id of its requirement."""


def check_document(reading: Reading) -> tuple[Issue, ...]:
    """Return every breach of a rule in a document, with its place; rules that its 校对 silences are left out."""
    silenced = [entry.rule for entry in reading.document.silenced]
    return tuple(issue for issue in document_issues(reading) if not is_under_any(issue.requirement, silenced))


def document_issues(reading: Reading) -> tuple[Issue, ...]:
    """Return every breach of a rule in a document, silenced or not."""
    return tuple(
        Issue(
            *(requirement, finding.severity, reading.place(finding.path), finding.message, finding.hint),
            fix=finding.fix,
        )
        for requirement, rule in DOCUMENT_RULES
        for finding in rule(reading.document)
    )
