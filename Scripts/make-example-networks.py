"""Trains the small networks of `Examples/` on data made here, and writes them with their properties.

    python Scripts/make-example-networks.py [folder]

needs torch (CPU), onnx and numpy. One thread and fixed seeds: the same versions on the same kind of
processor write the same bytes. Elsewhere the last digits of the weights differ, and the thresholds
below may have to be looked at again.
"""

import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from onnx import checker, helper, numpy_helper
from torch import nn

from fixture_models import PRODUCER, node, serialized, tensor_info

FOLDER = Path(__file__).parent.parent / "Examples"
OPSET = 17
TIMEOUT = 60


# Training


def trained(network, inputs, targets, loss, epochs, batch=256, rate=3e-3, disturbed=lambda values, source: values):
    """The network after Adam with a rate that falls to zero along a cosine."""
    source = torch.Generator().manual_seed(7)
    optimizer = torch.optim.Adam(network.parameters(), lr=rate, weight_decay=1e-5)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, epochs)
    for _ in range(epochs):
        for rows in torch.randperm(len(inputs), generator=source).split(batch):
            optimizer.zero_grad()
            loss(network(disturbed(inputs[rows], source)), targets[rows]).backward()
            optimizer.step()
        schedule.step()
    return network.eval()


def multilayer(sizes, activation):
    layers = []
    for fan_in, fan_out in pairwise(sizes):
        layers += [nn.Linear(fan_in, fan_out), activation()]
    return nn.Sequential(*layers[:-1])


# Writing


def array(parameter):
    return parameter.detach().numpy().astype(np.float32)


def layer_node(layer, index, source, target):
    """The node of one layer, and its weights by name."""
    name = f"/layer{index}/"
    weights = {f"layer{index}.{key}": array(value) for key, value in layer.named_parameters()}
    inputs = " ".join([source, *weights])
    if isinstance(layer, nn.Linear):
        return node("Gemm", inputs, target, name=name + "Gemm", transB=1), weights
    if isinstance(layer, nn.Conv2d):
        window = {"strides": layer.stride, "pads": layer.padding * 2, "kernel_shape": layer.kernel_size}
        return node("Conv", inputs, target, name=name + "Conv", **window), weights
    operator = {nn.ReLU: "Relu", nn.Tanh: "Tanh", nn.Flatten: "Flatten"}[type(layer)]
    return node(operator, inputs, target, name=name + operator), weights


def normalization(center, half_width):
    """The nodes that take physical units to -1...1, and their constants."""
    nodes = [
        node("Sub", "input center", "centered", name="/units/Sub"),
        node("Div", "centered half_width", "scaled", name="/units/Div"),
    ]
    return nodes, {"center": center.astype(np.float32), "half_width": half_width.astype(np.float32)}


def onnx_model(name, network, shape, outputs, units=None):
    nodes, weights = normalization(*units) if units else ([], {})
    value = "scaled" if units else "input"
    for index, layer in enumerate(network):
        result = "output" if index == len(network) - 1 else f"value{index}"
        made, own = layer_node(layer, index, value, result)
        nodes.append(made)
        weights |= own
        value = result
    graph = helper.make_graph(
        nodes,
        name,
        [tensor_info("input", np.float32, ("batch", *shape))],
        [tensor_info("output", np.float32, ("batch", outputs))],
        [numpy_helper.from_array(weight, key) for key, weight in weights.items()],
    )
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], producer_name=PRODUCER)
    made.ir_version = 8
    checker.check_model(made, full_check=True)
    return made


def decimal(value):
    return np.format_float_positional(value, precision=9, trim="0")


def vnnlib(comment, low, high, outputs, unsafe):
    """A property: the box of inputs, and the outputs that must never occur in it."""
    lines = [f"; {line}" for line in comment] + [""]
    lines += [f"(declare-const X_{index} Real)" for index in range(len(low))]
    lines += [f"(declare-const Y_{index} Real)" for index in range(outputs)] + [""]
    for index, (least, most) in enumerate(zip(low, high, strict=True)):
        lines += [f"(assert (>= X_{index} {decimal(least)}))", f"(assert (<= X_{index} {decimal(most)}))"]
    return "\n".join([*lines, "", unsafe, ""])


# Pendulum: how far a damped pendulum still swings after five seconds

PENDULUM_LOW = np.array([0.2, -2.0, 0.05])  # angle of release (rad), push (rad/s), damping (1/s)
PENDULUM_HIGH = np.array([2.0, 2.0, 0.6])
GRAVITY_OVER_LENGTH = 9.81


def late_swing(settings, step=0.02):
    """The largest angle between 5 and 8 seconds, by Runge and Kutta's fourth-order steps."""
    angle, speed, damping = settings.T.copy()
    largest = np.zeros_like(angle)

    def slope(angle, speed):
        return speed, -damping * speed - GRAVITY_OVER_LENGTH * np.sin(angle)

    for count in range(round(8 / step)):
        a1, s1 = slope(angle, speed)
        a2, s2 = slope(angle + step / 2 * a1, speed + step / 2 * s1)
        a3, s3 = slope(angle + step / 2 * a2, speed + step / 2 * s2)
        a4, s4 = slope(angle + step * a3, speed + step * s3)
        angle = angle + step / 6 * (a1 + 2 * a2 + 2 * a3 + a4)
        speed = speed + step / 6 * (s1 + 2 * s2 + 2 * s3 + s4)
        if count * step >= 5:
            largest = np.maximum(largest, np.abs(angle))
    return largest


def pendulum(folder):
    source = np.random.default_rng(1)
    scaled = source.uniform(-1, 1, (6000, 3))
    swing = late_swing(PENDULUM_LOW + (scaled + 1) / 2 * (PENDULUM_HIGH - PENDULUM_LOW))
    torch.manual_seed(1)
    inputs, targets = torch.tensor(scaled).float(), torch.tensor(swing)[:, None].float()
    network = trained(multilayer([3, 32, 32, 1], nn.ReLU), inputs, targets, nn.MSELoss(), epochs=80)
    (folder / "pendulum.onnx").write_bytes(serialized(onnx_model("pendulum", network, (3,), 1)))
    about = [
        "Inputs, scaled to -1...1: angle of release (0.2 to 2 rad), push (-2 to 2 rad/s), damping (0.05 to 0.6 1/s).",
        "Output: the largest angle between 5 and 8 seconds, in rad.",
    ]
    high = ["Unsafe: it still swings over 0.55 rad.", "Region: released low (0.2 to 1.1 rad), damping 0.435 to 0.6."]
    (folder / "stays-low.vnnlib").write_text(
        vnnlib(
            [*about, *high, "Expected: unsat (it never does)."],
            (-1, -0.5, 0.4),
            (0, 0.5, 1),
            1,
            "(assert (>= Y_0 0.55))",
        )
    )
    region = [
        "Unsafe: it still swings over 1.2 rad.",
        "Region: everything.",
        "Expected: sat (with little damping it does).",
    ]
    (folder / "reaches-high.vnnlib").write_text(
        vnnlib([*about, *region], (-1, -1, -1), (1, 1, 1), 1, "(assert (>= Y_0 1.2))")
    )
    return network, inputs, targets


# Spots: in which quarter of the image is the bright spot?

SIDE = 12
LABELS = ("top left", "top right", "bottom left", "bottom right")
PROVED_RADIUS, BROKEN_RADIUS = 0.05, 0.1


def spots_images(count, source):
    """Images with one bright spot on a noisy ground, and the quarter that it is in."""
    labels = source.integers(0, 4, count)
    corner = np.stack([labels // 2, labels % 2], 1) * SIDE / 2
    center = corner + source.uniform(1.0, SIDE / 2 - 2.0, (count, 2))
    row, column = np.mgrid[:SIDE, :SIDE]
    distance = (row - center[:, 0, None, None]) ** 2 + (column - center[:, 1, None, None]) ** 2
    bright = source.uniform(0.6, 0.9, (count, 1, 1))
    images = bright * np.exp(-distance / 3) + source.uniform(0, 0.1, (count, SIDE, SIDE))
    return images[:, None].astype(np.float32), labels


def noisy(images, source):
    return (images + 0.15 * torch.randn(images.shape, generator=source)).clamp(0, 1)


def spots_property(image, label, radius, expected):
    low, high = np.clip(image - radius, 0, 1), np.clip(image + radius, 0, 1)
    others = " ".join(f"(and (>= Y_{other} Y_{label}))" for other in range(4) if other != label)
    comment = [
        f"Inputs: the {SIDE * SIDE} pixels of spot.npy, row by row, each moved by at most {radius} within 0...1.",
        f"Outputs: a score for each quarter. The spot is {LABELS[label]}, output {label}.",
        "Unsafe: another quarter scores as high.",
        f"Expected: {expected}.",
    ]
    return vnnlib(comment, low.flatten(), high.flatten(), 4, f"(assert (or {others}))")


def spots(folder):
    images, labels = spots_images(4000, np.random.default_rng(2))
    torch.manual_seed(2)
    network = nn.Sequential(
        nn.Conv2d(1, 4, 3, stride=2, padding=1),
        nn.ReLU(),
        nn.Conv2d(4, 8, 3, stride=2, padding=1),
        nn.ReLU(),
        nn.Flatten(),
        nn.Linear(72, 4),
    )
    inputs, targets = torch.tensor(images), torch.tensor(labels)
    trained(network, inputs, targets, nn.CrossEntropyLoss(), epochs=15, disturbed=noisy)
    (folder / "spots.onnx").write_bytes(serialized(onnx_model("spots", network, (1, SIDE, SIDE), 4)))
    examples, example_labels = spots_images(8, np.random.default_rng(3))
    image, label = examples[:1], int(example_labels[0])
    np.save(folder / "spot.npy", image)
    (folder / "spot-label.txt").write_text(f"{label}\n")
    holds = spots_property(image, label, PROVED_RADIUS, "unsat (the answer does not change)")
    breaks = spots_property(image, label, BROKEN_RADIUS, "sat (it can be changed)")
    (folder / "robust.vnnlib").write_text(holds)
    (folder / "not-robust.vnnlib").write_text(breaks)
    return network, inputs, targets


# Yield: a made-up smooth response of five settings

YIELD_LOW = np.array([320.0, 1.0, 0.5, 10.0, 6.0])  # temperature, pressure, ratio, minutes, acidity
YIELD_HIGH = np.array([380.0, 9.0, 2.0, 60.0, 8.0])
WORKING_POINT = np.array([0.2, 0.1, 0.0, 0.0, 0.0])  # on the scale of -1...1
WINDOW = np.array([0.15, 0.2, 0.15, 0.2, 0.3])


def yield_response(scaled):
    """A percentage with one broad hill, a ridge where ratio meets time, and a slow wave in acidity."""
    temperature, pressure, ratio, minutes, acidity = scaled.T
    hill = np.exp(-((temperature - 0.2) ** 2) - 0.5 * (pressure - 0.1) ** 2)
    ridge = np.exp(-0.7 * (ratio - 0.5 * minutes) ** 2)
    return 90 * hill * (0.4 + 0.6 * ridge) * (0.9 + 0.1 * np.cos(2 * acidity))


def yield_property(low, high, threshold):
    comment = [
        "Inputs: temperature (K), pressure (bar), ratio, time (min), acidity (pH). Output: yield (percent).",
        f"Unsafe: the yield falls to {threshold} percent or less in the window around the working point.",
        "Expected: unsat (it never does).",
    ]
    return vnnlib(comment, low, high, 1, f"(assert (<= Y_0 {threshold}))")


def yield_network(folder):
    scaled = np.random.default_rng(4).uniform(-1, 1, (6000, 5))
    center, half_width = (YIELD_LOW + YIELD_HIGH) / 2, (YIELD_HIGH - YIELD_LOW) / 2
    torch.manual_seed(4)
    inputs = torch.tensor(scaled).float()
    targets = torch.tensor(yield_response(scaled) / 100)[:, None].float()
    network = trained(multilayer([5, 24, 24, 1], nn.Tanh), inputs, targets, nn.MSELoss(), epochs=80)
    with torch.no_grad():  # the last layer answers in percent
        network[-1].weight *= 100
        network[-1].bias *= 100
    made = onnx_model("yield", network, (5,), 1, units=(center, half_width))
    (folder / "yield.onnx").write_bytes(serialized(made))
    for name, scale, threshold in (("stays-productive", 1, 60), ("stays-productive-wide", 2, 19)):
        low, high = (center + (WORKING_POINT + side * scale * WINDOW) * half_width for side in (-1, 1))
        (folder / f"{name}.vnnlib").write_text(yield_property(low, high, threshold))
    return network, inputs, targets * 100


# All of them

EXAMPLES = {"pendulum": pendulum, "spots": spots, "yield": yield_network}
INSTANCES = (
    ("pendulum/pendulum.onnx", "pendulum/stays-low.vnnlib"),
    ("pendulum/pendulum.onnx", "pendulum/reaches-high.vnnlib"),
    ("spots/spots.onnx", "spots/robust.vnnlib"),
    ("spots/spots.onnx", "spots/not-robust.vnnlib"),
    ("yield/yield.onnx", "yield/stays-productive.vnnlib"),
    ("yield/yield.onnx", "yield/stays-productive-wide.vnnlib"),
)


def fit(network, inputs, targets):
    """How well the network learnt, in words: its accuracy, or its error of the mean square."""
    with torch.no_grad():
        outputs = network(inputs)
    if targets.dtype == torch.int64:
        return f"accuracy {(outputs.argmax(1) == targets).float().mean():.4f}"
    return f"error {(outputs - targets).square().mean().sqrt():.4f} of {targets.std():.4f}"


def main():
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    for name, make in EXAMPLES.items():
        (folder / name).mkdir(parents=True, exist_ok=True)
        print(f"{name}: {fit(*make(folder / name))}")
    rows = [f"{network},{property},{TIMEOUT}\n" for network, property in INSTANCES]
    (folder / "instances.csv").write_text("".join(rows))


if __name__ == "__main__":
    main()
