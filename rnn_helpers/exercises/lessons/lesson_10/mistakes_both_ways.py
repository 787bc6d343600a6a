"""What people get wrong in a bidirectional pass: edits of the source in `reference`."""

from rnn_helpers.exercises.lessons.lesson_10.sections import SECTIONS

_FIRST = "a, _, _, _ = cells.forward_pass(x, cells.zero_state(ahead, m), ahead, lengths)"
_TURN = "turned = reverse_each(x, lengths)"
_SECOND = "b, _, _, _ = cells.forward_pass(turned, cells.zero_state(back, m), back, lengths)"
_TURN_BACK = "b = reverse_each(b, lengths)"
_RETURN = "np.concatenate([a, b], axis=1)"
_REVERSE_PASS = f"{_TURN}\n    {_SECOND}\n    {_TURN_BACK}"
_ALL = f"{_FIRST}\n    {_REVERSE_PASS}"
_NO_LENGTHS = _ALL.replace("ahead, lengths)", "ahead)").replace("back, lengths)", "back)")
_STEPS = "np.arange(len(x))[:, None, None]"

BOTH_WAYS_MISTAKES = [
    {
        "name": "the second pass reads the sequence forwards",
        "old": _TURN,
        "new": "turned = x",
        "says": (
            "The lower half is turned back, but it was never turned round: the second cell has read from the"
            " left like the first, and then its states are put to the wrong steps."
        ),
        "see": SECTIONS["two"],
        "seen": "forum questions about bidirectional layers by hand",
    },
    {
        "name": "the second states are not turned back",
        "old": _TURN_BACK,
        "new": "b = b + 0",
        "says": (
            "The second pass reads rightly from the end, but its states stay in the order in which it read:"
            " at step 0 the lower half holds what belongs to the last step. The two halves of a step should"
            " belong to the same step."
        ),
        "see": SECTIONS["two"],
        "seen": (
            "the most frequent slip in bidirectional layers by hand (go_backwards without a flip after it)"
        ),
    },
    {
        "name": "both passes read from the left",
        "old": _REVERSE_PASS,
        "new": _SECOND.replace("turned", "x"),
        "says": (
            "There are two passes with their own weights, but both run in the same direction: no step knows"
            " what comes later. That is one network with more units, not a bidirectional one."
        ),
        "see": SECTIONS["two"],
        "seen": "expected",
    },
    {
        "name": "the whole batch is turned round",
        "old": _REVERSE_PASS,
        "new": f"{_SECOND}\n    b = b[::-1]".replace("turned", "x[::-1]"),
        "says": (
            "For the second pass, and back again, all T_x steps are turned, the padding too. A short example"
            " then begins with its padding, and is not read from its own end. Where all are equally long, it"
            " is right."
        ),
        "see": SECTIONS["own_end"],
        "seen": "x[::-1] on a padded batch",
    },
    {
        "name": "the whole batch is turned round, and no pass is told the lengths",
        "old": _ALL,
        "new": _NO_LENGTHS.replace(_TURN, "turned = x[::-1]").replace(_TURN_BACK, "b = b[::-1]"),
        "says": (
            "This is right for sequences that are all equally long. A shorter one is turned with its padding,"
            " which the second pass then reads first; and past an example's end both passes run on, where"
            " they should keep the last state."
        ),
        "see": SECTIONS["own_end"],
        "seen": "the lesson's first both_ways, used on a padded batch",
    },
    {
        "name": "turned as a whole, not turned back, and no pass is told the lengths",
        "old": _ALL,
        "new": _NO_LENGTHS.replace(_TURN, "turned = x[::-1]").replace(f"\n    {_TURN_BACK}", ""),
        "says": (
            "The states of the second pass stay in the order in which it read, so the two halves of a step"
            " belong to different steps. Besides, padding is turned to the front, and nothing tells the"
            " passes where an example ends."
        ),
        "see": SECTIONS["two"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the inputs are turned as a whole",
        "old": _TURN,
        "new": "turned = x[::-1]",
        "says": (
            "The states are turned back each from its own end, but the inputs were turned as a whole: a short"
            " example begins with its padding, and its real steps come too late."
        ),
        "see": SECTIONS["own_end"],
        "seen": "x[::-1] on a padded batch",
    },
    {
        "name": "the states are turned back as a whole",
        "old": _TURN_BACK,
        "new": "b = b[::-1]",
        "says": (
            "The second pass reads each example from its own end, but its states are turned back over all T_x"
            " steps. In a short example they belong to other steps than those of the first pass."
        ),
        "see": SECTIONS["own_end"],
        "seen": "b[::-1] on a padded batch",
    },
    {
        "name": "neither pass is told the lengths",
        "old": _ALL,
        "new": _NO_LENGTHS,
        "says": (
            "At the real steps all is right. Past an example's end both cells run on and read the padding;"
            " there each should keep its last state. The pass of the library does so if it knows the lengths."
        ),
        "see": SECTIONS["own_end"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the first pass is not told the lengths",
        "old": _FIRST,
        "new": _FIRST.replace(", lengths)", ")"),
        "says": (
            "Past an example's end the first cell runs on and reads the padding; it should keep its last"
            " state. At the real steps the upper half is right."
        ),
        "see": SECTIONS["own_end"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the second pass is not told the lengths",
        "old": _SECOND,
        "new": _SECOND.replace(", lengths)", ")"),
        "says": (
            "Past an example's end the second cell runs on and reads the padding; it should keep the state"
            " that it had after the example's step 0, the last that it reads."
        ),
        "see": SECTIONS["own_end"],
        "seen": "expected",
    },
    {
        "name": "the states past the end are set to zero",
        "old": f"return {_RETURN}",
        "new": f"return {_RETURN} * ({_STEPS} < np.asarray(lengths))",
        "says": (
            "At the real steps all is right. Past its end an example has zeros here; asked for is that it"
            " keeps its last states, as the pass does when it knows the lengths."
        ),
        "see": SECTIONS["own_end"],
        "seen": "libraries that give zeros at padded steps",
    },
    {
        "name": "joined along time",
        "old": _RETURN,
        "new": "np.concatenate([a, b], axis=0)",
        "says": (
            "The second direction's states stand behind the first one's, as if the sequence had twice as many"
            " steps. At each step the two states should stand one below the other, as one longer column."
        ),
        "see": SECTIONS["two"],
        "seen": "np.concatenate without an axis takes the first",
    },
    {
        "name": "joined along the examples",
        "old": _RETURN,
        "new": "np.concatenate([a, b], axis=2)",
        "says": (
            "The two directions stand side by side, as if there were twice as many examples. At each step"
            " they should stand one below the other, as one longer column."
        ),
        "see": SECTIONS["two"],
        "seen": "the last axis is the features' axis in other libraries",
    },
    {
        "name": "the directions get an axis of their own",
        "old": _RETURN,
        "new": "np.stack([a, b], axis=1)",
        "says": (
            "The result has four axes: the two directions were put on a new one. They should share the axis"
            " of the units, which becomes twice as long."
        ),
        "see": SECTIONS["two"],
        "seen": "np.stack in the place of np.concatenate",
    },
    {
        "name": "the two states are added up",
        "old": _RETURN,
        "new": "a + b",
        "says": (
            "Each unit of the one direction is added to a unit of the other, and what each of them knew can"
            " no longer be told apart. Both are kept: 2 n_a numbers for each step."
        ),
        "see": SECTIONS["two"],
        "seen": "merge_mode='sum' of other libraries",
    },
    {
        "name": "the mean of the two states",
        "old": _RETURN,
        "new": "(a + b) / 2",
        "says": (
            "Each unit of the one direction is averaged with a unit of the other, and what each of them knew"
            " can no longer be told apart. Both are kept: 2 n_a numbers for each step."
        ),
        "see": SECTIONS["two"],
        "seen": "merge_mode='ave' of other libraries",
    },
    {
        "name": "the halves have changed places",
        "old": _RETURN,
        "new": "np.concatenate([b, a], axis=1)",
        "says": (
            "The states of the second direction stand above those of the first. The weights of the output"
            " expect `ahead` in the upper half."
        ),
        "see": SECTIONS["two"],
        "seen": "expected",
    },
    {
        "name": "ahead and back have changed places",
        "old": _ALL,
        "new": _ALL.replace("ahead", "@").replace("back", "ahead").replace("@", "back"),
        "says": (
            "The cell `back` reads from the left here, and `ahead` from the end: each direction has the"
            " other's weights."
        ),
        "see": SECTIONS["two"],
        "seen": "expected",
    },
    {
        "name": "both directions have the weights of ahead",
        "old": _SECOND,
        "new": _SECOND.replace("back", "ahead"),
        "says": (
            "The second direction reads with the first one's weights. Each direction has weights of its own;"
            " `back` is not used."
        ),
        "see": SECTIONS["two"],
        "seen": "the first pass copied, and one name not changed",
    },
    {
        "name": "both directions have the weights of back",
        "old": _FIRST,
        "new": _FIRST.replace("ahead", "back"),
        "says": (
            "The first direction reads with the second one's weights. Each direction has weights of its own;"
            " `ahead` is not used."
        ),
        "see": SECTIONS["two"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the second pass starts from the first one's last state",
        "old": _ALL,
        "new": _ALL.replace("a, _, _, _", "a, _, last, _").replace("cells.zero_state(back, m)", "last"),
        "says": (
            "The second pass begins with the state in which the first one ended. The two know nothing of each"
            " other: each begins with zeros, and they meet only in the result."
        ),
        "see": SECTIONS["two"],
        "seen": "one variable for the state, used by two loops one after the other",
    },
    {
        "name": "the second pass reads the first one's states",
        "old": _TURN,
        "new": "turned = reverse_each(a, lengths)",
        "says": (
            "The second cell gets the states of the first as its inputs. That is a second layer. The two"
            " directions of one layer stand side by side and read the same inputs. (Where n_a and n_x differ,"
            " the shapes do not fit.)"
        ),
        "see": SECTIONS["two"],
        "seen": "layers and directions mixed up",
    },
    {
        "name": "only the second direction is returned",
        "old": _RETURN,
        "new": "b",
        "says": (
            "The first direction's states are missing. A prediction should look at both states of its step."
        ),
        "see": SECTIONS["two"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "only the first direction is returned",
        "old": _RETURN,
        "new": "a",
        "says": (
            "The second direction's states are missing. A prediction should look at both states of its step."
        ),
        "see": SECTIONS["two"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the first direction stands there twice",
        "old": _RETURN,
        "new": "np.concatenate([a, a], axis=1)",
        "says": ("The lower half repeats the upper one. It should hold the states of the second direction."),
        "see": SECTIONS["two"],
        "seen": "one name for the states of both passes",
        "alone": True,
    },
    {
        "name": "the second direction lags by one step",
        "old": _TURN_BACK,
        "new": "b = reverse_each(np.concatenate([0 * b[:1], b[:-1]]), lengths)",
        "says": (
            "At step t the lower half holds the state before the second cell has read step t. Each"
            " direction's state at step t is the one after it has read that step."
        ),
        "see": SECTIONS["two"],
        "seen": "expected, from networks that must not see the step that they predict",
    },
]
