"""The forms that the standard gives an official document."""

from enum import StrEnum


class Form(StrEnum):
    """Which of the forms of the standard a document has (7, 10)."""

    GENERAL = "公文"
    LETTER = "信函"
    ORDER = "命令"
    MINUTES = "纪要"
