// Bounds of the values inside a network: intervals, tightened where a nonlinear operator reads them.

public import Bounds
internal import Graphs
internal import Tensors

/// The bounds of every value of a network over one perturbation set, and the planes that follow.
public struct IntermediateBounds: Sendable {
  /// The interval of each value, `[batch] + shape`.
  public internal(set) var intervals: [Interval]

  /// The planes around each nonlinear node.
  var planes: [(any Linearization)?]

  /// How many rows were tightened by backward substitution.
  public internal(set) var tightenedRowCount = 0

  /// For each value, whether anything that its backward pass meets was tightened in this walk.
  var hasMoved: [Bool] = []
}

/// Which elements of a value are worth tightening.
enum TightenedElements: Sendable {
  case none
  /// Those for which tighter bounds could change the planes of a reader.
  case undecided
  case all
}

/// How the values of a graph are tightened, as a walk reaches one after the other.
protocol RowTightener: Sendable {
  func elements(of exactness: Exactness) -> TightenedElements

  /// Told of each value once its interval and the planes around its node are known.
  mutating func advance(to value: Int, of graph: Graph, _ bounds: IntermediateBounds)

  /// The range of some elements of a value, `[batch, rows]`; `nil` where it would be no news.
  func range(
    ofRows indices: Tensor, at value: Int, in pass: BackwardPass, bounds: IntermediateBounds
  ) -> Interval?
}

extension RowTightener {
  mutating func advance(to value: Int, of graph: Graph, _ bounds: IntermediateBounds) {}
}

extension IntermediateBounds {
  /// Intervals tightened by one that needs nothing but the value, or by none.
  static func compute(
    _ graph: Graph, on set: some Perturbation, budget: Budget, wantsPlanes: Bool = true,
    by tightener: (some RowTightener)?
  ) -> IntermediateBounds {
    guard var tightener else {
      var none = NoTightener()
      return compute(graph, on: set, budget: budget, wantsPlanes: wantsPlanes, by: &none)
    }
    return compute(graph, on: set, budget: budget, wantsPlanes: wantsPlanes, by: &tightener)
  }

  /// Walks the graph in order: the interval of each value follows from those before it, and is
  /// tightened where `tightener` can.
  ///
  /// Only values that a nonlinear operator reads are tightened, and rows are shared by the batch.
  /// What is `known` already is kept where it is tighter. Planes are left out where nothing walks
  /// backward behind a nonlinear node.
  static func compute(
    _ graph: Graph, on set: some Perturbation, budget: Budget, from known: [Interval]? = nil,
    wantsPlanes: Bool = true, by tightener: inout some RowTightener
  ) -> IntermediateBounds {
    let exactness = Exactness.ofValues(in: graph, overBox: set.isBox)
    let readers = readersOfValues(in: graph)
    var bounds = IntermediateBounds(
      intervals: [set.box],
      planes: [(any Linearization)?](repeating: nil, count: graph.nodes.count),
      hasMoved: [false])
    for (index, node) in graph.nodes.enumerated() {
      let inputs = node.inputs.map { bounds.intervals[$0] }
      if wantsPlanes, case .nonlinear(let operation) = node.rule {
        bounds.planes[index] = operation.linearize(inputs, alpha: nil)
      }
      let value = index + 1
      // Nothing reads the output's interval: the method bounds it in its own way.
      if value == graph.output, case .affine = node.rule { break }
      var interval = node.operation.interval(inputs)
      if readers[value].contains(where: { !graph.readsBalls(at: $0.node) }) {
        interval = interval.withEnds
      }
      bounds.intervals.append(known.map { $0[value].cut(by: interval) } ?? interval)
      if readers[value].contains(where: { graph.nodes[$0.node].inputs.count > 1 }) {
        bounds.intervals[value].ball = graph.ball(around: value, over: set)
      }
      bounds.hasMoved.append(node.inputs.contains { bounds.hasMoved[$0] })
      tightener.advance(to: value, of: graph, bounds)
      guard !readers[value].isEmpty, !budget.isSpent else { continue }
      let elements: Tensor? =
        switch tightener.elements(of: exactness[value]) {
        case .none: nil
        case .undecided: bounds.undecidedElements(of: value, readBy: readers[value], graph)
        case .all: .range(graph.shape(of: value).reduce(1, *), on: set.box.lower.device)
        }
      guard let elements else { continue }
      bounds.tighten(elements, of: value, graph, set, tightener)
    }
    return bounds
  }

  /// For each value, the nonlinear nodes that read it and at which input.
  static func readersOfValues(in graph: Graph) -> [[(node: Int, input: Int)]] {
    var readers = [[(node: Int, input: Int)]](repeating: [], count: graph.nodes.count + 1)
    for (index, node) in graph.nodes.enumerated() {
      guard case .nonlinear = node.rule else { continue }
      for (input, value) in node.inputs.enumerated() { readers[value].append((index, input)) }
    }
    return readers
  }

  private mutating func tighten(
    _ indices: Tensor, of value: Int, _ graph: Graph, _ set: some Perturbation,
    _ tightener: some RowTightener
  ) {
    let pass = BackwardPass(graph: graph, planes: planes, device: set.box.lower.device)
    guard let range = tightener.range(ofRows: indices, at: value, in: pass, bounds: self)
    else { return }
    hasMoved[value] = true
    tightenedRowCount += indices.count
    intervals[value] = intervals[value].tightened(by: range, at: indices)
  }

  /// The elements that some reader leaves undecided for some problem; `nil` if there is none.
  func undecidedElements(
    of value: Int, readBy readers: [(node: Int, input: Int)], _ graph: Graph
  ) -> Tensor? {
    var mask: Tensor?
    for reader in readers {
      guard case .nonlinear(let operation) = graph.nodes[reader.node].rule else { continue }
      // Other inputs of the reader may come later in the order; only ready ones can be asked.
      let inputs = graph.nodes[reader.node].inputs
      guard inputs.allSatisfy({ $0 < intervals.count }) else {
        mask = intervals[value].lower .== intervals[value].lower
        continue
      }
      let undecided = operation.undecided(inputs.map { intervals[$0] })[reader.input]
      mask = mask.map { $0 .| undecided } ?? undecided
    }
    guard let mask else { return nil }
    let batch = mask.shape[0]
    let flat = mask.reshaped(to: [batch, -1])
    let indices = (batch == 1 ? flat.flattened : flat.any(along: [0])).indicesOfNonzero.flattened
    return indices.count > 0 ? indices : nil
  }
}

/// Leaves every interval as it is.
private struct NoTightener: RowTightener {
  func elements(of exactness: Exactness) -> TightenedElements { .none }

  func range(
    ofRows indices: Tensor, at value: Int, in pass: BackwardPass, bounds: IntermediateBounds
  ) -> Interval? { nil }
}

extension Graph {
  /// Whether a node reads an interval by center and radius.
  fileprivate func readsBalls(at node: Int) -> Bool {
    if case .nonlinear(let operation) = nodes[node].rule { operation.readsBalls } else { true }
  }
}

extension Interval {
  /// The intersection with an interval, and the middle as it was.
  fileprivate func cut(by other: Interval) -> Interval {
    var result = intersected(with: other)
    result.middle = middle
    return result
  }

  /// The intersection with a range `[batch, rows]` of the elements that `indices` names.
  func tightened(by range: Interval, at indices: Tensor) -> Interval {
    let shape = self.shape
    let flat = map { $0.reshaped(to: [shape[0], -1]) }
    let known = flat.map { $0.selecting(indices, along: 1) }
    let tight = known.intersected(with: range)
    let places = indices.addingAxis(0).expanded(to: [shape[0], indices.count])
    var result = Interval(
      flat.lower.scattering(tight.lower, at: places, along: 1).reshaped(to: shape),
      flat.upper.scattering(tight.upper, at: places, along: 1).reshaped(to: shape))
    result.ball = ball
    result.middle =
      flat.center.scattering(range.center, at: places, along: 1).reshaped(to: shape)
    return result
  }
}
