// RegressionReport: error and width of ranges, output by output.

internal import Foundation
internal import Tensors

/// What was found of a regression network, each list with one number for each output, in its units.
public struct RegressionReport: Sendable, Codable, Equatable {
  /// The certified range by one method.
  public struct Certified: Sendable, Codable, Equatable {
    public let method: Evaluation.Method
    /// The mean width of the range.
    public let meanWidth: [Double]
    /// The root of the mean square of the worst error in the range.
    public let worstError: [Double]
    public let seconds: Double
  }

  public let epsilon: Double
  public let outputNames: [String]
  public let count: Int
  /// The root of the mean squared error.
  public let error: [Double]
  /// The deviation of the targets, which a constant output would have as its error.
  public let deviation: [Double]
  /// The mean width of the outputs at the points that were tried.
  public let sampledWidth: [Double]
  public let methods: [Certified]
}

/// The sums that the means are made of.
struct RegressionSums {
  private(set) var count = 0
  private var squares: Tensor
  private var targets: Tensor
  private var targetSquares: Tensor
  private var sampled: Tensor
  private var methods: [(method: Evaluation.Method, widths: Tensor, worst: Tensor, seconds: Double)]

  init(outputs: Int, methods: [Evaluation.Method]) {
    let zero = Tensor(repeating: 0, shape: [outputs], as: .float64)
    (squares, targets, targetSquares, sampled) = (zero, zero, zero, zero)
    self.methods = methods.map { ($0, zero, zero, 0) }
  }

  mutating func add(errors: Tensor, targets new: Tensor) {
    count += errors.shape[0]
    squares = squares + errors.squared.sum(along: [0])
    targets = targets + new.sum(along: [0])
    targetSquares = targetSquares + new.squared.sum(along: [0])
  }

  mutating func add(sampledWidth: Tensor) { sampled = sampled + sampledWidth.sum(along: [0]) }

  mutating func add(_ place: Int, widths: Tensor, worst: Tensor, seconds: Double) {
    methods[place].widths = methods[place].widths + widths.sum(along: [0])
    methods[place].worst = methods[place].worst + worst.squared.sum(along: [0])
    methods[place].seconds += seconds
  }

  func report(epsilon: Double, outputNames: [String]) -> RegressionReport {
    let share = 1 / Double(max(count, 1))
    func mean(_ sum: Tensor) -> [Double] { (sum * share).scalars() }
    func root(_ sum: Tensor) -> [Double] { mean(sum).map { max($0, 0).squareRoot() } }
    return RegressionReport(
      epsilon: epsilon, outputNames: outputNames, count: count, error: root(squares),
      deviation: zip(mean(targetSquares), mean(targets)).map { max($0 - $1 * $1, 0).squareRoot() },
      sampledWidth: mean(sampled),
      methods: methods.map {
        .init(
          method: $0.method, meanWidth: mean($0.widths), worstError: root($0.worst),
          seconds: $0.seconds)
      })
  }
}
