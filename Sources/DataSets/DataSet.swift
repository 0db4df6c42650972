// DataSet: labelled samples that are read by number, a batch at a time.

public import Tensors

/// What the samples of a batch should be taken for: classes, or numbers.
public enum Targets: Sendable {
  /// The class of each sample, `int64 [n]`.
  case classes(Tensor)
  /// The outputs of each sample, `[n, outputs]`.
  case values(Tensor)
}

/// Some samples of a data set and their targets.
public struct Batch: Sendable {
  /// `[n] + sampleShape`, `float32`; the token numbers of sentences are `int64`.
  public var inputs: Tensor
  public var targets: Targets
  /// The numbers that the samples have in their data set.
  public var indices: [Int]
  /// The words that each place of a sentence may hold, the original first, `int64 [n, length,
  /// choices]`; `nil` where samples are no sentences.
  public var candidates: Tensor?

  public init(inputs: Tensor, targets: Targets, indices: [Int]) {
    precondition(
      inputs.shape.first == indices.count, "\(indices.count) samples of \(inputs.shape)")
    (self.inputs, self.targets, self.indices) = (inputs, targets, indices)
  }

  public var count: Int { indices.count }
}

/// What is learned from a data set.
///
/// In a file that imports this module, Swift's own `Task` is `_Concurrency.Task`.
public enum Task: Sendable, Hashable {
  case classification(classNames: [String])
  case regression(outputNames: [String])

  /// The number of classes or outputs: the width of a network's last layer.
  public var outputCount: Int {
    switch self {
    case .classification(let names), .regression(let names): names.count
    }
  }
}

/// Labelled samples that are read by number.
///
/// The same numbers give the same batch, on any thread, in any order: chance enters by the order
/// (``Order``) and the ``Augmentation``, both of which have a seed.
public protocol DataSet: Sendable {
  var name: String { get }
  var count: Int { get }
  /// The shape of one sample, without a batch axis: `[1, 28, 28]` for a grey image.
  var sampleShape: [Int] { get }
  var task: Task { get }

  /// Reads some samples; pixels lie in `0...1`.
  ///
  /// A number that is no sample's is the programmer's error. What can fail is a file.
  func batch(_ indices: [Int]) throws(DataSetError) -> Batch
}

extension DataSet {
  /// Reads all samples.
  public func all() throws(DataSetError) -> Batch { try batch(Array(0..<count)) }

  func check(_ indices: [Int]) {
    precondition(
      indices.allSatisfy { (0..<count).contains($0) },
      "a number outside 0..<\(count) is asked of \(name)")
  }
}

/// The part of a data set that is learned from, and the part that shows what was learned.
public enum Split: String, Sendable, Hashable, CaseIterable {
  case train, test
}
