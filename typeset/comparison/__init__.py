"""What is different between two documents: element by element, paragraph by paragraph, word by word."""

from typeset.comparison.change import Change, ChangeKind, Comparison, summary
from typeset.comparison.documents import compare_documents
from typeset.comparison.words import Piece, compare_words

__all__ = ["Change", "ChangeKind", "Comparison", "Piece", "compare_documents", "compare_words", "summary"]
