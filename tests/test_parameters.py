import numpy as np
import pytest

from rnn_helpers.parameters import initialise_rnn


def test_shapes_and_zero_biases():
    p = initialise_rnn(3, 5, 4, np.random.default_rng(0))
    assert {name: array.shape for name, array in p.items()} == {
        "Wax": (5, 3),
        "Waa": (5, 5),
        "Wya": (4, 5),
        "ba": (5, 1),
        "by": (4, 1),
    }
    assert not p["ba"].any() and not p["by"].any()


def test_the_seed_decides():
    first, again, other = (initialise_rnn(3, 5, 4, np.random.default_rng(seed)) for seed in (1, 1, 2))
    assert all((first[name] == again[name]).all() for name in first)
    assert (first["Waa"] != other["Waa"]).any()


def test_sums_over_unit_inputs_have_unit_size():
    p = initialise_rnn(400, 300, 200, np.random.default_rng(0))
    rng = np.random.default_rng(1)
    for name, width in (("Wax", 400), ("Waa", 300), ("Wya", 300)):
        assert np.std(p[name] @ rng.standard_normal((width, 50))) == pytest.approx(1, abs=0.1)


def test_dtype():
    assert all(
        a.dtype == np.float32 for a in initialise_rnn(2, 2, 2, np.random.default_rng(0), np.float32).values()
    )


@pytest.mark.parametrize(
    ("sizes", "rng", "error", "says"),
    [
        ((0, 1, 1), np.random.default_rng(0), ValueError, "n_x must be a whole number"),
        ((1, 2.5, 1), np.random.default_rng(0), ValueError, "n_a must be a whole number"),
        ((1, 1, 1), 0, TypeError, "default_rng"),
    ],
)
def test_bad_input_is_explained(sizes, rng, error, says):
    with pytest.raises(error, match=says):
        initialise_rnn(*sizes, rng)
