// Subset: some samples of a data set, numbered anew.

internal import NumericalMethods

/// Some samples of a data set, numbered anew from zero.
public struct Subset: DataSet {
  public let base: any DataSet
  /// The numbers that the samples have in `base`.
  public let chosen: [Int]

  init(_ base: any DataSet, _ chosen: [Int]) {
    base.check(chosen)
    (self.base, self.chosen) = (base, chosen)
  }

  public var name: String { base.name }
  public var count: Int { chosen.count }
  public var sampleShape: [Int] { base.sampleShape }
  public var task: Task { base.task }

  public func batch(_ indices: [Int]) throws(DataSetError) -> Batch {
    check(indices)
    var batch = try base.batch(indices.map { chosen[$0] })
    batch.indices = indices
    return batch
  }
}

extension DataSet {
  /// The first samples, or all if there are fewer.
  public func prefix(_ length: Int) -> Subset { Subset(self, Array(0..<min(length, count))) }

  /// The samples of these numbers, in this order.
  public func selecting(_ indices: [Int]) -> Subset { Subset(self, indices) }

  /// Two parts that share no sample, drawn by a seed; `share` of the samples, rounded down, make
  /// the second one.
  ///
  /// Each part keeps the order of the samples.
  public func split(share: Double, seed: UInt64) -> (first: Subset, second: Subset) {
    precondition((0...1).contains(share), "a share of \(share)")
    var generator = SeededGenerator(seed: seed)
    let order = generator.permutation(count)
    let size = Int(Double(count) * share)
    return (selecting(order[size...].sorted()), selecting(order[..<size].sorted()))
  }
}
