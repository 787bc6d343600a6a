"""What a report says about its writer's ideas, as things that can be counted over a class.

A finding is a dict
    task : the task's name, or "" for a diagnosis that is the same in every task
    name : a few words     says : what goes wrong and why
    see : the lesson's section to explain again, or ""
    named : True for an idea of this task that the catalogue knows (a mistake, a foreseen wrong answer)
    alone : False where the results fit other mistakes as well
    known : False for a diagnosis that neither the catalogue nor this module knows; its name is then the title
        that the check wrote. All other texts are the catalogue's or this module's own.
"""

import re
from functools import cache

from rnn_helpers.exercises.catalogue import find_task

# What a title of the check is about, whatever stands in its places: pattern, name, and words for a teacher
GENERAL = [
    (
        r"The library's answer is not yours yet",
        "The library's answer",
        "The function calls the library's own.",
    ),
    (r"A loop or a recursion .*", "No end", "A loop or a recursion went on and on, and was stopped."),
    (
        r"The result cannot be looked at",
        "A huge result",
        "The result is far larger or deeper than asked for.",
    ),
    (
        r"The arguments stand in another order",
        "Another order of the arguments",
        "The right names, but not in the order in which the function is called.",
    ),
    (
        r".* from outside the function",
        "Variables from outside the function",
        "The function looks up variables of the notebook instead of its arguments.",
    ),
    (
        r".* keeps what earlier calls wrote",
        "A default value that keeps what calls wrote",
        "A list or dict as the default of an argument is made once, and all calls write into it.",
    ),
    (
        r"The code cannot be read",
        "Code that cannot be read",
        "Python found a syntax error, so the function was left out.",
    ),
    (r"Not finished", "Not finished", "`...` still stands in the place of a value, or an answer is open."),
    (
        r"First .*",
        "An earlier task comes first",
        "The input is made by an earlier task that is not right yet.",
    ),
    (
        r"The function returns None",
        "Nothing is returned",
        "The function ran, but has no `return` at its end.",
    ),
    (
        r"(A function|A dict|A number) is asked for",
        "Another kind of answer",
        "The answer is of another kind.",
    ),
    (
        r"The (kind|keys|number) of (the )?results?",
        "Another kind or number of results",
        "The result is of another kind than asked for, or lacks parts.",
    ),
    (
        r"Values that are not there yet",
        "A generator in the result",
        "Its values come only when they are asked.",
    ),
    (
        r"Another result at each call",
        "Another result at each call",
        "It draws random numbers of its own, or remembers something from call to call.",
    ),
    (r"Your code raises an error", "An error", "The code raises an error on some input."),
    (
        r"Inputs that hold whole numbers",
        "Whole numbers",
        "An array made in the likeness of an input of whole numbers cuts off what is behind the point.",
    ),
    (
        r"A simple relation to the right result",
        "A simple relation to the right result",
        "A turned sign, a factor, a transposed or reversed array.",
    ),
    (
        r"Another result than expected",
        "Another result, of no known kind",
        "Wrong values that fit no mistake of the catalogue.",
    ),
    (r".* is changed", "An argument is changed", "The function writes into what it was given."),
    (r"The form of the result", "The form of the result", "Right values of another type or shape."),
    (
        r"The names of the arrays",
        "Other names than asked for",
        "A key of the answer is the name of no array.",
    ),
    (r"The shape of .*", "Another shape", "A shape that is none of the foreseen wrong ones."),
    (r"Not [-+.\de]+", "Another number", "A number that is none of the foreseen wrong ones."),
    (r"Pick one of the letters", "No letter of the choice", "The answer is none of the letters."),
]


def findings(report):
    """The findings in a task's report: one for each mistake that fits, or the one that its message is about.

    report : as of `Report.as_dict`     returns : list of findings; none where nothing is wrong
    """
    found = report["message"]
    if report["state"] != "wrong" or not found:
        return []
    named = _mistakes(report["name"], found["mistakes"]) or _foreseen(report["name"], found)
    return named or [_general(report["name"], found["title"])]


def _finding(task, name, says, see, named=True, alone=True, known=True):
    return dict(task=task, name=name, says=says, see=see, named=named, alone=alone, known=known)


def _mistakes(name, mistakes):
    known = _catalogue(name)
    fitting = [known[each] for each in mistakes if each in known]
    alone = len(fitting) == 1
    return [_finding(name, each["name"], each["says"], each["see"], alone=alone) for each in fitting]


@cache
def _catalogue(name):
    return {mistake["name"]: mistake for mistake in find_task(name).get("mistakes", ())}


def _foreseen(name, found):
    """A wrong answer to a question, or a fault with extreme numbers, that the task has words for."""
    task = find_task(name)
    if task["kind"] == "function":
        large = task.get("large", {})
        fits = large and found["title"] == large.get("title", "Large numbers")
        return [_finding(name, found["title"], large["says"], large["see"])] if fits else []
    foreseen = {"shapes": _shape, "number": _number, "choice": _choice}[task["kind"]](task, found)
    return [_finding(name, words, says, task["see"]) for words, says in foreseen]


def _shape(task, found):
    wrote = re.fullmatch(r"You wrote \(.*?\), that is \((.*?)\)\. (.*)", found["says"], re.DOTALL)
    for part in task["parts"] if wrote else ():
        if found["title"] == f"The shape of {part['name']}" and wrote[2] in part["wrong"].values():
            return [(f"{part['name']} of the shape ({wrote[1]})", wrote[2])]
    return []


def _number(task, found):
    try:
        given = float(found["title"].removeprefix("Not "))
    except ValueError:
        return []
    fitting = [number for number, says in task["wrong"] if says == found["says"]]
    nearest = min(fitting, key=lambda each: abs(each - given), default=None)
    return [] if nearest is None else [(f"answer {nearest:.6g}", found["says"])]


def _choice(task, found):
    chosen = [letter for letter in task["choices"] if found["title"] == f"Not ({letter})"]
    return [(f"answer ({letter})", task["choices"][letter]) for letter in chosen]


def _general(task, title):
    for pattern, name, says in GENERAL:
        if re.fullmatch(pattern, title, re.DOTALL):
            return _finding("", name, says, "", named=False)
    return _finding("", title, "", "", named=False, known=False)
