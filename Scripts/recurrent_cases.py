"""Cases of RNN, LSTM and GRU in their forms; `layout` 1 is none of them, since ONNX Runtime lacks it."""

import numpy as np

from fixture_models import Case, X, node, single, uniform

GATES = {"RNN": 1, "LSTM": 4, "GRU": 3}
LENGTH, BATCH, FEATURES, HIDDEN = 4, 2, 3, 2


def weights(operator, directions, hidden=HIDDEN):
    rows = GATES[operator] * hidden
    return uniform(directions, rows, FEATURES), uniform(directions, rows, hidden), uniform(directions, 2 * rows)


def layer(name, operator, *more, directions=1, bias=True, outputs="output last", length=LENGTH, opset=14, **attributes):
    """A layer; `more` are the inputs after the bias."""
    weight, recurrence, offset = weights(operator, directions)
    if directions == 2:
        attributes["direction"] = "bidirectional"
    inputs = (X, weight, recurrence, offset if bias else None, *more)
    return single(
        f"{operator.lower()}-{name}", (length, BATCH, FEATURES), operator, *inputs, opset=opset, outputs=outputs,
        hidden_size=HIDDEN, **attributes,
    )


def state(directions=1):
    return uniform(directions, BATCH, HIDDEN)


LENGTHS = np.array([2, 4], np.int32)


def common(operator):
    """What all three layers have."""
    states = [state()] * (2 if operator == "LSTM" else 1)
    both = [state(2)] * (2 if operator == "LSTM" else 1)
    outputs = "output last cell" if operator == "LSTM" else "output last"
    return [
        layer("forward", operator, outputs=outputs),
        layer("opset7", operator, outputs=outputs, opset=7),
        layer("without-bias", operator, bias=False, outputs="output"),
        layer("one-step", operator, length=1, outputs=outputs),
        layer("reverse", operator, direction="reverse", outputs=outputs),
        layer("bidirectional", operator, directions=2, outputs=outputs),
        layer("initial-state", operator, None, *states, outputs=outputs),
        layer("lengths", operator, LENGTHS, *states, outputs=outputs),
        layer("lengths-reverse", operator, LENGTHS, direction="reverse", outputs=outputs),
        layer("lengths-bidirectional", operator, LENGTHS, *both, directions=2, outputs=outputs),
        layer("clip", operator, clip=0.4, outputs=outputs),
        last_state_only(operator),
        state_that_varies(operator),
    ]


def last_state_only(operator):
    weight, recurrence, offset = weights(operator, 1)
    body = node(operator, "input weight recurrence bias", "rows output", hidden_size=HIDDEN)
    body.output[0] = ""
    constants = {"weight": weight, "recurrence": recurrence, "bias": offset}
    return Case(f"{operator.lower()}-last-state-only", (LENGTH, BATCH, FEATURES), (body,), constants, 14)


def state_that_varies(operator):
    """A stack of two: the states of the first, made of the input, are the initial ones of the second."""
    weight, recurrence, offset = weights(operator, 1)
    constants = {"weight": weight, "recurrence": recurrence, "bias": offset}
    more = " cell" if operator == "LSTM" else ""
    nodes = (
        node(operator, "input weight recurrence bias", f"first last{more}", hidden_size=HIDDEN),
        node(operator, f"input weight recurrence bias _ last{more}", "output", name="/second", hidden_size=HIDDEN),
    )
    return Case(f"{operator.lower()}-state-that-varies", (LENGTH, BATCH, FEATURES), nodes, constants, 14)


def functions(operator, names, *, directions=1, suffix="", **parameters):
    name = "-".join(names).lower() + suffix
    return layer(f"functions-{name}", operator, directions=directions, activations=list(names), **parameters)


RECURRENT_CASES = [
    *(case for operator in GATES for case in common(operator)),
    *(functions("RNN", [name]) for name in ("Relu", "Sigmoid", "LeakyRelu", "HardSigmoid")),
    functions("RNN", ["Affine"], activation_alpha=[0.5], activation_beta=[0.25], suffix="-given"),
    functions("RNN", ["LeakyRelu"], activation_alpha=[0.3], suffix="-given"),
    functions("RNN", ["HardSigmoid"], activation_alpha=[0.6], activation_beta=[0.1], suffix="-given"),
    functions("RNN", ["ScaledTanh"], activation_alpha=[0.5], activation_beta=[2.0], suffix="-given"),
    functions("RNN", ["Tanh", "LeakyRelu"], directions=2, activation_alpha=[0.2], suffix="-by-direction"),
    functions("LSTM", ["HardSigmoid", "Relu", "Affine"], activation_alpha=[0.3, 0.5], activation_beta=[0.4, 0.1]),
    functions("GRU", ["HardSigmoid", "ScaledTanh"], activation_alpha=[0.3, 0.5], activation_beta=[0.4, 1.5]),
    functions("RNN", ["Elu"]),
    functions("RNN", ["Elu"], activation_alpha=[0.5], suffix="-given"),
    functions("RNN", ["Softsign"]),
    functions("RNN", ["Softplus"]),
    layer("peepholes", "LSTM", None, None, None, uniform(1, 3 * HIDDEN)),
    layer("peepholes-clip-states", "LSTM", LENGTHS, state(), state(), uniform(1, 3 * HIDDEN), clip=0.5),
    layer("peepholes-bidirectional", "LSTM", None, None, None, uniform(2, 3 * HIDDEN), directions=2),
    layer("input-forget", "LSTM", input_forget=1),
    layer("linear-before-reset", "GRU", linear_before_reset=1),
    layer("linear-before-reset-without-bias", "GRU", bias=False, linear_before_reset=1),
    layer("linear-before-reset-bidirectional", "GRU", None, state(2), directions=2, linear_before_reset=1),
    layer("linear-before-reset-clip", "GRU", linear_before_reset=1, clip=0.3),
]
