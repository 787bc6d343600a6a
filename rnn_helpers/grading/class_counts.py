"""A class in numbers: what became of every task, which ideas went wrong how often, and who needs a look.

students : key -> dict(name, results), with results : lesson -> result. A student counts once a task.
"""

from collections import Counter
from statistics import median, quantiles

from rnn_helpers.exercises.catalogue import all_tasks
from rnn_helpers.grading.findings import findings

STATES = ("solved", "partly", "wrong", "not started", "not judged")
TRIED = STATES[:3]  # of those who worked on a task


def in_order(students):
    """The keys of the students, by name."""
    return sorted(students, key=lambda key: (students[key]["name"].casefold(), students[key]["name"], key))


def readable(students):
    """key -> lesson -> result, of those results that could be judged."""
    return {
        key: {lesson: each for lesson, each in students[key]["results"].items() if not each["problem"]}
        for key in in_order(students)
    }


def lessons_in(students):
    """The known lessons that somebody handed in, in order."""
    found = {lesson for student in students.values() for lesson in student["results"]}
    return [lesson for lesson in dict.fromkeys(task["lesson"] for task in all_tasks()) if lesson in found]


def state_of(report):
    """One of STATES."""
    if report["problem"]:
        return "not judged"
    if report["state"] == "wrong":
        return "partly" if report["points"] else "wrong"
    return {"right": "solved"}.get(report["state"], report["state"])


def count_tasks(judged, lesson):
    """What became of a lesson's tasks among those who handed it in.

    returns : list of dict(task, out_of, states : state -> how many, median : of the points, or None,
        unsolved : keys of those who did not solve it)
    """
    rows = []
    for task in all_tasks():
        if task["lesson"] == lesson:
            reports = {
                key: each[lesson]["tasks"].get(task["name"]) for key, each in judged.items() if lesson in each
            }
            reports = {key: report for key, report in reports.items() if report}
            became = {key: state_of(report) for key, report in reports.items()}
            row = {"task": task, "out_of": points_of(task)}
            row |= {"states": {state: list(became.values()).count(state) for state in STATES}}
            row |= {"median": median(each["points"] for each in reports.values()) if reports else None}
            rows.append(row | {"unsolved": [key for key, state in became.items() if state != "solved"]})
    return rows


def count_worked(judged):
    """name of a task -> how many worked on it; "" -> how many handed in a notebook that could be judged."""
    worked = Counter({"": sum(map(bool, judged.values()))})
    for results in judged.values():
        for result in results.values():
            worked.update(name for name, each in result["tasks"].items() if state_of(each) in TRIED)
    return worked


def count_people(students, absent):
    """What everybody handed in: every student, and every name that is absent, is counted once.

    returns : dict(readable, unreadable : where nothing could be judged, waiting : not graded yet, nothing)
    """
    counts = {"readable": 0, "unreadable": 0, "waiting": 0, "nothing": len(absent)}
    for student in students.values():
        problems = [result["problem"] for result in student["results"].values()]
        kind = "waiting" if not problems else "unreadable" if all(problems) else "readable"
        counts[kind] += 1
    return counts


def points_of(task):
    """The points that a task can earn."""
    return sum(part["points"] for part in task["parts"])


def count_totals(judged, lessons):
    """The points of everybody who handed in something that could be read, and how they are spread.

    returns : dict(out_of, points : key -> points, median, low, high : the quarters, far_below : keys of those
        with less than half of the median, the lowest first)
    """
    out_of = sum(points_of(task) for task in all_tasks() if task["lesson"] in lessons)
    points = {key: _points(results, lessons) for key, results in judged.items() if results}
    if not points:
        return {"out_of": out_of, "points": {}, "median": 0, "low": 0, "high": 0, "far_below": []}
    every = sorted(points.values())
    middle = median(every)
    low, _, high = quantiles(every, method="inclusive") if len(every) > 1 else every * 3
    below = sorted((key for key in points if points[key] < middle / 2), key=lambda key: points[key])
    return {
        "out_of": out_of,
        "points": points,
        "median": middle,
        "low": low,
        "high": high,
        "far_below": below,
    }


def _points(results, lessons):
    tasks = (results[lesson]["tasks"].values() for lesson in lessons if lesson in results)
    return sum(report["points"] for each in tasks for report in each)


def count_findings(judged):
    """How many have which finding, the most frequent first, then in the order of the course.

    returns : list of findings with who (keys), where (task -> how many), alone (how many fit nothing else)
    """
    places = {task["name"]: k for k, task in enumerate(all_tasks())}
    counted = {}
    for key, results in judged.items():
        for result in results.values():
            for name, report in result["tasks"].items():
                for found in findings(report) if not report["problem"] else ():
                    at = counted.setdefault((found["task"], found["name"]), _new(found))
                    _add(at, key, name, found)
    rows = [row | {"who": list(row["who"]), "alone": len(row["alone"])} for row in counted.values()]
    return sorted(
        rows, key=lambda row: (-len(row["who"]), -row["alone"], places.get(row["task"], -1), row["name"])
    )


def _new(found):
    return found | {"who": {}, "where": {}, "alone": {}}


def _add(at, key, name, found):
    """Note that a student has a finding in a task; dicts, so that each counts once and in order."""
    at["who"][key] = None
    at["where"][name] = at["where"].get(name, 0) + 1
    if found["alone"]:
        at["alone"][key] = None
