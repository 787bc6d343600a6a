"""What people get wrong in choosing a unit and judging it fairly: edits of the source in `reference`."""

from rnn_helpers.exercises.lessons.lesson_06.sections import SECTIONS

_FIRST = "first = auc(values[:half], answers[:half])"
_SECOND = "second = auc(values[half:], answers[half:])"
_UNIT = "unit = int(np.argmax(np.maximum(first, 1 - first)))"
_AREA = "area = second[unit] if first[unit] > 0.5 else 1 - second[unit]"
_RETURN = "return unit, float(area)"

JUDGE_MISTAKES = [
    # --- which part chooses, which part judges
    {
        "name": "chosen and judged on the second part",
        "old": _FIRST,
        "new": "first = auc(values[half:], answers[half:])",
        "says": (
            "The unit is the best one on the very places on which it is judged. The best of many is"
            " always impressive there, even by chance. Choose on the first part."
        ),
        "see": SECTIONS["fairly"],
        "seen": "the search without a second half",
    },
    {
        "name": "judged on the part that chose it",
        "old": _SECOND,
        "new": "second = first",
        "says": (
            "The area is that of the part on which the unit was chosen, so the luck that helped to choose it"
            " is in the number. The second part has no say in the choice, and therefore it judges."
        ),
        "see": SECTIONS["fairly"],
        "seen": "reporting the best score of a search",
    },
    {
        "name": "chosen on the whole text",
        "old": _FIRST,
        "new": "first = auc(values, answers)",
        "says": (
            "The unit is chosen on all places, among them those on which it is judged: a leak. Only the"
            " first part may choose."
        ),
        "see": SECTIONS["fairly"],
        "seen": "selecting before splitting",
    },
    {
        "name": "judged on the whole text",
        "old": _SECOND,
        "new": "second = auc(values, answers)",
        "says": (
            "The area is measured on all places, among them those that have chosen the unit. Only the second"
            " part may judge."
        ),
        "see": SECTIONS["fairly"],
        "seen": "expected",
    },
    {
        "name": "the two parts exchanged",
        "old": f"{_FIRST}\n    {_SECOND}",
        "new": (
            "first = auc(values[half:], answers[half:])\n    second = auc(values[:half], answers[:half])"
        ),
        "says": "The second part chooses, and the first one judges. It should be the other way round.",
        "see": SECTIONS["fairly"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "both parts choose",
        "old": _UNIT,
        "new": "unit = int(np.argmax(np.maximum(first, 1 - first) + np.maximum(second, 1 - second)))",
        "says": (
            "The unit is chosen by what it does on both parts together, so the judge has had a say in the"
            " choice. Only the first part may choose."
        ),
        "see": SECTIONS["fairly"],
        "seen": "expected",
    },
    {
        "name": "the area is the mean of both parts",
        "old": _RETURN,
        "new": "return unit, float((np.maximum(first, 1 - first)[unit] + area) / 2)",
        "says": (
            "The number is the mean of the area that chose the unit and the one that judges it. Half of the"
            " luck of the choice is still in it."
        ),
        "see": SECTIONS["fairly"],
        "seen": "expected",
    },
    {
        "name": "the text is cut in the middle",
        "old": _FIRST,
        "new": f"half = len(values) // 2\n    {_FIRST}",
        "says": (
            "The first part has half of all places, whatever `half` says. The argument is the number of"
            " places in the first part; it need not be the middle."
        ),
        "see": SECTIONS["fairly"],
        "seen": "expected",
    },
    {
        "name": "every other place instead of two blocks",
        "old": f"{_FIRST}\n    {_SECOND}",
        "new": "first = auc(values[::2], answers[::2])\n    second = auc(values[1::2], answers[1::2])",
        "says": (
            "The places are dealt out in turn. Then every place of the judging part has its neighbours in"
            " the choosing part, and neighbours are nearly alike: a leak. Text is split into blocks."
        ),
        "see": SECTIONS["leaks"],
        "seen": "shuffled splits",
        "alone": True,
    },
    {
        "name": "a place between the parts is lost",
        "old": _SECOND,
        "new": "second = auc(values[half + 1 :], answers[half + 1 :])",
        "says": "The second part begins one place late. Nothing is left out between the two.",
        "see": SECTIONS["fairly"],
        "seen": "off by one",
    },
    {
        "name": "the second part begins one place early",
        "old": _SECOND,
        "new": "second = auc(values[half - 1 :], answers[half - 1 :])",
        "says": "A place of the first part judges as well. The first part has `half` places, counted from 0.",
        "see": SECTIONS["fairly"],
        "seen": "off by one",
    },
    {
        "name": "the answers of the first part for the units of the second",
        "old": _SECOND,
        "new": "second = auc(values[half:], answers[:half])",
        "says": (
            "The second part's units are asked about the first part's answers. Where the parts differ in"
            " length, it fails; where they do not, it runs and measures nothing. Cut both in the same way."
        ),
        "see": SECTIONS["fairly"],
        "seen": "copying a line and changing half of it",
        "alone": True,
    },
    # --- the choice
    {
        "name": "a unit that is low cannot be chosen",
        "old": f"{_UNIT}\n    {_AREA}",
        "new": "unit = int(np.argmax(first))\n    area = second[unit]",
        "says": (
            "Only the largest area counts, so a unit that is low wherever the property holds is passed over."
            " An area of 0 is never wrong either, with the sign turned round."
        ),
        "see": SECTIONS["area"],
        "seen": "forgetting to turn the sign",
    },
    {
        "name": "a unit that is high cannot be chosen",
        "old": _UNIT,
        "new": "unit = int(np.argmin(first))",
        "says": (
            "The unit with the smallest area is taken, so one that is high wherever the property holds is"
            " passed over. Both kinds tell it."
        ),
        "see": SECTIONS["area"],
        "seen": "expected",
    },
    {
        "name": "the unit that tells least",
        "old": _UNIT,
        "new": "unit = int(np.argmin(np.maximum(first, 1 - first)))",
        "says": "The unit taken has the area nearest to 1/2, which is a coin. Asked for is the best one.",
        "see": SECTIONS["area"],
        "seen": "minimum for maximum",
    },
    {
        "name": "chosen by the difference of the means",
        "old": _UNIT,
        "new": (
            "yes = answers[:half].astype(bool)\n"
            "    gaps = values[:half][yes].mean(axis=0) - values[:half][~yes].mean(axis=0)\n"
            "    unit = int(np.argmax(np.abs(gaps)))"
        ),
        "says": (
            "The unit is the one whose mean differs most between yes and no. A few extreme places can make"
            " such a difference, and so can a unit that simply swings widely. The area compares ranks."
        ),
        "see": SECTIONS["area"],
        "seen": "expected",
    },
    {
        "name": "chosen by the correlation",
        "old": _UNIT,
        "new": (
            "rows = values[:half] - values[:half].mean(axis=0)\n"
            "    products = rows.T @ (answers[:half] - np.mean(answers[:half]))\n"
            "    unit = int(np.argmax(np.abs(products) / np.linalg.norm(rows, axis=0)))"
        ),
        "says": (
            "The unit is the one with the strongest correlation. That asks how well a straight line fits;"
            " the area asks only how the places are ranked."
        ),
        "see": SECTIONS["area"],
        "seen": "expected",
    },
    {
        "name": "the most active unit",
        "old": _UNIT,
        "new": "unit = int(np.argmax(np.abs(values[:half]).mean(axis=0)))",
        "says": (
            "The unit is the one with the largest values, whatever the property does. A unit can be far from"
            " zero all the time and tell nothing."
        ),
        "see": SECTIONS["area"],
        "seen": "expected",
    },
    # --- the direction
    {
        "name": "the direction is chosen on the second part",
        "old": _AREA,
        "new": "area = max(second[unit], 1 - second[unit])",
        "says": (
            "The sign is turned where that helps on the judging part. So the area can never be below 1/2,"
            " even for pure chance. The direction is part of the choice, and the first part makes it."
        ),
        "see": SECTIONS["fairly"],
        "seen": "`either_way` on both halves",
    },
    {
        "name": "the sign is not turned for the judgement",
        "old": _AREA,
        "new": "area = second[unit]",
        "says": (
            "A unit that was chosen because it is low where the property holds is judged as if it were high:"
            " the better it is, the smaller its area."
        ),
        "see": SECTIONS["fairly"],
        "seen": "`either_way` for the choice only",
    },
    {
        "name": "the sign is turned the wrong way",
        "old": _AREA,
        "new": "area = second[unit] if first[unit] < 0.5 else 1 - second[unit]",
        "says": (
            "A unit that is high where the property holds is judged as if it were low, and the other way"
            " round. Turn it only if its area on the first part is below 1/2."
        ),
        "see": SECTIONS["fairly"],
        "seen": "expected",
    },
    {
        "name": "the sign is always turned",
        "old": _AREA,
        "new": "area = 1 - second[unit]",
        "says": (
            "Every unit is judged as if it were low where the property holds. Turn it only if its area on"
            " the first part is below 1/2."
        ),
        "see": SECTIONS["fairly"],
        "seen": "expected",
    },
    {
        "name": "the worse direction on the second part",
        "old": _AREA,
        "new": "area = min(second[unit], 1 - second[unit])",
        "says": (
            "The direction is the one that looks worse on the judging part. That is unfair the other way:"
            " the direction is chosen on the first part, and then it stays."
        ),
        "see": SECTIONS["fairly"],
        "seen": "expected",
    },
    # --- the judgement
    {
        "name": "the largest area of the second part",
        "old": _AREA,
        "new": "area = np.max(second)",
        "says": (
            "The area is the largest of all units on the judging part. The unit has been chosen already; its"
            " own area is asked for, however small."
        ),
        "see": SECTIONS["fairly"],
        "seen": "a maximum on each half",
    },
    {
        "name": "the largest area of the second part, signs turned",
        "old": _AREA,
        "new": "area = np.max(np.maximum(second, 1 - second))",
        "says": (
            "The area is the best of all units on the judging part, in whichever direction. The unit and"
            " its direction have been chosen already; its own area is asked for, however small."
        ),
        "see": SECTIONS["fairly"],
        "seen": "a maximum on each half",
    },
    {
        "name": "the share of right answers instead of the area",
        "old": _AREA,
        "new": (
            "says = values[half:, unit] > 0\n"
            "    says = says if first[unit] > 0.5 else ~says\n"
            "    area = np.mean(says == answers[half:])"
        ),
        "says": (
            "The unit is judged by how often it is on the right side of 0. That depends on where the line is"
            " drawn and on how rare the property is; the area depends on neither."
        ),
        "see": SECTIONS["area"],
        "seen": "accuracy by habit",
    },
    {
        "name": "the share of right answers, the sign not turned",
        "old": _AREA,
        "new": "area = np.mean((values[half:, unit] > 0) == answers[half:])",
        "says": (
            "The unit is judged by how often it is above 0 where the property holds and below where not."
            " That depends on where the line is drawn and on how rare the property is, which the area does"
            " not; and a unit that is low where it holds looks bad."
        ),
        "see": SECTIONS["area"],
        "seen": "accuracy by habit",
    },
    # --- what is given back
    {
        "name": "units counted from 1",
        "old": _RETURN,
        "new": "return unit + 1, float(area)",
        "says": "The unit's number is one too high. The first unit is unit 0.",
        "see": SECTIONS["fairly"],
        "seen": "expected",
    },
    {
        "name": "the area first",
        "old": _RETURN,
        "new": "return float(area), unit",
        "says": "The two results have changed places: first the number of the unit, then its area.",
        "see": SECTIONS["fairly"],
        "seen": "expected",
    },
    {
        "name": "the areas of all units",
        "old": _RETURN,
        "new": "return unit, np.where(first > 0.5, second, 1 - second)",
        "says": "There is an area for every unit. One number is asked for, that of the unit chosen.",
        "see": SECTIONS["fairly"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "how far the area is from a coin",
        "old": _RETURN,
        "new": "return unit, float(abs(area - 0.5))",
        "says": "The number is the distance of the area from 1/2. Asked for is the area itself.",
        "see": SECTIONS["area"],
        "seen": "choosing by |area - 1/2|, and reporting that",
    },
]
