"""A verification as one page of HTML."""

from typeset.archive.verification import Outcome, Property, Verification
from typeset.backends.metadata import program_name
from typeset.reports.templates import html_environment
from typeset.reports.verification import summary

_KINDS = {Outcome.PASSED: "good", Outcome.FAILED: "error", Outcome.MANUAL: "warning"}


def verification_html(verification: Verification) -> str:
    """Return the verification as an HTML page; every text in it is escaped."""
    sections = [
        (
            aspect,
            [item for item in verification.items if item.property is aspect],
            [(_KINDS[outcome], str(outcome), verification.count(outcome, aspect)) for outcome in Outcome],
        )
        for aspect in Property
    ]
    return (
        html_environment()
        .get_template("verify.html.j2")
        .render(
            verification=verification,
            sections=sections,
            kinds=_KINDS,
            summary=summary(verification),
            program=program_name(),
        )
    )
