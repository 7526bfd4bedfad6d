import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from typeset.model import DocumentNumber, OfficialDate, Secrecy, document_type_of
from typeset.model.faults import Unusable
from typeset.model.values import parse_length


@pytest.mark.requirement("R-7.3.5.4-1")
@pytest.mark.parametrize(
    "text",
    [
        "2024-02-20",
        "2024/2/20",
        "2024.2.20",
        "2024年2月20日",
        "2024年02月20日",
        "2024 年 2 月 20 日",
        "20240220",
        "２０２４年２月２０日",
        "二〇二四年二月二十日",
        "二○二四年二月二十日",
        "二零二四年二月二十日",
        "二O二四年二月二十日",
    ],
)
def test_a_date_is_read_in_every_usual_form_and_set_without_padding(text: str) -> None:
    date = OfficialDate.parse(text)
    assert (str(date), date.given) == ("2024年2月20日", text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一九九六年十二月三十一日", (1996, 12, 31)),
        ("二〇〇一年十月十日", (2001, 10, 10)),
        ("1981年5月1日", (1981, 5, 1)),
    ],
)
def test_han_months_and_days_are_counted(text: str, expected: tuple[int, int, int]) -> None:
    date = OfficialDate.parse(text)
    assert (date.year, date.month, date.day) == expected


@pytest.mark.requirement("T-9-12")
@pytest.mark.parametrize("text", ["2025-2-30", "2025-13-01", "0000-00-00", "2023年2月29日", "二〇二三年二月三十日"])
def test_a_day_that_does_not_exist_is_refused_with_a_real_date(text: str) -> None:
    with pytest.raises(Unusable) as caught:
        OfficialDate.parse(text)
    fault = caught.value.faults[0]
    assert fault.message == f"“{text}”不存在"
    assert fault.hint.startswith("请写真实日期，如 20")


def test_the_proposed_date_is_the_last_of_the_month() -> None:
    with pytest.raises(Unusable) as caught:
        OfficialDate.parse("2025-2-30")
    assert caught.value.faults[0].hint == "请写真实日期，如 2025-02-28"


@pytest.mark.parametrize("text", ["昨天", "2024-02", "2024年2月", "24-2-20", "1" * 200_000])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(Unusable, match="不是日期"):
        OfficialDate.parse(text)


def test_dates_compare_by_the_calendar_whatever_they_look_like() -> None:
    assert OfficialDate.parse("2024-9-1") < OfficialDate.parse("2024年10月1日")
    assert OfficialDate.parse("2024-09-01") == OfficialDate.parse("二〇二四年九月一日")


@settings(deadline=None, max_examples=60)
@given(st.dates(min_value=datetime.date(1000, 1, 1)))
def test_every_real_date_survives_writing_and_reading(day: datetime.date) -> None:
    date = OfficialDate.parse(str(day))
    assert (date.year, date.month, date.day) == (day.year, day.month, day.day)
    assert OfficialDate.parse(str(date)) == date


@pytest.mark.requirement("R-7.2.5-2", "T-N-1")
@pytest.mark.parametrize("text", ["苏教办〔2024〕15号", "国办函〔2016〕1号", "中办发〔2012〕14号"])
def test_a_number_with_year_in_hexagonal_brackets_is_standard(text: str) -> None:
    number = DocumentNumber.parse(text)
    assert number.is_standard
    assert number.faults() == ()
    assert number.standard_form() == text


@pytest.mark.requirement("R-7.2.5-2", "T-N-1")
@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("临教发[2025]12号", "年份括号用了[]"),
        ("临教发【2025】12号", "年份括号用了【】"),
        ("临教发<2025>12号", "年份括号用了<>"),
        ("临教发（2025）12号", "年份括号用了（）"),
        ("临教发﹝2025﹞12号", "年份括号用了﹝﹞"),
        ("临教发2025年12号", "年份没有用六角括号"),
        ("临教发〔25〕12号", "只有两位"),
        ("临教发〔2025〕第12号", "不加“第”"),
        ("临教发〔2025〕012号", "不编虚位"),
        ("临教发〔2025〕12", "缺“号”字"),
        ("临教发〔2025〕 12号", "有空格"),
        ("临教发〔２０２５〕12号", "全角"),
    ],
)
def test_a_malformed_number_is_kept_its_fault_named_and_its_standard_form_proposed(text: str, fault: str) -> None:
    number = DocumentNumber.parse(text)
    assert number.text == text
    assert not number.is_standard
    assert any(fault in named for named in number.faults())
    assert number.standard_form() == "临教发〔2025〕12号"


@pytest.mark.parametrize("text", ["第5号", "第 12 期", "随便写", "（2023）苏05民终1号", " " * 100_000, "甲" * 100_000])
def test_a_number_of_another_shape_has_no_standard_form(text: str) -> None:
    number = DocumentNumber.parse(text)
    assert number.text == text
    assert number.standard_form() is None
    assert number.faults()


def test_the_serial_of_an_order_or_of_minutes_is_known() -> None:
    assert (DocumentNumber.parse("第5号").serial, DocumentNumber.parse("第3期").serial) == (5, 3)


def test_secrecy_is_shown_with_a_star() -> None:
    assert (str(Secrecy("机密", "1年")), str(Secrecy("秘密"))) == ("机密★1年", "秘密")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("关于开学的通知", "通知"),
        ("关于开学的复函", "函"),
        ("市长办公会议纪要", "纪要"),
        ("关于改革的意见（试行）", "意见"),
        ("主席令", "命令"),
        ("关于印发《总结》\n的通知", "通知"),
        ("2023年工作总结", None),
    ],
)
def test_the_type_of_a_document_is_read_from_the_end_of_its_title(title: str, expected: str | None) -> None:
    assert document_type_of(title) == expected


def test_a_width_is_given_in_millimetres_or_cells() -> None:
    assert (parse_length("30mm").mm, parse_length("30 毫米").mm, parse_length("12.5").mm) == (30, 30, 12.5)
    assert parse_length("５字").cells == 5
    for text in ("0", "-3mm", "宽", "1e9"):
        with pytest.raises(Unusable, match="不是长度"):
            parse_length(text)
