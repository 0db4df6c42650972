// MeanVarianceNormalization: y = (x - mean(x)) / (√var(x) + 1e-9).

public import Graphs
internal import Tensors

/// A value less its mean, over its deviation along the axes named, or all but the channels.
///
/// The quotient is never beyond `√n`, which a limit tells the nodes behind it.
public enum MeanVarianceNormalization: CompositeOperator {
  public static let onnxName = "MeanVarianceNormalization"

  public static func assemble(
    _ node: NodeReader, _ values: [GraphAssembly.Value], in assembly: inout GraphAssembly
  ) throws(GraphError) -> [GraphAssembly.Value] {
    let shape = try node.shape(0)
    let axes = try node.axes(try node.ints("axes", default: [0, 2, 3]), rank: shape.count)
    let count = axes.map { shape[$0] }.reduce(1, *)
    guard count > 0 else { throw node.invalid("the mean of no elements") }
    let centered = try assembly.centered(values[0], along: axes)
    let norm = try assembly.apply("ReduceL2", [centered], ["axes": .ints(axes)])
    let deviation = try assembly.apply(
      "Mul", [norm, assembly.number(1 / Double(count).squareRoot())])
    let divisor = try assembly.apply("Add", [deviation, assembly.number(1e-9)])
    let quotient = try assembly.apply("Div", [centered, divisor])
    // Rounding may pass the limit by some units in the last place.
    return [try assembly.limited(quotient, to: Double(count).squareRoot() * (1 + 1e-5))]
  }
}
