import Bounds
import Graphs
import Operators
import Tensors
import Testing
import _BoundsTestSupport

struct TwoPieceLinearTests {
  @Test(arguments: [
    ("Relu", [:]), ("Abs", [:]),
    ("LeakyRelu", ["alpha": AttributeValue.float(0.1)]),
    ("LeakyRelu", ["alpha": .float(2)]),  // the kink bends down
    ("LeakyRelu", ["alpha": .float(-0.5)]),  // not monotone
  ])
  func soundOnRandomBoxes(name: String, attributes: [String: AttributeValue]) throws {
    let operation = try makeOperator(name, [.variable(shape: [3, 4])], attributes)
    expectEnclosed(operation, input: [3, 4])
  }

  @Test func slopesOfAllKindsInOneValueAreSound() throws {
    let slope = Tensor([0.1, 2.0, -1, 1]).reshaped(to: [4, 1])
    let operation = try makeOperator("PRelu", [.variable(shape: [4, 3]), .constant(slope)])
    expectEnclosed(operation, input: [4, 3])
  }

  @Test(arguments: [
    (-2.0, -1.0, 0.0),  // inactive
    (1.0, 3.0, 1.0),  // active
    (-1.0, 3.0, 0.75),  // unstable
  ])
  func upperLineOfReluIsTheChord(lower: Double, upper: Double, slope: Double) throws {
    let relu = try makeOperator("Relu", [.variable(shape: [1])])
    let box = Interval(
      Tensor(shape: [1, 1], scalars: [lower]), Tensor(shape: [1, 1], scalars: [upper]))
    let lines = (relu as? Relu)?.relax(box, alpha: nil)
    #expect(lines?.upper.slope.scalars(as: Double.self) == [slope])
  }
}
