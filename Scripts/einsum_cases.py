"""Cases of Einsum: constants and values that depend on the input, and every form of an equation."""

from fixture_models import Case, X, node, single, uniform


def one(name, equation, shape, *more, first=True):
    """A case of one value and constants, which stand before it unless it is the first."""
    operands = (X, *more) if first else (*more, X)
    return single(f"einsum-{name}", shape, "Einsum", *operands, equation=equation)


def two(name, equation, shape, *nodes, inputs="input gate"):
    """A case of two values: the input, and `gate`, which is made of it."""
    body = (node("Sigmoid", "input", "gate"), *nodes, node("Einsum", inputs, "output", equation=equation))
    return Case(f"einsum-{name}", shape, body)


EINSUM_CASES = [
    one("matrix", "ij,jk->ik", (2, 3), uniform(3, 4)),
    one("matrix-from-left", "ij,jk->ik", (3, 4), uniform(2, 3), first=False),
    one("matrix-vector", "ij,j->i", (2, 3), uniform(3)),
    one("spaces", " i j , j k -> k i ", (2, 3), uniform(3, 4)),
    one("implicit", "ij,jk", (2, 3), uniform(3, 4)),
    one("implicit-order", "ba", (2, 3)),
    one("implicit-ellipsis", "...ij,jk", (2, 2, 3), uniform(3, 2)),
    one("transpose", "abc->cab", (2, 3, 4)),
    one("sum", "abc->b", (2, 3, 4)),
    one("trace", "ii->", (3, 3)),
    one("diagonal", "ii->i", (3, 3)),
    one("diagonal-of-three", "iii->i", (2, 2, 2)),
    one("diagonals-inside", "aibi,b->ia", (2, 3, 2, 3), uniform(2)),
    one("diagonal-of-a-constant", "ij,jj->i", (2, 3), uniform(3, 3)),
    one("outer", "i,j->ij", (3,), uniform(2)),
    one("elementwise", "ij,ij->ij", (2, 3), uniform(2, 3)),
    one("inner", "ij,ij->", (2, 3), uniform(2, 3)),
    one("ellipsis", "...ij,...jk->...ik", (2, 2, 3), uniform(2, 3, 2)),
    one("ellipsis-broadcast", "...ij,...jk->...ik", (2, 1, 2, 3), uniform(1, 3, 3, 2)),
    one("ellipsis-in-one", "b...d,de->b...e", (2, 3, 2), uniform(2, 3)),
    one("ellipsis-last", "i...->...i", (2, 3, 2)),
    one("axis-of-one", "ij,jk->ik", (2, 1), uniform(3, 2)),
    one("three", "ij,jk,kl->il", (2, 3), uniform(3, 2), uniform(2, 4)),
    one("three-share-an-axis", "ij,ij,ij->i", (2, 3), uniform(2, 3), uniform(2, 3)),
    one("heads", "bhqd,hde->bqhe", (1, 2, 3, 2), uniform(2, 2, 3)),
    one("bilinear", "bi,oij,bj->bo", (2, 2), uniform(3, 2, 2), uniform(2, 2)),
    two("two-values", "bij,bjk->bik", (1, 3, 3)),
    two("two-values-attention", "bhqd,bhkd->bhqk", (1, 2, 3, 2)),
    two("two-values-elementwise", "ij,ij->ij", (2, 3)),
    two("two-values-inner", "ij,ij->i", (2, 3)),
    two("two-values-outer", "i,j->ij", (3,)),
    two("two-values-and-a-sum", "ij,kj->i", (2, 3)),
    two("three-values", "ij,jk,ki->i", (2, 2), node("Tanh", "input", "other"), inputs="input gate other"),
]
