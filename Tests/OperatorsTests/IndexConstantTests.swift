import Graphs
import Operators
import Tensors
import Testing
import _BoundsTestSupport

struct IndexConstantTests {
  private func value(
    _ name: String, _ operands: [Operand], _ attributes: [String: AttributeValue] = [:]
  ) throws -> Tensor? {
    try OperatorCatalog.standard.constant(
      NodeReader(
        operatorName: name, name: "/test/\(name)", operands: operands, attributes: attributes,
        scalarType: .float64))
  }

  private func number(_ number: Int) -> Operand {
    .constant(Tensor(shape: [], scalars: [number]))
  }

  @Test(arguments: [
    (0, 5, 2, [0, 2, 4]), (5, 0, -2, [5, 3, 1]), (3, 3, 1, []), (0, 4, -1, []),
    (-2, 2, 1, [-2, -1, 0, 1]),
  ])
  func rangesStopBeforeTheLimit(start: Int, limit: Int, delta: Int, expected: [Int]) throws {
    #expect(
      try value("Range", [number(start), number(limit), number(delta)]) == Tensor(expected))
  }

  @Test func rangesAreRefusedWithoutAStepOrAnEnd() {
    expectRefused("steps of 0") { try value("Range", [number(0), number(3), number(0)]) as Any }
    expectRefused("steps") { try value("Range", [number(0), number(1 << 40), number(1)]) as Any }
    expectRefused("depends") {
      try value("Range", [.variable(shape: []), number(3), number(1)]) as Any
    }
  }

  @Test func sizesAndDiagonalsAreKnownOfAnyValue() throws {
    #expect(try value("Size", [.variable(shape: [1, 3, 4])]) == Tensor(shape: [], scalars: [12]))
    let eye = try value("EyeLike", [.variable(shape: [2, 3])], ["k": .int(1), "dtype": .int(7)])
    #expect(eye == Tensor(shape: [2, 3], scalars: [0, 1, 0, 0, 0, 1]))
  }

  @Test func placesOfNonzerosAreColumns() throws {
    let found = try value("NonZero", [.constant(Tensor(shape: [2, 2], scalars: [0, 3, 1, 0]))])
    #expect(found == Tensor(shape: [2, 2], scalars: [0, 1, 1, 0]))
    expectRefused("depends") { try value("NonZero", [.variable(shape: [2])]) as Any }
  }

  @Test func oneHotMarksItsPlace() throws {
    let hot = try value("OneHot", [list(1, -1, 7), number(3), list(2, 5)])
    #expect(hot == Tensor(shape: [3, 3], scalars: [2, 5, 2, 2, 2, 5, 2, 2, 2]))
    let first = try value("OneHot", [list(0), number(2), list(0, 1)], ["axis": .int(0)])
    #expect(first == Tensor(shape: [2, 1], scalars: [1, 0]))
  }

  @Test func remaindersTakeOneSignOrTheOther() throws {
    let (dividend, divisor) = (list(-4, 7, 5, 4, -7, 8), list(2, -3, 8, -2, 3, 5))
    #expect(try value("Mod", [dividend, divisor]) == Tensor([0, -2, 5, 0, 2, 3]))
    #expect(
      try value("Mod", [dividend, divisor], ["fmod": .int(1)]) == Tensor([0, 1, 5, 0, -1, 3]))
    let fractions = [Tensor([-4.5, 7.5]), Tensor([2.0, -2])].map(Operand.constant)
    #expect(try value("Mod", fractions, ["fmod": .int(1)]) == Tensor([-0.5, 1.5]))
    expectRefused("zero") { try value("Mod", [list(1), list(0)]) as Any }
    expectRefused("depends") { try value("Mod", [.variable(shape: [1]), list(2)]) as Any }
  }

  @Test func bitsMoveBothWays() throws {
    #expect(
      try value("BitShift", [list(1, 5), list(3)], ["direction": .string("LEFT")])
        == Tensor([8, 40]))
    #expect(
      try value("BitShift", [list(16, 5), list(2, 1)], ["direction": .string("RIGHT")])
        == Tensor([4, 2]))
  }
}
