// Lines above the claim that one element is not smaller than another.

internal import Bounds
internal import Tensors

/// The claims `xⱼ ≥ xᵢ` between elements of a group, one where it holds and zero elsewhere.
///
/// The line `1 + (xⱼ - xᵢ) / (uᵢ - lⱼ)` is one where they are equal and zero where `xⱼ` is lowest and
/// `xᵢ` highest: it is nowhere below the claim. Where `lⱼ ≥ uᵢ` the claim is sure and the line one.
enum OrderClaims {
  /// The steepness `1 / (uᵢ - lⱼ)` of the line, zero where it is constant.
  static func steepness(of low: Tensor, over high: Tensor) -> Tensor {
    let distance = high - low
    let isOpen = (distance .> 0) .& distance.isFinite
    let steepness = distance.filled(with: 1) / distance.selected(where: isOpen, else: 1)
    return steepness.selected(where: isOpen .& steepness.isFinite, else: 0)
  }
}
