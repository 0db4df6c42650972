// BatchStatistics: the mean and the variance that a batch normalization met in a batch.

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
