import Tensors
import Testing

/// Element types: what conversion keeps, and what it cuts.
struct ScalarTypeTests {
  @Test func fractionsAreCutTowardsZero() {
    let x = Tensor([2.7, -2.7, 0.5])
    #expect(x.converted(to: .int64).scalars(as: Int.self) == [2, -2, 0])
    #expect(x.scalars(as: Int.self) == [2, -2, 0])
  }

  @Test func singlePrecisionRounds() {
    let x = Tensor([0.1]).converted(to: .float32)
    #expect(x.scalars(as: Double.self) == [Double(Float(0.1))])
    #expect(x.scalars(as: Double.self) != [0.1])
    #expect(Tensor([1e300]).converted(to: .float32).scalars() == [Float.infinity])
  }

  @Test func wholeNumbersStayExact() {
    let large = (1 << 62) + 1
    #expect(Tensor([large]).scalars(as: Int.self) == [large])
    #expect(Tensor([large]).slice(0..<1).contiguous.scalars(as: Int64.self) == [Int64(large)])
  }

  @Test func everyNumberButZeroIsTrue() {
    #expect(Tensor([0.0, 0.5, -1]).scalars(as: Bool.self) == [false, true, true])
    #expect(Tensor([true, false]).converted(to: .float64).scalars() == [1.0, 0])
  }

  @Test(arguments: ScalarType.allCases)
  func makingKeepsTheTypeAskedFor(type: ScalarType) {
    let one = Tensor(repeating: 1, shape: [2], as: type)
    #expect(one.scalarType == type)
    #expect(one.filled(with: 0).scalarType == type)
    #expect(one.scalars() == [1.0, 1])
  }

  @Test func epsilonIsTheStepAboveOne() {
    #expect(ScalarType.float32.epsilon == 0x1p-23)
    #expect(ScalarType.float64.epsilon == 0x1p-52)
    #expect(ScalarType.int64.epsilon == 0)
  }

  @Test func equalityAsksForTypeAndShape() {
    #expect(Tensor([1.0]) != Tensor([1.0]).converted(to: .float32))
    #expect(Tensor([1.0, 2]) != Tensor(shape: [2, 1], scalars: [1.0, 2]))
    #expect(Tensor([1.0, 2]) == Tensor([1.0, 2]))
  }

  @Test(arguments: [
    ("cpu", Device.cpu), ("cuda", .cuda(0)), ("cuda:3", .cuda(3)), ("mps", .mps), ("cuda:-1", nil),
    ("cuda:", nil), ("gpu", nil), ("", nil),
  ])
  func devicesAreReadByName(text: String, expected: Device?) {
    #expect(Device(text) == expected)
  }
}
