// BatchStatistics: the mean and the variance that a batch normalization met in a batch.

internal import Graphs
internal import Tensors

extension ModelBuilder {
  /// The statistics that a batch normalization met in a batch.
  struct BatchStatistics: Sendable {
    /// The name of the layer, which `running_mean` and `running_var` follow.
    let layer: String
    let mean: Tensor
    /// With division by the count.
    let variance: Tensor
    /// How many numbers each mean is of.
    let count: Int

    /// Of a batch, and the normalized batch where one pass makes both.
    static func of(
      _ batch: Tensor, layer: String, _ scale: Value, _ offset: Value, _ replicas: Replicas?
    ) -> (statistics: BatchStatistics, output: Tensor?) {
      guard replicas == nil, case .constant(let factor) = scale, case .constant(let shift) = offset,
        batch.isRecordedOnCPU, batch.scalarType == factor.scalarType
      else { return (BatchStatistics(layer: layer, of: batch, replicas), nil) }
      let found = batch.batchNormalized(scale: factor, offset: shift, epsilon: 1e-5)
      let statistics = BatchStatistics(
        layer: layer, mean: found.mean, variance: found.variance,
        count: batch.count / batch.shape[2])
      return (statistics, found.output)
    }

    private init(layer: String, mean: Tensor, variance: Tensor, count: Int) {
      (self.layer, self.mean, self.variance, self.count) = (layer, mean, variance, count)
    }

    /// Of a batch `[n, 1, channels, …]`, or of the whole one of which each process has a part.
    init(layer: String, of batch: Tensor, _ replicas: Replicas?) {
      self.layer = layer
      let axes = [0, 1] + (3..<max(batch.rank, 3))
      let here = batch.count / batch.shape[2]
      guard let replicas else {
        (mean, variance) = (batch.mean(along: axes), batch.variance(along: axes))
        count = here
        return
      }
      count = here / batch.shape[0] * replicas.batchCount
      mean = replicas.sum(batch.sum(along: axes)) * (1 / Double(count))
      // From deviations: a difference of squares would lose the digits of a small variance.
      let ones = [Int](repeating: 1, count: batch.rank - 3)
      let deviations = batch - mean.reshaped(to: [-1] + ones)
      variance = replicas.sum(deviations.squared.sum(along: axes)) * (1 / Double(count))
    }
  }
}
