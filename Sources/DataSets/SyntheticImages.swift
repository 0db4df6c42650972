// SyntheticImages: generated samples of the form of a data set that is not at hand.

internal import NumericalMethods
internal import Tensors

/// Generated images of the form of a data set that is not at hand, for measurements of speed and
/// memory: a pattern for each class, under noise.
///
/// Nothing is kept: a sample is made from the seed and its number when it is asked for. Training
/// and test images share the patterns, so that what is learned from the one shows on the other.
public struct SyntheticImages: DataSet {
  public let name: String
  public let count: Int
  public let sampleShape: [Int]
  public let task: Task
  private let classCount: Int
  private let split: Split
  private let seed: UInt64

  private static let forms: [(name: String, shape: [Int], classes: Int, train: Int, test: Int)] = [
    ("mnist", [1, 28, 28], 10, 60_000, 10_000),
    ("fashion-mnist", [1, 28, 28], 10, 60_000, 10_000),
    ("cifar10", [3, 32, 32], 10, 50_000, 10_000),
    ("cifar100", [3, 32, 32], 100, 50_000, 10_000),
    ("tiny-imagenet", [3, 64, 64], 200, 100_000, 10_000),
    ("imagenet32", [3, 32, 32], 1000, 1_281_167, 50_000),
    ("imagenet64", [3, 64, 64], 1000, 1_281_167, 50_000),
  ]

  public static let formNames = forms.map(\.name)

  /// Samples of a form by its name.
  public init(form name: String, split: Split, seed: UInt64) throws(DataSetError) {
    guard let form = Self.forms.first(where: { $0.name == name }) else {
      throw .unknown("synthetic:\(name)", known: Self.formNames.map { "synthetic:\($0)" })
    }
    self.init(
      name: "synthetic:\(name)", count: split == .train ? form.train : form.test,
      sampleShape: form.shape, classCount: form.classes, split: split, seed: seed)
  }

  /// `count` samples of a shape in classes that take turns.
  public init(
    name: String, count: Int, sampleShape: [Int], classCount: Int, split: Split, seed: UInt64
  ) {
    precondition(classCount > 0 && count >= 0, "\(count) samples in \(classCount) classes")
    (self.name, self.count, self.sampleShape) = (name, count, sampleShape)
    (self.classCount, self.split, self.seed) = (classCount, split, seed)
    task = .classification(classNames: (0..<classCount).map(String.init))
  }

  public func batch(_ indices: [Int]) throws(DataSetError) -> Batch {
    check(indices)
    let root = SeededGenerator(seed: seed)
    let noises = root.stream(split == .train ? 1 : 2)
    let patterns = root.stream(0)
    let inputs = pixelTensor(count: indices.count, sampleShape: sampleShape) { number, target in
      var pattern = patterns.stream(UInt64(indices[number] % classCount))
      var noise = noises.stream(UInt64(indices[number]))
      // Blocks of eight elements are light or dark; the noise moves each element by a quarter.
      var bits: UInt64 = 0
      for place in target.indices {
        if place % 512 == 0 { bits = pattern.next() }
        let isLight = bits >> UInt64(place % 512 / 8) & 1 == 1
        target[place] = (isLight ? 0.625 : 0.375) + Float(noise.uniform() - 0.5) / 2
      }
    }
    let labels = indices.map { Int64($0 % classCount) }
    return Batch(inputs: inputs, targets: .classes(.init(labels)), indices: indices)
  }
}
