// The chain rule of the largest element of each window: the adjoint goes to the element that it is.

internal import Bounds
public import Graphs
internal import Tensors

extension WindowMaximum {
  /// The adjoint of each window times the share of each tap, brought back to the elements.
  ///
  /// Where elements are equal the bounds hold every way to share the adjoint among them.
  public func pullback(
    _ adjoint: GraphAssembly.Value, inputs: [GraphAssembly.Value], output: GraphAssembly.Value,
    in assembly: inout GraphAssembly
  ) throws(GraphError) -> [GraphAssembly.Value] {
    guard let rows = adjoint.shape?.first, let shape = inputs[0].shape else { return [] }
    let shares = try assembly.append(
      TapShares(windows, inputShape: shape), named: "\(Self.onnxName)/shares", reading: inputs)
    let column = try assembly.reshaped(
      adjoint, to: [rows, windows.groups, windows.windowCount, 1])
    let products = try assembly.apply("Mul", [column, shares])
    let reading = WindowReading(windows, inputShape: shape)
    let back = AdjointMap(of: reading, inputShapes: [shape], input: 0, rows: rows)
    return [
      try assembly.append(back, named: "\(Self.onnxName)/adjoint", reading: [products])
    ]
  }
}

extension MaxPool: DifferentiableOperator {}
extension ReduceMax: DifferentiableOperator {}
extension GlobalMaxPool: DifferentiableOperator {}

/// One for the largest tap of each window, zero for the others; the first of equal ones.
///
/// Where that is not decided the planes are constant, zero and one, blended with
///
///     share(t) ≤ c(t, s)        share(t) ≥ 1 - Σₛ c(s, t)
///
/// where `c(i, j) ≥ 1` if `xᵢ ≥ xⱼ`, and is never below zero: see ``OrderClaims``. Above, `s` is the
/// other tap of the largest lower end; below it stands for all that can exceed `t`. The default is
/// constant.
struct TapShares: NonlinearOperator {
  static let onnxName = "TapShares"
  static let bounding =
    "decided where one tap exceeds all others; else constants blended with lines"

  let outputShape: [Int]
  private let windows: Windows
  private let inputShape: [Int]

  init(_ windows: Windows, inputShape: [Int]) {
    (self.windows, self.inputShape) = (windows, inputShape)
    outputShape = [windows.groups, windows.windowCount, windows.tapCount]
  }

  init(_ node: NodeReader) throws(GraphError) {
    throw node.unsupported("it is made in a program, not read")
  }

  func evaluate(_ inputs: [Tensor]) -> Tensor {
    let taps = counted(windows.read(inputs[0]), else: -.infinity)
    let first = taps.indexOfMaximum(along: 3, keepingAxis: true)
    return taps.filled(with: 0).scattering(
      first.converted(to: taps.scalarType) * 0 + 1, at: first, along: 3)
  }

  func interval(_ inputs: [Interval]) -> Interval {
    let low = counted(windows.read(inputs[0].lower), else: -.infinity)
    let high = counted(windows.read(inputs[0].upper), else: -.infinity)
    let (one, zero) = (low.filled(with: 1), low.filled(with: 0))
    let floor = low.maximum(along: [3], keepingAxes: true)
    // Without the tap that may be the largest, the highest that another reaches.
    let best = high.indexOfMaximum(along: 3, keepingAxis: true)
    let rest = high.scattering(floor.filled(with: -.infinity), at: best, along: 3)
      .maximum(along: [3], keepingAxes: true)
    let isBest = zero.scattering(floor.filled(with: 1), at: best, along: 3) .> 0
    return Interval(
      one.selected(where: isBest .& (low .> rest), else: 0),
      one.selected(where: .!(high .< floor) .& counts(high), else: zero))
  }

  func alphaSpace(_ inputs: [Interval]) -> AlphaSpace? { planes(inputs[0]).alphaSpace }

  func linearize(_ inputs: [Interval], alpha: Tensor?) -> any Linearization {
    alpha.map(planes(inputs[0]).moved)
      ?? ConstantPlanes(range: interval(inputs), inputShape: inputShape) { planes(inputs[0]) }
  }

  private func planes(_ x: Interval) -> BlendedPlanes {
    let count = x.batchCount
    let wide = { (taps: Tensor) in taps.reshaped(to: [count, -1, windows.tapCount]) }
    let range = interval([x]).map(wide)
    let taps = Interval(
      wide(counted(windows.read(x.lower), else: -.infinity)),
      wide(counted(windows.read(x.upper), else: -.infinity)))
    let finite = taps.map { $0.selected(where: $0.isFinite, else: 0) }
    let reach = Tensor.maximum(finite.lower.magnitude, finite.upper.magnitude)
    return BlendedPlanes(
      layout, range: range, lower: lowerPlane(taps).moved(outward: -1, reach: reach),
      upper: upperPlane(taps).moved(outward: 1, reach: reach),
      isOpen: range.lower .< range.upper)
  }

  /// The claim of each tap against the other of the largest lower end.
  private func upperPlane(_ taps: Interval) -> GroupPlane {
    let (low, high) = (taps.lower, taps.upper)
    let numbers = Tensor.range(windows.tapCount, on: low.device)
    let first = low.indexOfMaximum(along: 2, keepingAxis: true)
    let second = low.scattering(low.filled(with: -.infinity), at: first, along: 2)
      .indexOfMaximum(along: 2, keepingAxis: true)
    let rival = second.selected(where: numbers .== first, else: first)
    let isOther = rival.addingAxis(3) .== numbers
    let isSelf = numbers.addingAxis(1) .== numbers
    let steepness = OrderClaims.steepness(of: low, over: high.gathering(rival, along: 2))
    let type = low.scalarType
    let difference = isSelf.converted(to: type) - isOther.converted(to: type)
    return GroupPlane(
      weights: difference * steepness.addingAxis(3), intercept: low.filled(with: 1))
  }

  /// One less the claims of all other taps against each.
  private func lowerPlane(_ taps: Interval) -> GroupPlane {
    // Rows are the taps `t`, columns the others.
    let (low, high) = (taps.lower.addingAxis(2), taps.upper.addingAxis(3))
    let numbers = Tensor.range(windows.tapCount, on: low.device)
    let isSelf = (numbers.addingAxis(1) .== numbers).converted(to: low.scalarType)
    let canExceed =
      (taps.upper.addingAxis(2) .>= taps.lower.addingAxis(3))
      .converted(to: low.scalarType) * (isSelf * -1 + 1)
    let slopes = OrderClaims.steepness(of: low, over: high) * canExceed
    return GroupPlane(
      weights: isSelf * slopes.sum(along: [3], keepingAxes: true) - slopes,
      intercept: canExceed.sum(along: [3]) * -1 + 1)
  }

  /// The taps of each window as a group, each with an output of its own.
  private var layout: GroupLayout {
    let reading = WindowReading(windows, inputShape: inputShape)
    let (inputShape, outputShape) = (inputShape, outputShape)
    let taps = windows.tapCount
    let lead = { @Sendable (x: Tensor) in Array(x.shape.prefix(2)) }
    let merged = { @Sendable (x: Tensor, shape: [Int]) in
      x.reshaped(to: [x.shape[0] * x.shape[1]] + shape)
    }
    return GroupLayout(
      grouped: { reading.move(merged($0, inputShape)).reshaped(to: lead($0) + [-1, taps]) },
      collected: { reading.moveBack(merged($0, outputShape)).reshaped(to: lead($0) + inputShape) },
      groupedOutput: { $0.reshaped(to: lead($0) + [-1, taps]) },
      ungroupedOutput: { $0.reshaped(to: lead($0) + outputShape) })
  }

  func undecided(_ inputs: [Interval]) -> [Tensor] { [windows.undecided(inputs[0])] }

  private func counts(_ taps: Tensor) -> Tensor {
    guard let isInside = windows.isInside else { return taps .== taps }
    return isInside.to(taps.device).expanded(to: taps.shape)
  }

  private func counted(_ taps: Tensor, else outside: Double) -> Tensor {
    windows.isInside == nil ? taps : taps.selected(where: counts(taps), else: outside)
  }
}

/// What the taps of all windows read, `[groups, windows, taps]`.
struct WindowReading: IndexedMovement {
  static let onnxName = "WindowReading"

  let inputShape: [Int]
  let outputShape: [Int]
  let sources: Tensor

  init(_ windows: Windows, inputShape: [Int]) {
    self.inputShape = inputShape
    outputShape = [windows.groups, windows.windowCount, windows.tapCount]
    let starts = Tensor.range(windows.groups).reshaped(to: [-1, 1]) * Double(windows.width)
    sources = (starts.converted(to: .int64) + windows.places.flattened.addingAxis(0)).flattened
  }

  init(_ node: NodeReader) throws(GraphError) {
    throw node.unsupported("it is made in a program, not read")
  }
}
