"""The baseline of every character model: counting which character followed the last few.

An n-gram model of order n looks at n - 1 characters. Long contexts are rarely seen, so each order leans on
the one below it, down to even shares:

    p_n(c | h) = (max(count(hc) - discount, 0) + (strength + discount * kinds(h)) * p_(n-1)(c | h'))
                 / (count(h) + strength)

with h' the context h without its first character, count(h) the number of times that h was followed by
something and kinds(h) the number of different characters that followed. This is interpolated smoothing
(Jelinek and Mercer 1980) with a weight that depends on how often the context was seen: with discount 0 the
Dirichlet prior of MacKay and Peto (1995), with strength 0 absolute discounting (Ney et al. 1994; compared
in Chen and Goodman 1999). Order 0 is even shares, order 1 with discount 0 is add-k with k = strength / V.

With `continuation` the orders below the highest count something else: not how often a string was read, but
how many different characters stood before it (Kneser and Ney 1995). A character that is frequent only because
one context is, as the second half of a fixed pair, then counts little elsewhere.
"""

from collections import Counter
from itertools import product

import numpy as np

from rnn_helpers.character_model import BOUNDARY
from rnn_helpers.sampling import write

STRENGTHS = (0.3, 1.0, 3.0, 10.0, 30.0)
DISCOUNTS = (0.0, 0.25, 0.5, 0.75, 0.9)


def ngram_model(texts, characters, order, strength=1.0, discount=0.0, continuation=False):
    """Count what follows what, up to `order` characters in a row.

    texts : a list of texts whose characters are predicted one by one, but for the first of each; names come
        framed: [framed(name) for name in names]
    characters : the vocabulary    order : from 0 (even shares), 1 (unigram), 2 (bigram) and so on
    strength, discount, continuation : the smoothing, see the top of the module
    returns : dict with what was given, counts (string -> times), totals and kinds (context -> number)

    Raises ValueError for a setting that makes no sense.
    """
    if order != int(order) or order < 0:
        raise ValueError(f"order must be a whole number from 0 upwards; got {order}.")
    if strength < 0 or not 0 <= discount < 1:
        raise ValueError(
            f"strength must be 0 or more and discount from 0 to below 1; got {strength}, {discount}."
        )
    counts = _counts(texts, int(order))
    if continuation:
        counts = _continuations(counts, int(order))
    return {
        "characters": characters,
        "order": int(order),
        "strength": strength,
        "discount": discount,
        "continuation": continuation,
        **_with_totals(counts),
    }


def ngram_shares(model, context):
    """The probabilities of the next character after the text `context`: (n_y,), they sum to 1."""
    strings = [
        [context[len(context) - back :] + c for c in model["characters"]] for back in _reach(model, context)
    ]
    levels = [_looked_up(model, level) for level in strings]
    return _mixed(levels, model["strength"], model["discount"], model["characters"], len(model["characters"]))


def ngram_nats(model, texts):
    """The mean loss in nats per character over `texts`, of which the first character is given."""
    return float(ngram_losses(model, texts).mean())


def ngram_losses(model, texts):
    """The loss of each character of `texts` in nats, text after text, all but the first of each."""
    levels = _evidence(model, texts)
    count = _predictions(texts)
    return _nats(_mixed(levels, model["strength"], model["discount"], model["characters"], count))


def choose_ngram(texts, held_out, characters, orders=range(1, 7), strengths=STRENGTHS, discounts=DISCOUNTS):
    """The model with the lowest loss on `held_out` among all settings given; counts come from `texts` alone.

    Each order is tried with every strength and discount, with and without `continuation`.
    returns : model; losses, a dict (order, strength, discount, continuation) -> nats per character

    The loss that chose the settings flatters them a little: measure the chosen model on a third part.
    """
    highest = max(orders)
    plain = ngram_model(texts, characters, highest)
    other = plain | _with_totals(_continuations(plain["counts"], highest + 1))
    raw, kinds = _evidence(plain, held_out), _evidence(other, held_out)
    losses = {}
    for order, strength, discount, continuation in product(orders, strengths, discounts, (False, True)):
        levels = kinds[: order - 1] + raw[order - 1 : order] if continuation and order else raw[:order]
        p = _mixed(levels, strength, discount, characters, _predictions(held_out))
        losses[order, strength, discount, continuation] = float(_nats(p).mean())
    return ngram_model(texts, characters, *min(losses, key=losses.get)), losses


def sample_ngram(
    model, rng, temperature=1.0, top_k=None, prompt="", count=1, most=40, start=BOUNDARY, end=BOUNDARY
):
    """Texts that the n-gram model writes; arguments and result as for `rnn_helpers.sampling.sample`."""
    texts, characters = [""] * count, model["characters"]
    known = {}

    def read(letters):
        texts[:] = [text + characters[letter] for text, letter in zip(texts, letters)]
        contexts = [text[max(len(text) - model["order"] + 1, 0) :] for text in texts]
        for context in set(contexts) - set(known):
            known[context] = ngram_shares(model, context)
        return np.stack([known[context] for context in contexts], axis=1)

    return write(read, characters, rng, temperature, top_k, prompt, count, most, start, end)


def _counts(texts, order):
    """How often each string of up to `order` characters was read, its last character being predicted."""
    return Counter(
        text[place - back : place + 1]
        for text in texts
        for place in range(1, len(text))
        for back in range(min(order, place + 1))
    )


def _continuations(counts, order):
    """For strings below the highest order: how many different characters stood before them.

    A string that nothing ever stood before (the start of a text) keeps its count.
    """
    before = Counter(string[1:] for string in counts if len(string) > 1)
    return Counter(
        {
            string: times if len(string) == order else before.get(string, times)
            for string, times in counts.items()
        }
    )


def _with_totals(counts):
    totals, kinds = Counter(), Counter()
    for string, times in counts.items():
        totals[string[:-1]] += times
        kinds[string[:-1]] += 1
    return {"counts": counts, "totals": totals, "kinds": kinds}


def _reach(model, context):
    """The lengths of the contexts that the model can look at, the shortest first."""
    return range(min(model["order"], len(context) + 1))


def _predictions(texts):
    return sum(len(text) - 1 for text in texts)


def _evidence(model, texts):
    """For each length of context: count(hc), count(h), kinds(h), one entry per predicted character."""
    places = [(text, place) for text in texts for place in range(1, len(text))]
    if not places:
        raise ValueError(
            "There is nothing to predict: texts need at least two characters (names come framed)."
        )
    return [
        _looked_up(model, [text[place - back : place + 1] if back <= place else "" for text, place in places])
        for back in range(model["order"])
    ]


def _looked_up(model, strings):
    """count(hc), count(h), kinds(h) as rows, for strings hc; an empty string stands for no such place."""
    counts, totals, kinds = model["counts"], model["totals"], model["kinds"]
    rows = [(counts[hc], totals[hc[:-1]], kinds[hc[:-1]]) if hc else (0, 0, 0) for hc in strings]
    return np.array(rows, float).T


def _mixed(levels, strength, discount, characters, count):
    """The formula at the top of the module, from even shares upwards: (count,) probabilities.

    levels : for each length of context, shortest first: count(hc), count(h), kinds(h), each (count,)
    """
    p = np.full(count, 1 / len(characters))
    for times, total, kinds in levels:
        mixed = np.maximum(times - discount, 0) + (strength + discount * kinds) * p
        p = np.where(total > 0, mixed / np.maximum(total + strength, 1e-300), p)
    return p


def _nats(p):
    with np.errstate(divide="ignore"):
        return -np.log(p)
