"""The table of requirements, and which tests decide them.

    python -m typeset.standard.requirements [TESTS]
    python -m typeset.standard.requirements --summary README.md README.zh-CN.md

prints docs/requirements.md: every requirement by clause, how it is checked, and the tests that carry its id; or writes
the summary of it into READMEs, a row a clause, between the two marks that stand there.
"""

import ast
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

TABLE = Path(__file__).with_name("requirements.yaml")

Strength = Literal["规定", "一般", "推荐", "可以", "推算", "实务", "法律"]
Check = Literal["test", "eye", "print", "later"]
Language = Literal["zh", "en"]

CHECK_WORDS: Mapping[Check, str] = MappingProxyType(
    {"test": "自动测试", "eye": "人工核对", "print": "印制单", "later": "本版未查"}
)
DETAILS = ("编号", "条款", "要求", "强度", "检查", "测试或说明")
SUMMARY_BEGINS, SUMMARY_ENDS = "<!-- requirements: begin -->", "<!-- requirements: end -->"
SUMMARY_COLUMNS: Mapping[Language, tuple[str, ...]] = MappingProxyType(
    {
        "zh": ("条款", "要求", *CHECK_WORDS.values()),
        "en": ("clause", "requirements", "by test", "by eye", "print ticket", "not yet"),
    }
)


@dataclass(frozen=True, slots=True)
class ClauseGroup:
    """Clauses that are one thing to a reader.

    Its requirements are those of `family` (R the standard, T the regulations, …) whose ids go on with one of `numbers`.
    """

    clause: str
    name: str
    english: str
    numbers: tuple[str, ...] = ("",)
    family: str = "R"

    @property
    def anchor(self) -> str:
        """The name of its section in docs/requirements.md."""
        return f"{self.family}-{self.numbers[0]}".rstrip("-.").lower()

    def holds(self, requirement: "Requirement") -> bool:
        """Tell whether a requirement belongs to the group."""
        return requirement.id.startswith(tuple(f"{self.family}-{number}" for number in self.numbers))


GROUPS = (
    ClauseGroup("1—4", "范围、术语、用纸", "scope, terms, paper", ("1-", "3.", "4-")),
    ClauseGroup("5", "版面", "page", ("5.",)),
    ClauseGroup("6", "印制装订", "printing and binding", ("6.",)),
    ClauseGroup("7.1", "要素", "elements", ("7.1-",)),
    ClauseGroup("7.2.1", "份号", "份号 copy number", ("7.2.1-",)),
    ClauseGroup("7.2.2", "密级和保密期限", "密级 secrecy", ("7.2.2-",)),
    ClauseGroup("7.2.3", "紧急程度", "紧急程度 urgency", ("7.2.3-",)),
    ClauseGroup("7.2.4", "发文机关标志", "发文机关标志 mark", ("7.2.4-",)),
    ClauseGroup("7.2.5", "发文字号", "发文字号 number", ("7.2.5-",)),
    ClauseGroup("7.2.6", "签发人", "签发人 signers", ("7.2.6-",)),
    ClauseGroup("7.2.7", "版头中的分隔线", "red rule", ("7.2.7-",)),
    ClauseGroup("7.3.1", "标题", "标题 title", ("7.3.1-",)),
    ClauseGroup("7.3.2", "主送机关", "主送机关 addressees", ("7.3.2-",)),
    ClauseGroup("7.3.3", "正文", "正文 text", ("7.3.3-",)),
    ClauseGroup("7.3.4", "附件说明", "附件说明 list of attachments", ("7.3.4-",)),
    ClauseGroup("7.3.5", "署名、成文日期和印章", "署名, 成文日期, 印章 signature, date, seal", ("7.3.5.",)),
    ClauseGroup("7.3.6", "附注", "附注 note", ("7.3.6-",)),
    ClauseGroup("7.3.7", "附件", "附件 attachments", ("7.3.7-",)),
    ClauseGroup("7.4", "版记", "版记 imprint", ("7.4",)),
    ClauseGroup("7.5", "页码", "页码 page numbers", ("7.5-",)),
    ClauseGroup("8", "横排表格", "rotated tables", ("8-",)),
    ClauseGroup("9", "计量单位、标点符号和数字", "units, marks, digits", ("9-",)),
    ClauseGroup("10.1", "信函格式", "信函 letter", ("10.1-",)),
    ClauseGroup("10.2", "命令（令）格式", "命令 order", ("10.2-",)),
    ClauseGroup("10.3", "纪要格式", "纪要 minutes", ("10.3-",)),
    ClauseGroup("", "《党政机关公文处理工作条例》", "regulations of 2012 (条例)", family="T"),
    ClauseGroup("", "标点和数字的排法", "marks and digits in lines", family="K"),
    ClauseGroup("", "字符", "characters of the text", family="P"),
    ClauseGroup("", "标点符号用法（GB/T 15834）", "use of marks (GB/T 15834)", family="B"),
    ClauseGroup("", "数字用法（GB/T 15835）", "use of numbers (GB/T 15835)", family="N"),
    ClauseGroup("", "用语", "wording", family="Y"),
    ClauseGroup("", "网格", "grid", family="G"),
    ClauseGroup("", "排版", "layout", family="L"),
    ClauseGroup("", "源稿", "source", family="S"),
    ClauseGroup("", "导入", "import", family="I"),
    ClauseGroup("", "归档副本", "archival copies", family="A"),
    ClauseGroup("", "Word 稿", "Word files", family="W"),
)


@dataclass(frozen=True, slots=True)
class Requirement:
    """One rule: where it stands, what it says, how strong it is, when it applies, and how it is checked.

    `note` is the reason for a check other than `test`.
    """

    id: str
    clause: str
    sentence: str
    strength: Strength
    condition: str
    check: Check
    note: str = ""


@cache
def requirements() -> Mapping[str, Requirement]:
    """Return every requirement by id, in the order of the table; ValueError when an id stands there twice."""
    import yaml

    table: dict[str, Requirement] = {}
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for row in yaml.load(TABLE.read_text(encoding="utf-8"), loader):
        requirement = Requirement(**row)
        if requirement.id in table:
            raise ValueError(f"requirement {requirement.id} stands twice in {TABLE.name}")
        table[requirement.id] = requirement
    return MappingProxyType(table)


def marked_tests(tests: Path) -> Mapping[str, tuple[str, ...]]:
    """Return the tests that carry `pytest.mark.requirement("…")`, by requirement id, without running them.

    A test is named `file.py::name`; a mark of a whole file or of a parameter counts for the file. Ids must be plain
    strings: what the syntax tree does not show is not seen.
    """
    found: dict[str, list[str]] = {}
    for path in sorted(tests.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
        for owner, requirement in _marks(tree, path.relative_to(tests).as_posix()):
            names = found.setdefault(requirement, [])
            if owner not in names:
                names.append(owner)
    return {requirement: tuple(names) for requirement, names in found.items()}


def _marks(node: ast.AST, owner: str) -> Iterator[tuple[str, str]]:
    """Yield (owner, id) for every mark at or below `node`, the owner being the innermost named test."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        owner = f"{owner}::{node.name}"
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "requirement":
        for argument in node.args:
            if isinstance(argument, ast.Constant):
                yield owner, str(argument.value)
    for child in ast.iter_child_nodes(node):
        yield from _marks(child, owner)


def clause_groups() -> Iterator[tuple[ClauseGroup, tuple[Requirement, ...]]]:
    """Yield the groups of clauses with their requirements, each of which belongs to one."""
    for group in GROUPS:
        yield group, tuple(row for row in requirements().values() if group.holds(row))


def markdown_tables(tests: Path) -> str:
    """Return every requirement with the tests that decide it, in Markdown: a section a group of clauses."""
    marked = marked_tests(tests)
    sections = []
    for group, rows in clause_groups():
        lines = [f'<a id="{group.anchor}"></a>', "", f"## {group.clause} {group.name}".rstrip(), "", *_head(DETAILS)]
        lines += [_row(row, marked.get(row.id, ())) for row in rows]
        sections.append("\n".join(lines))
    return "\n\n".join(sections)


def _head(columns: Sequence[str]) -> tuple[str, str]:
    return f"| {' | '.join(columns)} |", "|---" * len(columns) + "|"


def _row(requirement: Requirement, tests: Sequence[str]) -> str:
    names = "<br>".join(f"`{name}`" for name in tests)
    cells = (
        requirement.id,
        requirement.clause,
        requirement.sentence,
        requirement.strength,
        CHECK_WORDS[requirement.check],
        names or requirement.note,
    )
    return f"| {' | '.join(cells)} |"


def summary_table(language: Language) -> str:
    """Return how many requirements a group of clauses has, and how they are checked, in Markdown."""
    counts = [(group, [row.check for row in rows]) for group, rows in clause_groups()]
    lines = [*_head(SUMMARY_COLUMNS[language])]
    for group, checks in counts:
        name = group.name if language == "zh" else group.english
        title = f"[{group.clause} {name}](docs/requirements.md#{group.anchor})".replace("[ ", "[")
        lines.append(_numbers(title, checks))
    lines.append(_numbers("合计" if language == "zh" else "all", [check for _, checks in counts for check in checks]))
    return "\n".join(lines)


def _numbers(title: str, checks: Sequence[Check]) -> str:
    numbers = [len(checks), *(checks.count(kind) for kind in CHECK_WORDS)]
    return f"| {title} | {' | '.join(str(number or '') for number in numbers)} |"


def with_summary(text: str, language: Language) -> str:
    """Return a README with its summary written anew. Raises ValueError when the two marks are not there once each."""
    if text.count(SUMMARY_BEGINS) != 1 or text.count(SUMMARY_ENDS) != 1:
        raise ValueError(f"no place for the summary: {SUMMARY_BEGINS} … {SUMMARY_ENDS}")
    before, _, rest = text.partition(SUMMARY_BEGINS)
    _, _, after = rest.partition(SUMMARY_ENDS)
    return f"{before}{SUMMARY_BEGINS}\n\n{summary_table(language)}\n\n{SUMMARY_ENDS}{after}"


def main(arguments: Sequence[str]) -> None:
    """Print the tables, or write the summary into the READMEs that are named."""
    if arguments[:1] != ["--summary"]:
        print(f"# 标准条款对照\n\n{markdown_tables(Path(arguments[0] if arguments else 'tests'))}")
        return
    for path in map(Path, arguments[1:]):
        language: Language = "zh" if ".zh" in path.name else "en"
        path.write_text(with_summary(path.read_text(encoding="utf-8"), language), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
