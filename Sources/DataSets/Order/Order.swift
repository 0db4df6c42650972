// Order: the order of samples in one epoch, from a seed and the number of the epoch.

internal import NumericalMethods

/// The order in which an epoch visits the samples.
///
/// It follows from the seed and the number of the epoch, so that a training run that resumes needs
/// to remember neither an order nor a generator.
public struct Order: Sendable, Hashable {
  /// Every number below `count` once.
  public let indices: [Int]
  /// The seed and the epoch that also decide what happens to each sample.
  public let seed: UInt64
  public let epoch: Int

  /// A random order.
  public init(seed: UInt64, epoch: Int, count: Int) {
    precondition(epoch >= 0, "the epoch \(epoch)")
    var generator = SeededGenerator(seed: seed).stream(UInt64(epoch))
    (indices, self.seed, self.epoch) = (generator.permutation(count), seed, epoch)
  }

  /// The samples as they stand, as for a test.
  public init(sequential count: Int) {
    (indices, seed, epoch) = (Array(0..<count), 0, 0)
  }
}
