"""What people get wrong when they read padded sequences at their ends: edits of the source in `reference`."""

from rnn_helpers.exercises.lessons.lesson_09.sections import SECTIONS

_T = "lengths[k] - 1"
_PICK = "a[t, :, k]"
_RET = "return last"
_LINES = "t = lengths[k] - 1\n        last[:, k] = a[t, :, k]"

LAST_MISTAKES = [
    {
        "name": "the last step of the batch for every sequence",
        "old": _T,
        "new": "-1",
        "says": (
            "Every sequence is read at the last step of the box. A sequence that has ended before has"
            " by then run on over padding, with the biases and its own weights, so its answer depends"
            " on how long the others are."
        ),
        "see": SECTIONS["many"],
        "seen": "the mistake of the lesson; forum threads on padded batches",
    },
    {
        "name": "one step too late",
        "old": _T,
        "new": "lengths[k]",
        "says": (
            "Steps are counted from 0 and lengths from 1, so a sequence of four steps has no step 4"
            " of its own: you read the first step of the padding, and for a sequence that fills the"
            " box there is none at all."
        ),
        "see": SECTIONS["many"],
        "seen": "a length taken for an index",
    },
    {
        "name": "one step too late, and nothing where a sequence fills the box",
        "old": _LINES,
        "new": "if lengths[k] < len(a):\n            last[:, k] = a[lengths[k], :, k]",
        "says": (
            "You read the first step after the end: steps are counted from 0, lengths from 1. A"
            " sequence that fills the box has no such step, and its column stays zero."
        ),
        "see": SECTIONS["many"],
        "seen": "a mask that compares the number of the step with the length",
        "alone": True,
    },
    {
        "name": "one step too late, held back at the end of the box",
        "old": _T,
        "new": "min(lengths[k], len(a) - 1)",
        "says": (
            "You read the first step after the end, except where the sequence fills the box. Steps"
            " are counted from 0, lengths from 1; holding the index back hides the error message, not"
            " the slip."
        ),
        "see": SECTIONS["many"],
        "seen": "np.clip around an index that ran out of range",
        "alone": True,
    },
    {
        "name": "one step too early",
        "old": _T,
        "new": "lengths[k] - 2",
        "says": (
            "You read the last step but one: the last letter of a name does not come in. For a"
            " sequence of a single step there is no such step."
        ),
        "see": SECTIONS["many"],
        "seen": "taking 1 away twice",
    },
    {
        "name": "one step too early, and nothing for a sequence of one step",
        "old": _LINES,
        "new": "if lengths[k] > 1:\n            last[:, k] = a[lengths[k] - 2, :, k]",
        "says": (
            "You read the last step but one: the last letter of a name does not come in. A sequence"
            " of a single step has no such step, and its column stays zero."
        ),
        "see": SECTIONS["many"],
        "seen": "a mask that compares the step after next",
        "alone": True,
    },
    {
        "name": "the first step for every sequence",
        "old": _T,
        "new": "0",
        "says": ("Every sequence is read after its first step, when a single letter has been seen."),
        "see": SECTIONS["many"],
        "seen": "expected",
    },
    {
        "name": "counted from the end of the box",
        "old": _T,
        "new": "-lengths[k]",
        "says": (
            "The length is counted backwards from the end of the box, which is right where the"
            " padding stands in front. Here the padding stands behind: real steps begin at step 0."
        ),
        "see": SECTIONS["many"],
        "seen": "code for batches that are padded in front, as Keras does by default",
    },
    {
        "name": "every sequence at the end of the longest",
        "old": _T,
        "new": "max(lengths) - 1",
        "says": (
            "All sequences are read at the step where the longest one ends. Each has an end of its own."
        ),
        "see": SECTIONS["many"],
        "seen": "trimming the box to the longest sequence, and taking the last step then",
    },
    {
        "name": "every sequence at the end of the shortest",
        "old": _T,
        "new": "min(lengths) - 1",
        "says": (
            "All sequences are read at the step where the shortest one ends; the others go on after it."
        ),
        "see": SECTIONS["many"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "every sequence at the end of the first one",
        "old": _T,
        "new": "lengths[0] - 1",
        "says": (
            "All sequences are read at the step where the first one ends. Each has a length of its own."
        ),
        "see": SECTIONS["many"],
        "seen": "code that was tried on a single sequence",
    },
    {
        "name": "the sequences in order of their lengths",
        "old": _LINES,
        "new": (
            'order = np.argsort(-lengths, kind="stable")\n'
            "        last[:, k] = a[lengths[order[k]] - 1, :, order[k]]"
        ),
        "says": (
            "The right states, in another order: the sequences are sorted from the longest to the"
            " shortest and not put back. Column k belongs to sequence k."
        ),
        "see": SECTIONS["many"],
        "seen": "packed sequences of libraries, which want them sorted",
        "alone": True,
    },
    {
        "name": "the lengths in order, the sequences not",
        "old": _T,
        "new": "sorted(lengths)[k] - 1",
        "says": (
            "The lengths are sorted, the sequences are not, so most sequences are read at the end of"
            " another one."
        ),
        "see": SECTIONS["many"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the largest value over time",
        "old": _PICK,
        "new": "a[:, :, k].max(axis=0)",
        "says": (
            "Each unit shows its largest value over all steps, real or not. That is max pooling;"
            " asked for is the state at one step."
        ),
        "see": SECTIONS["many"],
        "seen": "max pooling over time, another way to read a sequence",
        "alone": True,
    },
    {
        "name": "the largest value over the real steps",
        "old": _LINES,
        "new": "last[:, k] = a[: lengths[k], :, k].max(axis=0)",
        "says": (
            "Each unit shows its largest value over the real steps, so the numbers of one column come"
            " from several steps. That is max pooling; asked for is the state at one step."
        ),
        "see": SECTIONS["many"],
        "seen": "max pooling over time, another way to read a sequence",
        "alone": True,
    },
    {
        "name": "the mean over all steps",
        "old": _PICK,
        "new": "a[:, :, k].mean(axis=0)",
        "says": (
            "Each unit shows its mean over all steps, padding included. Asked for is the state at one step."
        ),
        "see": SECTIONS["many"],
        "seen": "mean pooling over time, another way to read a sequence",
        "alone": True,
    },
    {
        "name": "the mean over the real steps",
        "old": _LINES,
        "new": "last[:, k] = a[: lengths[k], :, k].mean(axis=0)",
        "says": (
            "Each unit shows its mean over the real steps. That is mean pooling; asked for is the"
            " state at the last of them alone."
        ),
        "see": SECTIONS["many"],
        "seen": "mean pooling over time, another way to read a sequence",
        "alone": True,
    },
    {
        "name": "the sum over all steps",
        "old": _PICK,
        "new": "a[:, :, k].sum(axis=0)",
        "says": (
            "The states of all steps are added up, padding included. Asked for is the state at one step."
        ),
        "see": SECTIONS["many"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the sum over the real steps",
        "old": _LINES,
        "new": "last[:, k] = a[: lengths[k], :, k].sum(axis=0)",
        "says": (
            "The states of all real steps are added up. A mask for this task is true at one step of"
            " each sequence, not at all that are real."
        ),
        "see": SECTIONS["many"],
        "seen": "the mask of a padded batch, used for what happens at the end only",
        "alone": True,
    },
    {
        "name": "zero where a sequence has ended early",
        "old": _LINES,
        "new": "last[:, k] = a[-1, :, k] * (lengths[k] == len(a))",
        "says": (
            "You read the last step of the box and set to zero whatever has ended before. Those"
            " sequences have an answer as well: it stands at an earlier step."
        ),
        "see": SECTIONS["many"],
        "seen": "a mask multiplied with the last step",
        "alone": True,
    },
    {
        "name": "the same steps for all sequences: one axis too many",
        "old": _RET,
        "new": "return a[lengths - 1]",
        "says": (
            "An array of indices on the first axis alone takes whole steps, with all sequences in"
            " each: the result has three axes. Step and sequence have to be picked together, the first"
            " length with the first sequence and so on."
        ),
        "see": SECTIONS["many"],
        "seen": "a[lengths - 1] in NumPy, as in forum threads on batched indexing",
        "alone": True,
    },
    {
        "name": "the same steps for all sequences: one axis too many, moved about",
        "old": _RET,
        "new": "return a[lengths - 1].transpose(1, 0, 2)",
        "says": (
            "Whole steps are taken, with all sequences in each: the result has three axes. Step and"
            " sequence have to be picked together."
        ),
        "see": SECTIONS["many"],
        "seen": "a[lengths - 1] in NumPy, with the axes moved about",
        "alone": True,
    },
    {
        "name": "a row for each sequence",
        "old": _RET,
        "new": "return last.T",
        "says": (
            "The right numbers, transposed: every sequence has a row. In this course examples are"
            " columns. With two arrays of indices and a colon between them, NumPy puts the axis of the"
            " indices first."
        ),
        "see": SECTIONS["many"],
        "seen": "a[lengths - 1, :, np.arange(m)], whose result has the examples in front",
    },
    {
        "name": "a time axis is left over",
        "old": _RET,
        "new": "return last[None]",
        "says": (
            "The right numbers with one axis too many: a time axis of length 1 is left in front. One"
            " step is asked for, so there is no time any more."
        ),
        "see": SECTIONS["many"],
        "seen": "slices of one step, and np.take_along_axis",
    },
    {
        "name": "the lengths pick sequences",
        "old": _PICK,
        "new": "a[-1, :, t]",
        "says": (
            "The lengths are used as places on the axis of the examples. They count steps, so they"
            " belong on the first axis."
        ),
        "see": SECTIONS["many"],
        "seen": "an array of indices on the wrong axis",
        "alone": True,
    },
    {
        "name": "the last step, and one unit for all",
        "old": _PICK,
        "new": "a[t, 0, k]",
        "says": (
            "Every unit of a column shows the value of unit 0. The step is right; take all units of it."
        ),
        "see": SECTIONS["many"],
        "seen": "gather with an index of one row only",
        "alone": True,
    },
    {
        "name": "the sum over all steps, divided by the length",
        "old": _PICK,
        "new": "a[:, :, k].sum(axis=0) / lengths[k]",
        "says": (
            "All steps are added up, padding included, and divided by the number of real ones. Asked"
            " for is the state at one step."
        ),
        "see": SECTIONS["many"],
        "seen": "a mean over real steps that forgets the mask",
        "alone": True,
    },
    {
        "name": "the sum over the real steps, divided by all",
        "old": _LINES,
        "new": "last[:, k] = a[: lengths[k], :, k].sum(axis=0) / len(a)",
        "says": (
            "The real steps are added up and divided by the number of all steps. Asked for is the"
            " state at one step."
        ),
        "see": SECTIONS["many"],
        "seen": "the mean of an array whose padding has been set to zero",
        "alone": True,
    },
    {
        "name": "all steps, the padding set to zero",
        "old": _RET,
        "new": "return a * (np.arange(len(a))[:, None] < lengths)[:, None]",
        "says": (
            "All real steps come back, with zeros for the padding. One step of each sequence is asked"
            " for: the last that is real."
        ),
        "see": SECTIONS["many"],
        "seen": "masking, which is not yet reading",
        "alone": True,
    },
    {
        "name": "only the first sequence is read",
        "old": _PICK,
        "new": "a[t, :, 0]",
        "says": (
            "The steps are right, but every column shows the first sequence. The last axis says which"
            " sequence is meant."
        ),
        "see": SECTIONS["many"],
        "seen": "an index 0 for the axis of the examples",
    },
    {
        "name": "only the first sequence is read, in rows",
        "old": _RET,
        "new": "return a[lengths - 1][:, :, 0]",
        "says": (
            "The steps are right, but they are all taken from the first sequence, and stand in rows."
            " Step and sequence have to be picked together."
        ),
        "see": SECTIONS["many"],
        "seen": "a[lengths - 1], whose last axis was in the way",
        "alone": True,
    },
    {
        "name": "counted from the end of the box, and one more",
        "old": _T,
        "new": "len(a) - lengths[k] - 1",
        "says": (
            "The length is counted backwards from the end of the box. Real steps begin at step 0; the"
            " padding stands behind them."
        ),
        "see": SECTIONS["many"],
        "seen": "code for batches that are padded in front",
        "alone": True,
    },
    {
        "name": "every sequence at the end of the last one",
        "old": _T,
        "new": "lengths[-1] - 1",
        "says": (
            "All sequences are read at the step where the last one of the batch ends. Each has a"
            " length of its own."
        ),
        "see": SECTIONS["many"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the mean over the ends of all sequences",
        "old": _RET,
        "new": "return a[lengths - 1].mean(axis=0)",
        "says": (
            "Whole steps are taken, one for each sequence, and averaged, so every column is a mixture"
            " of several steps. Step and sequence have to be picked together."
        ),
        "see": SECTIONS["many"],
        "seen": "a[lengths - 1], whose first axis was in the way",
        "alone": True,
    },
    {
        "name": "rows poured into columns",
        "old": _RET,
        "new": "return last.T.reshape(n_a, m)",
        "says": (
            "The right numbers in the wrong places. `reshape` keeps the order in which the numbers"
            " are stored and cuts it anew; it does not exchange rows and columns."
        ),
        "see": SECTIONS["many"],
        "seen": "reshape in the place of a transpose",
        "alone": True,
    },
    {
        "name": "one step too early, held back at the first step",
        "old": _T,
        "new": "max(lengths[k] - 2, 0)",
        "says": (
            "You read the last step but one, except where there is a single step: the last letter of"
            " a name does not come in."
        ),
        "see": SECTIONS["many"],
        "seen": "expected",
        "alone": True,
    },
]
