// LossLandscape: the loss of a classifier along two random directions of its weights.

public import DataSets
public import Graphs
internal import Tensors

/// The mean loss of a classifier at weights moved along two random directions.
///
/// Each filter (row) of a direction has the length of the filter that it moves, so that networks of
/// unlike scales may be compared: a step of one replaces a filter by noise of its own size.
///
/// ## References
///
/// - H. Li et al., *Visualizing the Loss Landscape of Neural Nets*, NeurIPS 2018, section 4,
///   <https://arxiv.org/abs/1712.09913>.
public struct LossLandscape: Sendable, Codable, Equatable {
  /// The moves along each direction, from `-reach` to `reach`.
  public let moves: [Double]
  /// The mean loss, row by row of the second direction.
  public let losses: [[Double]]

  /// Where the first cell begins and the last one ends: a move is the middle of its cell.
  public var range: ClosedRange<Double> {
    let half = (moves[1] - moves[0]) / 2
    return moves[0] - half...moves[moves.count - 1] + half
  }

  /// Tries `side` moves along each direction on some samples.
  ///
  /// - `graph`: one that reads `weights` behind the input.
  public init(
    of graph: Graph, weights: WeightPerturbation, on data: some DataSet, side: Int = 21,
    reach: Double = 1, seed: UInt64 = 0
  ) throws {
    precondition(side > 1, "\(side) moves")
    let batch = try data.all()
    guard case .classes(let labels) = batch.targets else {
      throw TrainingError.data("\(data.name) has no classes")
    }
    let inputs = batch.inputs.converted(to: graph.scalarType)
    let loss = CrossEntropy(labels: labels, classes: graph.outputCount)
    let generator = Generator(seed: seed)
    let (first, second) = (
      Self.direction(weights.centers, generator), Self.direction(weights.centers, generator)
    )
    let moves = (0..<side).map { reach * (2 * Double($0) / Double(side - 1) - 1) }
    self.moves = moves
    losses = withoutGradients {
      moves.map { up in
        moves.map { along in
          var moved = weights
          for place in moved.centers.indices {
            moved.centers[place] =
              weights.centers[place] + first[place] * along + second[place] * up
          }
          let outputs = graph(moved.joined(to: inputs)).reshaped(to: [batch.count, -1])
          return loss.value(at: loss.forms(of: outputs)).mean().scalar
        }
      }
    }
  }

  /// Noise whose filters have the lengths of those of the weights.
  private static func direction(_ weights: [Tensor], _ generator: Generator) -> [Tensor] {
    weights.map { weight in
      let noise = generator.normal(weight.shape).converted(to: weight.scalarType)
      let axes = Array(1..<max(weight.rank, 2))
      func length(_ x: Tensor) -> Tensor {
        x.squared.sum(along: axes, keepingAxes: true).squareRoot
      }
      return noise * (length(weight) / length(noise))
    }
  }
}
