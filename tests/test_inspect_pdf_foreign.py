"""PDFs of other makers: borders of browsers, text that is not justified, drafts printed by a word processor."""

from pathlib import Path

import pytest
from weasyprint import HTML

from tests.libreoffice import render_all_as_word
from tests.samples import ROOT
from typeset.checks.pages import check_pages
from typeset.errors import Issue, Severity
from typeset.inspect.pdf import inspect_pages
from typeset.job import compose, docx
from typeset.readers.pdf import read_pdf
from typeset.resources import data_folder

FACES = "".join(
    f"@font-face{{font-family:{name};src:url({(ROOT / 'fonts' / file).as_uri()})}}"
    for name, file in (("FangSong", "GWFang.ttf"), ("Biao", "GWXiaoBiaoSong.ttf"), ("Song", "GWSong.ttf"))
)
STYLE = f"""{FACES}
@page{{size:A4;margin:37mm 26mm 35mm 28mm}}
@page:right{{@bottom-right{{content:"- " counter(page) " -";font:14pt Song;margin-right:1em}}}}
@page:left{{@bottom-left{{content:"- " counter(page) " -";font:14pt Song;margin-left:1em}}}}
body{{font:16pt/28.95pt FangSong;margin:0}}p{{margin:0;text-indent:2em}}
h1{{font:22pt/36pt Biao;text-align:center;margin:62pt 0 32pt}}
.mark{{font:52pt/62pt Biao;color:#c00000;text-align:center;margin-top:32mm}}
.number{{text-align:center;margin-top:63pt;border-bottom:2pt solid red;padding-bottom:3mm}}"""
SENTENCE = "各地要高度重视，精心组织，周密安排，确保各项工作有序推进，按时取得实效。"
PAGE = f"""<html lang="zh"><style>{STYLE}</style><div class="mark">临溪市教育局文件</div>
<div class="number">临教发〔2025〕12号</div><h1>关于做好秋季开学工作的通知</h1><div>各县（市、区）教育局：</div>
{"".join(f"<p>{SENTENCE * 8}</p>" for _ in range(9))}</html>"""


@pytest.fixture(scope="module")
def browser_issues() -> tuple[Issue, ...]:
    return check_pages(inspect_pages(read_pdf(HTML(string=PAGE).write_pdf(), name="网页.pdf")))


@pytest.mark.slow
def test_a_border_of_a_browser_is_a_rule(browser_issues: tuple[Issue, ...]) -> None:
    assert not [issue for issue in browser_issues if "没有找到版头中的红色分隔线" in issue.message]


@pytest.mark.slow
def test_lines_that_are_not_spread_do_not_move_the_right_margin(browser_issues: tuple[Issue, ...]) -> None:
    found = {issue.requirement for issue in browser_issues}
    assert "R-5.2.1-3" not in found
    assert {"R-5.2.3-2", "G-2", "R-7.5-2"} <= found


@pytest.mark.slow
@pytest.mark.libreoffice
def test_our_own_word_drafts_break_no_rule_when_they_are_printed(tmp_path: Path) -> None:
    files = {path.stem: docx(compose(path)) for path in sorted(data_folder("samples").glob("*.yaml"))}
    for name, pdf in render_all_as_word(files, tmp_path).items():
        issues = check_pages(inspect_pages(read_pdf(pdf)))
        assert [str(issue) for issue in issues if issue.severity is not Severity.INFO] == [], name
