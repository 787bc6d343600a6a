"""A long text, split so that what is held out was not read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn_helpers.long_text import (
    blocks,
    documentation_model,
    documentation_split,
    longest_copy,
    part_read,
    plain,
    repeated_share,
    without_repeats,
)

SOURCE = "The quick brown fox jumps over the lazy dog, and nobody minds at all."


def test_plain_text_has_the_characters_of_a_keyboard():
    assert plain('“"def"”\tit’s 3°–4…é\n') == '"def"it\'s 3 -4...\n'


def test_a_paragraph_stays_where_it_stands_first():
    assert without_repeats("a\n\nb\n\na\n\nc\n\nb") == "a\n\nb\n\nc"
    assert repeated_share("aaaa\n\nbb\n\naaaa") == pytest.approx(6 / 14)


@given(st.text(max_size=200))
def test_blocks_are_the_text_cut_in_order(text):
    parts = blocks(text)
    assert "".join(parts) == text and len(parts) == 3
    assert abs(len(parts[0]) - 0.8 * len(text)) <= 1


def test_shares_that_do_not_sum_to_1_are_refused():
    with pytest.raises(ValueError, match="sum to 1.1"):
        blocks("abc", (0.8, 0.3))


def test_a_copy_is_found_wherever_its_lines_break():
    copy = "Someone said:\nthe quick brown fox\njumps over the lazy dog, and was gone."
    new = "The quick brown cat jumps over the busy dog, and everybody minds."
    assert part_read(f"{copy}\n\n{new}", SOURCE.lower()) == (new, copy)
    assert part_read(f"{copy}\n\n{new}", SOURCE.lower(), run=60) == (f"{copy}\n\n{new}", "")


@given(st.text("ab", max_size=25), st.text("ab", max_size=25))
def test_the_longest_copy_is_the_longest_common_run(text, source):
    found = longest_copy(text, source)
    runs = {text[i:j] for i in range(len(text)) for j in range(i + 1, len(text) + 1)} | {""}
    assert found in source and len(found) == max(len(run) for run in runs if run in source)


def test_nothing_held_out_of_the_documentation_was_read():
    training, validation, test = documentation_split()
    assert len(training) > 250_000 and min(len(validation), len(test)) > 15_000
    for held_out in (validation, test):
        assert part_read(held_out, training) == (held_out, "")
        assert without_repeats(held_out) == held_out


def test_the_stored_model_comes_with_a_text_it_can_read():
    parameters, about = documentation_model()
    assert set(about["text"]) <= set(about["characters"]) and len(about["text"]) > 25_000
    assert parameters["Wy"].shape[0] == len(about["characters"]) and parameters["Wy"].dtype == float
    assert "PSF" in about["source of the text"]
