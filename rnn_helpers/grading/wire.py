"""Values as bytes and back: how the grader and a submission's process talk, without pickle.

What comes back was written by a process that obeys the submission. So reading makes numbers, texts, arrays,
containers, trees and stand-ins that do nothing; it runs nothing, and calls nothing that the bytes name.
Whatever the bytes are, `unpack` gives a value or raises Damaged, in time and memory in proportion to their
number: every count is compared with the bytes that are left before anything is made of it.

A request and an answer are values with a head before them that says how long they are. A value is one letter
for its kind and then its contents; numbers stand in little-endian order. What is held at several places is
sent once for each of them. What has no form of its own here, such as a generator or a module, arrives as an
`Other`, which is called the same in a reader's words.
"""

import functools
import re
import struct
from collections.abc import Iterator
from math import prod
from types import FunctionType

import numpy as np

from rnn_helpers.exercises.probes import Made
from rnn_helpers.trees import LARGEST_LABEL, Tree, grow

REQUEST = struct.Struct(">Q")  # before a request: its bytes
ANSWER = struct.Struct(">cQ")  # before an answer: b"A", or b"E" for a text of what went wrong, and its bytes
REPORT = struct.Struct(
    ">IIQ"
)  # before what is said of a request: bytes of status, of incidents, of the answer
MOST_INCIDENTS = 16_000  # bytes

LIMITS = {
    "depth": 50,  # containers within containers
    "nodes": 200_000,  # of all trees together
    "keys": 4_000,  # of dicts and sets together that are no texts: such keys can be made to collide
    "kinds": 100,  # of stand-ins
    "items": 500_000,  # values of any kind; an array is one
}
LARGEST_INT = 512  # bytes
AXES = 32
LONGEST_AXIS = 2**40  # of an array without entries, which no count of bytes bounds
LONGEST_NAME = 100
KINDS_OF_ARRAY = re.compile(
    r"[<|](b1|[iu][1248]|f(2|4|8|16)|c(8|16|32)|[SU][1-9][0-9]{0,5}|[mM]8(\[[0-9]{0,6}[a-zA-Z]{1,2}\])?)"
)


class Damaged(ValueError):
    """The bytes are no value, or hold more than the limits allow."""


class TooLarge(ValueError):
    """The value cannot be sent: too many bytes, or containers within containers without end."""


class Other:
    """Stands for an object that cannot be sent. Its class has the name of the object's class."""

    def __repr__(self):
        return f"<{type(self).__name__}>"


class OtherIterator(Other, Iterator):
    """Stands for an iterator; it has no items."""

    def __next__(self):
        raise StopIteration


def other(kind, iterator=False):
    """A stand-in for an object of a class called `kind`: `comparing.kind_of` calls both the same."""
    return type(kind, (OtherIterator if iterator else Other,), {})()


# --- to bytes


def pack(value, limit):
    """The value as bytes, `limit` at most. Raises TooLarge where it does not fit."""
    out = _Out(limit)
    _pack(value, out, LIMITS["depth"])
    return b"".join(out.pieces)


class _Out:
    """The bytes so far, counted."""

    def __init__(self, limit):
        self.left, self.pieces = limit, []

    def add(self, *pieces):
        for piece in pieces:
            self.left -= len(piece)
            if self.left < 0:
                raise TooLarge("It takes more bytes than can be sent back.")
            self.pieces.append(piece)


def _pack(value, out, depth):
    if depth < 0:
        raise TooLarge("It holds containers within containers without an end in sight.")
    if value is None or value is True or value is False or value is Ellipsis:
        out.add({None: b"N", True: b"T", False: b"F", Ellipsis: b"E"}[value])
    elif isinstance(value, np.generic):
        _pack_scalar(value, out)
    elif isinstance(value, np.ndarray):
        _pack_array(value, out, depth)
    elif isinstance(value, int):
        _pack_int(value, out)
    elif isinstance(value, float):
        out.add(b"f", struct.pack("<d", value))
    elif isinstance(value, complex):
        out.add(b"c", struct.pack("<dd", value.real, value.imag))
    elif type(value) is str:
        _pack_text(value, out)
    elif isinstance(value, dict):
        out.add(b"d", _count(len(value)))
        for key, item in value.items():
            _pack_key(key, out, depth)
            _pack(item, out, depth - 1)
    elif isinstance(value, (tuple, list)):
        out.add(b"t" if isinstance(value, tuple) else b"l", _count(len(value)))
        for item in value:
            _pack(item, out, depth - 1)
    elif type(value) in (set, frozenset) and all(map(_is_key, value)):
        out.add(b"s" if type(value) is set else b"z", _count(len(value)))
        for item in value:
            _pack_key(item, out, depth)
    else:
        _pack_object(value, out, depth)


def _pack_object(value, out, depth):
    if type(value) is range:
        out.add(b"r")
        for number in (value.start, value.stop, value.step):
            _pack_int(number, out)
    elif type(value) is Tree:
        _pack_tree(value, out)
    elif type(value) is Made:
        out.add(b"M")
        for item in (value.by, value.arguments, value.output):
            _pack(item, out, depth - 1)
    elif type(value) is functools.partial and value.func in _given().values():
        out.add(b"p")
        for item in (value.func.__name__, value.args, value.keywords):
            _pack(item, out, depth - 1)
    else:
        _pack_other(value, out)


def _pack_other(value, out):
    out.add(b"O", b"i" if isinstance(value, Iterator) else b"n")
    _pack_text(type(value).__name__[:LONGEST_NAME], out)


def _count(number):
    return struct.pack("<I", min(number, 2**32 - 1))


def _pack_int(value, out):
    data = int(value).to_bytes(value.bit_length() // 8 + 1, "little", signed=True)
    if len(data) > LARGEST_INT:
        return _pack_other(value, out)
    out.add(b"i", struct.pack("<H", len(data)), data)


def _pack_text(value, out):
    data = value.encode("utf-8", "surrogatepass")
    out.add(b"u", _count(len(data)), data)


def _pack_key(key, out, depth):
    """A key of a dict or an item of a set; NumPy's numbers as the numbers that they equal."""
    if isinstance(key, np.generic):
        key = key.item()
    _pack(key if _is_key(key) else other(type(key).__name__), out, depth - 1)


def _is_key(value):
    if type(value) is tuple:
        return len(value) <= 100 and all(_is_plain(item) for item in value)
    return _is_plain(value)


def _is_plain(value):
    if isinstance(value, np.generic):
        value = value.item()
    return value is None or type(value) in (str, float, bool) or (type(value) is int and abs(value) < 2**512)


def _pack_scalar(value, out):
    kind = value.dtype.newbyteorder("<").str
    if value.dtype.kind not in "biufc" or not _readable(kind):
        return _pack_other(value, out)
    out.add(b"n")
    _pack_kind(kind, out)
    out.add(value.astype(kind).tobytes())


def _pack_kind(kind, out):
    out.add(struct.pack("<B", len(kind)), kind.encode("ascii"))


def _readable(kind):
    return len(kind) < 40 and KINDS_OF_ARRAY.fullmatch(kind) is not None


def _pack_array(value, out, depth):
    value = np.asarray(value)
    if value.ndim > AXES or (not value.size and prod(n or 1 for n in value.shape) > LONGEST_AXIS):
        return _pack_other(value, out)
    if value.dtype.kind == "O":
        out.add(b"o", _shape(value))
        for item in value.flat:
            _pack(item, out, depth - 1)
        return None
    kind = value.dtype.newbyteorder("<").str
    if not _readable(kind):
        return _pack_other(value, out)
    if value.nbytes > out.left:
        raise TooLarge("It takes more bytes than can be sent back.")
    columns_first = value.flags.f_contiguous and not value.flags.c_contiguous
    out.add(b"a", b"F" if columns_first else b"C", _shape(value))
    _pack_kind(kind, out)
    out.add(value.astype(kind, copy=False).tobytes("F" if columns_first else "C"))
    return None


def _shape(array):
    return struct.pack(f"<B{array.ndim}Q", array.ndim, *array.shape)


def _pack_tree(tree, out):
    """The nodes in post-order: number of children, word, label."""
    if len(tree) > min(LIMITS["nodes"], out.left):
        raise TooLarge("It holds a tree of more nodes than can be sent back.")
    out.add(b"B", _count(len(tree)))
    for node in tree.nodes():
        out.add(_count(len(node.children)))
        if isinstance(node.word, tuple):
            _pack_array(np.array(node.word, dtype="<f8"), out, 0)
        else:
            _pack(node.word, out, 0)
        _pack(node.label, out, 0)


@functools.cache
def _given():
    """The functions that the course's tasks hand over as arguments, by name."""
    from rnn_helpers.exercises import given

    return {
        name: value
        for name, value in vars(given).items()
        if isinstance(value, FunctionType) and value.__module__ == given.__name__
    }


# --- from bytes


def unpack(data, limits=LIMITS):
    """The value that the bytes hold. Raises Damaged, with the reason, where they hold none or too much.

    limits : as LIMITS
    """
    reader = _In(data, limits)
    value = reader.value(limits["depth"])
    if reader.left():
        raise Damaged(f"{reader.left()} bytes follow the value.")
    return value


class _In:
    """The bytes, how far they are read, and what is left of the limits."""

    def __init__(self, data, limits):
        self.data, self.place = memoryview(data).toreadonly(), 0
        self.nodes, self.keys, self.kinds = limits["nodes"], limits["keys"], limits["kinds"]
        self.items = limits["items"]

    def left(self):
        return len(self.data) - self.place

    def take(self, count):
        if count > self.left():
            raise Damaged(f"{count} bytes are announced and {self.left()} are there.")
        self.place += count
        return self.data[self.place - count : self.place]

    def numbers(self, form):
        return struct.unpack("<" + form, self.take(struct.calcsize("<" + form)))

    def count(self):
        """The number of things that follow: each takes a byte or more."""
        (count,) = self.numbers("I")
        if count > self.left():
            raise Damaged(f"{count} items are announced and {self.left()} bytes are there.")
        return count

    def value(self, depth):
        if depth < 0:
            raise Damaged("Containers within containers without an end in sight.")
        self.items -= 1
        if self.items < 0:
            raise Damaged("It holds too many values.")
        letter = bytes(self.take(1))
        if letter in CONSTANTS:
            return CONSTANTS[letter]
        read = READERS.get(letter)
        if read is None:
            raise Damaged(f"Nothing begins with {letter!r}.")
        return read(self, depth - 1)

    def of_kind(self, kinds, depth):
        value = self.value(depth)
        if type(value) not in kinds:
            raise Damaged(f"{type(value).__name__} where something else belongs.")
        return value

    def key(self, depth):
        value = self.value(depth)
        if not (_is_key(value) or isinstance(value, Other)):
            raise Damaged(f"{type(value).__name__} as a key.")
        self.keys -= type(value) is not str
        if self.keys < 0:
            raise Damaged("More keys than can be looked at.")
        return value


def _int(reader, depth):
    (size,) = reader.numbers("H")
    if size > LARGEST_INT:
        raise Damaged("A whole number with too many digits.")
    return int.from_bytes(reader.take(size), "little", signed=True)


def _text(reader, depth):
    try:
        return str(reader.take(reader.count()), "utf-8", "surrogatepass")
    except UnicodeDecodeError:
        raise Damaged("A text that is none.") from None


def _items(reader, depth):
    return [reader.value(depth) for _ in range(reader.count())]


def _dict(reader, depth):
    made = {}
    for _ in range(reader.count()):
        key = reader.key(depth)
        made[key] = reader.value(depth)
    return made


def _set(reader, depth):
    return {reader.key(depth) for _ in range(reader.count())}


def _range(reader, depth):
    start, stop, step = (reader.of_kind((int,), depth) for _ in range(3))
    if step == 0:
        raise Damaged("A range in steps of 0.")
    return range(start, stop, step)


def _read_shape(reader):
    (axes,) = reader.numbers("B")
    if axes > AXES:
        raise Damaged(f"An array of {axes} axes.")
    shape = reader.numbers(f"{axes}Q")
    if 0 in shape and prod(n or 1 for n in shape) > LONGEST_AXIS:
        raise Damaged("An array without entries and with axes beyond all measure.")
    return shape


def _read_kind(reader):
    kind = bytes(reader.take(reader.numbers("B")[0])).decode("ascii", "replace")
    try:
        if not _readable(kind):
            raise TypeError
        return np.dtype(kind)
    except (TypeError, ValueError):
        raise Damaged("An array of an unknown kind.") from None


def _array(reader, depth):
    order = bytes(reader.take(1))
    if order not in (b"C", b"F"):
        raise Damaged("An array in no order.")
    shape, kind = _read_shape(reader), _read_kind(reader)
    data = reader.take(prod(shape) * kind.itemsize)
    if kind.kind == "U" and len(data) and np.frombuffer(data, "<u4").max() > 0x10FFFF:
        raise Damaged("A letter that is none.")
    if kind.kind == "b" and len(data) and np.frombuffer(data, "u1").max() > 1:
        raise Damaged("A truth value that is none.")
    array = np.frombuffer(data, kind, prod(shape)).reshape(shape, order=order.decode())
    return array.astype(kind.newbyteorder("="))  # a copy, in the order of the machine and of the axes


def _scalar(reader, depth):
    kind = _read_kind(reader)
    if kind.kind not in "biufc":
        raise Damaged("A number of an unknown kind.")
    data = reader.take(kind.itemsize)
    if kind.kind == "b" and data[0] > 1:
        raise Damaged("A truth value that is none.")
    return np.frombuffer(data, kind).astype(kind.newbyteorder("="))[0]


def _objects(reader, depth):
    shape = _read_shape(reader)
    if prod(shape) > reader.left():
        raise Damaged(f"{prod(shape)} items are announced and {reader.left()} bytes are there.")
    flat = np.empty(prod(shape), dtype=object)
    for k in range(len(flat)):
        flat[k] = reader.value(depth)
    return flat.reshape(shape)


def _tree(reader, depth):
    """The nodes in post-order: each takes its children from those that wait for a parent."""
    waiting = []
    for _ in range(reader.count()):
        reader.nodes -= 1
        if reader.nodes < 0:
            raise Damaged("A tree of more nodes than can be looked at.")
        (count,) = reader.numbers("I")
        if count > len(waiting):
            raise Damaged(f"A node with {count} children, of which {len(waiting)} are there.")
        children = tuple(waiting[len(waiting) - count :])
        del waiting[len(waiting) - count :]
        word, label = _word(reader), _label(reader)
        if not children and word is None:
            raise Damaged("A leaf without a word.")
        waiting.append(grow(children, word, label))
    if len(waiting) != 1:
        raise Damaged(f"A tree with {len(waiting)} roots.")
    return waiting[0]


def _word(reader):
    word = reader.of_kind((type(None), str, np.ndarray), 1)
    if not isinstance(word, np.ndarray):
        return word
    if word.ndim != 1 or not word.size or word.dtype != np.float64 or not np.isfinite(word).all():
        raise Damaged("A word that is no text and no vector.")
    return tuple(word.tolist())


def _label(reader):
    label = reader.of_kind((type(None), str, int), 1)
    if isinstance(label, int) and abs(label) >= LARGEST_LABEL:
        raise Damaged("A label with too many digits.")
    return label


def _made(reader, depth):
    by = reader.of_kind((str,), depth)
    arguments = reader.of_kind((tuple,), depth)
    return Made(by, arguments, reader.of_kind((int,), depth))


def _partial(reader, depth):
    name = reader.of_kind((str,), depth)
    arguments, named = reader.of_kind((tuple,), depth), reader.of_kind((dict,), depth)
    if name not in _given() or not all(type(key) is str for key in named):
        raise Damaged("A function that is not among those of the course.")
    return functools.partial(_given()[name], *arguments, **named)


def _other(reader, depth):
    flag = bytes(reader.take(1))
    kind = reader.of_kind((str,), depth)
    reader.kinds -= 1
    if flag not in (b"i", b"n") or reader.kinds < 0:
        raise Damaged("A stand-in that is none, or one too many.")
    if not kind or len(kind) > LONGEST_NAME or not kind.isprintable():
        raise Damaged("A stand-in without a name.")
    return other(kind, flag == b"i")


CONSTANTS = {b"N": None, b"T": True, b"F": False, b"E": Ellipsis}
READERS = {
    b"i": _int,
    b"f": lambda reader, depth: reader.numbers("d")[0],
    b"c": lambda reader, depth: complex(*reader.numbers("dd")),
    b"u": _text,
    b"t": lambda reader, depth: tuple(_items(reader, depth)),
    b"l": _items,
    b"d": _dict,
    b"s": _set,
    b"z": lambda reader, depth: frozenset(_set(reader, depth)),
    b"r": _range,
    b"n": _scalar,
    b"a": _array,
    b"o": _objects,
    b"B": _tree,
    b"M": _made,
    b"p": _partial,
    b"O": _other,
}
