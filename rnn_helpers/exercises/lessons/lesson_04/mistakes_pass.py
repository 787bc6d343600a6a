"""What people get wrong in the backward pass: edits of the source in `reference`."""

from rnn_helpers.exercises.lessons.lesson_04.sections import SECTIONS

_DA = "da = from_output + carry"
_STEP = "step = rnn_cell_backward(da, caches[t])"
_CARRY = 'carry = step["da_prev"]'
_OUTPUT = "output_backward(dz[t], a_next, parameters)"
_SUMS = """for name in ("dWax", "dWaa", "dba"):
            gradients[name] += step[name]
        for name in ("dWya", "dby"):
            gradients[name] += output[name]"""
_RETURN = 'return gradients | {"dx": dx, "da0": carry}'
_NO_SLOPE = 'step |= {"dWax": da @ xt.T, "dWaa": da @ a_prev.T, "dba": da.sum(axis=1, keepdims=True)}'
_TAIL = f'{_CARRY}\n        dx[t] = step["dxt"]\n        {_SUMS}\n    {_RETURN}'

PASS_MISTAKES = [
    # --- the carry
    {
        "name": "no carry: each step hears of its own prediction only",
        "old": _DA,
        "new": "da = from_output",
        "says": (
            "Every state is used twice, by its own prediction and by the next step. Only the first use is"
            " counted here: what a step sends back never reaches the step before (or is set back to zero"
            " before it does). The output layer is right, all that lies behind the states is not."
        ),
        "see": SECTIONS["bugs"],
        "seen": "published code; the lesson's second bug",
    },
    {
        "name": "the carry never changes",
        "old": f"        {_CARRY}\n",
        "new": "",
        "says": (
            "The carry is zero from beginning to end. What a step finds for the state before it has to become"
            " the carry of the next turn of the loop."
        ),
        "see": SECTIONS["streams"],
        "seen": "expected",
    },
    {
        "name": "the carry is added twice",
        "old": _DA,
        "new": "da = from_output + 2 * carry",
        "says": (
            "What the next step sends back joins the gradient of the state twice over. Each of the two"
            " streams counts once."
        ),
        "see": SECTIONS["streams"],
        "seen": "a cell that adds the carry by itself, inside a loop that adds it too",
        "alone": True,
    },
    {
        "name": "the carry piles up",
        "old": _CARRY,
        "new": 'carry = carry + step["da_prev"]',
        "says": (
            "The carry of one step is added to the carries of the steps after it, as if it were a gradient"
            " of shared weights. But what came from further on has gone through this step already: the"
            " new carry holds it, and it takes the place of the old one."
        ),
        "see": SECTIONS["streams"],
        "seen": "+= for everything that ends in a loop",
    },
    {
        "name": "the stream from the future goes around the cells",
        "old": f"{_DA}\n        {_STEP}\n        {_CARRY}",
        "new": (
            "da = from_output\n        step = rnn_cell_backward(da, caches[t])\n"
            '        carry = carry + step["da_prev"]'
        ),
        "says": (
            "What later steps send back is collected, but it never goes through a cell again: each step"
            " sees its own prediction's gradient alone. At a state both streams meet first, and their sum"
            " goes back through the cell."
        ),
        "see": SECTIONS["streams"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the carry comes back one step only",
        "old": _CARRY,
        "new": 'carry = rnn_cell_backward(from_output, caches[t])["da_prev"]',
        "says": (
            "What a step sends back is made from its own prediction alone, so each loss is felt at its own"
            " step and one before, and no further. The stream that came from the future has to go on too."
        ),
        "see": SECTIONS["streams"],
        "seen": "expected",
    },
    {
        "name": "the gradient of a state is carried as it is, not through the cell",
        "old": _CARRY,
        "new": "carry = da",
        "says": (
            "The gradient at a state is handed to the state before it unchanged. Between the two lies a"
            " whole cell, with its tanh and its recurrent weights; the gradient has to go back through both."
        ),
        "see": SECTIONS["streams"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the carry goes back without the slope of tanh",
        "old": _CARRY,
        "new": 'carry = parameters["Waa"].T @ da',
        "says": (
            "On its way from one state to the one before, the gradient passes the recurrent weights but not"
            " the tanh. Each unit has its own slope there, and the gradient is multiplied by it first."
        ),
        "see": SECTIONS["blame"],
        "seen": "expected",
    },
    {
        "name": "the carry goes back through Waa without its transpose",
        "old": _CARRY,
        "new": 'carry = parameters["Waa"] @ ((1 - a_next**2) * da)',
        "says": (
            "Forward, row i of Waa collects for unit i. Backward, unit j is told by all the units that it"
            " has fed, and their weights stand in column j. Waa is square, so nothing fails when rows"
            " and columns are mixed up."
        ),
        "see": SECTIONS["blame"],
        "seen": "expected; square matrices hide it",
        "alone": True,
    },
    {
        "name": "the slope of tanh comes after the recurrent weights",
        "old": _CARRY,
        "new": 'carry = (1 - a_next**2) * (parameters["Waa"].T @ da)',
        "says": (
            "The two factors of a step back stand in the wrong order. Forward the tanh comes last, so"
            " backward its slope comes first; the recurrent weights follow."
        ),
        "see": SECTIONS["blame"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the weights hear of their own step's prediction only",
        "old": f"{_STEP}\n        {_CARRY}",
        "new": (
            'carry = rnn_cell_backward(da, caches[t])["da_prev"]\n'
            "        step = rnn_cell_backward(from_output, caches[t])"
        ),
        "says": (
            "The carry itself is right, but the gradients of the cell are made without it. A weight acts on"
            " the state, and everything that the state does later is its doing too: both streams count."
        ),
        "see": SECTIONS["sums"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the weights hear of the future only",
        "old": f"{_STEP}\n        {_CARRY}",
        "new": (
            'next_carry = rnn_cell_backward(da, caches[t])["da_prev"]\n'
            "        step = rnn_cell_backward(carry, caches[t])\n        carry = next_carry"
        ),
        "says": (
            "The gradients of the cell are made from the stream of the next step alone. At the last step"
            " that is nothing at all, although its prediction was made from its state too."
        ),
        "see": SECTIONS["sums"],
        "seen": "expected",
        "alone": True,
    },
    # --- which losses count
    {
        "name": "only the last step's prediction reaches the states",
        "old": _DA,
        "new": "da = from_output if t == len(caches) - 1 else carry",
        "says": (
            "The gradient enters at the last step and is carried back, but the predictions on the way add"
            " nothing to it. Here every step has a loss of its own, and each joins at its own state."
        ),
        "see": SECTIONS["streams"],
        "seen": "networks with a single answer at the end",
    },
    {
        "name": "only the last dz is used",
        "old": _OUTPUT,
        "new": "output_backward(dz[t] * (t == len(caches) - 1), a_next, parameters)",
        "says": (
            "The losses of all steps but the last are left out, for the output layer too. Every step made a"
            " prediction, and every prediction has its loss."
        ),
        "see": SECTIONS["streams"],
        "seen": "networks with a single answer at the end",
        "alone": True,
    },
    {
        "name": "the prediction of the last step is missed",
        "old": _DA,
        "new": "da = carry if t == len(caches) - 1 else from_output + carry",
        "says": (
            "The last state has no next step, but it has a prediction. Its gradient is zero here, so"
            " the loss of the last step is never felt behind the output layer."
        ),
        "see": SECTIONS["streams"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "dz is read from the wrong end",
        "old": _OUTPUT,
        "new": "output_backward(dz[len(caches) - 1 - t], a_next, parameters)",
        "says": (
            "The states are visited from the end, but dz is read from the beginning (or the other way"
            " round): each state meets the loss of another step. Row t of dz belongs to the state after"
            " step t."
        ),
        "see": SECTIONS["pass"],
        "seen": "zip of a reversed list with one that is not",
        "alone": True,
    },
    {
        "name": "dz is read one step early",
        "old": _OUTPUT,
        "new": "output_backward(dz[t - 1], a_next, parameters)",
        "says": (
            "The state after step t meets the dz of step t - 1, and at step 0 the index -1 even takes the"
            " last one. Row t of dz belongs to the state after step t."
        ),
        "see": SECTIONS["pass"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the same dz at every step",
        "old": _OUTPUT,
        "new": "output_backward(dz[-1], a_next, parameters)",
        "says": "The dz of the last step is used at all steps. Each step has a row of its own in dz.",
        "see": SECTIONS["pass"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the output layer looks at the previous state",
        "old": _OUTPUT,
        "new": "output_backward(dz[t], a_prev, parameters)",
        "says": (
            "The prediction of a step is made from its new state, so the gradient of the output weights"
            " needs that one. Here it is paired with the state before the step."
        ),
        "see": SECTIONS["pass"],
        "seen": "the first and second entry of a cache mixed up",
    },
    # --- which steps, in which order
    {
        "name": "forward in time instead of backward",
        "old": "reversed(range(len(caches)))",
        "new": "range(len(caches))",
        "says": (
            "The loop starts at step 0, so the carry of a step is handed to the step after it. A state"
            " can be blamed only for what comes later: begin at the end, where there is no next step."
        ),
        "see": SECTIONS["streams"],
        "seen": "the loop of the forward pass, copied",
    },
    {
        "name": "step 0 is left out",
        "old": "range(len(caches))",
        "new": "range(1, len(caches))",
        "says": (
            "The loop ends before it has gone through step 0. With `range`, the end does not belong to it,"
            " and on the way down that is 0 itself."
        ),
        "see": SECTIONS["pass"],
        "seen": "range(T_x - 1, 0, -1)",
    },
    {
        "name": "the last step is left out",
        "old": "range(len(caches))",
        "new": "range(len(caches) - 1)",
        "says": (
            "The loop begins one step too early in time: the last step, T_x - 1, is never visited, and its"
            " loss is lost."
        ),
        "see": SECTIONS["pass"],
        "seen": "range(T_x - 2, -1, -1)",
    },
    {
        "name": "the cell goes back through the cache of another step",
        "old": _STEP,
        "new": "step = rnn_cell_backward(da, caches[t - 1])",
        "says": (
            "The gradient at the state after step t is sent through the cache of step t - 1 (at step 0 the"
            " index -1 takes the last one). Slope, input and previous state then belong to another step."
        ),
        "see": SECTIONS["pass"],
        "seen": "expected",
        "alone": True,
    },
    # --- sums over time
    {
        "name": "the gradients of the last step visited only",
        "old": _SUMS,
        "new": _SUMS.replace("+=", "="),
        "says": (
            "Every turn of the loop replaces what was there, so what is left belongs to step 0, the step"
            " visited last. One weight is used at every step, and the gradient of each use counts: they"
            " add up over time."
        ),
        "see": SECTIONS["bugs"],
        "seen": "published code: = where += was meant; the lesson's first bug",
    },
    {
        "name": "the gradients of the last step in time only",
        "old": _SUMS,
        "new": _SUMS.replace("+= step[name]", "+= step[name] * (t == len(caches) - 1)").replace(
            "+= output[name]", "+= output[name] * (t == len(caches) - 1)"
        ),
        "says": (
            "What is kept belongs to the last step of the sequence, the one that is visited first; the"
            " others add nothing. One weight is used at every step, and the gradient of each use counts:"
            " they add up over time."
        ),
        "see": SECTIONS["sums"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the mean over time instead of the sum",
        "old": _RETURN,
        "new": _RETURN.replace(
            "gradients", "{name: value / len(caches) for name, value in gradients.items()}"
        ),
        "says": (
            "The gradients of the weights are divided by the number of steps. The divisor of the mean over"
            " predictions has entered already, through dz; what several uses of one weight give is a sum."
        ),
        "see": SECTIONS["sums"],
        "seen": "expected",
    },
    {
        "name": "the mean over the examples instead of the sum",
        "old": _RETURN,
        "new": _RETURN.replace(
            "gradients", "{name: value / a0.shape[1] for name, value in gradients.items()}"
        ),
        "says": (
            "The gradients of the weights are divided by the number of examples. If the loss is a mean over"
            " examples, dz has that divisor in it already; it must not come in twice."
        ),
        "see": SECTIONS["sums"],
        "seen": "assignments in which the backward pass divides by m",
        "alone": True,
    },
    {
        "name": "dby is not summed over the examples",
        "old": "gradients[name] += output[name]",
        "new": 'gradients[name] = gradients[name] + (output[name] if name == "dWya" else dz[t])',
        "says": (
            "The bias of the output layer is one column that serves all examples, so its gradient is one"
            " column too: add up over the examples as well as over time."
        ),
        "see": SECTIONS["sums"],
        "seen": "min-char-rnn, which has one example only, taken over for a batch",
        "alone": True,
    },
    {
        "name": "dba is not summed over the examples",
        "old": "gradients[name] += step[name]",
        "new": (
            'gradients[name] = gradients[name] + ((1 - a_next**2) * da if name == "dba" else step[name])'
        ),
        "says": (
            "The bias of the state is one column that serves all examples, so its gradient is one column"
            " too: add up over the examples as well as over time."
        ),
        "see": SECTIONS["sums"],
        "seen": "min-char-rnn, which has one example only, taken over for a batch",
        "alone": True,
    },
    # --- the cell, where it is written anew
    {
        "name": "no slope of tanh",
        "old": _STEP,
        "new": "step = rnn_cell_backward(da / (1 - a_next**2), caches[t])",
        "says": (
            "The gradient goes from the state straight to the sum inside the tanh, as if that had the slope"
            " 1 everywhere. The slope is 1 at a state of 0 only, and smaller elsewhere."
        ),
        "see": SECTIONS["blame"],
        "seen": "expected",
    },
    {
        "name": "the slope of tanh at the previous state",
        "old": _STEP,
        "new": "step = rnn_cell_backward(da * (1 - a_prev**2) / (1 - a_next**2), caches[t])",
        "says": (
            "The slope of tanh is taken at the state before the step. It belongs to the state that came out"
            " of this tanh, the new one."
        ),
        "see": SECTIONS["blame"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "dWaa is made with the new state",
        "old": _CARRY,
        "new": f'{_CARRY}\n        step["dWaa"] = ((1 - a_next**2) * da) @ a_next.T',
        "says": (
            "dWaa pairs the gradient of step t with the state that the step made. Waa was multiplied by"
            " the state that the step found, the previous one."
        ),
        "see": SECTIONS["sums"],
        "seen": "a state that was overwritten before the gradient was made",
    },
    # --- dx and da0
    {
        "name": "dx is reversed in time",
        "old": "dx[t] =",
        "new": "dx[len(caches) - 1 - t] =",
        "says": (
            "The gradients of the inputs stand in the order in which they were visited, the last step first."
            " Row t of dx belongs to the input of step t."
        ),
        "see": SECTIONS["library"],
        "seen": "a list that grows in a backward loop",
    },
    {
        "name": "dx is added up over time",
        "old": '"dx": dx,',
        "new": '"dx": dx.sum(axis=0),',
        "says": (
            "Weights are shared by all steps, inputs are not: each step has an input of its own, and dx"
            " keeps their gradients apart, one entry for each step along the first axis."
        ),
        "see": SECTIONS["library"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "dx is that of step 0 only",
        "old": '"dx": dx,',
        "new": '"dx": step["dxt"],',
        "says": (
            "What is handed out as dx belongs to one step, the one that the loop visited last. Every step"
            " has an input, and dx has an entry for each along its first axis."
        ),
        "see": SECTIONS["library"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "time stands last in dx",
        "old": '"dx": dx,',
        "new": '"dx": np.moveaxis(dx, 0, -1),',
        "says": "In this course time is the first axis: dx has the shape (T_x, n_x, m), as x itself.",
        "see": SECTIONS["library"],
        "seen": "the well-known assignment, which has time on the last axis",
        "alone": True,
    },
    {
        "name": "da0 is the gradient at the first state, not before it",
        "old": '"da0": carry',
        "new": '"da0": da',
        "says": (
            "What is handed out as da0 is the gradient at the state after step 0. The initial state lies"
            " one step further back, on the other side of that cell."
        ),
        "see": SECTIONS["pass"],
        "seen": "da[:, :, 0] for da0, off by one step",
    },
    {
        "name": "da0 is never filled in",
        "old": '"da0": carry',
        "new": '"da0": np.zeros_like(a0)',
        "says": (
            "da0 is zero. The initial state has an effect on the loss like any other state: what step 0"
            " sends back is its gradient."
        ),
        "see": SECTIONS["pass"],
        "seen": "expected",
    },
    {
        "name": "da0 is added up over time",
        "old": _TAIL,
        "new": _TAIL.replace(
            _CARRY, f'{_CARRY}\n        gradients["da0"] = gradients.get("da0", 0) + carry'
        ).replace(', "da0": carry', ""),
        "says": (
            "What all steps send back is added up for da0. The initial state is used once, by step 0; what"
            " the later steps say of it has come through the carry already."
        ),
        "see": SECTIONS["pass"],
        "seen": "one += for all gradients of a step",
    },
    {
        "name": "da0 is what the last step sends back",
        "old": _TAIL,
        "new": _TAIL.replace(_CARRY, f'{_CARRY}\n        gradients.setdefault("da0", carry)').replace(
            ', "da0": carry', ""
        ),
        "says": (
            "da0 is taken from the first turn of the loop, the last step in time. The initial state lies at"
            " the other end: its gradient is what is left when the loop is done."
        ),
        "see": SECTIONS["pass"],
        "seen": "expected",
        "alone": True,
    },
    # --- slopes, biases and places where a stream joins
    {
        "name": "the slope 1 - a instead of 1 - a²",
        "old": _STEP,
        "new": "step = rnn_cell_backward(da / (1 + a_next), caches[t])",
        "says": (
            "The slope of tanh is 1 minus the square of the state. Here the state itself was taken"
            " away, without the square."
        ),
        "see": SECTIONS["blame"],
        "seen": "the sigmoid's slope, a (1 - a), half remembered",
        "alone": True,
    },
    {
        "name": "the slope of a sigmoid",
        "old": _STEP,
        "new": "step = rnn_cell_backward(da * a_next / (1 + a_next), caches[t])",
        "says": (
            "The slope a (1 - a) belongs to a sigmoid. The state comes out of a tanh, whose slope is"
            " 1 minus the square of the state."
        ),
        "see": SECTIONS["blame"],
        "seen": "feed-forward nets of older text books",
        "alone": True,
    },
    {
        "name": "tanh is taken once more for the slope",
        "old": _STEP,
        "new": "step = rnn_cell_backward(da * (1 - np.tanh(a_next) ** 2) / (1 - a_next**2), caches[t])",
        "says": (
            "The slope is taken at the tanh of the state. But the state has come out of the tanh"
            " already; only for the sum inside would it have to be taken."
        ),
        "see": SECTIONS["blame"],
        "seen": "the slope written for the sum z, used with the state",
        "alone": True,
    },
    {
        "name": "the square of the state for the slope",
        "old": _STEP,
        "new": "step = rnn_cell_backward(da * a_next**2 / (1 - a_next**2), caches[t])",
        "says": (
            "The gradient is multiplied by the square of the state. The slope of tanh is what the"
            " square leaves of 1: large near a state of 0, small near 1 and -1."
        ),
        "see": SECTIONS["blame"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "the weights' gradients are made without the slope of tanh",
        "old": _CARRY,
        "new": f"{_CARRY}\n        {_NO_SLOPE}",
        "says": (
            "A gradient of weights is made from the gradient at the state itself. The weights act"
            " inside the tanh: the slope comes in before they are reached, as it does on the way to"
            " the state before."
        ),
        "see": SECTIONS["sums"],
        "seen": "da and dtanh mixed up",
        "alone": True,
    },
    {
        "name": "the carry joins behind the slope of tanh",
        "old": _DA,
        "new": "da = from_output + carry / (1 - a_next**2)",
        "says": (
            "The two streams meet at the sum inside the tanh, after the slope, so what comes from the"
            " next step is not multiplied by it. They meet at the state: add first, then go back"
            " through the tanh."
        ),
        "see": SECTIONS["streams"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "each prediction joins one state too early",
        "old": f"{_DA}\n        {_STEP}\n        {_CARRY}",
        "new": f'da = carry\n        {_STEP}\n        carry = step["da_prev"] + from_output',
        "says": (
            "What the prediction of step t says is added after the cell of step t has been passed, so"
            " it reaches the state before instead of its own, and da0 gets some of it as well. Add it"
            " before the cell."
        ),
        "see": SECTIONS["streams"],
        "seen": "two lines of a loop in the other order",
        "alone": True,
    },
    {
        "name": "the loop ends after its first turn",
        "old": f"\n    {_RETURN}",
        "new": f"\n        {_RETURN}",
        "says": (
            "Only the last step in time is visited: a `return` inside the loop ends the whole function."
        ),
        "see": SECTIONS["pass"],
        "seen": "a return indented one step too far",
        "alone": True,
    },
    {
        "name": "dba is one number for all units",
        "old": _CARRY,
        "new": f'{_CARRY}\n        step["dba"] = np.full_like(step["dba"], step["dba"].sum())',
        "says": (
            "The gradient is added up over the units as well, so all entries of dba are alike. Each"
            " unit has a bias of its own: add up over the examples and over time."
        ),
        "see": SECTIONS["sums"],
        "seen": "a sum without an axis",
        "alone": True,
    },
    {
        "name": "dby is one number for all answers",
        "old": _DA,
        "new": f'output["dby"] = np.full_like(output["dby"], output["dby"].sum())\n        {_DA}',
        "says": (
            "The gradient is added up over the answers as well, so all entries of dby are alike. Each"
            " answer has a bias of its own: add up over the examples and over time."
        ),
        "see": SECTIONS["sums"],
        "seen": "a sum without an axis",
        "alone": True,
    },
    {
        "name": "dba loses its second axis",
        "old": "gradients[name] += step[name]",
        "new": 'gradients[name] = gradients[name] + (step[name].ravel() if name == "dba" else step[name])',
        "says": (
            "The sum over the examples has left a row of numbers without a second axis, and added to"
            " a column that becomes a square. A bias is a column, and so is its gradient: keep the"
            " axis."
        ),
        "see": SECTIONS["sums"],
        "seen": "a sum that drops its axis",
        "alone": True,
    },
    {
        "name": "dby loses its second axis",
        "old": "gradients[name] += output[name]",
        "new": (
            'gradients[name] = gradients[name] + (output[name].ravel() if name == "dby" else output[name])'
        ),
        "says": (
            "The sum over the examples has left a row of numbers without a second axis, and added to"
            " a column that becomes a square. A bias is a column, and so is its gradient: keep the"
            " axis."
        ),
        "see": SECTIONS["sums"],
        "seen": "a sum that drops its axis",
        "alone": True,
    },
    {
        "name": "dba is flat, without its second axis",
        "old": _RETURN,
        "new": _RETURN + ' | {"dba": gradients["dba"].ravel()}',
        "says": (
            "dba has one axis only. A bias is a column, (n_a, 1), and so is its gradient: keep the"
            " axis when you add up over the examples."
        ),
        "see": SECTIONS["sums"],
        "seen": "a sum that drops its axis",
        "alone": True,
    },
    {
        "name": "dby is flat, without its second axis",
        "old": _RETURN,
        "new": _RETURN + ' | {"dby": gradients["dby"].ravel()}',
        "says": (
            "dby has one axis only. A bias is a column, (n_y, 1), and so is its gradient: keep the"
            " axis when you add up over the examples."
        ),
        "see": SECTIONS["sums"],
        "seen": "a sum that drops its axis",
        "alone": True,
    },
    {
        "name": "dx hears of its own step's prediction only",
        "old": 'dx[t] = step["dxt"]',
        "new": 'dx[t] = rnn_cell_backward(from_output, caches[t])["dxt"]',
        "says": (
            "The gradients of the inputs are made without the carry. An input acts on its state, and"
            " what that state does to later steps is the input's doing too."
        ),
        "see": SECTIONS["library"],
        "seen": "expected",
        "alone": True,
    },
    {
        "name": "dx is booked one step too early",
        "old": 'dx[t] = step["dxt"]',
        "new": 'dx[t - 1] = step["dxt"]',
        "says": (
            "Each entry of dx stands one step too early, and that of step 0 at the end. The input"
            " that step t read is the input of step t."
        ),
        "see": SECTIONS["library"],
        "seen": "off by one",
        "alone": True,
    },
]
