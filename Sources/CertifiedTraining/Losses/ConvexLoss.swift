// ConvexLoss: a loss that is a convex function of linear forms of the outputs, and its worst value.

public import Bounds
public import Tensors

/// A loss `ψ(Σₖ φ(zₖ))` of linear forms `z = F y + s` of the outputs, for convex `φ` and increasing `ψ`.
///
/// On a box of forms a convex function lies below its chord, so that the sum has a linear upper
/// bound: one row of coefficients of the outputs, however many forms there are. Bounding that row
/// in place of each form is *loss fusion*.
///
/// ## References
///
/// - K. Xu et al., *Automatic Perturbation Analysis for Scalable Certified Robustness and Beyond*,
///   NeurIPS 2020, section 3.3 and theorem 2, <https://arxiv.org/abs/2002.12920>.
public protocol ConvexLoss: Sendable {
  /// The forms of outputs `[n, outputs]`, `[n, forms]`.
  func forms(of outputs: Tensor) -> Tensor

  /// The forms' ranges, given those of the outputs.
  func forms(of outputs: Interval) -> Interval

  /// The matrix `F` of each sample, `[n, forms, outputs]`.
  func matrix(outputs: Int, as type: ScalarType) -> Tensor

  /// The offsets `s`, `[n, forms]`; `nil` is zero.
  var offsets: Tensor? { get }

  /// The products `Fᵀ w` for weights `[n, forms]`, `[n, outputs]`.
  func transpose(_ weights: Tensor, outputs: Int) -> Tensor

  /// The loss at forms, `[n]`.
  func value(at forms: Tensor) -> Tensor

  /// The largest loss over a box of forms, `[n]`.
  func worst(over forms: Interval) -> Tensor

  /// The line above each `φ` on a box of forms, and `ψ`.
  func chord(over forms: Interval) -> LossChord
}

/// Lines `slope · z + intercept` above the terms of a loss, and what follows their sum.
public struct LossChord: Sendable {
  /// `[n, forms]`.
  let slope: Tensor
  /// The sum of the intercepts, `[n]`.
  let constant: Tensor
  /// The increasing function `ψ` of the sum, `[n]` to `[n]`.
  let outer: @Sendable (Tensor) -> Tensor

  /// The chords of a convex function on a box.
  ///
  /// The intercept is the larger of those that the two ends ask for, so that rounding of the slope
  /// never puts the line below an end.
  ///
  /// - `constant`: what stands beside the sum of the terms, `[n]`.
  init(
    of curve: (Tensor) -> Tensor, slope tangent: (Tensor) -> Tensor, over z: Interval,
    constant: Tensor? = nil, outer: @escaping @Sendable (Tensor) -> Tensor
  ) {
    let (low, high) = (curve(z.lower), curve(z.upper))
    let width = z.width
    let isPoint = width .<= (z.lower.magnitude + z.upper.magnitude + 1) * 1e-6
    let secant = (high - low) / width.selected(where: .!isPoint, else: 1)
    let slope = tangent(z.center).selected(where: isPoint, else: secant)
    let intercept = Tensor.maximum(low - slope * z.lower, high - slope * z.upper)
    let sum = intercept.sum(along: [1])
    (self.slope, self.constant) = (slope, constant.map { $0 + sum } ?? sum)
    self.outer = outer
  }
}
