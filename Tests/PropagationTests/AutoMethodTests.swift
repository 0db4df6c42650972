import Bounds
import Graphs
import Propagation
import Tensors
import Testing
import _BoundsTestSupport

/// What is chosen follows from what the methods would have to do.
struct AutoMethodTests {
  private func network(hidden: Int = 20, outputs: Int = 3) throws -> Graph {
    var network = NetworkSketch(input: [1, 6])
    try network.append("Gemm", constants: [randomTensor([6, hidden], seed: 1)])
    try network.append("Relu")
    try network.append("Gemm", constants: [randomTensor([hidden, hidden], seed: 3)])
    try network.append("Relu")
    try network.append("Gemm", constants: [randomTensor([hidden, outputs], seed: 5)])
    return network.graph
  }

  private func set(_ radii: [Double]) -> Box {
    Box(
      center: randomTensor([1, 1, 6], seed: 9),
      radius: Tensor(shape: [1, 1, 6], scalars: radii))
  }

  private let wide = [Double](repeating: 0.5, count: 6)

  private func choice(
    _ graph: Graph, _ set: Box, work: Double, budget: Budget = Budget()
  ) -> AutoMethod.Choice {
    var options = AutoMethod.Options()
    options.work = work
    return AutoMethod(options: options).choice(for: graph, on: set, budget: budget)
  }

  @Test(arguments: [
    (5e9, "alpha-crown"),
    // About 2 · 15 rows · 46 elements of coefficients, sixty times as many for the optimizer.
    (5000, "crown"),
    (1, "crown-ibp"),
  ])
  func lessWorkAllowsLess(work: Double, name: String) throws {
    #expect(choice(try network(), set(wide), work: work).name == name)
  }

  @Test func decidedPlanesNeedNoBackwardPassInside() throws {
    let choice = choice(try network(), set([Double](repeating: 1e-9, count: 6)), work: 5e9)
    #expect(choice.name == "crown-ibp")
    #expect(choice.reason == "intervals decide every plane")
  }

  @Test func fewVariablesAreCarriedForward() throws {
    // One of six inputs varies; backward passes start from some dozens of elements.
    let (graph, narrow) = (try network(), set([0, 0, 2, 0, 0, 0]))
    let choice = choice(graph, narrow, work: 600)
    #expect(choice.name == "forward+backward")
    #expect(choice.reason.contains("1 varying inputs"))
    var budget = Budget()
    budget.formBytes = 100
    #expect(self.choice(graph, narrow, work: 600, budget: budget).name == "crown-ibp")
  }

  @Test func manyOutputsOfFewVariablesNeedNoBackwardPassAtAll() throws {
    let graph = try network(outputs: 150)
    #expect(choice(graph, set([0, 0, 2, 0, 0, 0]), work: 1200).name == "forward")
  }

  @Test func boundsAreThoseOfTheChoice() throws {
    let (graph, box) = (try network(), set(wide))
    let range = AutoMethod().bounds(of: graph, on: box)
    let chosen = AutoMethod().choice(for: graph, on: box).method.bounds(of: graph, on: box)
    #expect(range == chosen)
  }
}
