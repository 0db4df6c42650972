// Backward substitution: linear bounds walk from a value of the graph to its input.

internal import Bounds
internal import Graphs
internal import Tensors

/// Which bounds of a row are wanted.
enum Sides: Sendable {
  /// Lower bounds alone.
  case lower
  /// Also upper bounds: they are lower bounds of the negated rows, which join at the first
  /// nonlinear operator, since before it both are the same form.
  case both
}

/// One walk over the graph, for given planes around its nonlinear nodes.
struct BackwardPass: Sendable {
  let graph: Graph
  /// The planes of each nonlinear node, by its index; a walk stops where there are none.
  let planes: [(any Linearization)?]
  let device: Device

  /// Where a walk ended.
  struct Result: Sendable {
    /// The coefficients of the input, `[batch or 1, rows] + shape`; `nil` if it is not read.
    var coefficients: Tensor?
    /// The constants `[batch or 1, rows]`.
    var constant: Tensor
    /// Whether the negated rows follow the rows.
    var isMirrored: Bool
    /// For each nonlinear node the coefficients of its output, which chose its planes.
    var choices: [Int: Tensor]
    /// For each value where the walk stopped, the coefficients of it.
    var stopped: [Int: Tensor]
  }

  /// The same walk over other planes, where some node has them.
  var alternative: BackwardPass? {
    let others = planes.map { $0?.alternative }
    guard others.contains(where: { $0 != nil }) else { return nil }
    return BackwardPass(graph: graph, planes: zip(others, planes).map { $0 ?? $1 }, device: device)
  }

  /// Walks from `value` to the input.
  ///
  /// `keepsChoices`: keep the coefficients that chose the planes, as gradients need them.
  func run(
    _ start: Coefficients, at value: Int, sides: Sides, keepsChoices: Bool = false
  ) -> Result {
    var walk = Walk(
      pending: [Coefficients?](repeating: nil, count: value) + [start],
      constant: Tensor(
        repeating: 0, shape: [1, start.rowCount], as: graph.scalarType, on: device),
      isMirrored: sides == .lower)
    for index in stride(from: value, to: 0, by: -1) {
      guard let arriving = walk.pending[index] else { continue }
      walk.pending[index] = nil
      let node = graph.nodes[index - 1]
      switch node.rule {
      case .affine(let affine):
        substitute(arriving, through: affine, node, &walk)
      case .nonlinear:
        substitute(arriving, throughNonlinear: index - 1, keepsChoices, &walk)
      }
    }
    return Result(
      coefficients: walk.pending[0]?.dense(as: graph.scalarType, on: device),
      constant: walk.constant, isMirrored: walk.isMirrored && sides == .both,
      choices: walk.choices, stopped: walk.stopped)
  }

  /// What a walk carries along.
  private struct Walk {
    var pending: [Coefficients?]
    var constant: Tensor
    /// Whether the rows are final: negated ones have joined, or none will.
    var isMirrored: Bool
    var choices: [Int: Tensor] = [:]
    var stopped: [Int: Tensor] = [:]

    mutating func deliver(
      _ coefficients: Coefficients, to value: Int, _ type: ScalarType, _ device: Device
    ) {
      guard let waiting = pending[value] else { return pending[value] = coefficients }
      pending[value] = .dense(
        waiting.dense(as: type, on: device) + coefficients.dense(as: type, on: device))
    }
  }

  private func substitute(
    _ arriving: Coefficients, through affine: any AffineOperator, _ node: Graph.Node,
    _ walk: inout Walk
  ) {
    if case .selection(let indices, _) = arriving,
      let leaving = affine.transpose(selecting: indices)
    {
      if let offset = node.offset {
        walk.constant = walk.constant + offset.selecting(indices, along: 0).addingAxis(0)
      }
      for (input, coefficients) in zip(node.inputs, leaving) {
        walk.deliver(coefficients, to: input, graph.scalarType, device)
      }
      return
    }
    let a = arriving.dense(as: graph.scalarType, on: device)
    let shape = a.shape
    if let offset = node.offset {
      walk.constant =
        FusedPass.rowProducts(a, offset, adding: walk.constant)
        ?? walk.constant + Self.products(a, affine.bias ?? offset, shape: affine.outputShape)
    }
    let merged = a.reshaped(to: [shape[0] * shape[1]] + shape.dropFirst(2))
    for (input, part) in zip(node.inputs, affine.transpose(merged)) {
      let coefficients = part.reshaped(to: [shape[0], shape[1]] + part.shape.dropFirst())
      walk.deliver(.dense(coefficients), to: input, graph.scalarType, device)
    }
  }

  private func substitute(
    _ arriving: Coefficients, throughNonlinear index: Int, _ keepsChoices: Bool,
    _ walk: inout Walk
  ) {
    var a = arriving.dense(as: graph.scalarType, on: device)
    guard let planes = planes[index] else { return walk.stopped[index + 1] = a }
    var mirrors = !walk.isMirrored
    if mirrors {
      // Everything else that is on its way gets its negated rows too.
      walk.constant = Self.mirrored(walk.constant)
      for (value, waiting) in walk.pending.enumerated() {
        guard let waiting else { continue }
        walk.pending[value] = .dense(
          Self.mirrored(waiting.dense(as: graph.scalarType, on: device)))
      }
      walk.isMirrored = true
    }
    if keepsChoices {
      if mirrors { a = Self.mirrored(a) }
      mirrors = false
      walk.choices[index] = a
    }
    let (leaving, constant) = planes.substitute(a, mirrored: mirrors)
    walk.constant = walk.constant + constant
    for (input, coefficients) in zip(graph.nodes[index].inputs, leaving) {
      walk.deliver(.dense(coefficients), to: input, graph.scalarType, device)
    }
  }

  /// The product of each row with an offset that broadcasts to `shape`, `[batch, rows]`.
  ///
  /// What the offset repeats along is added up first: one number a channel in place of an image.
  private static func products(_ a: Tensor, _ offset: Tensor, shape: [Int]) -> Tensor {
    let leading = Array(a.shape.prefix(2))
    guard offset.rank > 0, offset.rank <= shape.count else {
      return a.reshaped(to: leading + [-1]).sum(along: [2]) * offset
    }
    let extents =
      [Int](repeating: 1, count: shape.count - offset.rank) + offset.shape
    let repeated = shape.indices.filter { extents[$0] == 1 && shape[$0] > 1 }
    let sums = repeated.isEmpty ? a : a.sum(along: repeated.map { $0 + 2 })
    return sums.reshaped(to: leading + [offset.count]).matmul(offset.flattened)
  }

  private static func mirrored(_ rows: Tensor) -> Tensor {
    Tensor.concatenating([rows, -rows], along: 1)
  }
}

extension BackwardPass.Result {
  /// The numbers that the bounds become over a set, `[batch, rows]`.
  ///
  /// Not a number is no bound.
  ///
  /// With lower bounds alone the upper ends are infinite. The dual variables, one list for each row of
  /// the coefficients, are those given, or else the best that the set finds.
  func concretized(
    over set: some Perturbation, sides: Sides, dual: Tensor? = nil
  ) -> Interval {
    let batch = set.batchCount
    guard let coefficients else {
      let ends = isMirrored ? Self.split(constant) : Interval(constant)
      return ends.map { $0.expanded(to: [batch, $0.shape[1]]) }.withoutNaN
    }
    func minimum() -> Tensor {
      dual.map { set.minimum(of: coefficients, dual: $0) } ?? set.minimum(of: coefficients)
    }
    switch (sides, isMirrored) {
    case (.lower, _):
      let lower = minimum() + constant
      return Interval(lower, lower.filled(with: .infinity)).withoutNaN
    case (.both, true):
      return Self.split(minimum() + constant).withoutNaN
    case (.both, false):
      let range = set.range(of: coefficients)
      return Interval(range.lower + constant, range.upper + constant).withoutNaN
    }
  }

  /// Lower bounds of rows and of the negated rows, as an interval of the rows.
  private static func split(_ values: Tensor) -> Interval {
    let rows = values.shape[1] / 2
    return Interval(
      values.slice(0..<rows, along: 1), -values.slice(rows..<2 * rows, along: 1))
  }
}

extension Interval {
  /// The same bounds with every NaN replaced by no bound at all.
  var withoutNaN: Interval {
    Interval(lower.replacingNaN(with: -.infinity), upper.replacingNaN(with: .infinity))
  }
}
