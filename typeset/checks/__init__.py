"""Hold documents and pages against the requirements: ordered lists of rules that yield issues."""

from typeset.checks.document import check_document, document_issues

__all__ = ["check_document", "document_issues"]
