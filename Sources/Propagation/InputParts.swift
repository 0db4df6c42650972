// Which values are parts of the input, moved and scaled, and the ball that such a part lies in.

internal import Bounds
internal import Graphs
internal import Tensors

extension Graph {
  /// The ball around a value whose elements are those of the input, each at most once; `nil` where
  /// it is no such value, or where the box of the set says it all.
  func ball(around value: Int, over set: some Perturbation) -> EnclosingBall? {
    guard !set.isBox, let maps = rearrangements(upTo: value) else { return nil }
    let center = maps.reduce(set.box.center) { $1.apply([$0]) }
    let one = Tensor(
      repeating: 1, shape: [1] + shape(of: value), as: center.scalarType, on: center.device)
    let scales = maps.reversed().reduce(one) { $1.transpose($0)[0] }.magnitude
    return set.length(scaledBy: scales).map { EnclosingBall(center: center, radius: $0) }
  }

  /// The operators between the input and a value, if none of them mixes or copies elements.
  private func rearrangements(upTo value: Int) -> [any AffineOperator]? {
    var maps: [any AffineOperator] = []
    var place = value
    while place > 0 {
      let node = nodes[place - 1]
      guard case .affine(let affine) = node.rule, node.inputs.count == 1,
        case .none = affine.mixing
      else { return nil }
      maps.append(affine)
      place = node.inputs[0]
    }
    return maps.reversed()
  }
}
