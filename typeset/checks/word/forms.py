"""The form of a document (10), told by its mark and the place of its number."""

from typeset.checks.word.finding import first_of
from typeset.inspect.forms import Form
from typeset.inspect.word.values import Element, WordFile


def form_of(file: WordFile) -> Form:
    """Return the form that the mark and the place of the number tell."""
    mark = "".join("".join(each.text.split()) for each in file.of(Element.MARK))
    number = first_of(file, Element.NUMBER)
    if mark.endswith("纪要"):
        return Form.MINUTES
    if mark.endswith("令"):
        return Form.ORDER
    is_at_right = number is not None and number.alignment == "right" and not file.of(Element.SIGNERS)
    return Form.LETTER if is_at_right else Form.GENERAL
