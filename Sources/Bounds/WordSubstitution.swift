// Word substitution: each position of a sentence has some words to choose from, and few may change.

public import Tensors

/// The sentences that differ from the first words in at most `changes` positions, each of which takes
/// one of its other words.
///
/// For a linear form, what one position adds does not depend on the words at the others. So the
/// dynamic programme of the paper, over positions and the changes made so far,
///
///     g[t, j] = min(g[t - 1, j] + a_t·e(w_t), g[t - 1, j - 1] + min over w of a_t·e(w))
///
/// chooses the `changes` positions where the best word gains most: that is computed here, exact and
/// in one selection.
///
/// | | |
/// |---|---|
/// | Cost | one matrix product of the coefficients with the words of each position |
///
/// ## References
///
/// - K. Xu et al., *Automatic Perturbation Analysis for Scalable Certified Robustness and Beyond*,
///   NeurIPS 2020, <https://arxiv.org/abs/2002.12920>.
public struct WordSubstitution: Perturbation {
  public let box: Interval
  public let changes: Int
  /// `[batch, positions, words, width]`; the first word of each position is the original.
  private let words: Tensor
  private let shape: [Int]

  /// - `words`: the vectors of each position's words, `[batch, positions, words, width]`, the
  ///   original first; a position with fewer words repeats one.
  /// - `shape`: that of the input, whose elements are those of the positions one after the other.
  public init(words: Tensor, changes: Int, shape: [Int]) {
    precondition(changes >= 0, "\(changes) changes")
    let extents = words.shape
    precondition(
      extents.count == 4 && extents[2] > 0 && extents[1] * extents[3] == shape.reduce(1, *),
      "words \(extents) for an input \(shape)")
    (self.words, self.changes, self.shape) = (words, changes, shape)
    let choices = changes == 0 ? words.slice(0..<1, along: 2) : words
    let full = [extents[0]] + shape
    box = Interval(
      choices.minimum(along: [2]).reshaped(to: full), choices.maximum(along: [2]).reshaped(to: full)
    )
  }

  public var isConvex: Bool { false }

  public func range(of coefficients: Tensor) -> Interval {
    let values = values(of: coefficients)
    let original = values.slice(0..<1, along: 3)
    let middle = original.sum(along: [1, 3])
    let fall = (original - values).maximum(along: [3])
    let rise = (values - original).maximum(along: [3])
    return Interval(middle - reach(of: fall), middle + reach(of: rise))
  }

  public func minimum(of coefficients: Tensor) -> Tensor {
    let values = values(of: coefficients)
    let original = values.slice(0..<1, along: 3)
    return original.sum(along: [1, 3]) - reach(of: (original - values).maximum(along: [3]))
  }

  public func minimizer(of coefficients: Tensor) -> Tensor {
    let values = values(of: coefficients)
    let falls = values.slice(0..<1, along: 3) - values
    let best = falls.indexOfMaximum(along: 3, keepingAxis: true)
    let places = falls.maximum(along: [3]).indicesOfLargest(count, along: 1)
    let (batch, rows) = (values.shape[0], values.shape[2])
    let changed = best.filled(with: 0).removingAxis(3)
      .scattering(best.removingAxis(3).gathering(places, along: 1), at: places, along: 1)
    // Rows of the identity pick the word of each position.
    let pick = values.filled(with: 0).scattering(
      Tensor(
        repeating: 1, shape: [batch, positions, rows, 1], as: values.scalarType, on: values.device),
      at: changed.addingAxis(3), along: 3)
    return pick.matmul(words).transposed(1, 2).contiguous.reshaped(to: [batch, rows] + shape)
  }

  public func batch(_ range: Range<Int>) -> WordSubstitution {
    WordSubstitution(words: words.slice(range), changes: changes, shape: shape)
  }

  private var positions: Int { words.shape[1] }
  private var count: Int { min(changes, positions) }

  /// What each word adds to each row: `[batch, positions, rows, words]`.
  private func values(of coefficients: Tensor) -> Tensor {
    let (leading, extents) = (coefficients.shape, words.shape)
    let rows = coefficients.reshaped(to: [leading[0], leading[1], extents[1], extents[3]])
    return rows.transposed(1, 2).matmul(words.transposed(2, 3))
  }

  /// The sum over the positions that gain most, `[batch, rows]`, from `[batch, positions, rows]`.
  private func reach(of gains: Tensor) -> Tensor {
    guard count < positions else { return gains.sum(along: [1]) }
    return gains.gathering(gains.indicesOfLargest(count, along: 1), along: 1).sum(along: [1])
  }
}
