// α-CROWN: CROWN whose free planes are moved to where they bound best.

public import Bounds
public import Graphs
internal import Tensors

/// Bounds a network by backward substitution with optimized relaxations.
///
/// Every row, of the specification and of the values inside, has alphas of its own: one for each
/// free plane that it passes. They start at CROWN's choice and follow projected Adam; the best bound
/// of each row is kept, so that no step is looser than CROWN. A set with dual variables, as linear
/// constraints among inputs have them, lends each row its own, which move along.
///
/// | | |
/// |---|---|
/// | Result | the range of `C · f(x)`: sound, never looser than CROWN |
/// | Cost | each iteration about three backward passes |
///
/// ## References
///
/// - K. Xu et al., *Fast and Complete: Enabling Complete Verification with Rapid and Massively
///   Parallel Incomplete Verifiers*, ICLR 2021, <https://arxiv.org/abs/2011.13824>.
public struct AlphaCROWN: BoundingMethod {
  public static let name = "alpha-crown"

  /// Which values inside the network get alphas for their own rows.
  public enum Intermediate: Sendable, Hashable {
    /// None: bounds inside stay those of CROWN.
    case none
    /// Those with at most so many undecided elements.
    case upTo(rows: Int)
    case all
  }

  public struct Options: Sendable {
    /// Steps of the optimizer for each row.
    public var iterations = 20
    /// The rate of Adam, and what it is multiplied by after each step.
    public var rate = 0.5
    public var decay = 0.98
    public var intermediate = Intermediate.all
    /// Rows whose lower bound passes zero need no more work.
    public var stopsWhenPositive = false

    public init() {}
  }

  public var options: Options

  public init(options: Options = Options()) { self.options = options }

  public func bounds(
    of graph: Graph, specification: Specification, on set: some Perturbation, budget: Budget
  ) -> Interval {
    var known = SharedBounds()
    return bounds(
      of: graph, specification: specification, on: set, budget: budget, sharing: &known)
  }

  public func bounds(
    of graph: Graph, specification: Specification, on set: some Perturbation, budget: Budget,
    sharing known: inout SharedBounds
  ) -> Interval {
    withoutGradients {
      var bounds = IntermediateBounds.ofCROWN(graph, on: set, budget: budget, sharing: &known)
      let plain = bounds.range(of: specification, graph, set, budget)
      let isDone = options.stopsWhenPositive && (plain.lower .> 0).isTrueEverywhere
      guard !isDone, !budget.isSpent else { return plain }
      var tightener = OptimizingTightener(set: set, budget: budget, options: options)
      if options.intermediate != .none {
        bounds = .compute(
          graph, on: set, budget: budget, from: known.intervals, by: &tightener)
        known.intervals = bounds.intervals
      }
      let pass = BackwardPass(graph: graph, planes: bounds.planes, device: set.box.lower.device)
      let optimized = tightener.optimize(
        specification.coefficients(of: graph), at: graph.output, in: pass, bounds: bounds,
        sides: specification.sides, stopsWhenPositive: options.stopsWhenPositive)
      return plain.intersected(with: optimized)
    }
  }
}

/// Tightens rows by backward passes over optimized planes.
struct OptimizingTightener<Set: Perturbation>: RowTightener {
  let set: Set
  let budget: Budget
  let options: AlphaCROWN.Options

  func elements(of exactness: Exactness) -> TightenedElements {
    exactness.elementsToTighten(overBox: set.isBox)
  }

  func range(
    ofRows indices: Tensor, at value: Int, in pass: BackwardPass, bounds: IntermediateBounds
  ) -> Interval? {
    let rows = Coefficients.selection(indices: indices, shape: pass.graph.shape(of: value))
    let isChosen =
      switch options.intermediate {
      case .none: false
      case .upTo(let limit): indices.count <= limit
      case .all: true
      }
    guard isChosen else {
      // As CROWN bounded them, unless something before them moved.
      guard bounds.hasMoved[value] else { return nil }
      return budget.range(of: rows, at: value, in: pass, on: set, sides: .both)
    }
    return optimize(
      rows, at: value, in: pass, bounds: bounds, sides: .both, stopsWhenPositive: false)
  }

  /// Optimizes rows chunk by chunk: each row is a problem of its own.
  func optimize(
    _ rows: Coefficients, at value: Int, in pass: BackwardPass, bounds: IntermediateBounds,
    sides: Sides, stopsWhenPositive: Bool
  ) -> Interval {
    let optimizer = AlphaOptimizer(
      pass: pass, intervals: bounds.intervals, set: set, options: options,
      stopsWhenPositive: stopsWhenPositive, budget: budget)
    let width = optimizer.elementsPerRow(at: value) * (sides == .both ? 2 : 1)
    let size = budget.rowsPerChunk(
      width: width, batch: set.batchCount, type: pass.graph.scalarType)
    let parts = budget.map(chunks(of: rows.rowCount, size: size)) { range in
      guard !budget.isSpent else { return Interval.unbounded(rows: range.count, over: set) }
      return withoutGradients { optimizer.range(of: rows.rows(range), at: value, sides: sides) }
    }
    return .joiningRows(parts)
  }
}
