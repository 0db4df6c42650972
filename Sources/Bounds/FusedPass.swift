// The fused passes of CKernels behind the tensor expressions that they replace.

internal import CKernels
package import Tensors

/// Passes over coefficients that read them once, where they lie row-major on the CPU and no gradient
/// is asked for; `nil` elsewhere, and the caller falls back to the expression.
package enum FusedPass {
  /// The minimum of each row over a box, `[batch, rows]`.
  package static func concretize(_ a: Tensor, center: Tensor, radius: Tensor) -> Tensor? {
    guard let block = Block(a, center, radius), block.batch == center.shape[0] else { return nil }
    let value = Tensor(uninitialized: [block.batch, block.rows], as: a.scalarType)
    guard let (source, middle, reach) = addresses(a, center, radius), let target = value.address
    else { return nil }
    switch block.type {
    case .float32:
      ck_concretize_f32(
        block.extent, source.floats, middle.floats, reach.floats, target.floats)
    default:
      ck_concretize_f64(
        block.extent, source.doubles, middle.doubles, reach.doubles, target.doubles)
    }
    return value
  }

  /// The corner of a box where each row is smallest, `[batch, rows] + shape`.
  package static func minimizer(_ a: Tensor, center: Tensor, radius: Tensor) -> Tensor? {
    guard let block = Block(a, center, radius), block.batch == center.shape[0] else { return nil }
    let out = Tensor(uninitialized: a.shape, as: a.scalarType)
    guard let (source, middle, reach) = addresses(a, center, radius), let target = out.address
    else { return nil }
    switch block.type {
    case .float32:
      ck_minimizer_f32(block.extent, source.floats, middle.floats, reach.floats, target.floats)
    default:
      ck_minimizer_f64(block.extent, source.doubles, middle.doubles, reach.doubles, target.doubles)
    }
    return out
  }

  /// One step of substitution through a relaxation; see ``Relaxation/substitute(_:mirrored:)``.
  package static func substitute(
    _ a: Tensor, _ lines: Relaxation, mirrored: Bool
  ) -> (coefficients: Tensor, constant: Tensor)? {
    guard let block = Block(a), let source = a.address else { return nil }
    let batch = max(block.batch, lines.lower.slope.shape[0], lines.upper.slope.shape[0])
    let rows = mirrored ? 2 * block.rows : block.rows
    guard let parts = Lines(lines, rank: a.rank, type: block.type) else { return nil }
    let out = Tensor(
      repeating: 0, shape: [batch, rows] + a.shape.dropFirst(2), as: a.scalarType)
    let constant = Tensor(uninitialized: [batch, rows], as: a.scalarType)
    guard let target = out.address, let sum = constant.address else { return nil }
    let extent = CKExtent(
      batch: Int64(batch), rows: Int64(block.rows), width: Int64(block.width))
    let stride = block.batch == 1 ? 0 : Int64(block.rows * block.width)
    switch block.type {
    case .float32:
      ck_substitute_f32(
        extent, source.floats, stride, mirrored, parts.body, target.floats, sum.floats)
    default:
      ck_substitute_f64(
        extent, source.doubles, stride, mirrored, parts.body, target.doubles, sum.doubles)
    }
    return (out, constant)
  }

  /// One step of ``Relaxation/carry(_:chosenBy:)``, and the slope of each row's bound in its lower
  /// slopes when asked for.
  package static func carry(
    _ z: Tensor, _ lines: Relaxation, chosenBy a: Tensor, wantsGradient: Bool
  ) -> (values: Tensor, gradient: Tensor?)? {
    guard z.shape == a.shape, let block = Block(a, z),
      let parts = Lines(lines, rank: a.rank, type: block.type),
      let source = a.address, let values = z.address
    else { return nil }
    let out = Tensor(uninitialized: a.shape, as: a.scalarType)
    let gradient = wantsGradient ? Tensor(uninitialized: a.shape, as: a.scalarType) : nil
    guard let target = out.address else { return nil }
    let slope = gradient?.address
    switch block.type {
    case .float32:
      ck_carry_f32(
        block.extent, source.floats, values.floats, parts.body, target.floats, slope?.floats)
    default:
      ck_carry_f64(
        block.extent, source.doubles, values.doubles, parts.body, target.doubles, slope?.doubles)
    }
    return (out, gradient)
  }

  /// Adds to each row's constant its product with one vector: `[batch, rows]`.
  package static func rowProducts(_ a: Tensor, _ vector: Tensor, adding constant: Tensor) -> Tensor?
  {
    guard let block = Block(a, vector, constant), constant.count == block.batch * block.rows,
      let (source, factor, start) = addresses(a, vector, constant)
    else { return nil }
    let value = Tensor(uninitialized: constant.shape, as: a.scalarType)
    guard let target = value.address else { return nil }
    let (rows, width) = (Int64(constant.count), Int64(block.width))
    switch block.type {
    case .float32:
      ck_row_products_f32(
        rows, width, source.floats, factor.floats, start.floats, target.floats)
    default:
      ck_row_products_f64(
        rows, width, source.doubles, factor.doubles, start.doubles, target.doubles)
    }
    return value
  }

  /// The chord and the slope through the kink of an activation with slopes `below` and `above` zero.
  ///
  /// `middle`: what the choice of the slope goes by, in place of the middle of the ends.
  package static func kinkLines(
    _ x: Interval, middle: Tensor?, below: Double, above: Double
  ) -> (chord: Line, tilt: Tensor)? {
    let type = x.lower.scalarType
    guard type.isFloatingPoint, x.upper.scalarType == type, !x.lower.requiresGradient,
      !x.upper.requiresGradient, let low = x.lower.address, let high = x.upper.address
    else { return nil }
    let center = middle?.address
    guard middle == nil || (center != nil && middle?.scalarType == type) else { return nil }
    let parts = (0..<3).map { _ in Tensor(uninitialized: x.shape, as: type) }
    guard let (slope, intercept, tilt) = addresses(parts[0], parts[1], parts[2]) else { return nil }
    let count = Int64(x.lower.count)
    switch type {
    case .float32:
      ck_kink_lines_f32(
        count, low.floats, high.floats, center?.floats, Float(below), Float(above), slope.floats,
        intercept.floats, tilt.floats)
    default:
      ck_kink_lines_f64(
        count, low.doubles, high.doubles, center?.doubles, below, above, slope.doubles,
        intercept.doubles, tilt.doubles)
    }
    return (Line(slope: parts[0], intercept: parts[1]), parts[2])
  }

  private static func addresses(
    _ a: Tensor, _ b: Tensor, _ c: Tensor
  ) -> (UnsafeMutableRawPointer, UnsafeMutableRawPointer, UnsafeMutableRawPointer)? {
    guard let first = a.address, let second = b.address, let third = c.address else { return nil }
    return (first, second, third)
  }
}

/// The extent of coefficients that a kernel can read: floating point, no gradient.
private struct Block {
  let batch: Int
  let rows: Int
  let width: Int
  let type: ScalarType

  init?(_ a: Tensor, _ others: Tensor...) {
    type = a.scalarType
    guard type.isFloatingPoint, !a.requiresGradient else { return nil }
    for other in others {
      guard other.scalarType == a.scalarType, !other.requiresGradient else { return nil }
    }
    let shape = a.shape
    (batch, rows) = (shape[0], shape[1])
    width = shape.dropFirst(2).reduce(1, *)
  }

  var extent: CKExtent {
    CKExtent(batch: Int64(batch), rows: Int64(rows), width: Int64(width))
  }
}

/// The lines of a relaxation as the kernels read them; the relaxation must outlive it.
private struct Lines {
  let body: CKLines

  init?(_ lines: Relaxation, rank: Int, type: ScalarType) {
    let tensors = [
      lines.lower.slope, lines.lower.intercept, lines.upper.slope, lines.upper.intercept,
    ]
    for tensor in tensors.compactMap(\.self) {
      guard tensor.scalarType == type, !tensor.requiresGradient, tensor.address != nil
      else { return nil }
    }
    let parts = tensors.map { Lines.line($0, rank: rank) }
    body = CKLines(
      lowerSlope: parts[0], lowerIntercept: parts[1], upperSlope: parts[2], upperIntercept: parts[3]
    )
  }

  private static func line(_ tensor: Tensor?, rank: Int) -> CKLine {
    guard let tensor else { return CKLine(data: nil, batch: 0, row: 0) }
    let shape = tensor.shape
    let hasRows = shape.count == rank
    let width = shape.dropFirst(hasRows ? 2 : 1).reduce(1, *)
    let rows = hasRows ? shape[1] : 1
    return CKLine(
      data: tensor.address, batch: shape[0] == 1 ? 0 : Int64(rows * width),
      row: rows == 1 ? 0 : Int64(width))
  }
}

extension UnsafeMutableRawPointer {
  fileprivate var floats: UnsafeMutablePointer<Float> { assumingMemoryBound(to: Float.self) }
  fileprivate var doubles: UnsafeMutablePointer<Double> { assumingMemoryBound(to: Double.self) }
}
