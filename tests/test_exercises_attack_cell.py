"""The cell by many hands: full marks for the right ones, and a name for the mistakes of the wrong ones.

An answer of three parts stands as (what makes a_next, what makes yt_pred, the last lines), "" for the usual.
In whole cells HEAD stands for the usual first lines and TAIL for the last ones. A wrong answer stands with
the mistakes of the catalogue that it makes, or None where they have no name there.
"""

import pytest

from tests.judged import assert_named, assert_right, examined

SOFTMAX = """
def softmax(z):
    e = np.exp(z - z.max(axis=0, keepdims=True))
    return e / e.sum(axis=0, keepdims=True)
"""
HEAD = """def rnn_cell_forward(xt, a_prev, parameters):
    Wax, Waa, Wya = parameters["Wax"], parameters["Waa"], parameters["Wya"]
    ba, by = parameters["ba"], parameters["by"]
"""
TAIL = """    cache = (a_next, a_prev, xt, parameters)
    return a_next, yt_pred, cache
"""
STATE, OUTPUT = "np.tanh(Wax @ xt + Waa @ a_prev + ba)", "softmax(Wya @ a_next + by)"

# in three parts
RIGHT_PARTS = {
    "plain": ("", "", ""),
    "dot": ("np.tanh(np.dot(Wax, xt) + np.dot(Waa, a_prev) + ba)", "softmax(np.dot(Wya, a_next) + by)", ""),
    "matmul": (
        "np.tanh(np.matmul(Wax, xt) + np.matmul(Waa, a_prev) + ba)",
        "softmax(np.matmul(Wya, a_next) + by)",
        "",
    ),
    "einsum": (
        'np.tanh(np.einsum("ij,jk->ik", Wax, xt) + np.einsum("ij,jk->ik", Waa, a_prev) + ba)',
        'softmax(np.einsum("ij,jk->ik", Wya, a_next) + by)',
        "",
    ),
    "copies in cache": (
        "",
        "",
        "cache = (a_next.copy(), a_prev.copy(), xt.copy(), dict(parameters)); return a_next, yt_pred, cache",
    ),
    "transposed": (
        "np.tanh(xt.T @ Wax.T + a_prev.T @ Waa.T + ba.T).T",
        "softmax((a_next.T @ Wya.T).T + by)",
        "",
    ),
    "listreturn": ("", "", "return [a_next, yt_pred, (a_next, a_prev, xt, parameters)]"),
    "broadcast sum": (
        "np.tanh((Wax[:, :, None] * xt).sum(axis=1) + (Waa[:, :, None] * a_prev).sum(1) + ba)",
        "softmax(np.tensordot(Wya, a_next, axes=1) + by)",
        "",
    ),
    "cache list": ("", "", "return a_next, yt_pred, [a_next, a_prev, xt, parameters]"),
    "cache items list": ("", "", "return [a_next, yt_pred, [a_next, a_prev, xt, parameters]]"),
}

WRONG_PARTS = {
    "no tanh": (("Wax @ xt + Waa @ a_prev + ba", "", ""), "no tanh"),
    "no ba": (("np.tanh(Wax @ xt + Waa @ a_prev)", "", ""), "ba is left out"),
    "no by": (("", "softmax(Wya @ a_next)", ""), "by is left out"),
    "no biases": (
        ("np.tanh(Wax @ xt + Waa @ a_prev)", "softmax(Wya @ a_next)", ""),
        ("ba is left out", "by is left out"),
    ),
    "no waa": (("np.tanh(Wax @ xt + ba)", "", ""), "the previous state is left out"),
    "no wax": (("np.tanh(Waa @ a_prev + ba)", "", ""), "the input is left out"),
    "aprev out": (("", "softmax(Wya @ a_prev + by)", ""), "the prediction is made from the previous state"),
    "sigmoid": (("1 / (1 + np.exp(-(Wax @ xt + Waa @ a_prev + ba)))", "", ""), "a sigmoid instead of tanh"),
    "relu": (("np.maximum(0, Wax @ xt + Waa @ a_prev + ba)", "", ""), "a rectifier (ReLU) instead of tanh"),
    "no softmax": (("", "Wya @ a_next + by", ""), "scores without softmax"),
    "sigmoid out": (("", "1 / (1 + np.exp(-(Wya @ a_next + by)))", ""), "a sigmoid on the output"),
    "tanh out": (("", "np.tanh(Wya @ a_next + by)", ""), "a tanh on the output"),
    "softmax state": (("softmax(Wax @ xt + Waa @ a_prev + ba)", "", ""), "softmax on the state"),
    "swap softmax tanh": (
        ("softmax(Wax @ xt + Waa @ a_prev + ba)", "np.tanh(Wya @ a_next + by)", ""),
        "tanh and softmax are exchanged",
    ),
    "star": (
        ("np.tanh(Wax * xt + Waa * a_prev + ba)", "softmax(Wya * a_next + by)", ""),
        (
            "the state and its weights are multiplied entry by entry",
            "the input and its weights are multiplied entry by entry",
        ),
    ),
    "waaT": (("np.tanh(Wax @ xt + Waa.T @ a_prev + ba)", "", ""), "Waa is transposed"),
    "a waa": (("np.tanh(Wax @ xt + a_prev @ Waa + ba)", "", ""), None),
    "x wax": (("np.tanh(xt @ Wax + Waa @ a_prev + ba)", "", ""), None),
    "swap weights": (("np.tanh(Waa @ xt + Wax @ a_prev + ba)", "", ""), "Wax and Waa have changed places"),
    "waa star only": (
        ("np.tanh(Wax @ xt + Waa * a_prev + ba)", "", ""),
        "the state and its weights are multiplied entry by entry",
    ),
    "bias swapped": (
        ("np.tanh(Wax @ xt + Waa @ a_prev + by)", "softmax(Wya @ a_next + ba)", ""),
        "ba and by have changed places",
    ),
    "ba outside": (("np.tanh(Wax @ xt + Waa @ a_prev) + ba", "", ""), "ba is added after the tanh"),
    "by outside": (("", "softmax(Wya @ a_next) + by", ""), "by is added after the softmax"),
    "tanh each": (
        ("np.tanh(Wax @ xt) + np.tanh(Waa @ a_prev) + ba", "", ""),
        "a tanh for each product, and the bias behind them",
    ),
    "minus ba": (("np.tanh(Wax @ xt + Waa @ a_prev - ba)", "", ""), "ba is subtracted"),
    "minus waa": (("np.tanh(Wax @ xt - Waa @ a_prev + ba)", "", ""), None),
    "ba twice": (("np.tanh(Wax @ xt + ba + Waa @ a_prev + ba)", "", ""), None),
    "aprev plain": (
        ("np.tanh(Wax @ xt + a_prev + ba)", "", ""),
        "the previous state is added without its weights",
    ),
    "residual": (("a_prev + np.tanh(Wax @ xt + Waa @ a_prev + ba)", "", ""), None),
    "order ret": (
        ("", "", "return yt_pred, a_next, (a_next, a_prev, xt, parameters)"),
        "a_next and yt_pred have changed places",
    ),
    "no cache": (("", "", "return a_next, yt_pred"), None),
    "only a": (("", "", "return a_next"), None),
    "no return": (("", "", "cache = (a_next, a_prev, xt, parameters)"), None),
    "cache order": (
        ("", "", "return a_next, yt_pred, (a_prev, a_next, xt, parameters)"),
        "the cache has another order",
    ),
    "cache xt first": (
        ("", "", "return a_next, yt_pred, (xt, a_prev, a_next, parameters)"),
        "the cache begins with the input",
    ),
    "cache swapxa": (("", "", "return a_next, yt_pred, (a_next, xt, a_prev, parameters)"), None),
    "cache noparam": (
        ("", "", "return a_next, yt_pred, (a_next, a_prev, xt)"),
        "the cache lacks the parameters",
    ),
    "cache dict": (
        (
            "",
            "",
            'return a_next, yt_pred, {"a_next": a_next, "a_prev": a_prev, "xt": xt, "p": parameters}',
        ),
        None,
    ),
    "cache y": (
        ("", "", "return a_next, yt_pred, (a_next, a_prev, xt, yt_pred)"),
        "the cache holds the prediction",
    ),
    "cache 5": (("", "", "return a_next, yt_pred, (a_next, a_prev, xt, yt_pred, parameters)"), None),
    "cache aa": (("", "", "return a_next, yt_pred, (a_next, a_next, xt, parameters)"), None),
    "cache weights": (
        ("", "", "return a_next, yt_pred, (a_next, a_prev, xt, (Wax, Waa, Wya, ba, by))"),
        None,
    ),
    "flat return": (
        ("", "", "return a_next, yt_pred, a_next, a_prev, xt, parameters"),
        "brackets around the cache are missing",
    ),
    "cache first": (
        ("", "", "cache = (a_next, a_prev, xt, parameters); return cache, a_next, yt_pred"),
        "the cache comes first",
    ),
    "ret aprev": (
        ("", "", "return a_prev, yt_pred, (a_next, a_prev, xt, parameters)"),
        "a_prev is handed out instead of a_next",
    ),
    "cache none": (("", "", "return a_next, yt_pred, None"), None),
    "undefined sm": (("", "sofmax(Wya @ a_next + by)", ""), None),
    "argmax": (("", "softmax(Wya @ a_next + by).argmax(axis=0)", ""), None),
    "log": (("", "np.log(softmax(Wya @ a_next + by))", ""), "the logarithm of the prediction"),
    "flatten": (
        ("np.tanh(Wax @ xt + Waa @ a_prev + ba).flatten()", "softmax(Wya @ a_next.reshape(-1, 1) + by)", ""),
        None,
    ),
    "sum bias": (("np.tanh(Wax @ xt + Waa @ a_prev + ba.sum())", "", ""), None),
    "ba flat": (("np.tanh(Wax @ xt + Waa @ a_prev + ba.flatten())", "", ""), "ba is flattened to one axis"),
    "tan": (("np.tan(Wax @ xt + Waa @ a_prev + ba)", "", ""), None),
    "tanh twice": (("np.tanh(np.tanh(Wax @ xt + Waa @ a_prev + ba))", "", ""), "tanh twice"),
    "no tanh no by": (
        ("Wax @ xt + Waa @ a_prev + ba", "softmax(Wya @ a_next)", ""),
        ("no tanh", "by is left out"),
    ),
    "aprev out cacheorder": (
        ("", "softmax(Wya @ a_prev + by)", "return a_next, yt_pred, (a_prev, a_next, xt, parameters)"),
        ("the prediction is made from the previous state", "the cache has another order"),
    ),
    "no ba order ret": (
        ("np.tanh(Wax @ xt + Waa @ a_prev)", "", "return yt_pred, a_next, (a_next, a_prev, xt, parameters)"),
        ("ba is left out", "a_next and yt_pred have changed places"),
    ),
    "waaT no by": (
        ("np.tanh(Wax @ xt + Waa.T @ a_prev + ba)", "softmax(Wya @ a_next)", ""),
        ("by is left out", "Waa is transposed"),
    ),
    "sigmoid nosoftmax": (
        ("1 / (1 + np.exp(-(Wax @ xt + Waa @ a_prev + ba)))", "Wya @ a_next + by", ""),
        ("a sigmoid instead of tanh", "scores without softmax"),
    ),
    "no waa aprev out": (
        ("np.tanh(Wax @ xt + ba)", "softmax(Wya @ a_prev + by)", ""),
        ("the previous state is left out", "the prediction is made from the previous state"),
    ),
    "cachecopy wrong": (("", "", "return a_next, yt_pred, (z, a_prev, xt, parameters)"), None),
    "wyaT": (("", "softmax(Wya.T @ a_next + by)", ""), "Wya is transposed"),
    "a wya": (("", "softmax(a_next @ Wya + by)", ""), None),
    "paren": (("np.tanh(Wax @ (xt + Waa @ a_prev) + ba)", "", ""), None),
    "paren2": (("np.tanh(Wax @ xt) + Waa @ a_prev + ba", "", ""), "the tanh covers the input alone"),
    "softmax double": (("", "softmax(softmax(Wya @ a_next + by))", ""), "softmax twice"),
    "wya x": (("", "softmax(Wya @ xt + by)", ""), "the prediction is made from the input"),
    "hardcode m1": (("np.tanh(Wax @ xt[:, :1] + Waa @ a_prev[:, :1] + ba)", "", ""), None),
    "swap ret names": (
        ("", "", "return a_next, (a_next, a_prev, xt, parameters), yt_pred"),
        "yt_pred and the cache have changed places",
    ),
    "partial only a": (("", "...", "return a_next, yt_pred, (a_next, a_prev, xt, parameters)"), None),
}

# whole cells
RIGHT_CELLS = {
    "concat": """
def rnn_cell_forward(xt, a_prev, parameters):
    W = np.concatenate([parameters["Waa"], parameters["Wax"]], axis=1)
    v = np.vstack([a_prev, xt])
    h = np.tanh(W @ v + parameters["ba"])
    p = softmax(parameters["Wya"] @ h + parameters["by"])
    return h, p, (h, a_prev, xt, parameters)
""",
    "loops": """
def rnn_cell_forward(xt, a_prev, parameters):
    n_a, m = a_prev.shape
    a = np.zeros((n_a, m))
    for i in range(n_a):
        for k in range(m):
            total = parameters["ba"][i, 0]
            for j in range(xt.shape[0]):
                total += parameters["Wax"][i, j] * xt[j, k]
            for j in range(n_a):
                total += parameters["Waa"][i, j] * a_prev[j, k]
            a[i, k] = np.tanh(total)
    Wya, by = parameters["Wya"], parameters["by"]
    units = range(n_a)
    rows = [[sum(Wya[i, j] * a[j, k] for j in units) + by[i, 0] for k in range(m)] for i in range(len(by))]
    z = np.array(rows)
    return a, softmax(z), (a, a_prev, xt, parameters)
""",
    "kwargs helper": """
def step(x, a, *, Wax, Waa, Wya, ba, by, **rest):
    new = np.tanh(Wax.dot(x) + Waa.dot(a) + ba)
    return new, softmax(Wya.dot(new) + by)
def rnn_cell_forward(xt, a_prev, parameters):
    new, y = step(xt, a_prev, **parameters)
    return new, y, (new, a_prev, xt, parameters)
""",
    "namedtuple": """
from collections import namedtuple
Params = namedtuple("Params", "Wax Waa Wya ba by")
def rnn_cell_forward(xt, a_prev, parameters):
    p = Params(**{k: parameters[k] for k in Params._fields})
    a_next = np.tanh(p.Wax @ xt + p.Waa @ a_prev + p.ba)
    yt_pred = softmax(p.Wya @ a_next + p.by)
    cache = a_next, a_prev, xt, parameters
    return a_next, yt_pred, cache
""",
    "nt strict": """
from collections import namedtuple
Params = namedtuple("Params", "Wax Waa Wya ba by")
def rnn_cell_forward(xt, a_prev, parameters):
    p = Params(**parameters)
    a_next = np.tanh(p.Wax @ xt + p.Waa @ a_prev + p.ba)
    yt_pred = softmax(p.Wya @ a_next + p.by)
    return a_next, yt_pred, (a_next, a_prev, xt, parameters)
""",
    "itemgetter": """
from operator import itemgetter
def rnn_cell_forward(xt, a_prev, parameters):
    Wax, Waa, Wya, ba, by = itemgetter("Wax", "Waa", "Wya", "ba", "by")(parameters)
    h = np.tanh(ba + Waa @ a_prev + Wax @ xt)
    return h, softmax(by + Wya @ h), (h, a_prev, xt, parameters)
""",
    "class": """
class Cell:
    def __init__(self, p): self.__dict__.update(p)
    def __call__(self, x, a):
        self.h = np.tanh(self.Wax @ x + self.Waa @ a + self.ba)
        return self.h, softmax(self.Wya @ self.h + self.by)
def rnn_cell_forward(xt, a_prev, parameters):
    h, y = Cell(parameters)(xt, a_prev)
    return h, y, (h, a_prev, xt, parameters)
""",
    "inline softmax": """
HEAD
    a_next = np.tanh(Wax @ xt + Waa @ a_prev + ba)
    z = Wya @ a_next + by
    e = np.exp(z - z.max(axis=0, keepdims=True))
    yt_pred = e / e.sum(axis=0, keepdims=True)
TAIL
""",
    "ownname softmax": """
def my_softmax(z):
    e = np.exp(z - z.max(axis=0))
    return e / e.sum(axis=0)
HEAD
    a_next = np.tanh(Wax @ xt + Waa @ a_prev + ba)
    yt_pred = my_softmax(Wya @ a_next + by)
TAIL
""",
    "lib softmax": """
from rnn_helpers.activations import softmax
HEAD
    a_next = np.tanh(Wax @ xt + Waa @ a_prev + ba)
    yt_pred = softmax(Wya @ a_next + by)
TAIL
""",
    "lib softmax alias": """
from rnn_helpers.activations import softmax as sm
HEAD
    a_next = np.tanh(Wax @ xt + Waa @ a_prev + ba)
    yt_pred = sm(Wya @ a_next + by)
TAIL
""",
    "lib module": """
import rnn_helpers.activations as act
HEAD
    a_next = np.tanh(Wax @ xt + Waa @ a_prev + ba)
    yt_pred = act.softmax(Wya @ a_next + by)
TAIL
""",
    "lib inside": """
HEAD
    from rnn_helpers.activations import softmax
    a_next = np.tanh(Wax @ xt + Waa @ a_prev + ba)
    yt_pred = softmax(Wya @ a_next + by)
TAIL
""",
    "stub softmax": """
def softmax(z):
    '''x'''
    # your code here
HEAD
    a_next = np.tanh(Wax @ xt + Waa @ a_prev + ba)
    yt_pred = softmax(Wya @ a_next + by)
TAIL
""",
    "wrong softmax axis1": """
def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)
HEAD
    a_next = np.tanh(Wax @ xt + Waa @ a_prev + ba)
    yt_pred = softmax(Wya @ a_next + by)
TAIL
""",
    "raise softmax": """
def softmax(z):
    raise RuntimeError("not ready")
HEAD
    a_next = np.tanh(Wax @ xt + Waa @ a_prev + ba)
    yt_pred = softmax(Wya @ a_next + by)
TAIL
""",
    "wrong softmax via helper": """
def softmax(z):
    return z
def output(h, p):
    return softmax(p["Wya"] @ h + p["by"])
def rnn_cell_forward(xt, a_prev, parameters):
    h = np.tanh(parameters["Wax"] @ xt + parameters["Waa"] @ a_prev + parameters["ba"])
    return h, output(h, parameters), (h, a_prev, xt, parameters)
""",
    "tanh by exp": """
HEAD
    s = Wax @ xt + Waa @ a_prev + ba
    a_next = (np.exp(s) - np.exp(-s)) / (np.exp(s) + np.exp(-s))
    yt_pred = softmax(Wya @ a_next + by)
TAIL
""",
    "reduce": """
from functools import reduce
def rnn_cell_forward(xt, a_prev, parameters):
    terms = [parameters["Wax"] @ xt, parameters["Waa"] @ a_prev, parameters["ba"]]
    a = np.tanh(reduce(np.add, terms))
    return (a, softmax(parameters["Wya"] @ a + parameters["by"]), (a, a_prev, xt, parameters))
""",
    "lambda": """
rnn_cell_forward = lambda xt, a_prev, p: (
    lambda h: (h, softmax(p["Wya"] @ h + p["by"]), (h, a_prev, xt, p))
)(np.tanh(p["Wax"] @ xt + p["Waa"] @ a_prev + p["ba"]))
rnn_cell_forward.__name__ = "rnn_cell_forward"
""",
    "columns": """
HEAD
    cols = []
    for j in range(xt.shape[1]):
        cols.append(np.tanh(Wax @ xt[:, j] + Waa @ a_prev[:, j] + ba[:, 0]))
    a_next = np.stack(cols, axis=1)
    yt_pred = np.hstack([softmax(Wya @ a_next[:, [j]] + by) for j in range(xt.shape[1])])
TAIL
""",
    "othernames": """
def rnn_cell_forward(x, h, w):
    h2 = np.tanh(w["Wax"] @ x + w["Waa"] @ h + w["ba"])
    y = softmax(w["Wya"] @ h2 + w["by"])
    return h2, y, (h2, h, x, w)
""",
    "values unpack sorted": """
def rnn_cell_forward(xt, a_prev, parameters):
    Waa, Wax, Wya, ba, by = (parameters[k] for k in sorted(parameters))
    a_next = np.tanh(Wax @ xt + Waa @ a_prev + ba)
    yt_pred = softmax(Wya @ a_next + by)
TAIL
""",
    "debugprints": """
HEAD
    for name, value in parameters.items():
        print(name, value, value.shape)
    print(xt, a_prev)
    z1 = Wax @ xt; print(z1)
    z2 = Waa @ a_prev; print(z2)
    a_next = np.tanh(z1 + z2 + ba); print(a_next)
    yt_pred = softmax(Wya @ a_next + by); print(yt_pred)
TAIL
""",
    "softmaxmulti": """
def softmax(z, axis):
    e=np.exp(z-z.max(axis=axis,keepdims=True)); return e/e.sum(axis=axis,keepdims=True)
HEAD
    a_next = np.tanh(Wax @ xt + Waa @ a_prev + ba)
    yt_pred = softmax(Wya @ a_next + by, axis=0)
TAIL
""",
    "softmax T": """
def softmax(z):
    e=np.exp(z-z.max(axis=1,keepdims=True)); return e/e.sum(axis=1,keepdims=True)
HEAD
    a_next = np.tanh(Wax @ xt + Waa @ a_prev + ba)
    yt_pred = softmax((Wya @ a_next + by).T).T
TAIL
""",
    "softmax1d": """
def softmax(z):
    e=np.exp(z-z.max()); return e/e.sum()
HEAD
    a_next = np.tanh(Wax @ xt + Waa @ a_prev + ba)
    s = Wya @ a_next + by
    yt_pred = np.stack([softmax(s[:, j]) for j in range(s.shape[1])], axis=1)
TAIL
""",
    "cache old state view": """
HEAD
    h = a_prev
    a_next = np.tanh(Wax @ xt + Waa @ h + ba)
    yt_pred = softmax(Wya @ a_next + by)
    return a_next, yt_pred, (a_next, h, xt, parameters)
""",
    "cache namedtuple": """
from collections import namedtuple
Cache = namedtuple('Cache','a_next a_prev xt parameters')
HEAD
    a_next = np.tanh(Wax @ xt + Waa @ a_prev + ba)
    yt_pred = softmax(Wya @ a_next + by)
    return a_next, yt_pred, Cache(a_next, a_prev, xt, parameters)
""",
    "activation global": """
act = np.tanh

def softmax(z):
    e = np.exp(z - z.max(axis=0, keepdims=True))
    return e / e.sum(axis=0, keepdims=True)
HEAD
    a_next = act(Wax @ xt + Waa @ a_prev + ba)
    yt_pred = softmax(Wya @ a_next + by)
TAIL
""",
    "fstring key": """
def rnn_cell_forward(xt, a_prev, parameters):
    Wax, Waa, Wya = [parameters[f'W{k}'] for k in ('ax','aa','ya')]
    ba, by = [parameters[f'b{k}'] for k in 'ay']
    a_next = np.tanh(Wax @ xt + Waa @ a_prev + ba)
    yt_pred = softmax(Wya @ a_next + by)
TAIL
""",
    "class bad softmax": """
def softmax(z):
    return None
class Cell:
    def __init__(self, p): self.__dict__.update(p)
    def __call__(self, x, a):
        self.h = np.tanh(self.Wax @ x + self.Waa @ a + self.ba)
        return self.h, softmax(self.Wya @ self.h + self.by)
def rnn_cell_forward(xt, a_prev, parameters):
    h, y = Cell(parameters)(xt, a_prev)
    return h, y, (h, a_prev, xt, parameters)
""",
    "class axis1 softmax": """
def softmax(z):
    e=np.exp(z-z.max(axis=1,keepdims=True)); return e/e.sum(axis=1,keepdims=True)
class Cell:
    def __init__(self, p): self.__dict__.update(p)
    def __call__(self, x, a):
        self.h = np.tanh(self.Wax @ x + self.Waa @ a + self.ba)
        return self.h, softmax(self.Wya @ self.h + self.by)
def rnn_cell_forward(xt, a_prev, parameters):
    h, y = Cell(parameters)(xt, a_prev)
    return h, y, (h, a_prev, xt, parameters)
""",
    "defaultarg bad softmax": """
def softmax(z):
    return None
def rnn_cell_forward(xt, a_prev, parameters, f=softmax):
    a_next=np.tanh(parameters['Wax']@xt+parameters['Waa']@a_prev+parameters['ba'])
    y=f(parameters['Wya']@a_next+parameters['by'])
    return a_next,y,(a_next,a_prev,xt,parameters)
""",
    "alias bad softmax": """
def softmax(z):
    return None
sm = softmax
HEAD
    a_next = np.tanh(Wax @ xt + Waa @ a_prev + ba)
    yt_pred = sm(Wya @ a_next + by)
TAIL
""",
    "lru or deco bad": """
import functools
def softmax(z):
    return None
class Deco:
    def __init__(s,f): s.f=f; functools.update_wrapper(s,f)
    def __call__(s,*a): return s.f(*a)
@Deco
HEAD
    a_next = np.tanh(Wax @ xt + Waa @ a_prev + ba)
    yt_pred = softmax(Wya @ a_next + by)
TAIL
""",
}

WRONG_CELLS = {
    "inline softmax noshift": (
        """
HEAD
    a_next = np.tanh(Wax @ xt + Waa @ a_prev + ba)
    z = Wya @ a_next + by
    yt_pred = np.exp(z) / np.exp(z).sum(axis=0)
TAIL
""",
        None,
    ),
    "inplace fresh": (
        """
HEAD
    a_next = Wax @ xt
    a_next += Waa @ a_prev
    a_next += ba
    np.tanh(a_next, out=a_next)
    y = Wya @ a_next
    y += by
    yt_pred = softmax(y)
TAIL
""",
        None,
    ),
    "typo key": (
        """
def rnn_cell_forward(xt, a_prev, parameters):
    Wax, Waa, Wya = parameters["Wax"], parameters["Waa"], parameters["Way"]
    ba, by = parameters["ba"], parameters["by"]
    a_next = np.tanh(Wax @ xt + Waa @ a_prev + ba)
    yt_pred = softmax(Wya @ a_next + by)
TAIL
""",
        None,
    ),
    "values unpack": (
        """
def rnn_cell_forward(xt, a_prev, parameters):
    Wax, Waa, Wya, ba, by = parameters.values()
    a_next = np.tanh(Wax @ xt + Waa @ a_prev + ba)
    yt_pred = softmax(Wya @ a_next + by)
TAIL
""",
        "the parameters are unpacked by their places",
    ),
    "keys unpack": (
        """
def rnn_cell_forward(xt, a_prev, parameters):
    Wax, Waa, Wya, ba, by = parameters
    a_next = np.tanh(Wax @ xt + Waa @ a_prev + ba)
    yt_pred = softmax(Wya @ a_next + by)
TAIL
""",
        None,
    ),
    "attr": (
        """
def rnn_cell_forward(xt, a_prev, parameters):
    a_next = np.tanh(parameters.Wax @ xt + parameters.Waa @ a_prev + parameters.ba)
    yt_pred = softmax(parameters.Wya @ a_next + parameters.by)
TAIL
""",
        None,
    ),
    "ba wrongkey": (
        """
def rnn_cell_forward(xt, a_prev, parameters):
    Wax, Waa, Wya = parameters["Wax"], parameters["Waa"], parameters["Wya"]
    ba, by = parameters["by"], parameters["ba"]
    a_next = np.tanh(Wax @ xt + Waa @ a_prev + ba)
    yt_pred = softmax(Wya @ a_next + by)
TAIL
""",
        "ba and by have changed places",
    ),
    "ba both": (
        """
def rnn_cell_forward(xt, a_prev, parameters):
    Wax, Waa, Wya = parameters["Wax"], parameters["Waa"], parameters["Wya"]
    ba, by = parameters["ba"], parameters["ba"]
    a_next = np.tanh(Wax @ xt + Waa @ a_prev + ba)
    yt_pred = softmax(Wya @ a_next + by)
TAIL
""",
        None,
    ),
    "waa wax both": (
        """
def rnn_cell_forward(xt, a_prev, parameters):
    Wax, Waa, Wya = parameters["Wax"], parameters["Wax"], parameters["Wya"]
    ba, by = parameters["ba"], parameters["by"]
    a_next = np.tanh(Wax @ xt + Waa @ a_prev + ba)
    yt_pred = softmax(Wya @ a_next + by)
TAIL
""",
        None,
    ),
    "modify params": (
        """
HEAD
    ba += Wax @ xt[:, :1] * 0
    a_next = np.tanh(Wax @ xt + Waa @ a_prev + ba)
    parameters["a"] = a_next
    yt_pred = softmax(Wya @ a_next + by)
TAIL
""",
        None,
    ),
    "modify aprev": (
        """
HEAD
    a_prev[:] = np.tanh(Wax @ xt + Waa @ a_prev + ba)
    a_next = a_prev
    yt_pred = softmax(Wya @ a_next + by)
TAIL
""",
        None,
    ),
    "modify ba": (
        """
HEAD
    ba += 1
    a_next = np.tanh(Wax @ xt + Waa @ a_prev + ba - 1)
    ba -= 1
    by[0] += 0.5
    yt_pred = softmax(Wya @ a_next + by)
TAIL
""",
        None,
    ),
    "globals": (
        """
xt0 = np.array([[0.5], [1.0], [0.0]])
sizes = {"Wax": (2, 3), "Waa": (2, 2), "Wya": (4, 2), "ba": (2, 1), "by": (4, 1)}
parameters = {name: np.ones(shape) for name, shape in sizes.items()}
Wax, Waa, Wya, ba, by = (parameters[name] for name in sizes)

def softmax(z):
    e = np.exp(z - z.max(axis=0, keepdims=True))
    return e / e.sum(axis=0, keepdims=True)
def rnn_cell_forward(xt, a_prev, parameters):
    a_next = np.tanh(Wax @ xt + Waa @ a_prev + ba)
    yt_pred = softmax(Wya @ a_next + by)
TAIL
""",
        None,
    ),
    "globals rename": (
        """
sizes = {"Wax": (2, 3), "Waa": (2, 2), "Wya": (4, 2), "ba": (2, 1), "by": (4, 1)}
parameters = {name: np.ones(shape) for name, shape in sizes.items()}
def rnn_cell_forward(xt, a_prev, params):
    a_next = np.tanh(parameters["Wax"] @ xt + parameters["Waa"] @ a_prev + parameters["ba"])
    yt_pred = softmax(parameters["Wya"] @ a_next + parameters["by"])
    return a_next, yt_pred, (a_next, a_prev, xt, params)
""",
        None,
    ),
    "global aprev": (
        """
a_prev = np.array([[0.4], [-0.2]])
def rnn_cell_forward(xt, a, parameters):
    Wax, Waa, Wya, ba, by = (parameters[k] for k in ("Wax", "Waa", "Wya", "ba", "by"))
    a_next = np.tanh(Wax @ xt + Waa @ a_prev + ba)
    return a_next, softmax(Wya @ a_next + by), (a_next, a_prev, xt, parameters)
""",
        None,
    ),
    "softmax axis1 inline": (
        """
HEAD
    a_next = np.tanh(Wax @ xt + Waa @ a_prev + ba)
    z = Wya @ a_next + by
    e = np.exp(z - z.max(axis=1, keepdims=True))
    yt_pred = e / e.sum(axis=1, keepdims=True)
TAIL
""",
        "softmax over the batch axis",
    ),
    "softmax global inline": (
        """
HEAD
    a_next = np.tanh(Wax @ xt + Waa @ a_prev + ba)
    z = Wya @ a_next + by
    yt_pred = np.exp(z) / np.exp(z).sum()
TAIL
""",
        "one softmax for the whole batch",
    ),
    "softmax other name": (
        """
def my_softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)
HEAD
    a_next = np.tanh(Wax @ xt + Waa @ a_prev + ba)
    yt_pred = my_softmax(Wya @ a_next + by)
TAIL
""",
        "softmax over the batch axis",
    ),
    "npsoftmax": (
        """
HEAD
    a_next = np.tanh(Wax @ xt + Waa @ a_prev + ba)
    yt_pred = np.softmax(Wya @ a_next + by)
TAIL
""",
        None,
    ),
    "args swapped": (
        """
def rnn_cell_forward(a_prev, xt, parameters):
    Wax, Waa, Wya, ba, by = (parameters[k] for k in ("Wax", "Waa", "Wya", "ba", "by"))
    a_next = np.tanh(Wax @ xt + Waa @ a_prev + ba)
    return a_next, softmax(Wya @ a_next + by), (a_next, a_prev, xt, parameters)
""",
        None,
    ),
    "z used": (
        """
HEAD
    z_a = Wax @ xt + Waa @ a_prev + ba
    a_next = np.tanh(z_a)
    yt_pred = softmax(Wya @ z_a + by)
TAIL
""",
        "the prediction is made from the sum before the tanh",
    ),
    "waa anext twice": (
        """
HEAD
    a_next = np.tanh(Wax @ xt + Waa @ a_prev + ba)
    a_next = np.tanh(Wax @ xt + Waa @ a_next + ba)
    yt_pred = softmax(Wya @ a_next + by)
TAIL
""",
        None,
    ),
    "lib": (
        """
from rnn_helpers.rnn import rnn_cell_forward as library_cell
def rnn_cell_forward(xt, a_prev, parameters):
    return library_cell(xt, a_prev, parameters)
""",
        None,
    ),
    "softmaxmulti bad": (
        """
def softmax(z, axis):
    e=np.exp(z-z.max(axis=axis,keepdims=True)); return e/e.sum(axis=axis,keepdims=True)
HEAD
    a_next = np.tanh(Wax @ xt + Waa @ a_prev + ba)
    yt_pred = softmax(Wya @ a_next + by, axis=1)
TAIL
""",
        "softmax over the batch axis",
    ),
    "softmaxwrong and cellwrong": (
        """
def softmax(z):
    e=np.exp(z-z.max()); return e/e.sum()
HEAD
    a_next = np.tanh(Wax @ xt + Waa @ a_prev + ba)
    yt_pred = softmax(Wya @ a_prev + by)
TAIL
""",
        "the prediction is made from the previous state",
    ),
    "nosoftmax yet": (
        """
HEAD
    a_next = np.tanh(Wax @ xt + Waa @ a_prev + ba)
    return a_next, None, None
""",
        None,
    ),
    "partial bare a": (
        """
HEAD
    a_next = np.tanh(Wax @ xt + Waa @ a_prev + ba)
    return a_next
""",
        None,
    ),
    "partial noret": (
        """
HEAD
    a_next = np.tanh(Wax @ xt + Waa @ a_prev + ba)
""",
        None,
    ),
    "partial nameerror": (
        """
HEAD
    a_next = np.tanh(Wax @ xt + Waa @ a_prev + ba)
    return a_next, yt_pred, cache
""",
        None,
    ),
    "keys global": (
        """
KEYS = ("Wax","Waa","Wya","ba","by")

def softmax(z):
    e = np.exp(z - z.max(axis=0, keepdims=True))
    return e / e.sum(axis=0, keepdims=True)
def rnn_cell_forward(xt, a_prev, parameters):
    Wax, Waa, Wya, ba, by = (parameters[k] for k in KEYS)
    a_next = np.tanh(Wax @ xt + Waa @ a_prev + ba)
    yt_pred = softmax(Wya @ a_next + by)
TAIL
""",
        None,
    ),
    "class reads global": (
        """
parameters={'Wya':np.array([[1.0, 0.0], [0.0, 1.0], [-1.0, 1.0], [1.0, -1.0]])}
K=1.0

def softmax(z):
    e = np.exp(z - z.max(axis=0, keepdims=True))
    return e / e.sum(axis=0, keepdims=True)
class Cell:
    def run(self,x): return np.tanh(x*K)
HEAD
    a_next = Cell().run(Wax @ xt + Waa @ a_prev + ba)
    yt_pred = softmax(Wya @ a_next + by)
TAIL
""",
        None,
    ),
    "cache params self": (
        """
HEAD
    a_next = np.tanh(Wax @ xt + Waa @ a_prev + ba)
    yt_pred = softmax(Wya @ a_next + by)
    cache = (a_next, a_prev, xt, parameters)
    parameters['cache'] = cache
    return a_next, yt_pred, cache
""",
        None,
    ),
    "argsorder ap": (
        """
def rnn_cell_forward(xt, parameters, a_prev):
    a_next=np.tanh(parameters['Wax']@xt+parameters['Waa']@a_prev+parameters['ba'])
    return 1
""",
        None,
    ),
    "values reversed note": (
        """
def rnn_cell_forward(xt, a_prev, parameters):
    Wax, Waa, Wya, ba, by = parameters.values()
    a_next=np.tanh(Wax@xt+Waa@a_prev+ba)
    y=softmax(Wya@a_next+by)
    return a_next,y,(a_next,a_prev,xt,parameters)
""",
        "the parameters are unpacked by their places",
    ),
}


def from_parts(parts):
    state, output, last = parts
    lines = f"    a_next = {state or STATE}\n    yt_pred = {output or OUTPUT}\n"
    return HEAD + lines + (f"    {last}\n" if last else TAIL)


def whole(source):
    return source.replace("HEAD\n", HEAD).replace("TAIL\n", TAIL)


RIGHT = {name: from_parts(parts) for name, parts in RIGHT_PARTS.items()}
RIGHT |= {name: whole(source) for name, source in RIGHT_CELLS.items()}
WRONG = {name: (from_parts(parts), mistakes) for name, (parts, mistakes) in WRONG_PARTS.items()}
WRONG |= {name: (whole(source), mistakes) for name, (source, mistakes) in WRONG_CELLS.items()}


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_cell_gets_full_marks_and_is_not_accused(name):
    for _ in range(3):
        assert_right(examined("rnn_cell_forward", SOFTMAX + RIGHT[name]))


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_cell_loses_marks_and_is_named(name):
    source, mistakes = WRONG[name]
    assert_named(examined("rnn_cell_forward", SOFTMAX + source), mistakes)
