// EinsumTerm: a value whose axes are labelled, and what two of them make.

internal import Graphs
internal import Tensors

/// A value of an Einsum with a label for each axis.
struct EinsumTerm {
  var value: GraphAssembly.Value
  var labels: [Int]

  private var shape: [Int] { value.shape ?? [] }
  private func extent(_ label: Int) -> Int {
    zip(labels, shape).first { $0.0 == label }?.1 ?? 1
  }

  /// Each label once: of axes that share one the diagonal is taken.
  mutating func takeDiagonals(
    _ node: NodeReader, in assembly: inout GraphAssembly
  ) throws(GraphError) {
    while let label = labels.first(where: { one in labels.count { $0 == one } > 1 }) {
      let places = labels.indices.filter { labels[$0] == label }
      let rest = labels.indices.filter { labels[$0] != label }
      let extent = shape[places[0]]
      guard places.allSatisfy({ shape[$0] == extent }) else {
        throw node.invalid("the axes of one label in the shape \(shape)")
      }
      // On the axes as one, the diagonal's places are evenly spaced.
      let turned = try assembly.transposed(value, rest + places)
      let others = rest.map { shape[$0] }
      let count = places.reduce(1) { product, _ in product * extent }
      let step = places.indices.dropLast().reduce(1) { sum, _ in sum * extent + 1 }
      let flat = try assembly.reshaped(turned, to: others + [count])
      value = try assembly.apply(
        "Gather", [flat, .constant(Tensor((0..<extent).map { $0 * step }))],
        ["axis": .int(others.count)])
      labels = rest.map { labels[$0] } + [label]
    }
  }

  /// Without the axes of extent one that are longer in another term: they broadcast.
  mutating func dropBroadcast(
    _ extents: [Int: Int], _ node: NodeReader, in assembly: inout GraphAssembly
  ) throws(GraphError) {
    for (label, extent) in zip(labels, shape) where extent != 1 && extent != extents[label] {
      throw node.invalid("the shape \(shape) differs from another operand's")
    }
    let kept = labels.indices.filter { shape[$0] == extents[labels[$0]] }
    value = try assembly.reshaped(value, to: kept.map { shape[$0] })
    labels = kept.map { labels[$0] }
  }

  /// Summed over every axis whose label is not wanted.
  mutating func sumExcept(
    _ wanted: Set<Int>, in assembly: inout GraphAssembly
  ) throws(GraphError) {
    let axes = labels.indices.filter { !wanted.contains(labels[$0]) }
    value = try assembly.summed(value, along: axes)
    labels.removeAll { !wanted.contains($0) }
  }

  /// The axes in the order of some labels.
  func ordered(
    _ order: [Int], in assembly: inout GraphAssembly
  ) throws(GraphError) -> GraphAssembly.Value {
    try assembly.transposed(value, order.compactMap { labels.firstIndex(of: $0) })
  }

  /// The product with another term, summed over the labels of both that are not wanted.
  func product(
    _ other: EinsumTerm, keeping wanted: Set<Int>, in assembly: inout GraphAssembly
  ) throws(GraphError) -> EinsumTerm {
    let shared = labels.filter { other.labels.contains($0) }
    let kept = shared.filter(wanted.contains)
    let summed = shared.filter { !wanted.contains($0) }
    let left = labels.filter { !shared.contains($0) }
    let right = other.labels.filter { !shared.contains($0) }
    let result = kept + left + right
    let extents = result.map { labels.contains($0) ? extent($0) : other.extent($0) }
    guard !summed.isEmpty else {
      let one = try spread(over: result, in: &assembly)
      let two = try other.spread(over: result, in: &assembly)
      return EinsumTerm(value: try assembly.apply("Mul", [one, two]), labels: result)
    }
    func size(_ labels: [Int]) -> [Int] {
      [labels.reduce(1) { $0 * (self.labels.contains($1) ? extent($1) : other.extent($1)) }]
    }
    let lead = kept.isEmpty ? [] : size(kept)
    let one = try assembly.reshaped(
      ordered(kept + left + summed, in: &assembly), to: lead + size(left) + size(summed))
    let two = try assembly.reshaped(
      other.ordered(kept + summed + right, in: &assembly), to: lead + size(summed) + size(right))
    let product = try assembly.apply("MatMul", [one, two])
    return EinsumTerm(value: try assembly.reshaped(product, to: extents), labels: result)
  }

  /// With an axis for each of some labels, of extent one where this term lacks it.
  private func spread(
    over order: [Int], in assembly: inout GraphAssembly
  ) throws(GraphError) -> GraphAssembly.Value {
    try assembly.reshaped(ordered(order, in: &assembly), to: order.map(extent))
  }
}
