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
struct TapShares: NonlinearOperator {
  static let onnxName = "TapShares"
  static let bounding = "decided where one tap exceeds all others; else between zero and one"

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

  func linearize(_ inputs: [Interval], alpha: Tensor?) -> any Linearization {
    ConstantPlanes(range: interval(inputs), inputShape: inputShape)
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
