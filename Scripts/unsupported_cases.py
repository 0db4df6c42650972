"""Models that are valid ONNX and must be refused by name: operator, node and reason."""

from dataclasses import dataclass

import numpy as np
from onnx import TensorProto, helper

from fixture_models import Case, floats, ints, node, scalar, uniform

FLOAT, BOOL, INT64 = TensorProto.FLOAT, TensorProto.BOOL, TensorProto.INT64


@dataclass(frozen=True)
class Refused:
    """A case, the shape of its output, and what the refusal must say."""

    case: Case
    output_shape: tuple
    nodes: tuple  # the names of the nodes that may be blamed; more than one where the order decides
    reason: str

    def expected(self):
        operators = {body.name: body.op_type for body in self.case.nodes}
        return {
            "operators": [operators[name] for name in self.nodes],
            "nodes": list(self.nodes),
            "reason": self.reason,
        }


def refused(name, shape, nodes, output_shape, culprit, reason, opset=13, **constants):
    return Refused(Case(name, shape, nodes, constants, opset), output_shape, (culprit,), reason)


def branch(name, operator):
    result = f"{name}_result"
    body = node(operator, "input", result, name=f"/{name}/{operator}")
    return helper.make_graph([body], name, [], [helper.make_tensor_value_info(result, FLOAT, (1, 3))])


def loop(name, culprit, reason, *nodes, inputs="count _ input", **constants):
    """A loop whose body makes `go_on` from `step`, `go` and `state`."""
    scalars = [helper.make_tensor_value_info(name, type, ()) for name, type in (("step", INT64), ("go", BOOL))]
    states = [helper.make_tensor_value_info(name, FLOAT, (1, 3)) for name in ("state", "next")]
    body = [*nodes, node("Relu", "state", "next", name="/body/Relu")]
    go_on = helper.make_tensor_value_info("go_on", BOOL, ())
    made = helper.make_graph(body, "body", [*scalars, states[0]], [go_on, states[1]])
    unrolled = node("Loop", inputs, "output", name="/recurrent/Loop", body=made)
    return refused(name, (1, 3), (unrolled,), (1, 3), culprit, reason, **constants)


CONDITION = (
    node("ReduceSum", "input", "total", keepdims=0, name="/gate/ReduceSum"),
    node("Greater", "total zero", "condition", name="/gate/Greater"),
)

UNSUPPORTED_CASES = [
    Refused(
        Case(
            "if",
            (1, 3),
            (
                *CONDITION,
                node(
                    "If",
                    "condition",
                    "output",
                    name="/gate/If",
                    then_branch=branch("then", "Relu"),
                    else_branch=branch("else", "Neg"),
                ),
            ),
            {"zero": scalar(0.0)},
        ),
        (1, 3),
        ("/gate/Greater", "/gate/If"),
        "control flow that depends on the input",
    ),
    Refused(
        Case(
            "loop-count-depends",
            (1, 3),
            (
                node("ReduceSum", "input", "total", keepdims=0, name="/count/ReduceSum"),
                node("Cast", "total", "count", to=INT64, name="/count/Cast"),
                node("Loop", "count _ input", "output", name="/recurrent/Loop",
                     body=helper.make_graph(
                         [node("Identity", "go", "go_on"), node("Relu", "state", "next")], "body",
                         [helper.make_tensor_value_info("step", INT64, ()),
                          helper.make_tensor_value_info("go", BOOL, ()),
                          helper.make_tensor_value_info("state", FLOAT, (1, 3))],
                         [helper.make_tensor_value_info("go_on", BOOL, ()),
                          helper.make_tensor_value_info("next", FLOAT, (1, 3))])),
            ),
        ),
        (1, 3),
        ("/count/Cast", "/recurrent/Loop"),
        "control flow that depends on the input",
    ),
    loop(
        "loop-of-many-turns", "/recurrent/Loop", "a million millions of turns",
        node("Identity", "go", "go_on"), count=scalar(10**12, np.int64),
    ),
    loop(
        "loop-endless", "/recurrent/Loop", "no count, and a condition that stays true",
        node("Identity", "go", "go_on"), inputs="_ _ input",
    ),
    loop(
        "loop-endless-condition-computed", "/recurrent/Loop", "a condition that is computed and stays true",
        node("Add", "step one", "later"), node("Cast", "later", "go_on", to=BOOL),
        inputs="_ _ input", one=scalar(1, np.int64),
    ),
    refused(
        "maxpool-indices-used",
        (1, 1, 4, 4),
        (
            node("MaxPool", "input", "pooled indices", kernel_shape=[2, 2], strides=[2, 2], name="/pool/MaxPool"),
            node("Cast", "indices", "numbers", to=FLOAT, name="/pool/Cast"),
            node("Add", "pooled numbers", "output", name="/pool/Add"),
        ),
        (1, 1, 2, 2),
        "/pool/MaxPool",
        "the output Indices is read",
    ),
    refused(
        "resize-cubic",
        (1, 1, 4, 4),
        (node("Resize", "input _ scales", "output", mode="cubic", name="/up/Resize"),),
        (1, 1, 8, 8),
        "/up/Resize",
        "mode cubic",
        scales=floats(1, 1, 2, 2),
    ),
    refused(
        "resize-crop",
        (1, 1, 4, 4),
        (
            node(
                "Resize",
                "input region _ sizes",
                "output",
                mode="linear",
                coordinate_transformation_mode="tf_crop_and_resize",
                name="/up/Resize",
            ),
        ),
        (1, 1, 3, 3),
        "/up/Resize",
        "coordinate_transformation_mode tf_crop_and_resize",
        region=floats(0, 0, 0.2, 0.2, 1, 1, 0.8, 0.8),
        sizes=ints(1, 1, 3, 3),
    ),
    refused(
        "upsample-cubic",
        (1, 1, 4, 4),
        (node("Upsample", "input scales", "output", mode="cubic", name="/up/Upsample"),),
        (1, 1, 8, 8),
        "/up/Upsample",
        "mode cubic",
        opset=9,
        scales=floats(1, 1, 2, 2),
    ),
    refused(
        "pad-wrap",
        (1, 4),
        (node("Pad", "input pads", "output", mode="wrap", name="/layer1/Pad"),),
        (1, 7),
        "/layer1/Pad",
        "mode wrap",
        opset=19,
        pads=ints(0, 1, 0, 2),
    ),
    refused(
        "batchnormalization-training",
        (2, 3),
        (
            node(
                "BatchNormalization",
                "input scale shift mean variance",
                "output running_mean running_variance",
                training_mode=1,
                name="/layer1/BatchNormalization",
            ),
        ),
        (2, 3),
        "/layer1/BatchNormalization",
        "training_mode 1",
        opset=15,
        scale=uniform(3),
        shift=uniform(3),
        mean=uniform(3),
        variance=uniform(3, low=0.5, high=1.5),
    ),
    refused(
        "dropout-training",
        (1, 3),
        (node("Dropout", "input ratio training", "output", name="/layer1/Dropout"),),
        (1, 3),
        "/layer1/Dropout",
        "training_mode true",
        ratio=scalar(0.5),
        training=scalar(True, bool),
    ),
    refused(
        "custom-domain",
        (1, 3),
        (node("FancyActivation", "input", "output", name="/layer1/FancyActivation", domain="org.example"),),
        (1, 3),
        "/layer1/FancyActivation",
        "the domain org.example",
    ),
    refused(
        "unknown-operator",
        (1, 3),
        (node("FancyActivation", "input", "output", name="/layer1/FancyActivation"),),
        (1, 3),
        "/layer1/FancyActivation",
        "no such operator",
    ),
    Refused(
        Case(
            "convinteger",
            (1, 1, 3, 3),
            (
                node("Cast", "input", "bytes", to=TensorProto.UINT8, name="/quantize/Cast"),
                node("ConvInteger", "bytes kernel", "integers", name="/quantize/ConvInteger"),
                node("Cast", "integers", "output", to=FLOAT, name="/quantize/Cast_1"),
            ),
            {"kernel": np.array([[[[1, 2], [3, 4]]]], np.uint8)},
        ),
        (1, 1, 2, 2),
        ("/quantize/Cast", "/quantize/ConvInteger"),
        "arithmetic on integers",
    ),
    refused(
        "conv-3d",
        (1, 1, 3, 3, 3),
        (node("Conv", "input kernel", "output", name="/layer1/Conv"),),
        (1, 1, 2, 2, 2),
        "/layer1/Conv",
        "three spatial dimensions",
        kernel=uniform(1, 1, 2, 2, 2),
    ),
    Refused(
        Case(
            "reshape-by-values",
            (1, 4),
            (
                node("ReduceSum", "input axes", "total", keepdims=0, name="/route/ReduceSum"),
                node("Cast", "total", "count", to=INT64, name="/route/Cast"),
                node("Concat", "count rest", "target", axis=0, name="/route/Concat"),
                node("Reshape", "input target", "output", name="/route/Reshape"),
            ),
            {"axes": ints(1), "rest": ints(-1)},
        ),
        ("rows", "columns"),
        ("/route/Cast", "/route/Reshape"),
        "the shape depends on the values of the input",
    ),
]
