// GaussianProcess: regression with a Matérn-5/2 covariance and a length for each input.

public import NumericalMethods
public import PointSets
import Tensors

/// A Gaussian process that was conditioned on runs of a simulation.
///
/// Covariance `s² (R + ν I)` with `R = (1 + √5 r + 5 r²/3) e^{-√5 r}` and
/// `r² = Σ_k (x_k - x'_k)² / ℓ_k²`. Lengths `ℓ` and nugget `ν` maximize the marginal likelihood, with
/// `s²` eliminated, from several starts by L-BFGS with exact gradients. Inputs and output are
/// standardized, and the prior mean is the mean of the runs.
///
/// | | time |
/// |---|---|
/// | one gradient | cubic in the runs, plus runs² by inputs |
/// | a prediction | linear in the runs; with variance quadratic |
///
/// ## References
///
/// - C. E. Rasmussen, C. K. I. Williams, *Gaussian Processes for Machine Learning*, MIT Press, 2006,
///   <https://gaussianprocess.org/gpml>.
public struct GaussianProcess: Surrogate {
  public struct Options: Sendable, Hashable {
    /// How many starts the search for hyperparameters has.
    public var starts = 3
    /// Steps from the best start.
    public var iterations = 60
    /// Steps from each start, on a part of the points if they are many.
    public var firstIterations = 20
    /// The most points that the starts look at.
    public var firstPoints = 256
    /// The least and the largest share of the variance that may be noise.
    public var nuggets = 1e-8...0.1

    public init() {}
  }

  /// The lengths `ℓ`, in the units of the inputs.
  public let lengths: [Double]
  /// The share of the variance that the model holds for noise.
  public let nugget: Double
  /// The prior variance, in the square of the output's unit.
  public let variance: Double

  private let inputs: Standardization
  private let output: Standardization
  /// Scaled points, `A⁻¹ y` and the factor of `A = R + ν I`.
  private let points: Tensor
  private let weights: Tensor
  private let factor: Tensor
  private let scale: [Double]

  /// Conditions a process on runs of one output; the same generator gives the same process.
  public init(
    fitting points: PointSet, _ targets: [Double], options: Options = Options(),
    using generator: inout SeededGenerator
  ) throws(SurrogateError) {
    try checkTraining(points, targets.map { [$0] }, atLeast: 2)
    let inputs = Standardization(points.coordinates, columns: points.dimension)
    output = Standardization(targets, columns: 1)
    let scaled = inputs.standardized(points.coordinates)
    let values = output.standardized(targets)
    let table = PointSet(coordinates: scaled, dimension: points.dimension)
    let search = HyperparameterSearch(options: options)
    // Constant runs say nothing about lengths.
    let isConstant = values.allSatisfy { $0 == 0 }
    let found =
      isConstant
      ? Hyperparameters(lengths: inputs.means.map { _ in 1 }, nugget: options.nuggets.upperBound)
      : search.best(table, values, using: &generator)
    guard let found, let fit = MarginalLikelihood(table, values).fit(found)
    else { throw .noFactor }
    self.inputs = inputs
    (weights, factor, scale) = (fit.weights, fit.factor, found.lengths)
    self.points = GaussianProcess.table(scaled, dividedBy: scale)
    nugget = found.nugget
    variance = fit.variance * output.deviations[0] * output.deviations[0]
    lengths = zip(found.lengths, inputs.deviations).map(*)
  }

  private static func table(_ values: [Double], dividedBy lengths: [Double]) -> Tensor {
    let scaled = values.enumerated().map { $1 / lengths[$0 % lengths.count] }
    return Tensor(shape: [values.count / lengths.count, lengths.count], scalars: scaled)
  }

  public func predict(_ points: PointSet) -> [[Double]] {
    blocks(points) { covariance in
      let means = covariance.matmul(weights).scalars(as: Double.self)
      return output.restored(means).map { [$0] }
    }
  }

  /// The mean and the variance of the noise-free output at each point.
  public func predictWithVariance(_ points: PointSet) -> [(mean: Double, variance: Double)] {
    blocks(points) { covariance in
      let means = output.restored(covariance.matmul(weights).scalars(as: Double.self))
      let known = factor.solvingLower(covariance.transposed(0, 1).contiguous).squared
      let shares = known.sum(along: [0]).scalars(as: Double.self)
      return zip(means, shares).map { ($0, variance * max(0, 1 - $1)) }
    }
  }

  /// Applies a function to the covariances of blocks of points with the runs.
  private func blocks<Row>(_ points: PointSet, _ body: (Tensor) -> [Row]) -> [Row] {
    let block = 2048
    return withoutGradients {
      stride(from: 0, to: points.count, by: block).flatMap { start in
        let end = min(start + block, points.count)
        let coordinates = Array(
          points.coordinates[start * points.dimension..<end * points.dimension])
        let table = Self.table(inputs.standardized(coordinates), dividedBy: scale)
        return body(MaternKernel.covariance(table, self.points))
      }
    }
  }
}
