import io
import json
import os
import zipfile
from functools import partial

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from rnn_helpers import __version__, model_files
from rnn_helpers.model_files import (
    ModelFileError,
    course_models,
    load_course_model,
    load_model,
    load_run,
    model_bytes,
    save_model,
    save_run,
)
from rnn_helpers.optimisers import adam, sgd
from rnn_helpers.training import new_run, train
from tools import models

ARRAYS = {
    "Wax": np.linspace(-1, 1, 12).reshape(3, 4),
    "ba": np.arange(3, dtype=np.float32)[:, None],
    "updates": np.array(7),
    "empty": np.zeros((0, 2)),
}
ABOUT = {"seed": 1, "characters": "abcé→😀", "measure": {"bits": 2.5}, "names": ["a", None, True]}
names = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
arrays = hnp.arrays(
    st.sampled_from([np.float64, np.float32, np.int64, np.bool_, np.complex128]),
    hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=4),
)


def same(left, right):
    assert list(left) == list(right)
    for name, array in left.items():
        assert (array.dtype, array.shape) == (right[name].dtype, right[name].shape)
        assert array.tobytes() == right[name].tobytes()


@pytest.fixture
def stored(tmp_path):
    return save_model(tmp_path / "model", ARRAYS, ABOUT)


def test_a_model_comes_back_as_it_was(stored):
    parameters, about = load_model(stored)
    same(parameters, ARRAYS)
    assert about == ABOUT
    parameters["Wax"] += 1  # and is the reader's own, to go on with


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(content=st.dictionaries(names, arrays, max_size=4))
def test_any_names_and_any_numbers_come_back(tmp_path, content):
    same(load_model(save_model(tmp_path / "any", content))[0], content)


def test_names_stay_inside_the_archive(tmp_path):
    odd = {
        name: np.array([float(at)]) for at, name in enumerate(["../up", "/root", "a\\b", "a/b", "a%2Fb", ""])
    }
    path = save_model(tmp_path / "odd", odd)
    same(load_model(path)[0], odd)
    with zipfile.ZipFile(path) as archive:
        inside = [name for name in archive.namelist() if name != "header.npy"]
    assert all(
        name.count("/") == 1 and "\\" not in name and name.startswith("parameters/") for name in inside
    )


def test_numpy_reads_the_arrays_too(stored):
    with np.load(stored, allow_pickle=False) as archive:
        np.testing.assert_array_equal(archive["parameters/Wax"], ARRAYS["Wax"])


def test_the_same_content_gives_the_same_bytes(tmp_path, stored, monkeypatch):
    before = stored.read_bytes()
    monkeypatch.setattr("time.time", lambda: 2e9)
    assert (
        save_model(tmp_path / "other.npz", ARRAYS, ABOUT).read_bytes() == before == model_bytes(ARRAYS, ABOUT)
    )


def test_the_suffix_may_be_left_out(tmp_path, stored):
    assert stored.name == "model.npz"
    same(load_model(tmp_path / "model")[0], ARRAYS)
    assert save_model(tmp_path / "v1.5", ARRAYS).name == "v1.5.npz"


# Runs.


def quadratic(parameters, batch, carry):
    """A loss whose gradient is known: half the squared distance to the batch, plus what is carried."""
    far = parameters["W"] - batch
    total = 0.5 * carry[0] + far[:1] if carry else far[:1]
    return float((far**2).sum() / 2), {"dW": far + 0.1 * total}, (total, None)


def batches(k):
    return np.random.default_rng(k).normal(size=(3, 2))


def trained(optimiser, updates, run=None):
    run = run or new_run({"W": np.ones((3, 2), np.float32)})
    measures = dict(evaluate=lambda parameters: {"size": np.abs(parameters["W"]).sum()}, every=2)
    return train(run, quadratic, batches, updates, optimiser, 0.05, keep_best="size", **measures)


@pytest.mark.parametrize("optimiser", [adam, partial(sgd, momentum=0.9)])
def test_a_run_that_was_stored_goes_on_as_if_it_had_not_been(tmp_path, optimiser):
    whole = trained(optimiser, 11)
    load = load_run(save_run(tmp_path / "run", trained(optimiser, 5)))
    again = trained(optimiser, 11, load)
    same(again["parameters"], whole["parameters"])
    same(again["best"]["parameters"], whole["best"]["parameters"])
    assert again["history"] == whole["history"]
    assert again["updates"] == whole["updates"] == 11
    assert again["carry"][1] is None and again["carry"][0].tobytes() == whole["carry"][0].tobytes()
    keep = [name for name in whole["memory"] if name != "scratch"]
    same({name: again["memory"][name] for name in keep}, {name: whole["memory"][name] for name in keep})


def test_a_fresh_run_can_be_stored(tmp_path):
    run = load_run(save_run(tmp_path / "run", new_run({"W": np.ones((3, 2))})))
    assert run["updates"] == 0 and run["carry"] is None and run["best"] is None
    assert trained(adam, 3, run)["updates"] == 3


def test_the_room_to_compute_in_is_not_stored(tmp_path):
    run = trained(adam, 3)
    assert "scratch" in run["memory"]
    assert "scratch" not in load_run(save_run(tmp_path / "run", run))["memory"]


def test_a_run_can_be_read_as_a_model_and_a_model_is_no_run(tmp_path, stored):
    run = trained(adam, 3)
    parameters, about = load_model(save_run(tmp_path / "run", run))
    same(parameters, run["parameters"])
    assert about == {}
    with pytest.raises(
        ModelFileError, match=r"model\.npz holds a trained model, not a run\. Read it with load_model"
    ):
        load_run(stored)


# Damage: a clear error or the right content, never anything else.


def read_or_refused(path):
    try:
        parameters, about = load_model(path)
    except ModelFileError as problem:
        assert path.name in str(problem)
        return False
    same(parameters, ARRAYS)
    assert about == ABOUT
    return True


def test_a_file_cut_off_anywhere_is_refused(stored):
    whole = stored.read_bytes()
    for end in {*range(0, len(whole), 7), *range(60), *range(len(whole) - 60, len(whole))}:
        stored.write_bytes(whole[:end])
        assert not read_or_refused(stored), f"accepted after {end} of {len(whole)} bytes"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@given(data=st.data())
def test_changed_bytes_are_noticed_or_harmless(stored, data):
    whole = bytearray(model_bytes(ARRAYS, ABOUT))
    for _ in range(data.draw(st.integers(1, 3))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    stored.write_bytes(whole)
    read_or_refused(stored)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(data=st.data())
def test_a_missing_piece_is_noticed(stored, data):
    whole = model_bytes(ARRAYS, ABOUT)
    start = data.draw(st.integers(0, len(whole) - 1))
    stored.write_bytes(whole[:start] + whole[data.draw(st.integers(start + 1, len(whole))) :])
    read_or_refused(stored)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(content=st.binary(max_size=200), start=st.sampled_from([b"", b"PK", b"PK\x03\x04", b"PK\x05\x06"]))
def test_any_other_bytes_are_refused(stored, content, start):
    stored.write_bytes(start + content)
    assert not read_or_refused(stored)


def test_a_changed_number_is_noticed(stored):
    whole = stored.read_bytes()
    place = whole.index(ARRAYS["Wax"].tobytes())
    stored.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
    with pytest.raises(
        ModelFileError, match=r"model\.npz is damaged .*another copy, or train the model again"
    ):
        load_model(stored)


def rewritten(path, change):
    """The file with another header: `change` alters the dict."""
    with np.load(path) as archive:
        entries = dict(archive)
    header = json.loads(entries["header"].tobytes())
    change(header)
    entries["header"] = np.frombuffer(json.dumps(header).encode(), np.uint8)
    np.savez(path, **entries)


def test_arrays_of_another_shape_are_noticed(stored):
    rewritten(stored, lambda header: header["arrays"].update({"parameters/Wax": ["<f8", [4, 3]]}))
    with pytest.raises(ModelFileError, match=r"damaged \(parameters/Wax is <f8 \(3, 4\), not <f8 \(4, 3\)\)"):
        load_model(stored)


@pytest.mark.parametrize("key", ["kind", "about", "content", "arrays", "version"])
def test_a_header_without_one_of_its_parts_is_noticed(stored, key):
    rewritten(stored, lambda header: header.pop(key))
    with pytest.raises(ModelFileError):
        load_model(stored)


def test_a_newer_format_asks_for_a_newer_course(stored):
    rewritten(stored, lambda header: header.update(version=2))
    with pytest.raises(ModelFileError, match="made by a newer version of this course"):
        load_model(stored)


class Trap:
    def __reduce__(self):
        return os.mkdir, ("sprung",)


def test_pickled_objects_are_never_read(tmp_path, monkeypatch, stored):
    monkeypatch.chdir(tmp_path)
    with np.load(stored) as archive:
        entries = dict(archive)
    entries["parameters/Wax"] = np.array([Trap()], object)
    np.savez(stored, **entries)
    with pytest.raises(
        ModelFileError, match="parameters/Wax holds pickled Python objects, which are never read"
    ):
        load_model(stored)
    np.savez(stored, header=np.array([Trap()], object))
    with pytest.raises(ModelFileError, match="not made by this course"):
        load_model(stored)
    assert not (tmp_path / "sprung").exists()


def test_an_archive_from_elsewhere_is_named_as_such(tmp_path):
    np.savez(tmp_path / "theirs.npz", W=np.ones(3))
    with pytest.raises(ModelFileError, match=r"theirs\.npz was not made by this course: it holds W\."):
        load_model(tmp_path / "theirs.npz")


def test_a_file_of_another_kind_is_named_as_such(tmp_path):
    (tmp_path / "text.npz").write_text("hello", encoding="utf-8")
    with pytest.raises(ModelFileError, match=r"text\.npz is no model file"):
        load_model(tmp_path / "text.npz")
    (tmp_path / "text.npz").write_bytes(b"")
    with pytest.raises(ModelFileError, match=r"text\.npz is empty"):
        load_model(tmp_path / "text.npz")
    (tmp_path / "folder.npz").mkdir()
    with pytest.raises(ModelFileError, match=r"folder\.npz could not be read"):
        load_model(tmp_path / "folder.npz")


def test_a_missing_file_gets_the_names_that_are_close(tmp_path, stored):
    with pytest.raises(
        ModelFileError, match=r"There is no file .*modle\.npz\. Is one of these meant: model\.npz\?"
    ):
        load_model(tmp_path / "modle.npz")
    with pytest.raises(ModelFileError, match=r"Nor is there a folder .*nowhere"):
        load_model(tmp_path / "nowhere" / "model.npz")


# Writing: whole or not at all.


@pytest.mark.parametrize("broken", ["fsync", "replace"])
def test_a_crash_while_writing_leaves_the_old_file_and_nothing_else(tmp_path, stored, monkeypatch, broken):
    before = stored.read_bytes()

    def fails(*arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, broken, fails)
    with pytest.raises(
        ModelFileError, match=r"No space left on device\. The file that was there before is as it was"
    ):
        save_model(stored, {"Wax": np.zeros(3)})
    assert [path.name for path in tmp_path.iterdir()] == ["model.npz"]
    assert stored.read_bytes() == before


def test_an_interruption_while_writing_leaves_the_old_file(tmp_path, stored, monkeypatch):
    before = stored.read_bytes()

    def interrupted(*arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        save_model(stored, {"Wax": np.zeros(3)})
    assert [path.name for path in tmp_path.iterdir()] == ["model.npz"]
    assert stored.read_bytes() == before


def test_a_model_is_replaced_by_a_newer_one(stored):
    save_model(stored, {"Wax": np.zeros(3)})
    same(load_model(stored)[0], {"Wax": np.zeros(3)})


def test_a_file_that_is_no_model_is_not_overwritten(tmp_path):
    np.savez(tmp_path / "precious.npz", data=np.ones(3))
    before = (tmp_path / "precious.npz").read_bytes()
    with pytest.raises(
        ModelFileError, match=r"Nothing was written.*precious\.npz was not made by this course"
    ):
        save_model(tmp_path / "precious.npz", ARRAYS)
    assert (tmp_path / "precious.npz").read_bytes() == before


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ModelFileError, match=r"could not be written: there is no folder .*nowhere"):
        save_model(tmp_path / "nowhere" / "model", ARRAYS)


@pytest.mark.parametrize(
    ("parameters", "about", "says"),
    [
        ({"W": np.array([{}], object)}, None, "parameters/W holds entries of type object"),
        ({"W": np.array(["a"])}, None, "only numbers can be stored"),
        ({"W": {1, 2}}, None, "parameters/W is of type set"),
        ({3: np.ones(2)}, None, "Names must be texts; parameters has 3"),
        (ARRAYS, {"f": print}, "about may hold texts, numbers, lists and dicts only"),
    ],
)
def test_what_cannot_be_stored_is_named_and_nothing_is_written(tmp_path, parameters, about, says):
    with pytest.raises(TypeError, match=says):
        save_model(tmp_path / "model", parameters, about)
    assert list(tmp_path.iterdir()) == []


# The models of the course.


def test_the_models_of_the_course_are_found_by_name(tmp_path, monkeypatch):
    save_model(tmp_path / "surnames", ARRAYS, ABOUT)
    monkeypatch.setattr(model_files, "MODELS", tmp_path)
    assert course_models() == ["surnames"]
    same(load_course_model("surnames")[0], ARRAYS)
    with pytest.raises(ModelFileError, match="no model 'surname'. Is 'surnames' meant"):
        load_course_model("surname")
    with pytest.raises(ModelFileError, match="There are: surnames"):
        load_course_model("../x")


def test_every_model_of_the_course_can_be_read_and_says_where_it_is_from():
    for name in course_models():
        parameters, about = load_course_model(name)
        assert parameters and {"seed", "code"} <= set(about), name
        assert (model_files.MODELS / f"{name}.npz").stat().st_size < 250_000, name


def test_the_header_is_the_first_entry_and_plain_json(stored):
    with zipfile.ZipFile(io.BytesIO(stored.read_bytes())) as archive:
        assert archive.namelist()[0] == "header.npy"
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


# `make models`.


def recipe():
    """A small model, trained from a seed."""
    run = trained(adam, 5)
    return run["parameters"], {"seed": 0, "measure": {"loss": run["history"]["loss"][-1]}}


def test_a_model_is_made_stored_and_found_unchanged(tmp_path, capsys):
    folder = tmp_path / "models"
    assert models.main(["--check"], {"small": recipe}, folder) == 1 and not folder.exists()
    assert models.main([], {"small": recipe}, folder) == 0
    before = (folder / "small.npz").read_bytes()
    assert models.main(["small", "--check"], {"small": recipe}, folder) == 0
    said = capsys.readouterr().out
    assert "NOT AS STORED: There is no file" in said and "stored, 1 kB" in said and "as stored" in said
    assert (folder / "small.npz").read_bytes() == before
    parameters, about = load_model(folder / "small")
    assert about["code"] == __version__ and about["seed"] == 0
    same(parameters, recipe()[0])


def test_a_model_that_differs_is_reported_with_its_measure_or_replaced(tmp_path, capsys):
    save_model(tmp_path / "small", {"W": np.zeros(2)}, {"measure": {"loss": 2.5}})
    before = (tmp_path / "small.npz").read_bytes()
    assert models.main(["--check"], {"small": recipe}, tmp_path) == 1
    assert "NOT AS STORED: the stored one reached loss 2.5" in capsys.readouterr().out
    assert (tmp_path / "small.npz").read_bytes() == before
    assert models.main([], {"small": recipe}, tmp_path) == 0
    assert (tmp_path / "small.npz").read_bytes() != before


def test_a_recipe_that_does_not_exist_or_tells_too_little_is_named(tmp_path, capsys):
    with pytest.raises(SystemExit):
        models.main(["large"], {"small": recipe}, tmp_path)
    assert "there is no model 'large'; there are: small" in capsys.readouterr().err
    with pytest.raises(ValueError, match="'small' must tell its measure and seed"):
        models.main([], {"small": lambda: ({}, {})}, tmp_path)


def test_every_stored_model_has_a_recipe():
    assert set(course_models()) <= set(models.RECIPES)
