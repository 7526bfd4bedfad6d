"""What the checks say about the mark and the number of each format, and about the signers of several organs."""

import pytest

from tests.test_checks_document import found
from typeset.errors import Severity

ERROR, WARNING = Severity.ERROR, Severity.WARNING


@pytest.mark.requirement("R-10.1-1")
def test_the_mark_of_a_letter_has_no_文件() -> None:
    assert found("R-10.1-1", 格式="信函", 发文机关标志="甲市教育局文件") == [
        (ERROR, "信函的标志“甲市教育局文件”带有“文件”")
    ]
    assert not found("R-10.1-1", 格式="信函", 发文机关标志="甲市教育局")
    assert not found("R-10.1-1", 发文机关标志="甲市教育局文件")


@pytest.mark.requirement("R-10.2-1", "R-10.2-2")
def test_the_mark_of_an_order_ends_with_令_and_its_number_is_an_ordinal() -> None:
    assert [severity for severity, _ in found("R-10.2-1", 格式="命令", 发文机关标志="甲市人民政府")] == [ERROR]
    assert not found("R-10.2-1", 格式="命令", 发文机关标志="甲市人民政府令")
    assert not found("R-10.2-1", 格式="命令")
    assert [severity for severity, _ in found("R-10.2-2", 格式="命令", 发文字号="甲政令〔2024〕1号")] == [WARNING]
    assert not found("R-10.2-2", 格式="命令", 发文字号="第1号")


@pytest.mark.requirement("R-10.3-1")
def test_the_mark_of_minutes_ends_with_纪要() -> None:
    assert [severity for severity, _ in found("R-10.3-1", 格式="纪要", 发文机关标志="局长办公会议")] == [WARNING]
    assert not found("R-10.3-1", 格式="纪要", 发文机关标志="局长办公会议纪要")


@pytest.mark.requirement("R-7.2.6-3")
def test_every_organ_of_a_joint_document_to_a_superior_has_a_signer() -> None:
    joint = {"发文机关": ["甲市教育局", "甲市公安局"], "标题": "关于乙的请示", "主送机关": "甲市人民政府"}
    assert found("R-7.2.6-3", **joint, 签发人="王建国") == [(WARNING, "联合上行文有2个发文机关，签发人只有1人")]
    assert not found("R-7.2.6-3", **joint, 签发人=["王建国", "李明"])
    assert not found("R-7.2.6-3", 标题="关于乙的请示", 签发人="王建国")
