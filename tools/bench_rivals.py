"""What the library is measured against: loops as textbooks write them, and PyTorch.

Every rival is made for one problem (a dict with cell, x, states, parameters, labels) and is a function that
does all the work of one training step: `step(backward=True) -> loss, gradients`, gradients of all parameters,
of the inputs and of the first states. Nobody checks anything here.
"""

import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def textbook(problem):
    """The loop over the cells, step by step, forward and backward."""
    loop = {"rnn": rnn_loop, "lstm": lstm_loop}[problem["cell"]]
    return lambda backward=True: loop(backward=backward, **problem)


def predict(W, b, a, labels):
    """One step's prediction: its probabilities, and the loss that it costs."""
    scores = W @ a + b
    scores = np.exp(scores - scores.max(axis=0))
    y_pred = scores / scores.sum(axis=0)
    return y_pred, -np.log(y_pred[labels, np.arange(len(labels))]).sum()


def blame(y_pred, labels, count):
    """The gradient of the mean loss at one step's scores."""
    dz = y_pred.copy()
    dz[labels, np.arange(len(labels))] -= 1
    return dz / count


def rnn_loop(cell, x, states, parameters, labels, backward):
    Wax, Waa, Wya, ba, by = (parameters[name] for name in ("Wax", "Waa", "Wya", "ba", "by"))
    a, y_pred, loss = [states[0]], [], 0.0
    for t, xt in enumerate(x):
        a.append(np.tanh(Wax @ xt + Waa @ a[t] + ba))
        yt_pred, cost = predict(Wya, by, a[-1], labels[t])
        y_pred.append(yt_pred)
        loss += cost
    if not backward:
        return loss / labels.size, None

    gradients = {"d" + name: np.zeros_like(array) for name, array in parameters.items()}
    gradients["dx"], carry = np.zeros_like(x), np.zeros_like(a[0])
    for t in reversed(range(len(x))):
        dz = blame(y_pred[t], labels[t], labels.size)
        gradients["dWya"] += dz @ a[t + 1].T
        gradients["dby"] += dz.sum(axis=1, keepdims=True)
        da = Wya.T @ dz + carry
        dtanh = (1 - a[t + 1] ** 2) * da
        gradients["dWax"] += dtanh @ x[t].T
        gradients["dWaa"] += dtanh @ a[t].T
        gradients["dba"] += dtanh.sum(axis=1, keepdims=True)
        gradients["dx"][t] = Wax.T @ dtanh
        carry = Waa.T @ dtanh
    return loss / labels.size, gradients | {"da0": carry}


def lstm_loop(cell, x, states, parameters, labels, backward):
    Wf, Wi, Wc, Wo, Wy = (parameters["W" + gate] for gate in "ficoy")
    bf, bi, bc, bo, by = (parameters["b" + gate] for gate in "ficoy")
    (a, c), kept, y_pred, loss = states, [], [], 0.0
    for t, xt in enumerate(x):
        into = np.concatenate([a, xt])
        ft, it, ot = sigmoid(Wf @ into + bf), sigmoid(Wi @ into + bi), sigmoid(Wo @ into + bo)
        cct = np.tanh(Wc @ into + bc)
        c_prev, c = c, ft * c + it * cct
        a = ot * np.tanh(c)
        kept.append((into, ft, it, cct, ot, c_prev, c, a))
        yt_pred, cost = predict(Wy, by, a, labels[t])
        y_pred.append(yt_pred)
        loss += cost
    if not backward:
        return loss / labels.size, None

    n_a = len(bf)
    gradients = {"d" + name: np.zeros_like(array) for name, array in parameters.items()}
    gradients["dx"], da_carry, dc_carry = np.zeros_like(x), np.zeros_like(a), np.zeros_like(c)
    for t in reversed(range(len(x))):
        into, ft, it, cct, ot, c_prev, c, a = kept[t]
        dz = blame(y_pred[t], labels[t], labels.size)
        gradients["dWy"] += dz @ a.T
        gradients["dby"] += dz.sum(axis=1, keepdims=True)
        da = Wy.T @ dz + da_carry
        dc = dc_carry + da * ot * (1 - np.tanh(c) ** 2)
        scores = {
            "f": dc * c_prev * ft * (1 - ft),
            "i": dc * cct * it * (1 - it),
            "c": dc * it * (1 - cct**2),
            "o": da * np.tanh(c) * ot * (1 - ot),
        }
        for gate, dscore in scores.items():
            gradients["dW" + gate] += dscore @ into.T
            gradients["db" + gate] += dscore.sum(axis=1, keepdims=True)
        dinto = Wf.T @ scores["f"] + Wi.T @ scores["i"] + Wc.T @ scores["c"] + Wo.T @ scores["o"]
        da_carry, gradients["dx"][t], dc_carry = dinto[:n_a], dinto[n_a:], dc * ft
    return loss / labels.size, gradients | {"da0": da_carry, "dc0": dc_carry}


def pytorch(problem):
    """nn.RNN or nn.LSTM, nn.Linear and cross-entropy, with gradients by autograd. None without PyTorch.

    The weights are handed over once, outside the time that is measured; a forward step alone runs under
    no_grad, which is PyTorch's quickest way.
    """
    try:
        import torch
    except ImportError:
        return None
    torch.set_num_threads(1)
    lstm, parameters = problem["cell"] == "lstm", problem["parameters"]
    n_y, n_a = parameters["Wy" if lstm else "Wya"].shape
    kind = torch.float64 if problem["x"].dtype == np.float64 else torch.float32
    cell = (torch.nn.LSTM if lstm else torch.nn.RNN)(problem["x"].shape[1], n_a, dtype=kind)
    layer = torch.nn.Linear(n_a, n_y, dtype=kind)
    with torch.no_grad():
        for tensor, array in zip([*cell.parameters(), *layer.parameters()], torch_weights(problem)):
            tensor.copy_(torch.tensor(array))
    x = torch.tensor(problem["x"]).transpose(1, 2).contiguous().requires_grad_()
    states = [torch.tensor(state.T.copy()[None], requires_grad=True) for state in problem["states"]]
    labels = torch.tensor(problem["labels"].reshape(-1))
    leaves = [*cell.parameters(), *layer.parameters(), x, *states]

    def forward():
        a, _ = cell(x, tuple(states) if lstm else states[0])
        return torch.nn.functional.cross_entropy(layer(a).flatten(0, 1), labels)

    def step(backward=True):
        if not backward:
            with torch.no_grad():
                return forward().item(), None
        for leaf in leaves:
            leaf.grad = None
        loss = forward()
        loss.backward()
        return loss.item(), leaves

    return step


def torch_weights(problem):
    """The parameters in PyTorch's order and shapes (its LSTM stacks the gates i, f, c, o; two biases)."""
    parameters = problem["parameters"]
    if problem["cell"] == "rnn":
        weights = [parameters["Wax"], parameters["Waa"], parameters["ba"][:, 0], 0 * parameters["ba"][:, 0]]
        return [*weights, parameters["Wya"], parameters["by"][:, 0]]
    n_a = len(parameters["bf"])
    W = np.concatenate([parameters["W" + gate] for gate in "ifco"])
    b = np.concatenate([parameters["b" + gate] for gate in "ifco"])[:, 0]
    return [W[:, n_a:], W[:, :n_a], b, 0 * b, parameters["Wy"], parameters["by"][:, 0]]


def torch_gradients(problem, leaves):
    """PyTorch's gradients under the library's names and in its shapes."""
    Wx, Wa, b, _, Wy, by, x, *states = (leaf.grad.numpy() for leaf in leaves)
    found = {"dx": x.transpose(0, 2, 1), "da0": states[0][0].T}
    if problem["cell"] == "rnn":
        return found | {"dWax": Wx, "dWaa": Wa, "dba": b[:, None], "dWya": Wy, "dby": by[:, None]}
    found |= {"dc0": states[1][0].T, "dWy": Wy, "dby": by[:, None]}
    for gate, W, bias in zip("ifco", np.split(np.hstack([Wa, Wx]), 4), np.split(b, 4)):
        found |= {"dW" + gate: W, "db" + gate: bias[:, None]}
    return found


def character_script(text, characters, parameters, steps, learning_rate, limit):
    """A character model as a plain script trains it: one column of text, Adagrad, entries clipped.

    Yields the mean loss of each piece of `steps` characters. Changes `parameters`.
    """
    place_of = {character: place for place, character in enumerate(characters)}
    n_x, n_a = len(characters), len(parameters["ba"])
    memory = {name: np.zeros_like(array) for name, array in parameters.items()}
    position, a_prev = 0, np.zeros((n_a, 1))
    while True:
        if position + steps + 1 > len(text):
            position, a_prev = 0, np.zeros((n_a, 1))
        read = [place_of[character] for character in text[position : position + steps]]
        wanted = [place_of[character] for character in text[position + 1 : position + steps + 1]]
        loss, gradients, a_prev = character_pass(read, wanted, a_prev, parameters, n_x)
        for gradient in gradients.values():
            np.clip(gradient, -limit, limit, out=gradient)
        for name, array in parameters.items():
            memory[name] += gradients[name] * gradients[name]
            array -= learning_rate * gradients[name] / (np.sqrt(memory[name]) + 1e-8)
        position += steps
        yield loss


def character_pass(read, wanted, a_prev, parameters, n_x):
    """Loss, gradients and last state of one piece of text."""
    Wax, Waa, Wya, ba, by = (parameters[name] for name in ("Wax", "Waa", "Wya", "ba", "by"))
    x, a, y_pred, loss = {}, {-1: a_prev}, {}, 0.0
    for t, place in enumerate(read):
        x[t] = np.zeros((n_x, 1))
        x[t][place] = 1
        a[t] = np.tanh(Wax @ x[t] + Waa @ a[t - 1] + ba)
        scores = np.exp(Wya @ a[t] + by)
        y_pred[t] = scores / scores.sum()
        loss -= np.log(y_pred[t][wanted[t], 0])
    gradients = {name: np.zeros_like(array) for name, array in parameters.items()}
    carry = np.zeros_like(a_prev)
    for t in reversed(range(len(read))):
        dz = y_pred[t].copy()
        dz[wanted[t]] -= 1
        dz /= len(read)
        gradients["Wya"] += dz @ a[t].T
        gradients["by"] += dz
        dtanh = (1 - a[t] * a[t]) * (Wya.T @ dz + carry)
        gradients["ba"] += dtanh
        gradients["Wax"] += dtanh @ x[t].T
        gradients["Waa"] += dtanh @ a[t - 1].T
        carry = Waa.T @ dtanh
    return loss / len(read), gradients, a[len(read) - 1]
