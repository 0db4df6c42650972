// Einsum: sums of products over named axes, by matrix products.

public import Graphs

/// The sum of products that an equation of axes states, as `bij,bjk->bik`.
///
/// Operands are multiplied pair by pair: as a `MatMul` where an axis of both is summed, else element
/// by element. A label that repeats in an operand takes its diagonal, and one of a single operand
/// that the output lacks is summed at once.
public enum Einsum: CompositeOperator {
  public static let onnxName = "Einsum"
  public static let inputCounts = 1...Int.max

  public static func assemble(
    _ node: NodeReader, _ values: [GraphAssembly.Value], in assembly: inout GraphAssembly
  ) throws(GraphError) -> [GraphAssembly.Value] {
    let equation = try EinsumEquation(node)
    var terms: [EinsumTerm] = []
    for (value, labels) in zip(values, equation.terms) {
      var term = EinsumTerm(value: value, labels: labels)
      try term.takeDiagonals(node, in: &assembly)
      terms.append(term)
    }
    let extents = Self.extents(terms)
    for index in terms.indices {
      try terms[index].dropBroadcast(extents, node, in: &assembly)
    }
    for index in terms.indices {
      var others = terms
      others.remove(at: index)
      let wanted = Set(equation.output).union(others.flatMap(\.labels))
      try terms[index].sumExcept(wanted, in: &assembly)
    }
    var result = terms[0]
    for index in terms.indices.dropFirst() {
      let wanted = Set(equation.output).union(terms[(index + 1)...].flatMap(\.labels))
      result = try result.product(terms[index], keeping: wanted, in: &assembly)
    }
    return [try result.ordered(equation.output, in: &assembly)]
  }

  /// The length of each label: the greatest, where an axis of one broadcasts.
  private static func extents(_ terms: [EinsumTerm]) -> [Int: Int] {
    var extents: [Int: Int] = [:]
    for term in terms {
      for (label, extent) in zip(term.labels, term.value.shape ?? []) {
        extents[label] = extents[label].map { $0 == 1 ? extent : $0 } ?? extent
      }
    }
    return extents
  }
}
