"""What a contained process sent, looked at before anything is made of it.

The process has run a stranger's code, so its answers may be anything at all that `wire` can read. Each
function here gives an answer in the form that `asked` makes, or raises Stopped; what stands in it as a value
of the learner's function may still be anything.
"""

from rnn_helpers.grading.sandbox import Stopped

SHORT, MOST_NAMES = 200, 100  # of texts in characters, and of names in one list


def survey(reply, wanted, questions):
    """The answer to "survey", as it should be. Raises Stopped for anything else."""
    _need(isinstance(reply, dict) and {"functions", "answers", "ran"} <= reply.keys())
    functions, answers, ran = reply["functions"], reply["answers"], reply["ran"]
    _need(isinstance(functions, dict) and isinstance(answers, dict) and isinstance(ran, list))
    _need(all(isinstance(functions.get(name), str) for name in wanted))
    _need(all(name in answers for name in questions))
    ran = [_cell(each) for each in ran]
    _need(len({each["cell"] for each in ran}) == len(ran))  # every cell runs once
    return {
        "functions": {name: functions[name][:SHORT] for name in wanted},
        "answers": answers,
        "ran": ran,
    }


def _cell(each):
    _need(isinstance(each, dict) and isinstance(each.get("cell"), int))
    error = each.get("error")
    if error is not None:
        _need(isinstance(error, dict))
        error = _error(error | {"line": None})
    return {"cell": each["cell"], "error": error, "stopped": each.get("stopped") is True}


def watched(reply, probes):
    """The answer to "watch", as it should be. Raises Stopped for anything else."""
    _need(isinstance(reply, dict) and isinstance(reply.get("outcomes"), list))
    _need(len(reply["outcomes"]) == len(probes))
    parameters = reply.get("parameters")
    return {
        "outcomes": [_outcome(got, probe) for got, probe in zip(reply["outcomes"], probes)],
        "borrowed": _names(reply.get("borrowed")),
        "helper": None if reply.get("helper") is None else _names([reply["helper"]])[0],
        "parameters": None if parameters is None else _names(parameters),
        "containers": reply.get("containers") is True,
        "idle": reply.get("idle") is True,
    }


def watched_again(reply, probes):
    _need(isinstance(reply, dict) and isinstance(reply.get("twice"), list))
    _need(len(reply["twice"]) == len(probes))
    _need(all(isinstance(pair, list) and len(pair) == 2 for pair in reply["twice"]))
    return {
        "kept": _names(reply.get("kept")),
        "twice": [[_result(got) for got in pair] for pair in reply["twice"]],
    }


def _outcome(got, probe):
    result, changed, made = _result(got), got.get("changed"), got.get("made")
    _need(isinstance(changed, dict) and changed.keys() <= set(range(len(probe["arguments"]))))
    _need(isinstance(made, dict) and made.keys() <= probe["made"].keys())
    made = {position: _result(each) for position, each in made.items()}
    return result | {"changed": changed, "printed": got.get("printed") is True, "made": made}


def _result(got):
    _need(isinstance(got, dict) and {"value", "error"} <= got.keys())
    error = _error(got["error"])
    return {"value": got["value"] if error is None else None, "error": error}


def _error(error):
    if error is None:
        return None
    _need(isinstance(error, dict) and isinstance(error.get("text"), str))
    line, missing = error.get("line"), error.get("missing")
    kinds = _names(error.get("kinds"))
    _need(len(kinds) > 0)
    if line is not None:
        _need(isinstance(line, tuple) and len(line) == 2)
        _need(isinstance(line[0], int) and isinstance(line[1], str))
        line = (line[0], line[1][:SHORT])
    missing = missing[:SHORT] if isinstance(missing, str) else None
    return {"kinds": tuple(kinds), "text": error["text"][: 2 * SHORT], "missing": missing, "line": line}


def _names(names):
    _need(isinstance(names, (list, tuple)) and len(names) <= MOST_NAMES)
    _need(all(isinstance(name, str) for name in names))
    return [name[:SHORT] for name in names]


def _need(holds):
    if not holds:
        raise Stopped("It sent something that is no answer.")
