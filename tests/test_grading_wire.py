"""Values come back as they were sent, and bytes that somebody made up do no harm."""

import contextlib
import functools
import inspect
import struct
import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from rnn_helpers.exercises import given as given_functions
from rnn_helpers.exercises.comparing import as_numbers, kind_of
from rnn_helpers.exercises.diagnosis import _iterator_in
from rnn_helpers.exercises.probes import Made
from rnn_helpers.grading.wire import LIMITS, Damaged, Other, TooLarge, pack, unpack
from rnn_helpers.trees import Tree, chain

ENOUGH = 10_000_000

numbers = (
    st.booleans()
    | st.integers(-(2**500), 2**500)
    | st.floats()
    | st.complex_numbers()
    | arrays.from_dtype(np.dtype("f8"))
    | arrays.from_dtype(np.dtype("i4"))
)
texts = st.text(st.characters(exclude_categories=()), max_size=8)
keys = st.none() | st.booleans() | st.integers() | texts | st.floats(allow_nan=False)
keys = keys | st.tuples(keys, keys)
kinds = arrays.boolean_dtypes() | arrays.integer_dtypes() | arrays.floating_dtypes()
kinds = kinds | arrays.unsigned_integer_dtypes() | arrays.complex_number_dtypes(endianness="?")
kinds = kinds | arrays.unicode_string_dtypes() | arrays.byte_string_dtypes() | arrays.datetime64_dtypes()
some_arrays = arrays.arrays(kinds, arrays.array_shapes(min_dims=0, min_side=0, max_side=4))
words = texts | st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=3)
labels = st.none() | texts | st.integers(-100, 100)
leaves = st.builds(lambda word, label: Tree(word=word, label=label), words, labels)
trees = st.recursive(
    leaves,
    lambda inner: st.builds(
        lambda children, word, label: Tree(*children, word=word, label=label),
        st.lists(inner, min_size=1, max_size=3),
        st.none() | words,
        labels,
    ),
    max_leaves=6,
)
plain = (
    st.none()
    | st.just(...)
    | numbers
    | texts
    | some_arrays
    | trees
    | st.builds(range, st.integers(), st.integers())
)
values = st.recursive(
    plain,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(keys, inner, max_size=4)
        | st.sets(keys, max_size=4)
        | st.frozensets(keys, max_size=4)
        | st.builds(Made, texts, st.tuples(inner), st.integers())
    ),
    max_leaves=8,
)


def alike(one, two):
    """Equal in kind and content, NaN with NaN, arrays in type and order of bytes."""
    if type(one) is not type(two):
        return False
    if isinstance(one, (np.ndarray, np.generic)):
        exact = one.dtype == two.dtype.newbyteorder("=") and one.shape == two.shape
        return (
            exact
            and (one.dtype.kind in "SU" or np.array_equal(one, two, equal_nan=True))
            and str(one) == str(two)
        )
    if isinstance(one, (list, tuple)):
        return len(one) == len(two) and all(map(alike, one, two))
    if isinstance(one, dict):
        return len(one) == len(two) and all(
            alike(k, m) and alike(a, b) for (k, a), (m, b) in zip(one.items(), two.items())
        )
    if isinstance(one, Made):
        return alike((one.by, one.arguments, one.output), (two.by, two.arguments, two.output))
    return repr(one) == repr(two) if isinstance(one, (float, complex)) else one == two


@settings(deadline=None, max_examples=100)
@given(values)
def test_every_value_comes_back_as_it_was(value):
    assert alike(unpack(pack(value, ENOUGH)), value)


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=80))
def test_any_bytes_are_a_value_or_damaged(data):
    with contextlib.suppress(Damaged):
        unpack(data)


@settings(deadline=None, max_examples=100)
@given(values, st.data())
def test_changed_bytes_are_a_value_or_damaged(value, data):
    packed = bytearray(pack(value, ENOUGH))
    for _ in range(data.draw(st.integers(1, 3))):
        packed[data.draw(st.integers(0, len(packed) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(Damaged):
        unpack(bytes(packed))


@settings(deadline=None, max_examples=50)
@given(values, st.data())
def test_no_part_of_a_value_is_one(value, data):
    packed = pack(value, ENOUGH)
    with pytest.raises(Damaged):
        unpack(packed[: data.draw(st.integers(0, len(packed) - 1))])
    with pytest.raises(Damaged, match="follow"):
        unpack(packed + b"N")


@pytest.mark.parametrize(
    "array",
    [
        np.arange(6.0).reshape(2, 3).T,
        np.asfortranarray(np.arange(24).reshape(2, 3, 4)),
        np.arange(20)[::-3],
        np.arange(6, dtype=">i4").reshape(3, 2),
        np.zeros((3, 0, 2)),
        np.array(5.0),
        np.broadcast_to(1.0, (3, 4)),
        np.array([True, False]),
    ],
)
def test_arrays_keep_shape_type_and_order_of_their_axes(array):
    got = unpack(pack(array, ENOUGH))
    assert (
        np.array_equal(got, array) and got.shape == array.shape and got.dtype == array.dtype.newbyteorder("=")
    )
    assert got.flags.writeable and got.dtype.isnative
    both = got.flags, array.flags
    assert array.flags.c_contiguous == both[0].c_contiguous or not array.flags.f_contiguous


def test_an_array_of_objects_comes_back_with_what_is_in_it():
    array = np.array([[1, 2.5], [None, [3, "a"]]], dtype=object)
    got = unpack(pack(array, ENOUGH))
    assert got.dtype == object and got.tolist() == array.tolist()
    assert as_numbers(unpack(pack(np.array([1, 2.5], dtype=object), ENOUGH))).tolist() == [1.0, 2.5]


def test_subclasses_of_containers_and_numbers_count_as_what_they_are():
    from collections import Counter, OrderedDict, namedtuple

    pair = namedtuple("Pair", "a b")
    value = [pair(1, 2), OrderedDict(a=1), Counter("aab"), np.array([[1, 2]]).view(np.recarray)]
    first, second, third, fourth = unpack(pack(value, ENOUGH))
    assert type(first) is tuple and first == (1, 2) and type(second) is dict and third == {"a": 2, "b": 1}
    assert type(fourth) is np.ndarray and fourth.shape == (1, 2)


class Thing:
    def __call__(self):
        pass


@pytest.mark.parametrize(
    "value",
    [
        Thing(),
        Thing,
        len,
        lambda: 0,
        np,
        b"bytes",
        (n for n in range(3)),
        zip([1], [2]),
        iter([1]),
        {}.keys(),
        np.str_("a"),
        np.array([(1, 2.0)], dtype="i4,f8")[0],
        2**5000,
        {1, Thing()},
        functools.partial(print, 1),
        functools.partial(Thing()),
        slice(3),
    ],
)
def test_what_cannot_be_sent_arrives_as_a_stand_in_of_the_same_name(value):
    got = unpack(pack([value], ENOUGH))[0]
    assert isinstance(got, Other) and not callable(got)
    assert kind_of(got) == kind_of(value) and _iterator_in([got]) == _iterator_in([value])


@pytest.mark.parametrize(
    "value", [np.array(["ab", "c"]), np.array([b"ab"]), np.array(["2020-01-01"], "M8[D]")]
)
def test_arrays_of_other_things_are_called_the_same(value):
    assert kind_of(unpack(pack(value, ENOUGH))) == kind_of(value)


def test_keys_that_are_numpy_numbers_become_the_numbers_they_equal():
    assert unpack(pack({np.int64(3): "c", np.float64(0.5): 1}, ENOUGH)) == {3: "c", 0.5: 1}


@pytest.mark.parametrize(
    "name", [name for name, each in vars(given_functions).items() if inspect.isfunction(each)]
)
def test_functions_of_the_course_are_sent_by_name(name):
    function = getattr(given_functions, name)
    got = unpack(pack(functools.partial(function, np.arange(3.0), scale=2), ENOUGH))
    assert type(got) is functools.partial and got.func is function
    assert alike((got.args, got.keywords), ((np.arange(3.0),), {"scale": 2}))


def test_a_tree_may_be_deep_and_use_a_subtree_twice():
    tree = chain(["a"] * 20_000)
    assert unpack(pack(tree, ENOUGH)) == tree
    leaf = Tree(word="x", label=3)
    got = unpack(pack(Tree(leaf, leaf, word=(1.0, 2.0)), ENOUGH))
    assert got == Tree(leaf, leaf, word=(1.0, 2.0)) and got.children[0] is not got.children[1]


def test_what_is_too_large_is_not_sent():
    doubled = Tree(word="a")
    for _ in range(60):
        doubled = Tree(doubled, doubled)
    endless = []
    endless.append(endless)
    large = [np.broadcast_to(0.0, (10**6, 10**6)), doubled, endless, "a" * 1001, [0] * 1001]
    for value in large:
        with pytest.raises(TooLarge):
            pack(value, 1000)
    assert len(pack("a" * 995, 1000)) == 1000


def count(number):
    return struct.pack("<I", number)


def shape(*axes):
    return struct.pack(f"<B{len(axes)}Q", len(axes), *axes)


LEAF = count(0) + b"u" + count(1) + b"a" + b"N"
LIES = {
    "more items than bytes": b"l" + count(2**32 - 1) + b"N" * 10,
    "nested without end": b"l\x01\0\0\0" * 100_000 + b"N",
    "tuples nested without end": b"t\x01\0\0\0" * 60 + b"N",
    "an array of 2**60 numbers": b"aC" + shape(2**60) + b"\x03<f8",
    "axes whose product wraps": b"aC" + shape(2**32, 2**32) + b"\x03<f8" + b"\0" * 8,
    "no entries, huge axes": b"aC" + shape(0, 2**60, 2**60) + b"\x03<f8",
    "too many axes": b"aC" + shape(*[1] * 33) + b"\x03<f8" + b"\0" * 8,
    "an array of objects": b"aC" + shape(1) + b"\x02|O" + b"\0" * 8,
    "records": b"aC" + shape(1) + b"\x03|V8" + b"\0" * 8,
    "texts without letters": b"aC" + shape(2**40) + b"\x03<U0",
    "a letter that is none": b"aC" + shape(1) + b"\x03<U1" + b"\xff" * 4,
    "a truth value that is none": b"aC" + shape(1) + b"\x03|b1" + b"\x07",
    "a unit that is none": b"aC" + shape(1) + b"\x06<M8[q]" + b"\0" * 8,
    "no order": b"aX" + shape(1) + b"\x03<f8" + b"\0" * 8,
    "objects without end": b"o" + shape(2**40) + b"N",
    "no text": b"u" + count(1) + b"\xff",
    "a key that can change": b"d" + count(1) + b"l" + count(0) + b"N" + b"N" * 9,
    "an array as a key": b"d" + count(1) + b"aC" + shape(0) + b"\x03<f8" + b"N" * 9,
    "too many digits": b"i" + struct.pack("<H", 600) + b"\1" * 600,
    "a range in steps of 0": b"r" + b"i\1\0\0" * 3,
    "a range of texts": b"r" + (b"u" + count(0)) * 3,
    "more children than nodes": b"B" + count(1) + count(5) + b"NN",
    "two roots": b"B" + count(2) + LEAF + LEAF,
    "no root": b"B" + count(0),
    "a leaf without a word": b"B" + count(1) + count(0) + b"NN",
    "a label without end": b"B" + count(1) + LEAF[:-1] + b"i" + struct.pack("<H", 20) + b"\1" * 20,
    "a word of infinities": b"B"
    + count(1)
    + count(0)
    + b"aC"
    + shape(1)
    + b"\x03<f8"
    + struct.pack("<d", 1e999)
    + b"N",
    "a function by name": b"p" + b"u" + count(5) + b"print" + b"t" + count(0) + b"d" + count(0) + b"    ",
    "a stand-in without a name": b"On" + b"u" + count(0),
    "a stand-in with a strange name": b"On" + b"u" + count(2) + b"a\0",
    "nothing": b"",
    "pickle": b"\x80\x04N.",
}


@pytest.mark.parametrize("data", LIES.values(), ids=LIES)
def test_lies_are_found_out(data):
    with pytest.raises(Damaged):
        unpack(data)


def test_limits_hold_for_all_parts_together():
    half = range(LIMITS["keys"] // 2 + 1)
    assert unpack(pack([set(half)], ENOUGH)) == [set(half)]
    with pytest.raises(Damaged, match="keys"):
        unpack(pack([set(half), dict.fromkeys(half)], ENOUGH))
    texts_alone = {str(k): k for k in range(2 * LIMITS["keys"])}
    assert unpack(pack(texts_alone, ENOUGH)) == texts_alone
    with pytest.raises(Damaged, match="one too many"):
        unpack(pack([Thing()] * (LIMITS["kinds"] + 1), ENOUGH))
    with pytest.raises(Damaged, match="nodes"):
        unpack(pack([chain("ab")] * 2, ENOUGH), LIMITS | {"nodes": 3})


@pytest.mark.parametrize(
    "data",
    [
        b"l" + count(4_000) + b"l\0\0\0\0" * 4_000,
        b"l" + count(4_000) + b"s\0\0\0\0" * 4_000,
        b"B" + count(4_000) + LEAF * 4_000,
        b"l" + count(4_000) + (b"aC" + shape(0) + b"\x03<f8") * 4_000,
        b"o" + shape(20_000) + b"N" * 20_000,
    ],
)
def test_memory_stays_in_proportion_to_the_bytes(data):
    tracemalloc.start()
    with contextlib.suppress(Damaged):
        unpack(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 100 * len(data) + 100_000


def test_many_small_values_are_not_all_read():
    most = LIMITS["items"]
    assert unpack(pack([None] * (most - 1), 10**7)) == [None] * (most - 1)
    with pytest.raises(Damaged, match="too many values"):
        unpack(pack([None] * most, 10**7))
