// Statistics: mean and deviation of each channel, and numbers made standard by them.

public import Tensors

/// The mean and the standard deviation along the first axis of a sample: of each channel of images,
/// of each column of a table.
///
///     standardized = (x - mean) / deviation
public struct Statistics: Sendable, Hashable {
  public let mean: [Double]
  public let deviation: [Double]

  public init(mean: [Double], deviation: [Double]) {
    precondition(
      mean.count == deviation.count, "\(mean.count) means, \(deviation.count) deviations")
    (self.mean, self.deviation) = (mean, deviation)
  }

  /// The statistics of the samples of a tensor, `[n] + sampleShape`; a channel that does not vary
  /// has the deviation 1, so that standardizing it only moves it.
  public init(of samples: Tensor) { self.init(Moments(samples)) }

  /// The statistics of the inputs of a data set, read in batches.
  public init(of dataSet: some DataSet, batchSize: Int = 512) throws(DataSetError) {
    var moments: Moments?
    for start in stride(from: 0, to: dataSet.count, by: batchSize) {
      let batch = try dataSet.batch(Array(start..<min(start + batchSize, dataSet.count)))
      let next = Moments(batch.inputs)
      moments = moments.map { $0.joined(with: next) } ?? next
    }
    guard let moments else {
      throw .unsupported(dataSet.name, problem: "no sample, so no statistics")
    }
    self.init(moments)
  }

  private init(_ moments: Moments) {
    precondition(moments.count > 0, "no sample, so no statistics")
    let variance = moments.squares.map { $0 / Double(moments.count) }
    self.init(mean: moments.mean, deviation: variance.map { $0 > 0 ? $0.squareRoot() : 1 })
  }

  /// The samples in units of the deviation, around zero.
  public func standardizing(_ samples: Tensor) -> Tensor {
    (samples - row(mean, samples)) / row(deviation, samples)
  }

  /// The samples that standardizing gave, as they were.
  public func restoring(_ standardized: Tensor) -> Tensor {
    standardized * row(deviation, standardized) + row(mean, standardized)
  }

  private func row(_ numbers: [Double], _ samples: Tensor) -> Tensor {
    precondition(
      samples.rank > 1 && samples.shape[1] == numbers.count,
      "statistics of \(numbers.count) channels for \(samples.shape)")
    let shape = [1, numbers.count] + samples.shape.dropFirst(2).map { _ in 1 }
    return Tensor(shape: shape, scalars: numbers).converted(to: samples.scalarType)
      .to(samples.device)
  }
}

/// Mean and squared distances from it, which can be joined without losing digits.
///
/// ## References
///
/// - T. F. Chan, G. H. Golub, R. J. LeVeque, *Algorithms for Computing the Sample Variance*, The
///   American Statistician 37(3), 1983, <https://doi.org/10.1080/00031305.1983.10483115>.
private struct Moments {
  var count: Int
  var mean: [Double]
  var squares: [Double]

  init(_ samples: Tensor) {
    let samples = samples.converted(to: .float64)
    let axes = [0] + Array(2..<max(samples.rank, 2))
    count = samples.count / max(samples.shape[1], 1)
    let mean = samples.sum(along: axes, keepingAxes: true) * (1 / Double(max(count, 1)))
    self.mean = mean.scalars()
    squares = (samples - mean).squared.sum(along: axes).scalars()
  }

  func joined(with other: Moments) -> Moments {
    var result = self
    result.count += other.count
    let (mine, theirs) = (Double(count), Double(other.count))
    for channel in mean.indices {
      let step = other.mean[channel] - mean[channel]
      result.mean[channel] += step * theirs / (mine + theirs)
      result.squares[channel] +=
        other.squares[channel] + step * step * mine * theirs / (mine + theirs)
    }
    return result
  }
}
