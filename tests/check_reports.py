"""A source without a fault, and reports to show: places in text, measurements on pages, what cannot be judged."""

from typeset.errors import Fix, Issue, Measurement, Severity, Where
from typeset.input_files import FileKind
from typeset.reports.report import CheckReport, SilencedFindings

GOOD = """\
发文机关: 甲市教育局
发文字号: 甲教发〔2024〕12号
标题: 甲市教育局关于做好开学工作的通知
主送机关: 各县（市、区）教育局
正文: |
  现通知如下。
  一、加强领导
  各地要明确分工。
署名: 甲市教育局
成文日期: 2024-08-20
印章: 无
印发机关: 甲市教育局办公室
印发日期: 2024-08-21
"""

HOSTILE = "<script>alert('甲')</script> & “{{ 7*7 }}”"

SOURCE = CheckReport(
    "稿/通知 1.yaml",
    FileKind.SOURCE,
    (
        Issue("T-9-12", Severity.ERROR, Where("稿/通知 1.yaml"), "没有写成文日期", "请补上成文日期"),
        Issue(
            "R-7.2.5-2",
            Severity.ERROR,
            Where("稿/通知 1.yaml", 2, 7, length=12),
            "年份括号用了[]",
            fix=Fix("苏教办〔2024〕15号", True),
        ),
        Issue("T-9-7", Severity.WARNING, Where("稿/通知 1.yaml", 3, 1), HOSTILE, "请核对"),
        Issue("P-0", Severity.INFO, Where("稿/通知 1.yaml", 3, 5, length=2), "多了", fix=Fix("", False)),
    ),
    lines=("# 通知", "发文字号: 苏教办[2024]15号", "标题: 关于甲的通知"),
    silenced=(SilencedFindings("T-9-13", "电子公文", 2),),
    not_judged=("印章：没有图片",),
)
PAGES = CheckReport(
    "/tmp/外来.pdf",
    FileKind.PDF,
    (
        Issue(
            "R-5.2.1-1",
            Severity.ERROR,
            Where("/tmp/外来.pdf", page=2, mm=(28.0, 39.4), size_mm=(156.0, 5.6)),
            "天头不对",
            measured=Measurement("天头", 39.4, 37.0, 1.0),
        ),
        Issue(
            "R-5.2.2-1",
            Severity.WARNING,
            Where("/tmp/外来.pdf", page=1),
            "正文的字体不是仿宋",
            measured=Measurement("字体", "宋体", "仿宋"),
        ),
    ),
)
UNKNOWN = CheckReport("图.bmp", None, failure="图.bmp：不认识这种文件")
REPORTS = (SOURCE, PAGES, UNKNOWN)
