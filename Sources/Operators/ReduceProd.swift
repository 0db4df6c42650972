// ReduceProd: the product of the elements along axes.

public import Graphs
internal import Tensors

/// The product along the axes named, or along all: products of pairs, then of those, and so on.
public enum ReduceProd: CompositeOperator {
  public static let onnxName = "ReduceProd"
  public static let inputCounts = 1...2

  public static func assemble(
    _ node: NodeReader, _ values: [GraphAssembly.Value], in assembly: inout GraphAssembly
  ) throws(GraphError) -> [GraphAssembly.Value] {
    let reduced = try ReducedAxes(ofAnyValue: node)
    try reduced.requireElements(node)
    let kept = reduced.inputShape.indices.filter { !reduced.axes.contains($0) }
    let moved = try assembly.apply(
      "Transpose", [values[0]], ["perm": .ints(kept + reduced.axes.sorted())])
    var rest = try assembly.reshaped(
      moved, to: [kept.map { reduced.inputShape[$0] }.reduce(1, *), reduced.count])
    var count = reduced.count
    while count > 1 {
      let half = count / 2
      let pairs = try [0..<half, half..<2 * half].map { range throws(GraphError) in
        try assembly.columns(range, of: rest)
      }
      let product = try assembly.apply("Mul", pairs)
      guard count > 2 * half else {
        (rest, count) = (product, half)
        continue
      }
      let last = try assembly.columns(2 * half..<count, of: rest)
      rest = try assembly.apply("Concat", [product, last], ["axis": .int(1)])
      count = half + 1
    }
    return [try assembly.reshaped(rest, to: reduced.outputShape)]
  }
}

extension GraphAssembly {
  fileprivate mutating func columns(
    _ range: Range<Int>, of x: Value
  ) throws(GraphError) -> Value {
    try apply("Gather", [x, .constant(Tensor(Array(range)))], ["axis": .int(1)])
  }
}
