"""Which of a student's attempts counts.

For every lesson it is the latest: by the time it was received, then by when it was first seen, then by where
it lies. An attempt that cannot be judged never displaces one that can, nor one that is gone from its folder
one that is there.

An attempt is a dict with
    source, name, received, first_seen, digest : as noted; `received` is "" where it is unknown
    lesson : the lesson's name, "" where it is unknown, None where the attempt is not graded yet
    problem : why it cannot be judged, or ""
    stale : True where the result is one of an earlier grader
    gone : True where the file is no longer in the folder in which it was
    points : its sum, for `notes`
"""

import re

from rnn_helpers.grading.times import moment


def counting(own):
    """The attempts of a student that count: lesson -> attempt. "" is there only where no lesson is known."""
    best = {}
    for each in own:
        lesson = each["lesson"]
        if lesson is not None and (lesson not in best or _rank(each) > _rank(best[lesson])):
            best[lesson] = each
    if len(best) > 1:
        best.pop("", None)
    return dict(sorted(best.items()))


def _rank(each):
    return (not each["problem"], not each["gone"], in_time(each))


def in_time(each):
    """What orders attempts in time. An unknown time is before every known one."""
    when = moment(each["received"])
    place = re.sub(r"\.\w+$", "", each["source"])  # so that "x" is before "x (2)", and "x (10)" after both
    steps = [(int(piece), "") if piece.isdecimal() else (-1, piece) for piece in re.split(r"(\d+)", place)]
    return (0.0 if when is None else when.timestamp(), each["first_seen"], steps, each["source"])


def notes(own, best):
    """What a teacher should know of attempts that do not count, and of results that are old, in sentences."""
    found = []
    for each in sorted(own, key=in_time):
        counts = each in best.values()
        if each["lesson"] is None:
            found.append(f"{each['source']} is not graded yet.")
        elif each["problem"] and not counts:
            rivals = [best[each["lesson"]]] if each["lesson"] in best else best.values()
            if all(in_time(each) > in_time(rival) for rival in rivals):
                found.append(f"A later file, {each['source']}, does not count: {each['problem']}")
        elif not counts and each["lesson"] in best:
            found += _beside(each, best[each["lesson"]])
        elif each["stale"] and counts:
            found.append(
                f"The marks of {each['source']} were given by an earlier version of the checks."
                f" The file was not graded anew."
            )
    if all(each["gone"] for each in own):
        found.append("What was handed in is no longer in its folder.")
    return found


def _beside(each, rival):
    """A sentence on an attempt beside the one that counts, or none."""
    if in_time(each) > in_time(rival):
        return [f"A later file, {each['source']}, does not count: it is no longer in its folder."]
    if each["points"] > rival["points"]:
        return [
            f"An earlier file, {each['source']}, has {each['points']:g} points; the latest counts, with"
            f" {rival['points']:g}."
        ]
    return []
