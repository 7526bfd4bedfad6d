"""Why a text is not YAML, in Chinese (S-2)."""

import yaml

from typeset.errors import SYNTAX, Issue, Severity, Where

_REASONS = (
    ("while scanning a quoted scalar", "unexpected end of stream", "引号没有配对", "请在这段文字的末尾补上引号"),
    ("", "document separator", "引号里出现了“---”或“...”开头的行", "请补上缺的引号"),
    ("", "escape character", "双引号里的反斜杠写法不对", "请改用单引号，或把“\\”写成“\\\\”"),
    ("", "escape code", "双引号里的字符编号不是一个字符", "请直接写这个字"),
    ("", "expected hexdecimal number", "双引号里的字符编号写法不对", "请直接写这个字"),
    ("", "expected hexadecimal number", "双引号里的字符编号写法不对", "请直接写这个字"),
    ("", "expected ',' or ']'", "方括号 [ ] 没有配对，或项目之间缺少逗号", "请补上“]”或半角逗号“,”"),
    (
        "",
        "expected ',' or '}'",
        "花括号 { } 没有配对，或项目之间缺少逗号",
        "请补上“}”或半角逗号“,”；以 { 开头的文字请加引号",
    ),
    ("", "could not find expected ':'", "这里缺少半角冒号", "键后面写半角冒号和一个空格，如“标题: ……”"),
    ("", "mapping values are not allowed", "一行里有多余的“: ”，或缩进不对", "含冒号的文字请用引号括起来"),
    ("", "alphabetic or numeric character", "* 和 & 在开头有特别的意思", "以 * 或 & 开头的文字请加引号"),
    ("", "tab character", "缩进用了制表符", "缩进请用空格"),
    ("", "cannot start any token", "这个字符不能放在开头", "请把这段文字用引号括起来；缩进请用空格，不要用制表符"),
    ("", "expected '-' indicator", "列表的缩进不一致", "同一列表的“- ”要左右对齐"),
    ("", "block sequence entries are not allowed", "“- ”不能写在这里", "列表请另起一行，每项以“- ”开头"),
    ("", "expected <block end>", "缩进不一致", "同一层的键要左右对齐；引号后面不要再写文字"),
    ("", "expected key", "缩进不一致", "同一层的键要左右对齐；引号后面不要再写文字"),
    ("", "did not find expected comment or line break", "“|”或“>”后面写了文字", "文字请从下一行写起，缩进两格"),
    ("", "indentation", "缩进不对", "文字请比所属的键多缩进两格"),
    ("", "invalid indentation", "缩进不对", "文字请比所属的键多缩进两格"),
    ("", "expected node content", "这里缺少内容", "请写上文字，或删去多余的符号"),
    ("", "tag", "以 ! 开头的写法不能用", "以 ! 开头的文字请加引号"),
    ("", "directive", "以 % 开头的写法不能用", "以 % 开头的文字请加引号"),
    ("", "expected <document start>", "文件开头的内容之后又有别的内容", "请检查缩进；每个键都写成“键: 值”"),
)


def syntax_reason(error: yaml.YAMLError, text: str, file: str) -> Issue:
    """Return an error of the YAML parser as an issue: its place and a Chinese reason."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return Issue(SYNTAX, Severity.ERROR, Where(file), *_reason("", ""))
    problem, context = error.problem or "", error.context or ""
    mark = error.problem_mark or error.context_mark
    if error.context_mark is not None and _is_seen_late(context, problem):
        mark = error.context_mark
    if mark is None:
        return Issue(SYNTAX, Severity.ERROR, Where(file), *_reason(context, problem))
    line = _line_with_wide_colon(text, mark.line + 1)
    if line is not None:
        hint = "请改成半角冒号加一个空格，如“标题: ……”"
        return Issue(SYNTAX, Severity.ERROR, Where(file, line, 1), "键后面用了全角冒号“：”", hint)
    return Issue(SYNTAX, Severity.ERROR, Where(file, mark.line + 1, mark.column + 1), *_reason(context, problem))


def _is_seen_late(context: str, problem: str) -> bool:
    """Tell whether the parser notices a mistake only after the place where it was made."""
    return "end of stream" in problem or "expected ':'" in problem or "an alias" in context or "an anchor" in context


def _reason(context: str, problem: str) -> tuple[str, str]:
    for in_context, in_problem, message, hint in _REASONS:
        if in_context in context and in_problem in problem:
            return message, hint
    return "写法不符合 YAML 格式", "请检查这一行及上一行的缩进、冒号和引号"


def _line_with_wide_colon(text: str, line: int) -> int | None:
    """Return the line, this one or the one above, that looks like a key with a full-width colon."""
    lines = text.splitlines()
    for number in (line - 1, line):
        content = lines[number - 1].strip() if 0 < number <= len(lines) else ""
        if "：" in content[:10] and ": " not in content and not content.endswith(":"):
            return number
    return None
