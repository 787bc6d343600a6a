import os
import subprocess
import sys

import pytest

from rnn_helpers.data import documentation, load_names, load_text


def written(folder, data, name="names.txt"):
    path = folder / name
    path.write_bytes(data)
    return path


def test_documentation_is_long_and_about_python():
    text = documentation()
    assert 300_000 < len(text) < 900_000
    assert '\nThe "for" statement\n' in text.replace("`", '"')
    assert text == documentation()


def test_a_python_without_its_documentation_says_what_to_do(monkeypatch):
    monkeypatch.setitem(sys.modules, "pydoc_data.topics", None)
    with pytest.raises(ModuleNotFoundError, match=r"(?s)loadPackage\(\"pydoc_data\"\).*load_text\(path\)"):
        documentation()


def test_documentation_is_imported_only_when_asked_for():
    code = "import sys, rnn_helpers.data; print([n for n in sys.modules if n.startswith('pydoc_data')])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "[]\n"


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_byte_order_mark_leave_no_trace(tmp_path, end, mark):
    path = written(tmp_path, mark + end.join([b"Zoe\xcc\x88", b"", b"  Bo \t", b"Li"]))
    assert load_text(path) == "Zo\u00eb\n\n  Bo \t\nLi"
    assert load_names(str(path)) == ["Zo\u00eb", "Bo", "Li"]


def test_names_keep_their_order_and_their_repetitions(tmp_path):
    assert load_names(written(tmp_path, b"Li\nAnn\nLi\n")) == ["Li", "Ann", "Li"]


@pytest.mark.parametrize("load", [load_text, load_names])
@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_named(tmp_path, load, data):
    with pytest.raises(ValueError, match=r"names\.txt' is empty"):
        load(written(tmp_path, data))


@pytest.mark.parametrize("asked", ["nmaes.txt", "names", "NAMES.csv"])
def test_a_missing_file_gets_the_names_close_to_it(tmp_path, asked):
    written(tmp_path, b"Ann")
    written(tmp_path, b"Ann", "unlike")
    if os.path.exists(tmp_path / asked):
        pytest.skip("this disk takes the two names for one")
    with pytest.raises(FileNotFoundError, match=f"no file '{asked}' in the folder") as error:
        load_text(tmp_path / asked)
    assert "Close to it: 'names.txt'." in str(error.value)


def test_nothing_is_suggested_where_nothing_is_close(tmp_path):
    written(tmp_path, b"Ann", "unlike")
    with pytest.raises(FileNotFoundError) as error:
        load_text(tmp_path / "names.txt")
    assert "Close" not in str(error.value)


def test_a_missing_folder_is_the_thing_that_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"its folder .*elsewhere' does not exist"):
        load_text(tmp_path / "elsewhere" / "names.txt")


def test_a_name_without_a_folder_is_looked_for_where_python_runs(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    written(tmp_path, b"Ann")
    assert load_names("names.txt") == ["Ann"]
    with pytest.raises(FileNotFoundError, match=r"Close to it: 'names\.txt'"):
        load_names("name.txt")


def test_a_folder_is_no_file(tmp_path):
    written(tmp_path, b"Ann")
    with pytest.raises(IsADirectoryError, match=r"is a folder\. Name a file in it\. It holds 'names\.txt'\."):
        load_text(tmp_path)


@pytest.mark.parametrize("text", ["Ann\nBob\n", "Ann " * 5000])
def test_a_text_in_the_place_of_a_path_is_recognised(text):
    with pytest.raises(FileNotFoundError, match=r"'Ann.*looks like the text itself"):
        load_text(text)


@pytest.mark.parametrize("value", [3, None, ["names.txt"], b"names.txt"])
def test_a_path_must_be_a_name(value):
    with pytest.raises(TypeError, match="path must be the name of a file"):
        load_text(value)


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_bytes_that_are_not_utf8_are_found_and_the_advice_works(tmp_path, end):
    data = b"\xef\xbb\xbfAnn" + end + b"Bob" + end + b"Jos\xe9" + end
    path = written(tmp_path, data[3:])
    with pytest.raises(ValueError) as error:
        load_names(path)
    place = data[3:].index(b"\xe9")
    assert f"byte {place}, in line 3, is 0xE9" in str(error.value)
    follow(error)
    assert load_names(tmp_path / "names_utf8.txt") == ["Ann", "Bob", "Jos\u00e9"]
    path.write_bytes(data)
    with pytest.raises(ValueError, match=f"byte {place + 3}, in line 3"):
        load_names(path)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_file_in_utf16_is_recognised_and_the_advice_works(tmp_path, encoding):
    path = written(tmp_path, "\ufeffAnn\nJos\u00e9\n".encode(encoding))
    with pytest.raises(ValueError, match="is UTF-16, not UTF-8") as error:
        load_names(path)
    follow(error)
    assert load_names(tmp_path / "names_utf8.txt") == ["Ann", "Jos\u00e9"]


def test_a_file_that_is_no_text(tmp_path):
    with pytest.raises(ValueError, match="is no text: its byte 2 is 0"):
        load_text(written(tmp_path, b"ab\0c"))


def follow(error):
    """Run the lines of code that the message gives."""
    lines = [line.strip() for line in str(error.value).splitlines() if line.startswith("    ")]
    assert len(lines) == 3
    exec("\n".join(lines), {})
