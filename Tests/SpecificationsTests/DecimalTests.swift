// Decimals are read to the nearest Double.
import Specifications
import Testing

struct DecimalTests {
  private func value(_ number: String) throws -> Double {
    let property = try read(unitSquare + "(assert (<= Y_0 \(number)))")
    return try #require(disjuncts(property).first?.constraints.first).bound
  }

  @Test(arguments: [
    "0", "-0", "1", "+1", "0.1", "1e22", "1e23", "123456789012345678", "9007199254740993",
    "9007199254740993.0", "-0.41609792243571386", "0.0012412108480930", "1.7976931348623157e308",
    "2.2250738585072011e-308", "4.9406564584124654e-324", "1e-400", "0e999999999999999999",
    "18446744073709551615", "9999999999999999999", "99999999999999999999e-1",
    // Ties, and what lies just beside them.
    "9007199254740992.5", "9007199254740993.5",
    "1.00000000000000011102230246251565404236316680908203125",
    "1.00000000000000011102230246251565404236316680908203126", "0.000000000000000000000000001",
    "1E5", "1e+5", "00012.500",
  ])
  func decimalIsNearest(_ number: String) throws {
    #expect(try value(number) == Double(number))
  }

  @Test func decimalWithoutDigitsOnOneSideIsRead() throws {
    #expect(try value(".5") == 0.5)
    #expect(try value("-1.") == -1)
  }

  @Test func randomDecimalsAgreeWithTheStandardLibrary() throws {
    var generator = SplitMix(state: 7)
    var numbers: [String] = []
    for _ in 0..<20_000 {
      let digits = (0..<Int.random(in: 1...21, using: &generator)).map { _ in
        String(Int.random(in: 0...9, using: &generator))
      }
      let point = Int.random(in: 0...digits.count, using: &generator)
      let exponent = Int.random(in: -40...40, using: &generator)
      let suffix = Bool.random(using: &generator) ? "e\(exponent)" : ""
      numbers.append("0" + digits[..<point].joined() + ".0" + digits[point...].joined() + suffix)
    }
    let rows = numbers.map { "(<= Y_0 \($0))" }.joined(separator: "\n")
    let property = try read(unitSquare + "(assert (or \(rows)))")
    for (number, disjunct) in zip(numbers, disjuncts(property)) {
      #expect(disjunct.constraints.first?.bound == Double(number), "\(number)")
    }
  }
}
