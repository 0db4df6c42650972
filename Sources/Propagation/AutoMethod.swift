// A method chosen for the user: the tightest whose work is not too much.

public import Bounds
public import Graphs
internal import Tensors

/// Bounds a network by a method that fits it, and says which and why.
///
/// Work is counted in coefficients: for a backward pass the undecided elements that it starts from
/// times the elements of the values that it may meet, for forward bounds the variables times the
/// elements of all values. What is undecided is told by intervals, which cost two forward passes.
///
/// | Where | Choice |
/// |---|---|
/// | intervals decide every plane | CROWN-IBP: no method can tighten the planes |
/// | α-CROWN's work fits `work` | α-CROWN, the tightest |
/// | CROWN's fits | CROWN |
/// | that of forward bounds fits | forward bounds inside, then one backward pass |
/// | neither | CROWN-IBP |
///
/// CROWN comes first because nothing cheaper is nearly as tight. Mean width of the outputs, and
/// seconds of a processor less those of starting, measured on networks of the reference values:
///
/// | | IBP | forward | CROWN-IBP | forward+backward | CROWN | α-CROWN |
/// |---|---|---|---|---|---|---|
/// | 5 inputs, 6 × 50 ReLU | 1044, 0 s | 155, 0 s | 618, 0 s | 89, 0 s | 1.46, 0 s | 0.85, 0.1 s |
/// | 784 inputs, 3 × 256 ReLU | 925, 0 s | 183, 0.1 s | 487, 0 s | 93, 0.1 s | 39.7, 0.1 s | 37.9, 0.9 s |
/// | 3072 inputs, 4 layers | 91.5, 0 s | 4.36, 0.3 s | 41.1, 0 s | 1.94, 0.3 s | 1.74, 0.1 s | 1.72, 2.1 s |
/// | 3072 inputs, 7 layers | | 105, 4 s | 2801, 0.1 s | 56, 3.6 s | 2.01, 6.7 s | |
/// | 12 of those vary | | 66, 0.2 s | 329, 0.2 s | 37, 0.2 s | 0.49, 1.0 s | |
/// | 3072 inputs, residual, deep | | 5.9e5, 2.5 s | 2.0e7, 0.1 s | 3.4e5, 2.5 s | 143, 4 s | |
///
/// Where rows of the specification by far outnumber the variables, even the last backward pass is
/// left out, for ``ForwardLiRPA``.
public struct AutoMethod: BoundingMethod {
  public static let name = "auto"

  public struct Options: Sendable, Hashable {
    /// The coefficients that may be worked on; a processor does some 10⁸ each second.
    public var work = 5e9
    /// Steps of α-CROWN, where it is chosen.
    public var iterations = 20

    public init() {}
  }

  /// What was chosen, and why.
  public struct Choice: Sendable {
    public let method: any BoundingMethod
    /// Half a sentence for a report.
    public let reason: String

    public var name: String { type(of: method).name }
  }

  public var options: Options

  public init(options: Options = Options()) { self.options = options }

  public func bounds(
    of graph: Graph, specification: Specification, on set: some Perturbation, budget: Budget
  ) -> Interval {
    choice(for: graph, specification: specification, on: set, budget: budget).method
      .bounds(of: graph, specification: specification, on: set, budget: budget)
  }

  /// The method for a network, a specification and a set.
  public func choice(
    for graph: Graph, specification: Specification = .outputs, on set: some Perturbation,
    budget: Budget = Budget()
  ) -> Choice {
    let bounds = withoutGradients { IBP().intermediateBounds(of: graph, on: set, budget: budget) }
    let load = Load(graph, set, bounds)
    guard load.rows > 0 else {
      return Choice(method: CROWNIBP(), reason: "intervals decide every plane")
    }
    let (rows, inputs) = ("\(load.rows) undecided elements", "\(load.variables) varying inputs")
    // An iteration walks back, carries forward, and moves the alphas.
    if 3 * load.backward * Double(options.iterations) <= options.work {
      var alpha = AlphaCROWN.Options()
      alpha.iterations = options.iterations
      return Choice(
        method: AlphaCROWN(options: alpha), reason: "\(rows): few enough to optimize their planes")
    }
    if load.backward <= options.work {
      return Choice(method: CROWN(), reason: "\(rows): few enough for a backward pass of each")
    }
    guard load.forward <= options.work, load.formBytes <= budget.formBytes
    else {
      return Choice(
        method: CROWNIBP(),
        reason: "\(rows) and \(inputs): too many for linear bounds of each value")
    }
    let reason = "\(rows) are too many for backward passes, \(inputs) are not for forward bounds"
    let asked = specification.coefficients(of: graph).rowCount
    return asked > 100 * load.variables
      ? Choice(method: ForwardLiRPA(), reason: reason + ", nor for \(asked) rows at the end")
      : Choice(method: ForwardBackward(), reason: reason)
  }
}

/// What the methods would have to do.
private struct Load {
  /// The elements that planes are still undecided for.
  var rows = 0
  /// The elements of the input that vary.
  let variables: Int
  /// The coefficients of a backward pass of each, and of forward bounds of each value.
  var backward = 0.0
  let forward: Double
  /// What the forms of the largest value take.
  let formBytes: Int

  init(_ graph: Graph, _ set: some Perturbation, _ bounds: IntermediateBounds) {
    let readers = IntermediateBounds.readersOfValues(in: graph)
    let exactness = Exactness.ofValues(in: graph, overBox: set.isBox)
    let isBox = set.isBox
    let batch = Double(set.batchCount)
    var met = 0
    for value in bounds.intervals.indices {
      met += graph.shape(of: value).reduce(1, *)
      guard value > 0, exactness[value].elementsToTighten(overBox: isBox) != .none,
        let undecided = bounds.undecidedElements(of: value, readBy: readers[value], graph)
      else { continue }
      rows += undecided.count
      backward += 2 * batch * Double(undecided.count) * Double(met)
    }
    variables = set.box.map { $0.reshaped(to: [set.batchCount, -1]) }.movingCount
    forward = 4 * batch * Double(variables) * Double(met)
    formBytes =
      2 * variables * graph.largestValue(before: graph.output) * graph.scalarType.byteCount
  }
}

extension Interval {
  /// How many elements are no points for some problem of the batch.
  fileprivate var movingCount: Int {
    (.!((lower .== upper).all(along: [0]))).indicesOfNonzero.shape[0]
  }
}
