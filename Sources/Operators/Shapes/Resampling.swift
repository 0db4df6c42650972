// Resampling of an axis: from where Resize and Upsample take each place.

internal import Graphs

/// Where on the input a place of the output lies.
enum CoordinateMode: String {
  case halfPixel = "half_pixel"
  case halfPixelSymmetric = "half_pixel_symmetric"
  case pytorchHalfPixel = "pytorch_half_pixel"
  case asymmetric
  case alignCorners = "align_corners"
  case halfPixelForNearest = "tf_half_pixel_for_nn"
}

/// Which neighbour a place between two takes.
enum Rounding: String {
  case halfDown = "round_prefer_floor"
  case halfUp = "round_prefer_ceil"
  case floor
  case ceil
}

/// A resized axis: its extents, and the factor between them, which need not be their quotient.
struct AxisScale {
  let input: Int
  let output: Int
  /// In single precision, as the standard gives it and ONNX Runtime computes with it: where two
  /// neighbours are equally near, the choice follows.
  let factor: Float

  /// A claim that nothing moves on an axis that keeps its extent.
  var isTrivial: Bool { factor == 1 || input <= 1 }
}

/// How places between those of the input are filled: by one neighbour, by two, or, where the output
/// is smaller, by all that a place of it covers.
enum Resampling {
  case nearest(Rounding)
  case linear
  case antialiasedLinear

  private var isAntialiased: Bool { if case .antialiasedLinear = self { true } else { false } }

  /// The matrices of the axes that change.
  func matrices(
    _ node: NodeReader, _ scales: [AxisScale], _ mode: CoordinateMode
  ) throws(GraphError) -> [AxisMatrix] {
    // The standard resamples an axis that keeps its extent by a factor that is not one. ONNX Runtime
    // copies it where no other axis changes, or to fight aliases.
    let isCopied = isAntialiased || scales.allSatisfy { $0.input == $0.output }
    guard !isCopied || scales.allSatisfy({ $0.input != $0.output || $0.isTrivial }) else {
      throw node.unsupported("a scale that is not one but keeps the extent")
    }
    _ = try node.checked(scales.map(\.output))
    var result: [AxisMatrix] = []
    for (axis, scale) in scales.enumerated()
    where scale.input != scale.output || !scale.isTrivial {
      guard scale.input > 0, scale.output > 0 else {
        throw node.invalid("from \(scale.input) places to \(scale.output)")
      }
      result.append(
        try AxisMatrix(
          node, axis: axis, extents: (scale.output, scale.input),
          row: { self.row(mode.coordinate(of: $0, scale), scale) }))
    }
    return result
  }

  /// The places that a coordinate lies at or between, and their weights.
  private func row(_ coordinate: Float, _ scale: AxisScale) -> [(place: Int, weight: Double)] {
    let last = scale.input - 1
    switch self {
    case .nearest(let rounding):
      return [(max(0, min(last, rounding.place(coordinate))), 1)]
    case .linear:
      let x = max(0, min(coordinate, Float(last)))
      let left = min(Int(x), last)
      let share = Double(x - Float(left))
      return share == 0 ? [(left, 1)] : [(left, 1 - share), (min(left + 1, last), share)]
    case .antialiasedLinear:
      let (center, reach) = (Double(coordinate) + 0.5, max(1, 1 / Double(scale.factor)))
      let first = Int((center - reach + 0.5).rounded(.down))
      let past = Int((center + reach + 0.5).rounded(.down))
      let tent = (first..<max(first, past)).map {
        (place: max(0, min(last, $0)), weight: max(0, 1 - abs(Double($0) + 0.5 - center) / reach))
      }
      let sum = tent.map(\.weight).reduce(0, +)
      return tent.map { ($0.place, $0.weight / sum) }
    }
  }
}

extension Rounding {
  fileprivate func place(_ x: Float) -> Int {
    switch self {
    case .halfDown: Int(x == x.rounded(.down) + 0.5 ? x.rounded(.down) : x.rounded())
    case .halfUp: Int(x.rounded())
    case .floor: Int(x.rounded(.down))
    case .ceil: Int(x.rounded(.up))
    }
  }
}

extension CoordinateMode {
  /// The coordinate on the input of a place of the output.
  fileprivate func coordinate(of place: Int, _ scale: AxisScale) -> Float {
    let x = Float(place)
    switch self {
    case .halfPixel:
      return (x + 0.5) / scale.factor - 0.5
    case .halfPixelSymmetric:
      // The whole of the input is centred, also where the output's extent was rounded down.
      let adjustment = Float(scale.output) / (scale.factor * Float(scale.input))
      let offset = Float(scale.input) / 2 * (1 - adjustment)
      return offset + (x + 0.5) / scale.factor - 0.5
    case .pytorchHalfPixel:
      return scale.output > 1 ? (x + 0.5) / scale.factor - 0.5 : 0
    case .asymmetric:
      return x / scale.factor
    case .alignCorners:
      return scale.output > 1 ? x * Float(scale.input - 1) / Float(scale.output - 1) : 0
    case .halfPixelForNearest:
      return (x + 0.5) / scale.factor
    }
  }
}

extension AxisScale {
  /// Reads factors, one for each of some axes, behind checks that they make an extent.
  static func scaled(
    _ node: NodeReader, _ shape: [Int], by factors: [Float], axes: [Int]
  ) throws(GraphError) -> [AxisScale] {
    guard factors.count == axes.count else {
      throw node.invalid("\(factors.count) scales for \(axes.count) axes")
    }
    var result = shape.map { AxisScale(input: $0, output: $0, factor: 1) }
    for (axis, factor) in zip(axes, factors) {
      let extent = factor * Float(shape[axis])
      guard factor > 0, extent <= Float(NodeReader.elementLimit) else {
        throw node.invalid("a scale of \(factor) on \(shape[axis]) places")
      }
      result[axis] = AxisScale(input: shape[axis], output: Int(extent), factor: factor)
    }
    return result
  }
}
