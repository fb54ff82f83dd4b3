from hypothesis import given
from hypothesis import strategies as st

from toimintamalli_pdf.tagging import code_point_label, wrap_text, writable_text

WORDY = st.text(alphabet="aä \n", max_size=200)


def measure(text: str) -> float:
    return 10.0 * len(text)


@given(text=WORDY, width=st.integers(10, 300))
def test_joined_lines_are_the_text(text: str, width: int) -> None:
    assert "".join(wrap_text(text, width, measure)) == text


@given(text=WORDY, width=st.integers(10, 300))
def test_no_line_is_wider_than_asked(text: str, width: int) -> None:
    for line in wrap_text(text, width, measure):
        assert measure(line.strip()) <= width


@given(text=WORDY, width=st.integers(10, 300))
def test_no_line_is_empty_and_only_the_end_of_a_line_breaks(text: str, width: int) -> None:
    for line in wrap_text(text, width, measure):
        assert line
        assert "\n" not in line[:-1]


def test_lines_break_at_spaces_and_keep_them() -> None:
    assert wrap_text("yksi kaksi kolme", 90, measure) == ("yksi ", "kaksi ", "kolme")


def test_a_space_at_the_end_of_a_full_line_makes_no_empty_line() -> None:
    assert wrap_text("aaaaaaaaaa \nb", 100, measure) == ("aaaaaaaaaa \n", "b")


def test_a_word_wider_than_the_line_is_cut() -> None:
    assert wrap_text("ab " + "x" * 12 + " c", 50, measure) == ("ab ", "xxxxx", "xxxxx", "xx c")


def test_a_cut_never_parts_a_letter_from_its_combining_mark() -> None:
    assert wrap_text("aaab\u0308cc", 40, measure) == ("aaab\u0308", "cc")


def test_a_no_break_space_does_not_break() -> None:
    assert wrap_text("a 1\u00a0000", 50, measure) == ("a ", "1\u00a0000")


def test_an_empty_text_has_no_lines() -> None:
    assert wrap_text("", 100, measure) == ()


def test_every_kind_of_line_break_becomes_a_line_feed() -> None:
    assert writable_text("a\r\nb\rc\vd\fe\u0085f\u2028g\u2029h") == "a\nb\nc\nd\ne\nf\ng\nh"


def test_what_no_file_can_hold_is_replaced() -> None:
    assert writable_text("a\x00b\ud800c\x1bd\ufffee\x7f\t") == "a�b�c�d�e�\t"


def test_code_points_are_named_with_at_least_four_digits() -> None:
    assert code_point_label("\x01") == "U+0001"
    assert code_point_label("🧪") == "U+1F9EA"
