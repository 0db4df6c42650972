// Tests of Einsum beyond the fixtures: cases worked by hand, and equations that are refused.

import Graphs
import Operators
import Tensors
import Testing
import _BoundsTestSupport

struct EinsumTests {
  private func graph(
    _ equation: String, _ shape: [Int], constants: [Tensor] = []
  ) throws -> Graph {
    var assembly = GraphAssembly(
      inputShape: shape, scalarType: .float64, source: OperatorCatalog.standard)
    let value = try assembly.apply(
      "Einsum", [assembly.input] + constants.map { .constant($0) },
      ["equation": .string(equation)])
    return try assembly.finished(at: [("output", value)])
  }

  private static let square = Tensor(shape: [1, 2, 2], scalars: [1.0, 2, 3, 4])

  @Test(
    arguments: [
      ("ii->", [5]), ("ii->i", [1, 4]), ("ij->ji", [1, 3, 2, 4]), ("ij->", [10]),
      ("ij->j", [4, 6]), ("ji", [1, 3, 2, 4]), ("...j->...", [3, 7]),
    ] as [(String, [Double])])
  func oneOperandIsWorkedByHand(equation: String, expected: [Double]) throws {
    let y = try graph(equation, [2, 2])(Self.square)
    #expect(y.scalars(as: Double.self) == expected)
  }

  @Test func aProductWithConstantsIsAffine() throws {
    let graph = try graph(
      "ij,jk,kl->il", [2, 2],
      constants: [randomTensor([2, 3], seed: 1), randomTensor([3, 2], seed: 2)])
    for node in graph.nodes {
      if case .affine = node.rule { continue }
      Issue.record("\(node.name) is not affine")
    }
  }

  @Test(
    arguments: [
      "", "ij,jk", "ij->ijk", "ij->ii", "i->i", "ijk->i", "i1->i", "ij->i->j", "i.j->i",
      "......->", "...i...->i",
    ])
  func refusesByNodeWhatIsNoEquation(equation: String) {
    do {
      _ = try graph(equation, [2, 2])
      Issue.record("'\(equation)' was accepted")
    } catch {
      #expect("\(error)".contains("Einsum"), "\(error)")
    }
  }

  @Test func refusesShapesThatDiffer() {
    #expect(throws: GraphError.self) {
      _ = try graph("ij,jk->ik", [2, 2], constants: [randomTensor([3, 2], seed: 1)])
    }
    #expect(throws: GraphError.self) { _ = try graph("ii->i", [2, 3]) }
  }
}
