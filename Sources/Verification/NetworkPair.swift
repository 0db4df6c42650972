// A network in the precision it runs in and, made when it is asked for, in double precision.

public import Graphs
internal import Synchronization
internal import Tensors

/// The same network in two precisions: search in one, confirmation in the other.
public final class NetworkPair: Sendable {
  /// The network as it is bounded and attacked.
  public let graph: Graph
  private let makePrecise: @Sendable () throws -> Graph
  private let precise = Mutex<Graph?>(nil)

  /// `makePrecise`: makes the same network in double precision.
  public init(_ graph: Graph, makePrecise: @escaping @Sendable () throws -> Graph) {
    (self.graph, self.makePrecise) = (graph, makePrecise)
  }

  /// The network in double precision.
  public func inDoublePrecision() throws -> Graph {
    guard graph.scalarType != .float64 else { return graph }
    return try precise.withLock { known in
      if let known { return known }
      let made = try makePrecise()
      known = made
      return made
    }
  }
}
