#!/usr/bin/env python3
"""Times training steps of CNN-7 beside the same steps in plain PyTorch expressions, in turns.

    training_step.py BINARY [ROUNDS [THREADS]]

BINARY is training-benchmarks. Network, batch, radius, mix and optimizer are those of its cases; the
figures are medians. A step: clean pass with batch statistics, bounds by them, gradients, Adam.
"""

import json
import resource
import statistics
import subprocess
import sys
import time

import torch
import torch.nn.functional as F

STRIDES = [1, 1, 2, 1, 1]
EPSILON, KAPPA, BETA = 8 / 255, 0.5, 0.5


class Network(torch.nn.Module):
    def __init__(self, width=64, dense=512, classes=10):
        super().__init__()
        channels = [3, width, width, 2 * width, 2 * width, 2 * width]
        self.convs = torch.nn.ModuleList(
            torch.nn.Conv2d(channels[i], channels[i + 1], 3, STRIDES[i], 1) for i in range(5))
        self.norms = torch.nn.ModuleList(torch.nn.BatchNorm2d(c) for c in channels[1:])
        self.fc1 = torch.nn.Linear(2 * width * 16 * 16, dense)
        self.norm = torch.nn.BatchNorm1d(dense)
        self.fc2 = torch.nn.Linear(dense, classes)

    def clean(self, x):
        """The outputs, and scale and offset of each normalization on this batch."""
        affine = []
        for conv, norm in zip([*self.convs, self.fc1], [*self.norms, self.norm]):
            x = conv(x if conv is not self.fc1 else x.flatten(1))
            axes = (0, 2, 3) if x.dim() == 4 else (0,)
            scale = norm.weight / (x.var(axes, unbiased=False) + norm.eps).sqrt()
            affine.append((scale, norm.bias - x.mean(axes) * scale))
            x = norm(x).relu()
        return self.fc2(x), affine


def intervals(net, affine, low, high):
    """The interval that each ReLU reads."""
    met = []
    for conv, (scale, offset) in zip([*net.convs, net.fc1], affine):
        center, radius = (low + high) / 2, (high - low) / 2
        if conv is net.fc1:
            center, radius = center.flatten(1), radius.flatten(1)
            center, radius = conv(center), F.linear(radius, conv.weight.abs())
            shape = (1, -1)
        else:
            center = conv(center)
            radius = F.conv2d(radius, conv.weight.abs(), None, conv.stride, conv.padding)
            shape = (1, -1, 1, 1)
        center = center * scale.view(shape) + offset.view(shape)
        radius = radius * scale.abs().view(shape)
        low, high = center - radius, center + radius
        met.append((low, high))
        low, high = low.relu(), high.relu()
    return met, low, high


def margins(net, labels, low, high):
    """The ranges of the other outputs less the label's, and the matrix that makes them."""
    n, classes = len(labels), net.fc2.out_features
    identity = torch.eye(classes)
    matrix = identity.unsqueeze(0) - identity[labels].unsqueeze(1)
    others = ~identity[labels].bool()
    matrix = matrix[others].view(n, classes - 1, classes)
    rows, offset = matrix @ net.fc2.weight, matrix @ net.fc2.bias
    center = (rows @ ((low + high) / 2).unsqueeze(2)).squeeze(2) + offset
    radius = (rows.abs() @ ((high - low) / 2).unsqueeze(2)).squeeze(2)
    return center - radius, center + radius, matrix


def log_loss(forms):
    return torch.cat([torch.zeros(len(forms), 1), forms], 1).logsumexp(1)


def fused_loss(net, affine, met, low, high, forms):
    """The chord above the loss, bounded by one backward row (loss fusion)."""
    bottom, top, matrix = forms
    shift = top.amax(1, keepdim=True).relu().detach()
    ends = (bottom - shift).exp(), (top - shift).exp()
    width = (top - bottom).clamp_min(1e-6)
    slope = (ends[1] - ends[0]) / width
    intercept = torch.maximum(ends[0] - slope * bottom, ends[1] - slope * top).sum(1)
    # A lower bound of the negated row.
    a = -(slope.unsqueeze(1) @ matrix).squeeze(1)
    constant = (a * net.fc2.bias).sum(1)
    a = a @ net.fc2.weight
    layers = list(zip([*net.convs, net.fc1], affine, met))
    for index in reversed(range(len(layers))):
        layer, (scale, offset), (l, u) = layers[index]
        if a.dim() < l.dim():
            a = a.view(l.shape)
        lo, hi = l.clamp(max=0), u.clamp(min=0)
        chord = hi / (hi - lo).clamp_min(1e-12)
        lower = torch.where(l >= 0, 1.0, torch.where(u <= 0, 0.0, (u + l > 0).float()))
        chord = torch.where(l >= 0, 1.0, torch.where(u <= 0, 0.0, chord))
        plus, minus = a.relu(), a.clamp(max=0)
        constant = constant + (minus * (-chord * lo)).flatten(1).sum(1)
        a = plus * lower + minus * chord
        axes = (2, 3) if a.dim() == 4 else ()
        total = a.sum(axes) if axes else a
        constant = constant + (total * offset).sum(1)
        a = a * (scale.view(1, -1, 1, 1) if axes else scale)
        total = a.sum(axes) if axes else a
        constant = constant + (total * layer.bias).sum(1)
        if layer is net.fc1:
            a = a @ layer.weight
        else:
            extra = 1 if layer.stride[0] == 2 else 0
            a = F.conv_transpose2d(a, layer.weight, None, layer.stride, layer.padding, extra)
    center, radius = (low + high) / 2, (high - low) / 2
    negative = (a * center - a.abs() * radius).flatten(1).sum(1) + constant
    return (intercept + (-shift.squeeze(1)).exp() - negative).log() + shift.squeeze(1)


class Step:
    def __init__(self, method, classes=10, batch=64):
        torch.manual_seed(1)
        self.method, self.net = method, Network(classes=classes)
        for parameter in self.net.parameters():
            if parameter.dim() > 1:
                torch.nn.init.normal_(
                    parameter, 0, (2 * torch.pi) ** 0.5 / parameter[0].numel())
        self.optimizer = torch.optim.Adam(self.net.parameters(), 1e-5, fused=True)
        self.x = torch.rand(batch, 3, 32, 32)
        self.labels = torch.arange(batch) * 7 % classes

    def run(self):
        self.optimizer.zero_grad()
        outputs, affine = self.net.clean(self.x)
        loss = F.cross_entropy(outputs, self.labels)
        if self.method != "natural":
            low, high = (self.x - EPSILON).clamp(0, 1), (self.x + EPSILON).clamp(0, 1)
            met, *last = intervals(self.net, affine, low, high)
            forms = margins(self.net, self.labels, *last)
            robust = log_loss(forms[1])
            if self.method == "crown-ibp fused":
                fused = fused_loss(self.net, affine, met, low, high, forms)
                robust = BETA * fused + (1 - BETA) * robust
            loss = KAPPA * loss + (1 - KAPPA) * robust.mean()
        loss.backward()
        self.optimizer.step()
        return loss.item()


def seconds():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return time.monotonic(), usage.ru_utime + usage.ru_stime


def main():
    binary = sys.argv[1]
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 7
    threads = sys.argv[3] if len(sys.argv) > 3 else "2"
    torch.set_num_threads(int(threads))
    serve = subprocess.Popen(
        [binary, "--serve", "--threads", threads], text=True, stdin=subprocess.PIPE,
        stdout=subprocess.PIPE)
    rows = []
    for method in ["natural", "ibp", "crown-ibp fused"]:
        step, ours, theirs = Step(method), [], []
        for round in range(rounds + 1):
            serve.stdin.write(f"cnn7 {method}\n")
            serve.stdin.flush()
            answer = [float(word) for word in serve.stdout.readline().split()]
            start = seconds()
            step.run()
            spent = [after - before for before, after in zip(start, seconds())]
            if round > 0:
                ours.append(answer)
                theirs.append(spent)
        columns = [statistics.median(part) for turn in (ours, theirs) for part in zip(*turn)]
        rows.append({"step": method, "surety": columns[:2], "pytorch": columns[2:]})
        step = None
    serve.stdin.close()
    serve.wait()
    if "--json" in sys.argv:
        return print(json.dumps(rows, indent=2))
    print("| step | surety images/s | PyTorch images/s | ratio | ratio of CPU time |")
    print("|---|---:|---:|---:|---:|")
    for row in rows:
        (wall, cpu), (peer, peer_cpu) = row["surety"], row["pytorch"]
        print(f"| {row['step']} | {64 / wall:.1f} | {64 / peer:.1f} | {peer / wall:.2f} "
              f"| {peer_cpu / cpu:.2f} |")


main()
