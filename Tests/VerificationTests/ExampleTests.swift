import Bounds
import Foundation
import Graphs
import ONNX
import Propagation
import Specifications
import Tensors
import Testing
import Verification

/// The example networks give the answers that Examples/README.md states.
struct ExampleTests {
  @Test(arguments: [
    ("pendulum/pendulum.onnx", "pendulum/stays-low.vnnlib", "unsat"),
    ("pendulum/pendulum.onnx", "pendulum/reaches-high.vnnlib", "sat"),
    ("spots/spots.onnx", "spots/robust.vnnlib", "unsat"),
    ("spots/spots.onnx", "spots/not-robust.vnnlib", "sat"),
    ("yield/yield.onnx", "yield/stays-productive.vnnlib", "unsat"),
    ("yield/yield.onnx", "yield/stays-productive-wide.vnnlib", "unsat"),
  ])
  func verdictsAreThoseOfTheirREADME(model: String, property: String, word: String) throws {
    let networks = try Examples.networks(model)
    let asked = try Examples.property(property)
    let verdict = try Verifier().verify(asked, on: networks)
    #expect(verdict.word == word)
    guard let found = verdict.counterexample else { return }
    // The numbers that are printed lie in the box and are unsafe when they are put in again.
    let precise = try networks.inDoublePrecision()
    for graph in [networks.graph, precise] {
      let input = Tensor(shape: [1] + graph.inputShape, scalars: found.input)
        .converted(to: graph.scalarType)
      #expect(input.scalars(as: Double.self) == found.input)
      let outputs = graph(input).scalars(as: Double.self)
      #expect(asked.queries.contains { $0.isUnsafe(input: found.input, outputs: outputs) })
      #expect(zip(outputs, found.output).allSatisfy { abs($0 - $1) < 1e-4 })
    }
  }

  /// Which methods prove a property, as the README says for each question.
  @Test(arguments: [
    ("pendulum/pendulum.onnx", "pendulum/stays-low.vnnlib", [false, true, true]),
    ("spots/spots.onnx", "spots/robust.vnnlib", [false, true, true]),
    ("yield/yield.onnx", "yield/stays-productive.vnnlib", [false, true, true]),
    ("yield/yield.onnx", "yield/stays-productive-wide.vnnlib", [false, false, true]),
  ])
  func methodsProveWhatTheREADMESays(model: String, property: String, expected: [Bool]) throws {
    let graph = try Graph(onnx: "\(Examples.folder)/\(model)", scalarType: .float64)
    let methods: [any BoundingMethod] = [IBP(), CROWN(), AlphaCROWN()]
    let asked = try Examples.property(property)
    for (method, isProving) in zip(methods, expected) {
      let isProved = asked.queries.allSatisfy { proves($0, on: graph, by: method) }
      #expect(isProved == isProving, "\(type(of: method).name)")
    }
  }

  /// One row of every disjunct stays above its threshold.
  private func proves(_ query: Query, on graph: Graph, by method: any BoundingMethod) -> Bool {
    let corners = [query.box.lower, query.box.upper].map {
      Tensor(shape: [1] + graph.inputShape, scalars: $0)
    }
    return query.disjuncts.allSatisfy { disjunct in
      disjunct.constraints.contains { constraint in
        var row = [Double](repeating: 0, count: graph.outputCount)
        for term in constraint.terms { row[term.index] += term.coefficient }
        let range = method.bounds(
          of: graph,
          specification: .rows(Tensor(shape: [1, 1, row.count], scalars: row), lowerOnly: true),
          on: Box(lower: corners[0], upper: corners[1]), budget: Budget())
        return range.lower.scalar > constraint.bound
      }
    }
  }
}
