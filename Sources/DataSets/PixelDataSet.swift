// PixelDataSet: images in classes, kept as one byte for each pixel and channel.

public import Foundation
internal import Tensors

/// Images in classes, kept in memory as one byte for each pixel and channel: a quarter of the space
/// of the numbers that a batch is made of, `byte / 255`.
public struct PixelDataSet: DataSet {
  public let name: String
  public let sampleShape: [Int]
  public let task: Task
  public let count: Int
  private let parts: [Data]
  /// The number of the first sample of each part.
  private let starts: [Int]
  private let labels: [Int32]
  private let sampleSize: Int

  /// - `parts`: whole samples, row-major, one after the other; as many parts as there are files
  /// - `labels`: the class of each sample, each below the number of class names
  public init(
    name: String, sampleShape: [Int], parts: [Data], labels: [Int], classNames: [String]
  ) throws(DataSetError) {
    let size = sampleShape.reduce(1, *)
    precondition(size > 0, "samples of shape \(sampleShape)")
    precondition(parts.allSatisfy { $0.count % size == 0 }, "parts of samples")
    try checkLabels(labels, classes: classNames.count) { "\(name), sample \($0)" }
    var starts: [Int] = []
    var count = 0
    for part in parts {
      starts.append(count)
      count += part.count / size
    }
    precondition(labels.count == count, "\(labels.count) labels of \(count) samples")
    (self.name, self.sampleShape, self.parts, self.starts) = (name, sampleShape, parts, starts)
    (self.count, sampleSize) = (count, size)
    self.labels = labels.map(Int32.init)
    task = .classification(classNames: classNames)
  }

  public func batch(_ indices: [Int]) throws(DataSetError) -> Batch {
    check(indices)
    let inputs = pixelTensor(count: indices.count, sampleShape: sampleShape) { number, target in
      let (part, offset) = place(indices[number])
      parts[part].withUnsafeBytes { bytes in
        writePixels(UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + sampleSize]), target)
      }
    }
    let classes = Tensor(indices.map { Int64(labels[$0]) })
    return Batch(inputs: inputs, targets: .classes(classes), indices: indices)
  }

  /// The part that holds a sample, and the sample's first byte in it.
  private func place(_ index: Int) -> (part: Int, offset: Int) {
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= index { low = middle } else { high = middle }
    }
    return (low, (index - starts[low]) * sampleSize)
  }
}

/// A `float32` tensor of samples, each written by `body` where it lies.
func pixelTensor(
  count: Int, sampleShape: [Int], _ body: (Int, UnsafeMutableBufferPointer<Float>) -> Void
) -> Tensor {
  let result = Tensor(uninitialized: [count] + sampleShape, as: .float32)
  let size = sampleShape.reduce(1, *)
  guard let start = result.address?.assumingMemoryBound(to: Float.self) else { return result }
  withExtendedLifetime(result) {
    for number in 0..<count {
      body(number, UnsafeMutableBufferPointer(start: start + number * size, count: size))
    }
  }
  return result
}

/// Writes bytes as numbers in `0...1`.
func writePixels(_ bytes: UnsafeRawBufferPointer, _ target: UnsafeMutableBufferPointer<Float>) {
  precondition(bytes.count == target.count, "\(bytes.count) bytes for \(target.count) pixels")
  for place in 0..<bytes.count { target[place] = Float(bytes[place]) / 255 }
}
