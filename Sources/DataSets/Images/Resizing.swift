// Resizing: bilinear, with a wider filter where an image shrinks.

extension DecodedImage {
  /// The image in another size, bilinear; where it shrinks, each new pixel is a weighted mean of
  /// all that it covers, so that no detail turns into noise.
  ///
  /// The two axes are resized one after the other, and rounded after each.
  public func resized(to target: ImageSize) -> DecodedImage {
    guard target != size else { return self }
    let wide = resample(
      bytes, lines: size.height, from: size.width, to: target.width, step: 3,
      lineStep: 3 * size.width, targetLineStep: 3 * target.width)
    let high = resample(
      wide, lines: target.width, from: size.height, to: target.height, step: 3 * target.width,
      lineStep: 3, targetLineStep: 3)
    return DecodedImage(size: target, bytes: high)
  }

  /// Resizes one axis: pixels along it lie `step` bytes apart, and lines along it `lineStep`.
  private func resample(
    _ source: [UInt8], lines: Int, from: Int, to: Int, step: Int, lineStep: Int,
    targetLineStep: Int
  ) -> [UInt8] {
    guard from != to else { return source }
    let weights = (0..<to).map { Weights($0, from: from, to: to) }
    var result = [UInt8](repeating: 0, count: lines * to * 3)
    for line in 0..<lines {
      for (place, weights) in weights.enumerated() {
        for channel in 0..<3 {
          var sum: Float = 0
          var from = line * lineStep + weights.first * step + channel
          for weight in weights.values {
            sum += weight * Float(source[from])
            from += step
          }
          result[line * targetLineStep + place * step + channel] = UInt8(
            min(max(sum.rounded(), 0), 255))
        }
      }
    }
    return result
  }
}

/// What the pixels of a line contribute to one pixel of the resized line: a triangle around its
/// middle, as wide as the pixels of the coarser line.
private struct Weights {
  let first: Int
  let values: [Float]

  init(_ place: Int, from: Int, to: Int) {
    let scale = Double(from) / Double(to)
    let reach = max(scale, 1)
    let middle = (Double(place) + 0.5) * scale
    first = max(Int((middle - reach + 0.5).rounded(.down)), 0)
    let last = max(min(Int((middle + reach + 0.5).rounded(.down)), from), first + 1)
    let raw = (first..<last).map { max(1 - abs((Double($0) + 0.5 - middle) / reach), 0) }
    let sum = raw.reduce(0, +)
    values = raw.map { Float($0 / sum) }
  }
}
