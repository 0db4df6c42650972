// Slice: a range of places on some axes, with a step.

public import Graphs
internal import Tensors

/// Cuts a range out of each axis named.
///
/// Negative places count from the end, places outside are moved to the nearest one, and a negative
/// step walks backwards.
public struct Slice: AxisMovement {
  public static let onnxName = "Slice"
  public static let inputCounts = 1...5

  public let inputShape: [Int]
  public let outputShape: [Int]
  public let selections: [AxisSelection]
  public var mixing: Mixing { .none }

  public init(_ node: NodeReader) throws(GraphError) {
    try node.requireOnlyFirstVariable()
    let shape = try node.shape(0)
    guard let starts = try node.intList(attribute: "starts", orInput: 1),
      let ends = try node.intList(attribute: "ends", orInput: 2)
    else { throw node.invalid("its starts or ends are missing") }
    let named = try node.intList(attribute: "axes", orInput: 3) ?? Array(starts.indices)
    let steps = try node.intList(4, "steps") ?? starts.map { _ in 1 }
    guard ends.count == starts.count, named.count == starts.count, steps.count == starts.count
    else { throw node.invalid("its starts, ends, axes and steps differ in number") }

    let axes = try node.axes(named, rank: shape.count)
    var (selections, output) = ([AxisSelection](), shape)
    for (place, axis) in axes.enumerated() {
      guard steps[place] != 0 else { throw node.invalid("a step of zero") }
      // The standard moves such an end to the last place; ONNX Runtime reads it as the first.
      guard steps[place] > 0 || !Self.openEnds.contains(ends[place]) else {
        throw node.unsupported("an end of \(ends[place]) with a step backwards")
      }
      let indices = Self.places(
        from: starts[place], to: ends[place], by: steps[place], extent: shape[axis])
      output[axis] = indices.count
      selections.append(AxisSelection(axis: axis, extent: shape[axis], indices: indices))
    }
    (inputShape, outputShape, self.selections) = (shape, output, selections)
  }

  /// The numbers that stand for a forward end that is not known.
  private static let openEnds = [Int(Int32.max), Int.max]

  private static func places(from start: Int, to end: Int, by step: Int, extent: Int) -> [Int] {
    guard extent > 0 else { return [] }
    // A range backwards may end before the first place, at -1.
    let bounds = step > 0 ? 0...extent : -1...(extent - 1)
    let clamped = { (place: Int) in
      max(bounds.lowerBound, min(bounds.upperBound, place < 0 ? place + extent : place))
    }
    // A step over the whole axis takes the start alone, however long it is.
    let stride = max(-extent, min(extent, step))
    let first = step > 0 ? clamped(start) : max(0, clamped(start))
    return Array(Swift.stride(from: first, to: clamped(end), by: stride))
  }
}
