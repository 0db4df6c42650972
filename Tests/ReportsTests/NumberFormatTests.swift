import Testing

@testable import Reports

struct NumberFormatTests {
  @Test(arguments: [
    (0.0, "0"), (-1.5, "−1.50"), (0.001234, "0.00123"), (0.0001234, "1.23×10⁻⁴"),
    // Rounding carries into the next decade.
    (99.96, "100"), (0.00099999, "0.00100"), (123_456, "123\u{2009}000"),
    (-1.2e-10, "−1.20×10⁻¹⁰"), (6.02214e23, "6.02×10²³"), (.leastNonzeroMagnitude, "4.94×10⁻³²⁴"),
  ])
  func threeSignificantDigits(value: Double, expected: String) {
    #expect(NumberFormat.significant(3).text(value) == expected)
  }

  @Test(arguments: [
    (NumberFormat.fixed(2), -0.001, "0.00"), (.fixed(1), 1234.56, "1234.6"),
    (.integer, 12_900, "12\u{2009}900"), (.integer, -1_234_567, "−1\u{2009}234\u{2009}567"),
    (.percent(1), 0.305, "30.5\u{2009}%"), (.scientific(2), 1500, "1.5×10³"),
    (.fixed(0), 1e300, "1.000×10³⁰⁰"),
  ])
  func formatsWriteAsNamed(format: NumberFormat, value: Double, expected: String) {
    #expect(format.text(value) == expected)
  }

  @Test(arguments: [
    NumberFormat.significant(3), .fixed(2), .integer, .percent(0), .scientific(1),
  ])
  func whatIsNotFiniteHasASign(format: NumberFormat) {
    #expect(format.text(.nan) == "NaN")
    #expect(format.text(.infinity) == "∞")
    #expect(format.text(-.infinity) == "−∞")
  }
}
