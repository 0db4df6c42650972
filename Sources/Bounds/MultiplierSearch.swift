// The multipliers of a box with linear constraints that bound a row best, by dual simplex steps.

internal import CKernels
internal import Tensors

/// The search for the multipliers that bound rows best over a box with constraints `A x ≤ b`.
///
/// The bound
///
///     g(λ) = min over the box of (a + λ A)·x - λ·b,  λ ≥ 0
///
/// is concave and bends where an element of `a + λ A` is zero. The search starts at zero and walks
/// from vertex to vertex, each time along the edge that rises fastest and past every bend behind
/// which it still rises; where no edge rises it has found the maximum. Each step reads the row a few
/// times, and most rows need about two for each constraint that binds.
///
/// Multipliers are found on the CPU in double precision, wherever the rows are.
///
/// ## References
///
/// - I. Maros, *A generalized dual phase-2 simplex algorithm*, European J. Oper. Res. 149(1), 1–16,
///   2003: steps past bends.
struct MultiplierSearch: Sendable {
  /// How many steps a row may take.
  private let steps: Int
  /// The extents of the box, `[batch, elements]`.
  private let radius: Tensor
  /// The constraints in units of the box, each of length one, `[batch, constraints, elements]`, and
  /// their limits measured from the center of the box, `[batch, constraints]`.
  private let matrix: Tensor
  private let room: Tensor
  /// `[batch, 1, constraints]`.
  private let lengths: Tensor

  /// - `matrix`: `[batch or 1, constraints, elements]`.
  /// - `limits`: `[batch or 1, constraints]`.
  init(_ box: Interval, matrix: Tensor, limits: Tensor, steps: Int) {
    func prepared(_ tensor: Tensor) -> Tensor { tensor.detached.to(.cpu).converted(to: .float64) }
    let (center, extent) = (prepared(box.center), prepared(box.radius))
    let rows = prepared(matrix)
    let spread = rows * extent.addingAxis(1)
    let length = spread.squared.sum(along: [2]).squareRoot
    // A constraint that says nothing about what varies keeps its own unit.
    let unit = length.selected(where: length.isFinite .& (length .> 0), else: 1)
    let middle = (rows * center.addingAxis(1)).sum(along: [2])
    self.steps = max(steps, 4 * matrix.shape[1])
    radius = extent.contiguous
    self.matrix = (spread / unit.addingAxis(2)).contiguous
    room = ((prepared(limits) - middle) / unit).contiguous
    lengths = unit.addingAxis(1)
  }

  private init(_ other: MultiplierSearch, _ range: Range<Int>) {
    steps = other.steps
    (radius, matrix) = (other.radius.slice(range), other.matrix.slice(range))
    (room, lengths) = (other.room.slice(range), other.lengths.slice(range))
  }

  func batch(_ range: Range<Int>) -> MultiplierSearch { MultiplierSearch(self, range) }

  /// The best multipliers of each row, `[batch, rows, constraints]`.
  ///
  /// - `rows`: `[batch or 1, rows, elements]`.
  func multipliers(for rows: Tensor) -> Tensor {
    let source = rows.detached.to(.cpu).contiguous
    let (batch, count, width) = (radius.shape[0], rows.shape[1], rows.shape[2])
    let found = Tensor(uninitialized: [batch, count, matrix.shape[1]], as: .float64)
    let parts = [radius, matrix, room].map(\.contiguous)
    withExtendedLifetime((source, parts)) {
      guard let start = source.address, let out = found.address, let extents = parts[0].address,
        let normals = parts[1].address, let ends = parts[2].address
      else { preconditionFailure("rows on \(source.device)") }
      let extent = CKExtent(batch: Int64(batch), rows: Int64(count), width: Int64(width))
      let stride = rows.shape[0] == 1 ? 0 : Int64(count * width)
      let constraints = CKConstraints(
        count: Int64(matrix.shape[1]), steps: Int64(steps),
        matrix: normals.assumingMemoryBound(to: Double.self),
        room: ends.assumingMemoryBound(to: Double.self),
        radius: extents.assumingMemoryBound(to: Double.self))
      let target = out.assumingMemoryBound(to: Double.self)
      switch source.scalarType {
      case .float32:
        ck_multipliers_f32(
          extent, constraints, start.assumingMemoryBound(to: Float.self), stride, target)
      default:
        ck_multipliers_f64(
          extent, constraints, start.assumingMemoryBound(to: Double.self), stride, target)
      }
    }
    return (found / lengths).converted(to: rows.scalarType).to(rows.device)
  }
}
