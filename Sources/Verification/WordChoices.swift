// A sentence whose words may be replaced: word substitution as the constraint of a region.

public import Bounds
public import Specifications
public import Tensors

/// At most `changes` positions of a sentence take another of their words.
public struct WordChoices: InputConstraint, Equatable {
  /// For each position the vectors of its words, the original first.
  public let words: [[[Double]]]
  public let changes: Int

  /// Every position has at least one word, and all vectors are of one length.
  public init(words: [[[Double]]], changes: Int) {
    precondition(changes >= 0, "\(changes) changes")
    precondition(
      words.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0.count == words[0][0].count } },
      "vectors of different lengths")
    (self.words, self.changes) = (words, changes)
  }

  /// The smallest box that holds every sentence.
  public var box: InputBox {
    let choices = changes == 0 ? words.map { [$0[0]] } : words
    func ends(_ choose: (Double, Double) -> Double) -> [Double] {
      choices.flatMap { position in
        position.dropFirst().reduce(position[0]) { zip($0, $1).map(choose) }
      }
    }
    return InputBox(lower: ends(min), upper: ends(max))
  }

  public func contains(_ input: [Double]) -> Bool {
    let width = words.first?[0].count ?? 0
    guard input.count == words.count * width else { return false }
    var changed = 0
    for (position, choices) in words.enumerated() {
      let vector = Array(input[position * width..<(position + 1) * width])
      guard let word = choices.firstIndex(of: vector) else { return false }
      changed += word == 0 ? 0 : 1
    }
    return changed <= changes
  }

  public func perturbation(within boxes: Interval) -> any Perturbation {
    let (batch, shape) = (boxes.batchCount, Array(boxes.shape.dropFirst()))
    let (vectors, extents) = padded
    let rounded = RoundedNumbers(vectors, [1] + extents, like: boxes.lower)
    // Each element may have moved as far as any of its words did.
    let moved = rounded.moved?.maximum(along: [2]).reshaped(to: [1] + shape)
      .expanded(to: boxes.shape).contiguous
    return WordSubstitution(
      words: rounded.values.expanded(to: [batch] + extents).contiguous, changes: changes,
      shape: shape
    ).widened(by: moved)
  }

  /// The nearest sentence.
  ///
  /// The squared distance is a sum over the positions, so it falls most where the best words gain most.
  public func projected(
    _ points: Tensor, against gradient: Tensor?, within boxes: Interval
  ) -> Tensor {
    let (vectors, extents) = padded
    let choices = RoundedNumbers(vectors, [1] + extents, like: points).values
    let places = points.reshaped(to: [points.shape[0], extents[0], 1, extents[2]])
    let distances = (choices - places).squared.sum(along: [3], keepingAxes: true)
    // Words with one more element, their distance, and the form that reads nothing else.
    let lifted = Tensor.concatenating(
      [choices.expanded(to: [points.shape[0]] + extents), distances], along: 3)
    let form = Tensor.concatenating(
      [
        choices.slice(0..<1, along: 2).filled(with: 0),
        distances.slice(0..<1, along: 2)
          .slice(0..<1).filled(with: 1),
      ], along: 3)
    let count = extents[0] * (extents[2] + 1)
    let nearest = WordSubstitution(words: lifted.contiguous, changes: changes, shape: [count])
      .minimizer(of: form.reshaped(to: [1, 1, count]))
    return nearest.reshaped(to: [points.shape[0], extents[0], extents[2] + 1])
      .slice(0..<extents[2], along: 2).contiguous.reshaped(to: points.shape)
  }

  /// The vectors of the nearest sentence, as they were given.
  public func snapped(
    _ candidate: [Double], into box: InputBox
  ) -> (input: [Double], isSingle: Bool) {
    let width = words.first?[0].count ?? 0
    let distances = words.enumerated().map { position, choices in
      choices.map { word in
        zip(word, candidate[position * width..<(position + 1) * width])
          .reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      }
    }
    let best = distances.map { list in list.indices.min { list[$0] < list[$1] } ?? 0 }
    let gains = distances.indices.map { distances[$0][0] - distances[$0][best[$0]] }
    let changed = Set(
      gains.indices.filter { gains[$0] > 0 }.sorted { gains[$0] > gains[$1] }.prefix(changes))
    let input = words.indices.flatMap { words[$0][changed.contains($0) ? best[$0] : 0] }
    return (input, input.allSatisfy { Double(Float($0)) == $0 })
  }

  /// The vectors of all words, where short lists repeat the original, and their extents.
  private var padded: (vectors: [Double], extents: [Int]) {
    let most = words.map(\.count).max() ?? 1
    let vectors = words.flatMap { choices in
      (choices + Array(repeating: choices[0], count: most - choices.count)).flatMap(\.self)
    }
    return (vectors, [words.count, most, words.first?[0].count ?? 0])
  }
}
