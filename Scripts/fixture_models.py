"""Small ONNX models as values: a case states its nodes and constants, and becomes a model here."""

import zlib
from dataclasses import dataclass, field

import numpy as np
from onnx import helper, numpy_helper

PRODUCER = "surety-fixtures"
LARGEST_OPSET_OF_IR = {4: 9, 5: 10, 6: 11, 7: 12, 8: 18, 9: 20, 10: 22}


@dataclass(frozen=True)
class Random:
    """Uniform numbers that are drawn when the model is built, from the case's own generator."""

    shape: tuple
    low: float = -1.0
    high: float = 1.0
    type: type = np.float32

    def draw(self, generator):
        return generator.uniform(self.low, self.high, self.shape).astype(self.type)


@dataclass(frozen=True)
class Case:
    """One fixture: a model, the shape of its input, and the form of its file."""

    name: str
    shape: tuple
    nodes: tuple
    constants: dict = field(default_factory=dict)
    opset: int = 13
    outputs: tuple = ("output",)
    dims: tuple | None = None  # the input's dimensions as the model states them, if not `shape`
    output_dims: tuple | None = None
    low: float = -2.0
    high: float = 2.0
    type: type = np.float32
    ir: int | None = None
    constants_are_inputs: bool = False
    typed_data: bool = False  # float_data, int64_data ... instead of raw_data
    file: str = "plain"  # or "external" or "gzip"


X = object()
"""Stands for the model's input among the operands of `single`."""


def uniform(*shape, low=-1.0, high=1.0, type=np.float32):
    return Random(shape, low, high, type)


def floats(*values):
    return np.array(values, np.float32)


def ints(*values):
    return np.array(values, np.int64)


def scalar(value, type=np.float32):
    return np.array(value, type)


def node(operator, inputs, outputs, *, name=None, domain=None, **attributes):
    """A node whose inputs and outputs are names between spaces; `_` leaves an optional input out."""
    names = ["" if word == "_" else word for word in inputs.split()]
    results = outputs.split()
    return helper.make_node(
        operator, names, results, name=name or f"/{operator}_{results[0]}", domain=domain, **attributes
    )


def single(name, shape, operator, *operands, opset=13, outputs="output", low=-2.0, high=2.0, **attributes):
    """A case of one node. An operand is `X`, `None` (left out), an array or a `Random`."""
    names, constants = [], {}
    for position, operand in enumerate(operands):
        if operand is X:
            names.append("input")
        elif operand is None:
            names.append("_")
        else:
            names.append(f"constant{position}")
            constants[f"constant{position}"] = operand
    body = node(operator, " ".join(names), outputs, name=f"/{operator}", **attributes)
    return Case(name, shape, (body,), constants, opset, tuple(outputs.split()), low=low, high=high)


def generator(name):
    """A generator that depends on the name alone, so that a new case changes no other."""
    return np.random.default_rng(zlib.crc32(name.encode()))


def drawn_input(case):
    return Random(case.shape, case.low, case.high, case.type).draw(generator(case.name + "/input"))


def drawn_constants(case):
    source = generator(case.name)
    return {
        name: value.draw(source) if isinstance(value, Random) else np.asarray(value)
        for name, value in case.constants.items()
    }


def ir_version(opset):
    """The oldest format that knows the opset and lets an initializer be no input."""
    return next((ir for ir, largest in LARGEST_OPSET_OF_IR.items() if opset <= largest), 10)


def tensor(name, value, typed=False):
    if not typed:
        return numpy_helper.from_array(value, name)
    element = helper.np_dtype_to_tensor_dtype(value.dtype)
    return helper.make_tensor(name, element, value.shape, value.flatten())


def tensor_info(name, type, dims):
    return helper.make_tensor_value_info(name, helper.np_dtype_to_tensor_dtype(np.dtype(type)), dims)


def model(case, results=None):
    """The model of a case; `results` (arrays, by output) tell the dimensions of the outputs."""
    constants = drawn_constants(case)
    inputs = [tensor_info("input", case.type, case.dims or case.shape)]
    if case.constants_are_inputs:
        inputs += [tensor_info(name, value.dtype, value.shape) for name, value in constants.items()]
    outputs = [
        tensor_info(name, case.type, None if results is None else case.output_dims or results[position].shape)
        for position, name in enumerate(case.outputs)
    ]
    initializers = [tensor(name, value, case.typed_data) for name, value in constants.items()]
    graph = helper.make_graph(list(case.nodes), case.name, inputs, outputs, initializers)
    domains = {body.domain for body in case.nodes if body.domain}
    imports = [helper.make_opsetid("", case.opset)] + [helper.make_opsetid(name, 1) for name in sorted(domains)]
    made = helper.make_model(graph, opset_imports=imports, producer_name=PRODUCER)
    made.ir_version = case.ir or ir_version(case.opset)
    return made


def serialized(made):
    return made.SerializeToString(deterministic=True)
