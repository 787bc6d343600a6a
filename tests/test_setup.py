"""Set-up: one source of versions, an environment that is made once, and messages that say what to do."""

import ast
import importlib.util
import os
import re
import subprocess
import sys

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from tools import commands, environment, lab_server, versions
from tools.stop import Stop
from tools.versions import ROOT

PYTHONS = ("3.11", "3.12", "3.13")
PLATFORMS = {  # marker variables of the systems that the lock is for
    "Linux": {"sys_platform": "linux", "os_name": "posix", "platform_system": "Linux"},
    "macOS": {"sys_platform": "darwin", "os_name": "posix", "platform_system": "Darwin"},
    "Windows": {"sys_platform": "win32", "os_name": "nt", "platform_system": "Windows"},
}
CONDA_NAMES = {"matplotlib": "matplotlib-base", "playwright": "playwright-python"}  # conda-forge's own names


def course():
    """course.py as a module."""
    spec = importlib.util.spec_from_file_location("course", ROOT / "course.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def locked():
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    return [Requirement(line) for line in lines if line and not line.startswith("#")]


def marker_values(system, python):
    values = {"python_version": python, "python_full_version": python + ".1"}
    return {**PLATFORMS[system], **values, "implementation_name": "cpython"}


def in_force(system, python):
    """What the lock installs there: {name: version}. Fails if a name has two versions."""
    values = marker_values(system, python)
    chosen = [pin for pin in locked() if pin.marker is None or pin.marker.evaluate(values)]
    names = [pin.name for pin in chosen]
    assert len(set(names)) == len(names), f"{system}, {python}: a package is pinned twice"
    return {pin.name: Version(next(iter(pin.specifier)).version) for pin in chosen}


# Versions: pyproject.toml, the lock and the conda file agree.


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("system", PLATFORMS)
def test_the_lock_holds_every_requirement_at_a_version_that_satisfies_it(system, python):
    there = in_force(system, python)
    for line in versions.direct_requirements():
        wanted = Requirement(line)
        assert there[wanted.name] in wanted.specifier


def test_the_lock_pins_exact_versions_and_nothing_else():
    for pin in locked():
        assert re.fullmatch(r"==[\w.!+]+", str(pin.specifier)), str(pin)
        assert pin.url is None


def test_the_lock_has_one_numpy_for_every_system_and_python():
    found = {in_force(system, python)["numpy"] for system in PLATFORMS for python in PYTHONS}
    assert len(found) == 1  # the stored outputs of the lessons come from it


def conda_lines():
    """The dependencies of environment.yml, read without a YAML library: (lines, lines of its pip part)."""
    text = (ROOT / "environment.yml").read_text(encoding="utf-8").split("dependencies:\n")[1]
    pip = re.findall(r"^      - (.+)$", text, re.MULTILINE)
    return [line for line in re.findall(r"^  - (.+)$", text, re.MULTILINE) if line != "pip:"], pip


def test_the_conda_file_names_the_same_packages_with_the_same_bounds():
    lines, pip = conda_lines()
    parsed = map(versions.parse, versions.direct_requirements())
    expected = {f"{CONDA_NAMES.get(name, name)}>={bound}" for name, bound in parsed}
    assert set(lines) == expected | {"python>=3.11,<3.14", "pip"}
    assert pip == ["-e ."]


def test_the_oldest_python_is_the_same_everywhere():
    wanted = versions.pyproject()["project"]["requires-python"]
    assert wanted == ">=" + ".".join(map(str, course().OLDEST))
    assert any(line.startswith("python" + wanted) for line in conda_lines()[0])


def test_the_floors_are_as_low_as_promised():
    floors = set(map(versions.floor, versions.direct_requirements(groups=("core",))))
    assert {"numpy==2.0.*", "matplotlib==3.8.*", "ipywidgets==8.1.5"} <= floors


def test_a_requirement_in_another_form_is_refused():
    with pytest.raises(ValueError, match="numpy<3"):
        versions.parse("numpy<3")


def test_the_citation_names_the_same_version():
    import rnn_helpers

    text = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert re.search(r"^version: (.+)$", text, re.MULTILINE).group(1) == rnn_helpers.__version__


# An old Python, a missing module, no network: what is said.


def test_an_old_python_is_told_what_to_do(capsys, monkeypatch):
    module = course()
    monkeypatch.setattr(module, "newer_python", lambda: None)
    assert module.main(["lab"], (3, 10, 4)) == 1
    said = capsys.readouterr().out
    assert "Python 3.11 or newer is needed; this is Python 3.10" in said
    assert "python.org" in said


def test_an_old_python_names_a_newer_one_that_is_there(capsys, monkeypatch):
    module = course()
    monkeypatch.setattr(module, "newer_python", lambda: "python3.12")
    module.main(["lab"], (3, 9))
    assert "make lab PYTHON=python3.12" in capsys.readouterr().out


def test_course_py_is_readable_for_old_pythons():
    source = (ROOT / "course.py").read_text(encoding="ascii")
    tree = ast.parse(source, feature_version=(3, 6))
    imported = [node.module for node in tree.body if isinstance(node, ast.ImportFrom)]
    imported += [name.name for node in tree.body if isinstance(node, ast.Import) for name in node.names]
    assert imported == ["sys"]
    assert not any(isinstance(node, ast.JoinedStr) for node in ast.walk(tree))  # not even Python 2 trips


def test_set_up_needs_the_standard_library_alone():
    script = "import sys; import tools.commands; print('\\n'.join(sorted(sys.modules)))"
    run = subprocess.run(
        [sys.executable, "-S", "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    outside = {name.split(".")[0] for name in run.stdout.split()} - set(sys.stdlib_module_names) - {"tools"}
    assert {name for name in outside if not name.startswith(("__main__", "sitecustomize"))} == set()


@pytest.mark.parametrize("lacking", ["venv", "ensurepip"])
def test_a_missing_venv_module_is_told_what_to_do(lacking):
    with pytest.raises(Stop, match=rf"(?s){lacking} is missing.*sudo apt install python3-venv"):
        environment.check_venv_module(find=lambda module: None if module == lacking else "found")


def fake_python(folder, text, code):
    """A stand-in for an environment's Python that prints a text and ends with a code."""
    script = folder / "pip.py"
    script.write_text(f"print({text!r}); raise SystemExit({code})", encoding="utf-8")
    return script


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("WARNING: NewConnectionError: name resolution failed", "is this computer online"),
        ("ERROR: No space left on device", "delete the folder"),
    ],
)
def test_a_failing_pip_shows_its_last_lines_and_what_to_do(tmp_path, monkeypatch, text, words):
    real = subprocess.Popen
    script = str(fake_python(tmp_path, text, 1))
    monkeypatch.setattr(subprocess, "Popen", lambda command, **rest: real([sys.executable, script], **rest))
    with pytest.raises(Stop) as stop:
        environment.pip_install(tmp_path / ".venv" / "bin" / "python", "-r", "lock")
    assert text in str(stop.value)
    assert words in str(stop.value)


def test_an_unfinished_environment_has_no_stamp(tmp_path, monkeypatch):
    monkeypatch.setattr(environment, "works", lambda python: True)

    def fail(*_):
        raise Stop("offline")

    monkeypatch.setattr(environment, "pip_install", fail)
    with pytest.raises(Stop, match="offline"):
        environment.ready_venv(tmp_path, say=lambda _: None)
    assert not environment.stamp_file(tmp_path).exists()


# The environment is made once, and again only when something changed.


@pytest.fixture
def counted(tmp_path, monkeypatch):
    """An environment folder whose steps are only counted: (folder, list of the steps)."""
    steps, folder = [], tmp_path / "env"

    def make(where):
        steps.append("make")
        python = environment.venv_python(where)
        python.parent.mkdir(parents=True, exist_ok=True)
        python.write_text("", encoding="utf-8")

    monkeypatch.setattr(environment, "make_venv", make)
    monkeypatch.setattr(environment, "works", lambda python: python.exists())
    monkeypatch.setattr(environment, "pip_install", lambda *_: steps.append("install"))
    monkeypatch.setattr(environment, "install_project", lambda *_: steps.append("project"))
    return folder, steps


def test_the_environment_is_made_once(counted):
    folder, steps = counted
    for _ in range(2):
        assert environment.ready_venv(folder, mark="one", say=lambda _: None) == environment.venv_python(
            folder
        )
    assert steps == ["make", "install", "project"]


def test_a_new_lock_is_installed_into_the_same_environment(counted):
    folder, steps = counted
    for mark in ("one", "two"):
        environment.ready_venv(folder, mark=mark, say=lambda _: None)
    assert steps == ["make", "install", "project", "install", "project"]


def test_the_stamp_follows_the_lock_the_project_and_the_place(tmp_path):
    def folder(name, lock, project):
        (tmp_path / name).mkdir()
        (tmp_path / name / "requirements.lock").write_text(lock, encoding="utf-8")
        (tmp_path / name / "pyproject.toml").write_text(project, encoding="utf-8")
        return environment.stamp(tmp_path / name)

    marks = [folder("a", "x", "y"), folder("b", "x", "y")]
    (tmp_path / "a" / "requirements.lock").write_text("x2", encoding="utf-8")
    marks.append(environment.stamp(tmp_path / "a"))
    (tmp_path / "a" / "pyproject.toml").write_text("y2", encoding="utf-8")
    marks.append(environment.stamp(tmp_path / "a"))
    assert len(set(marks)) == 4


def test_an_active_conda_environment_is_used_if_complete(monkeypatch):
    monkeypatch.setattr(environment, "in_conda", lambda: True)
    monkeypatch.setattr(environment, "missing", lambda: [])
    monkeypatch.setattr(environment, "is_installed", lambda name: True)
    assert str(environment.ready()) == sys.executable


def test_an_incomplete_conda_environment_is_left_alone(monkeypatch):
    said = []
    monkeypatch.setattr(environment, "in_conda", lambda: True)
    monkeypatch.setattr(environment, "missing", lambda: ["nbval"])
    monkeypatch.setattr(environment, "ready_venv", lambda say: "the .venv")
    assert environment.ready(said.append) == "the .venv"
    assert "nbval" in said[0]


def test_conda_is_told_by_its_prefix(tmp_path):
    assert environment.in_conda({"CONDA_PREFIX": str(tmp_path)}, str(tmp_path))
    assert not environment.in_conda({"CONDA_PREFIX": str(tmp_path)}, "/elsewhere")
    assert not environment.in_conda({}, str(tmp_path))


def test_every_command_runs_with_one_thread():
    assert environment.settings()["OPENBLAS_NUM_THREADS"] == "1"
    assert os.environ["OPENBLAS_NUM_THREADS"] == "1"  # the tests too


# Commands.


def test_without_a_command_all_are_listed(capsys):
    assert commands.run([]) == 0
    said = capsys.readouterr().out
    assert all(re.search(rf"^    {name} ", said, re.MULTILINE) for name in commands.COMMANDS)


def test_an_unknown_command_is_told_the_others(capsys):
    assert commands.run(["tset"]) == 2
    assert "no command 'tset'" in capsys.readouterr().out


def test_the_makefile_has_a_target_for_every_command():
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.search(r"^COMMANDS := (.+)$", text, re.MULTILINE).group(1).split()
    assert sorted(targets) == sorted(commands.COMMANDS)


def test_a_command_that_fails_ends_in_a_code_that_make_notices():
    assert commands.call(sys.executable, "-c", "raise SystemExit(3)") == 3


def test_lint_fails_if_either_half_fails(monkeypatch):
    monkeypatch.setattr(environment, "ready", lambda: "python")
    for failing in ("check", "format"):
        monkeypatch.setattr(commands, "call", lambda *command, failing=failing: int(failing in command))
        assert commands.run(["lint"]) == 1


# JupyterLab.


@pytest.mark.parametrize(
    ("variables", "platform", "expected"),
    [
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "linux", False),
        ({"DISPLAY": ":0", "SSH_CONNECTION": "1 2 3 4"}, "linux", False),
        ({"DISPLAY": ":0", "CI": "true"}, "linux", False),
        ({}, "darwin", True),
        ({}, "win32", True),
    ],
)
def test_a_browser_is_opened_only_where_there_is_a_screen(variables, platform, expected):
    assert lab_server.has_screen(variables, platform) is expected


def test_the_first_page_is_lesson_00_or_the_folder(tmp_path):
    assert lab_server.first_page(tmp_path) == "lab/tree/work"
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "00_start_here.ipynb").write_text("", encoding="utf-8")
    assert lab_server.first_page(tmp_path) == "lab/tree/work/00_start_here.ipynb"


def test_root_and_a_missing_screen_are_told_to_jupyterlab(monkeypatch):
    monkeypatch.setattr(lab_server, "is_root", lambda: True)
    line = lab_server.arguments(["--port=9000"], screen=False)
    assert {"--allow-root", "--no-browser"} <= set(line)
    assert line[-1] == "--port=9000"
    monkeypatch.setattr(lab_server, "is_root", lambda: False)
    assert not {"--allow-root", "--no-browser"} & set(lab_server.arguments([], screen=True))


def test_the_settings_are_added_and_the_users_own_kept():
    variables = {"JUPYTER_CONFIG_PATH": "/mine", "JUPYTER_TOKEN": "secret"}
    lab_server.prepare(variables)
    assert variables["JUPYTER_CONFIG_PATH"].split(os.pathsep) == [str(lab_server.SETTINGS), "/mine"]
    assert variables["JUPYTER_TOKEN"] == "secret"


def test_jupyterlab_reads_the_settings(monkeypatch, tmp_path):
    settings_utils = pytest.importorskip("jupyterlab_server.settings_utils")
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", str(lab_server.SETTINGS))
    found, error = settings_utils._get_overrides(str(tmp_path))
    assert not error
    assert found["@jupyterlab/apputils-extension:kernels-settings"] == {"commsOverSubshells": "disabled"}
    assert found["@jupyterlab/apputils-extension:notification"]["fetchNews"] == "false"


def test_the_address_carries_the_token():
    where = lab_server.address("http://localhost:8888/", "abc", "lab/tree/work")
    assert where == "http://localhost:8888/lab/tree/work?token=abc"


# Skipped tests.


def pytest_in(folder, **variables):
    """Run pytest on a skipped test, with this repository's conftest. Returns the run."""
    (folder / "conftest.py").write_text(
        (ROOT / "tests" / "conftest.py").read_text(encoding="utf-8"), encoding="utf-8"
    )
    (folder / "test_x.py").write_text(
        "import pytest\ndef test_x(): pytest.skip('no reason')\n", encoding="utf-8"
    )
    (folder / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    kept = {key: value for key, value in os.environ.items() if key != "CI" and not key.startswith("PYTEST_")}
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:nbval",  # it takes seconds to import
        "--rootdir",
        str(folder),
        str(folder),
    ]
    return subprocess.run(command, env={**kept, **variables}, cwd=folder, capture_output=True, text=True)


def test_a_skip_fails_where_ci_is_set_and_is_named(tmp_path):
    run = pytest_in(tmp_path, CI="true")
    assert run.returncode == 1
    assert "test_x.py::test_x" in run.stdout


def test_a_skip_is_no_failure_elsewhere(tmp_path):
    assert pytest_in(tmp_path).returncode == 0
