// Augmentation: images moved by some pixels and mirrored, at random but repeatably.

internal import NumericalMethods
internal import Tensors

/// Images moved by some pixels and mirrored.
///
/// What happens to a sample follows from the seed, the epoch and its number, whatever batch it is
/// in: a crop of the image's own size out of the image with `padding` zero pixels around it, and a
/// mirror image for every second sample on average.
public struct Augmentation: Sendable, Hashable {
  /// How many pixels of zeros are put around the image before it is cut to its size again.
  public var padding: Int
  /// Whether some images are mirrored, left to right.
  public var flips: Bool

  public init(padding: Int = 0, flips: Bool = false) {
    precondition(padding >= 0, "a padding of \(padding)")
    (self.padding, self.flips) = (padding, flips)
  }

  /// The batch with each image moved and mirrored; samples are `[channels, height, width]`.
  public func applied(to batch: Batch, seed: UInt64, epoch: Int) -> Batch {
    guard padding > 0 || flips else { return batch }
    let shape = batch.inputs.shape
    precondition(shape.count == 4, "samples of shape \(shape) are no images")
    let pixels = batch.inputs.scalars(as: Float.self)
    let epochs = SeededGenerator(seed: seed).stream(~UInt64(epoch))
    let size = shape[1] * shape[2] * shape[3]
    let inputs = pixelTensor(count: shape[0], sampleShape: Array(shape[1...])) { number, target in
      var generator = epochs.stream(UInt64(batch.indices[number]))
      let move = Move(
        down: generator.index(below: 2 * padding + 1) - padding,
        right: generator.index(below: 2 * padding + 1) - padding,
        isMirrored: flips && generator.index(below: 2) == 1)
      move.write(pixels[number * size..<(number + 1) * size], width: shape[3], shape[2], to: target)
    }
    var result = batch
    result.inputs = inputs.to(batch.inputs.device)
    return result
  }
}

/// What happens to one image: pixel `(row, column)` is taken from `(row + down, column + right)`.
private struct Move {
  let down: Int
  let right: Int
  let isMirrored: Bool

  func write(
    _ image: ArraySlice<Float>, width: Int, _ height: Int,
    to target: UnsafeMutableBufferPointer<Float>
  ) {
    let channels = image.count / (width * height)
    image.withUnsafeBufferPointer { source in
      for line in 0..<channels * height {
        let (channel, row) = line.quotientAndRemainder(dividingBy: height)
        let from = row + down
        let start = (channel * height + from) * width
        for column in 0..<width {
          let across = (isMirrored ? width - 1 - column : column) + right
          let isInside = (0..<height).contains(from) && (0..<width).contains(across)
          target[line * width + column] = isInside ? source[start + across] : 0
        }
      }
    }
  }
}
