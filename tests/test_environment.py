from importlib.metadata import PackageNotFoundError

import pytest

from rnn_helpers import environment
from rnn_helpers.environment import NEEDED, PYTHON, check_environment, problems
from tools.versions import parse, pyproject


def test_all_is_well_here(capsys):
    assert problems() == []
    check_environment()
    assert capsys.readouterr().out == "Everything the course needs is here.\n"


def test_the_oldest_versions_named_are_enough():
    assert problems((3, 11), NEEDED.__getitem__) == []


@pytest.mark.parametrize(
    ("version", "says"),
    [
        ("8.1.4", "ipywidgets 8.1.4 is too old: the course needs 8.1.5"),
        ("7.9", "ipywidgets 7.9 is too old"),
        ("8.1.4rc9", "ipywidgets 8.1.4rc9 is too old"),
    ],
)
def test_an_old_package_is_named(version, says):
    (sentence,) = problems((3, 12), lambda name: version if name == "ipywidgets" else "99.0")
    assert sentence.startswith(says)


def test_the_versions_are_those_of_the_project():
    direct = dict(parse(line) for line in pyproject()["project"]["dependencies"])
    assert direct == NEEDED
    assert pyproject()["project"]["requires-python"] == ">=" + ".".join(map(str, PYTHON))


@pytest.mark.parametrize("version", ["8.1.5", "8.1.10", "8.2rc1", "10"])
def test_versions_are_compared_as_numbers(version):
    assert problems((3, 13), lambda name: version if name == "ipywidgets" else "99.0") == []


def test_what_is_missing_is_said_with_what_to_do(monkeypatch, capsys):
    def missing(name):
        raise PackageNotFoundError(name)

    found = problems((3, 10), missing)
    assert found[0] == "Python 3.10 is too old: the course needs 3.11 or newer."
    assert len(found) == 1 + len(NEEDED)
    monkeypatch.setattr(environment, "problems", lambda: found)
    check_environment()
    said = capsys.readouterr().out
    assert "The package numpy is missing" in said and "make lab" in said
