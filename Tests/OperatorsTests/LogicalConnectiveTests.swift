import Bounds
import Graphs
import Operators
import Tensors
import Testing
import _BoundsTestSupport

struct LogicalConnectiveTests {
  private static let names = ["And", "Or", "Xor"]

  /// All nine pairs of intervals of a claim: never, always and either.
  private static let boxes: [Interval] = {
    let ends = [(0.0, 0.0), (1, 1), (0, 1)]
    let pairs = ends.flatMap { first in ends.map { (first, $0) } }
    return [
      Interval(
        Tensor(shape: [1, 9], scalars: pairs.map(\.0.0)),
        Tensor(shape: [1, 9], scalars: pairs.map(\.0.1))),
      Interval(
        Tensor(shape: [1, 9], scalars: pairs.map(\.1.0)),
        Tensor(shape: [1, 9], scalars: pairs.map(\.1.1))),
    ]
  }()

  @Test(arguments: names, [0.0, 0.5, 1])
  func planesHoldAtTheClaimsAndMeetThem(name: String, fraction: Double) throws {
    let operation = try makeOperator(name, [.variable(shape: [9]), .variable(shape: [9])])
    guard case .nonlinear(let nonlinear) = operation.rule else { return }
    let boxes = Self.boxes
    let range = nonlinear.interval(boxes)
    let space = try #require(nonlinear.alphaSpace(boxes))
    let alpha = (space.range.lower + space.range.width * fraction).addingAxis(1)
    let planes = nonlinear.linearize(boxes, alpha: alpha)
    for corner in 0..<4 {
      let x = [(boxes[0], corner & 1), (boxes[1], corner >> 1)].map { box, end in
        end == 0 ? box.lower : box.upper
      }
      let y = operation.evaluate(x)
      #expect(((y .>= range.lower) .& (y .<= range.upper)).isTrueEverywhere)
      for element in 0..<9 {
        let row = Coefficients.selection(indices: Tensor([element]), shape: [9])
          .dense(as: .float64, on: .cpu)
        let (slopes, constant) = planes.substitute(row, mirrored: true)
        let value = zip(slopes, x).map { ($0 * $1.addingAxis(1)).sum(along: [2]) }
          .reduce(constant, +).scalars(as: Double.self)
        let truth = y.scalars(as: Double.self)[element]
        #expect(value[0] <= truth + 1e-12 && -value[1] >= truth - 1e-12, "\(element) \(corner)")
      }
    }
  }

  @Test func constantsFoldToClaims() throws {
    let (p, q) = (Tensor([true, true, false]), Operand.constant(Tensor([true, false, false])))
    #expect(try folded("And", p, [q]) == Tensor([true, false, false]))
    #expect(try folded("Or", p, [q]) == Tensor([true, true, false]))
    #expect(try folded("Xor", p, [q]) == Tensor([false, true, false]))
    #expect(try folded("Not", p) == Tensor([false, false, true]))
  }

  @Test func notIsAffine() throws {
    let operation = try makeOperator("Not", [.variable(shape: [2, 3])])
    expectAffine(operation, inputs: [[2, 3]])
    #expect(operation.evaluate([Tensor([0.0, 1])]) == Tensor([1.0, 0]))
  }
}
