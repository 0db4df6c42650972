"""The table of fixtures of smooth and segmented activations: every attribute and form, one case a line."""

from fixture_models import X, floats, ints, scalar, single, uniform


def plain(operator, opset=13, **range):
    return single(operator.lower(), (1, 3, 2), operator, X, opset=opset, **range)


SMOOTH = [
    *[plain(operator) for operator in ("Exp", "Sin", "Cos", "Tan", "Atan", "Sinh", "Cosh", "Asinh", "Erf")],
    *[plain(operator) for operator in ("Softplus", "Softsign", "Elu", "Selu")],
    *[plain(operator, low=1.2, high=3.0) for operator in ("Log", "Sqrt", "Reciprocal", "Acosh")],
    *[plain(operator, low=-0.15, high=0.15) for operator in ("Asin", "Acos", "Atanh")],
    plain("HardSwish", opset=14),
    plain("Mish", opset=18),
    plain("Gelu", opset=20),
    single("reciprocal-negative", (1, 4), "Reciprocal", X, low=-3.0, high=-1.2),
    single("tan-other-branch", (1, 4), "Tan", X, low=2.5, high=3.8),
    single("sin-many-periods", (1, 8), "Sin", X, low=-30.0, high=30.0),
    single("cos-many-periods", (1, 8), "Cos", X, low=-30.0, high=30.0),
    single("gelu-tanh", (1, 8), "Gelu", X, opset=20, approximate="tanh"),
    single("elu-steep", (1, 8), "Elu", X, alpha=2.5),
    single("elu-falling", (1, 8), "Elu", X, alpha=-0.5),
    single("selu-other", (1, 8), "Selu", X, alpha=0.7, gamma=1.3),
    single("celu", (1, 8), "Celu", X, alpha=0.6, opset=12),
    single("pow-square", (1, 6), "Pow", X, scalar(2)),
    single("pow-cube", (1, 6), "Pow", X, scalar(3)),
    single("pow-fourth", (1, 6), "Pow", X, scalar(4)),
    single("pow-whole-exponent", (1, 6), "Pow", X, ints(3)),
    single("pow-all-alike", (1, 4), "Pow", X, floats(2, 2, 2, 2)),
    single("pow-root", (1, 6), "Pow", X, scalar(0.5), low=1.2, high=3.0),
    single("pow-fractional", (1, 6), "Pow", X, scalar(1.5), low=1.2, high=3.0),
    single("pow-negative", (1, 6), "Pow", X, scalar(-2), low=1.2, high=3.0),
    single("pow-of-constant", (1, 4), "Pow", uniform(4, low=0.3, high=2.5), X),
    single("hardsigmoid", (1, 8), "HardSigmoid", X),
    single("hardsigmoid-falling", (1, 8), "HardSigmoid", X, alpha=-0.6, beta=0.4),
    single("thresholdedrelu", (1, 8), "ThresholdedRelu", X, alpha=0.7),
    single("shrink-soft", (1, 8), "Shrink", X, lambd=0.5, bias=0.5),
    single("shrink-hard", (1, 8), "Shrink", X, lambd=0.5),
]
