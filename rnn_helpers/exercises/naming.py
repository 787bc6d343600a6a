"""Name the mistakes of the catalogue that explain what a learner's function gives."""

from rnn_helpers.exercises.comparing import same
from rnn_helpers.exercises.evidence import compared, named_outputs, still_right
from rnn_helpers.exercises.mistakes import matching, singles
from rnn_helpers.exercises.outcomes import alike, outcome
from rnn_helpers.exercises.report import message


def named(task, tried):
    """Mistakes of the catalogue: those that explain the ordinary probes, then those that explain all."""
    whole = range(len(tried["probes"]))
    ordinary = _ordinary(tried)
    found = _matching(task, tried, ordinary)
    if len(found) != 1:
        found = _matching(task, tried, whole) or found
    return message_on(task, tried, _basic_first(task, tried, found, ordinary)) if found else None


def named_in_one_output(task, tried):
    """Mistakes that explain the first wrong output, whatever other wrong ones hold.

    They leave alone what is right: a slip that would spoil a right output too is not what happened.
    """
    ordinary = _ordinary(tried)
    both = [named_outputs(tried, k) for k in ordinary if tried["outcomes"][k]["error"] is None]
    if len(task["outputs"]) == 1 or not both:
        return None
    good = [name for name in compared(task) if all(same(got[name], right[name]) for got, right in both)]
    wrong = next((name for name in compared(task) if name not in good), None)
    if wrong is None:
        return None
    found = _basic_first(task, tried, _matching(task, tried, ordinary, [wrong, *good]), ordinary)
    return message_on(task, tried, found) if found else None


def _basic_first(task, tried, found, ordinary):
    """Where ordinary results are wrong, leave out mistakes that spoil large numbers only: they can wait."""
    fitting = {mistake["name"] for which in found for mistake in which}
    harmless = [
        mistake["name"]
        for (mistake,), variant in singles(task)
        if mistake["name"] in fitting and not _spoils(task, variant, tried, ordinary)
    ]
    basic = [tuple(m for m in which if m["name"] not in harmless) for which in found]
    if not all(basic):
        return found
    return list({tuple(m["name"] for m in which): which for which in basic}.values())


def _spoils(task, variant, tried, chosen):
    """Whether a wrong variant gives something else than the reference on the chosen probes."""
    probes, expected = tried["probes"], tried["expected"]
    return not all(alike(task, outcome(variant, probes[k]["arguments"]), expected[k]) for k in chosen)


def _matching(task, tried, chosen, outputs=None):
    outcomes, probes, expected = (
        [tried[key][k] for k in chosen] for key in ("outcomes", "probes", "expected")
    )
    return matching(task, outcomes, probes, expected, outputs)


def message_on(task, tried, found):
    """One mistake, two at once, or the first two of several that fit; all that fit are listed."""
    alone = all(len(which) == 1 for which in found)
    fitting = [which[0] for which in found] if alone else found[0]
    which = fitting[:2]
    texts = list(dict.fromkeys(mistake["says"] for mistake in which))
    numbered = " ".join(f"({k}) {text}" for k, text in enumerate(texts, 1))
    if len(which) == 1:
        name, said = which[0]["name"], which[0]["says"]
    elif len(texts) == 1:
        name, said = (" or " if alone else " and ").join(mistake["name"] for mistake in which), texts[0]
    elif alone:
        name = " or ".join(mistake["name"] for mistake in which)
        said = f"Your results fit each of these. {numbered}"
    else:
        name = " and ".join(mistake["name"] for mistake in which)
        said = f"Two things seem to happen at once. {numbered}"
    still = still_right(task, tried)
    names = [mistake["name"] for mistake in fitting]
    return message(name, said, likely=True, still_right=still, see=which[0]["see"], mistakes=names)


def _ordinary(tried):
    """All probes but the extreme ones and the task's `edges`: a mistake shows on whole numbers too."""
    left_out = ("extreme", *tried["task"].get("edges", ()))
    return [k for k, probe in enumerate(tried["probes"]) if probe["kind"] not in left_out]
