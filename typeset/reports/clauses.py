"""The clause that a rule stands in, as a reader cites it."""

from typeset.standard.requirements import requirements


def clause_of(rule: str) -> str:
    """Return the clause of a rule: GB/T 9704—2012 7.2.5, 条例 第九条（五）; empty for a rule without one."""
    requirement = requirements().get(rule)
    if requirement is None:
        return ""
    return f"GB/T 9704—2012 {requirement.clause}" if requirement.clause[0].isdigit() else requirement.clause
