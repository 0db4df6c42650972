// Regularizers: what keeps interval bounds tight and neurons balanced in a short warm-up.

internal import Bounds
internal import Tensors

/// Tightness and balance, from the intervals that activations read.
///
/// With `r₀` the mean radius of the input and, for layer i, `rᵢ` the mean radius, `c` the centers,
/// and tolerance τ = 0.5:
///
///     tightness  1/(τ m) Σᵢ max(0, τ - r₀ / rᵢ)                              equation 8
///     balance    1/(τ m) Σᵢ max(0, τ - min(αᵢ, 1/αᵢ)) + max(0, τ - min(βᵢ, 1/βᵢ))   equation 11
///
/// where `α` is the ratio of the sums of centers of active and inactive neurons, and `β` that of their
/// squared deviations. Both are weighted by `1 - ε / ε_full`.
///
/// ## References
///
/// - Z. Shi et al., *Fast Certified Robust Training with Short Warmup*, NeurIPS 2021,
///   <https://arxiv.org/abs/2103.17268>.
enum Regularizers {
  private static let tolerance = 0.5
  private static let least = 1e-12

  /// The sum of both, a scalar; `nil` where no activation reads an interval.
  ///
  /// Where each process has a part of the batch, the ratios are those of the whole one.
  static func value(
    input: Interval, layers: [Interval], among replicas: Replicas? = nil
  ) -> Tensor? {
    guard !layers.isEmpty else { return nil }
    let reach = mean(input.radius, replicas).detached
    var total: Tensor?
    for layer in layers {
      let term = tightness(layer, reach: reach, replicas) + balance(layer, replicas)
      total = total.map { $0 + term } ?? term
    }
    return total.map { $0 * (1 / (tolerance * Double(layers.count))) }
  }

  private static func tightness(
    _ layer: Interval, reach: Tensor, _ replicas: Replicas?
  ) -> Tensor {
    let ratio = reach / floored(mean(layer.radius, replicas))
    return (-ratio + tolerance).positivePart
  }

  private static func balance(_ layer: Interval, _ replicas: Replicas?) -> Tensor {
    let center = layer.center
    let active = (layer.lower .> 0).converted(to: center.scalarType)
    let inactive = (layer.upper .< 0).converted(to: center.scalarType)
    let deviation = (center - mean(center, replicas)).squared
    let sums = total(
      [
        center * active, center * inactive, deviation * active, deviation * inactive, active,
        inactive,
      ],
      replicas)
    let ratios = [sums[0] / floored(-sums[1]), sums[2] / floored(sums[3])]
    let terms = ratios.map { ratio in
      (-Tensor.minimum(ratio, floored(ratio).reciprocal) + tolerance).positivePart
    }
    // A layer without active or without inactive neurons has no ratio to balance.
    let hasBoth = (sums[4] .> 0) .& (sums[5] .> 0)
    return (terms[0] + terms[1]).selected(where: hasBoth, else: 0)
  }

  /// The sums of several tensors, each a scalar.
  private static func total(_ terms: [Tensor], _ replicas: Replicas?) -> [Tensor] {
    let sums = terms.map { $0.sum() }
    guard let replicas else { return sums }
    let whole = replicas.sum(
      Tensor.concatenating(sums.map { $0.reshaped(to: [1]) }, along: 0))
    return sums.indices.map { whole.slice($0..<($0 + 1)).reshaped(to: []) }
  }

  /// The mean over the whole batch.
  private static func mean(_ x: Tensor, _ replicas: Replicas?) -> Tensor {
    guard let replicas else { return x.mean() }
    let count = x.count / x.shape[0] * replicas.batchCount
    return replicas.sum(x.sum()) * (1 / Double(count))
  }

  private static func floored(_ x: Tensor) -> Tensor {
    Tensor.maximum(x, x.filled(with: least).detached)
  }
}
