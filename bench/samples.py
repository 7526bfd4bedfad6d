"""The documents that `bench.run` measures: the notice, copies of it of any length, and the same text for Typst."""

from collections.abc import Mapping
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import yaml

NOTICE = next((Path(__file__).resolve().parents[1] / "source").glob("*.yaml"))

SENTENCE = "各县区要加强领导, 明确责任分工，确保各项任务落到实处。"

# The same page as ours as nearly as Typst's own means allow: type area, 28 cells, 22 rows, faces, page numbers.
TYPST_HEAD = """
#set page(paper: "a4", margin: (left: 28mm, right: 26mm, top: 37mm, bottom: 35mm), footer-descent: 7mm,
  footer: context {
    let number = counter(page).get().first()
    set align(if calc.odd(number) { right } else { left })
    text(font: "GW Song", size: 14pt)[#h(1em)— #number —#h(1em)]
  })
#set text(font: ((name: "Liberation Serif", covers: "latin-in-cjk"), "GW Fang"), size: 16pt, lang: "zh", region: "cn",
  tracking: -0.207pt, top-edge: 0.88em, bottom-edge: -0.12em, cjk-latin-spacing: none)
#set par(justify: true, leading: 13.61pt, spacing: 13.61pt, first-line-indent: (amount: 2em, all: true))
#let title(body) = align(center, text(font: "GW XiaoBiaoSong", size: 22pt, body))
#let mark(body) = align(center, text(font: "GW XiaoBiaoSong", size: 52pt, fill: red, body))
"""


def read_notice() -> dict[str, Any]:
    """Return the notice's source, every scalar as text."""
    source: dict[str, Any] = yaml.load(NOTICE.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return source


def paragraphs(part: Mapping[str, Any]) -> list[str]:
    """Return the paragraphs of a document or part whose text is plain."""
    text = part["正文"]
    return [line for line in (text.splitlines() if isinstance(text, str) else text) if line.strip()]


def write_whole_notice(folder: Path) -> Path:
    """Write the notice with the facts that it lacks, so that it can be archived."""
    facts = {"署名": "苏州市教育局", "印章": "无", "成文日期": "2024-02-20"}
    imprint = {"印发机关": "苏州市教育局办公室", "印发日期": "2024-02-20"}
    path = folder / "notice.yaml"
    path.write_text(yaml.safe_dump({**read_notice(), **facts, **imprint}, allow_unicode=True), encoding="utf-8")
    return path


def write_long_notice(folder: Path, factor: float) -> Path:
    """Write the notice with `factor` times its paragraphs, over and over again, and return the file."""
    notice = read_notice()
    part = dict(notice["印发件"])
    lines = paragraphs(part)
    part["正文"] = list(islice(cycle(lines), round(len(lines) * factor)))
    path = folder / f"notice-{factor:g}.yaml"
    path.write_text(yaml.safe_dump({**notice, "印发件": part}, allow_unicode=True, width=10**6), encoding="utf-8")
    return path


def write_table(folder: Path, rows: int) -> Path:
    """Write a notice whose text is a table of six columns and many rows, and return the file."""
    names = ["序号", "单位名称", "学校数（所）", "金额（万元）", "说明", "备注"]
    note = "专款专用，年底前报送决算；"
    lines = [
        [str(row), f"第{row}县教育局", str(row * 7), f"{row * 1.25:.2f}", note * (1 + row % 4), "无"]
        for row in range(1, rows + 1)
    ]
    source = {
        **read_notice(),
        "正文": ["现将经费下达如下。", {"表格": {"标题": "经费分配表", "表头": names, "行": lines}}],
    }
    source.pop("印发件", None)
    path = folder / f"table-{rows}.yaml"
    path.write_text(yaml.safe_dump(source, allow_unicode=True, width=10**6), encoding="utf-8")
    return path


def numbered(count: int) -> list[str]:
    """Return so many numbered paragraphs."""
    return [f"{number}.{SENTENCE}" for number in range(1, count + 1)]


def write_text(folder: Path, count: int) -> Path:
    """Write a notice of `count` numbered paragraphs as people type it, and return the file."""
    path = folder / f"text-{count}.txt"
    path.write_text("\n".join(["关于开学工作的通知", "", "各学校：", *numbered(count)]), encoding="utf-8")
    return path


def write_numbered(folder: Path, count: int) -> Path:
    """Write the notice with `count` numbered paragraphs for its text, and return the file."""
    path = folder / f"numbered-{count}.yaml"
    path.write_text(yaml.safe_dump({**read_notice(), "正文": numbered(count)}, allow_unicode=True), encoding="utf-8")
    return path


def escape_typst(text: str) -> str:
    """Return text that Typst takes as it stands."""
    marked = "".join(f"\\{char}" if char in '\\#*_`$<>@=-+/~[]"' + "'" else char for char in text)
    return marked.replace(".", "\\.", 1) if marked[:1].isdigit() else marked


def write_typst_notice(folder: Path) -> Path:
    """Write the notice's text for Typst and return the file."""
    notice = read_notice()
    recipients = notice["主送机关"]
    to = recipients if isinstance(recipients, str) else "，".join(recipients)
    part = notice["印发件"]
    blocks = [
        TYPST_HEAD,
        f"#v(35mm) #mark[{notice['发文机关标志']}]",
        f"#align(center)[{escape_typst(notice['发文字号'])}]",
        "#line(length: 100%, stroke: 1.7pt + red)",
        f"#title[{escape_typst(notice['标题'])}]",
        f"#par(first-line-indent: 0em)[{escape_typst(to)}：]",
        *map(escape_typst, paragraphs(notice)),
        f"#align(right)[{escape_typst(notice['发文机关'])}#h(2em)]",
        "#pagebreak()",
        f"#title[{escape_typst(part['标题'])}]",
        *map(escape_typst, paragraphs(part)),
    ]
    path = folder / "notice.typ"
    path.write_text("\n\n".join(blocks), encoding="utf-8")
    return path
