// A decimal to the nearest Double, exactly rounded, without making a string of it where it is short.

/// The digits of a decimal: mantissa * 10^exponent, with the mantissa's leading digits as an integer.
///
/// | Decimal | How | Exact because |
/// |---|---|---|
/// | mantissa <= 2^53, 10^±22 | one product or quotient | both factors are exact |
/// | 19 digits, 10^-27...10^0 | one division of integers | 5^27 < 2^64; the remainder decides a tie |
/// | any other | the standard library | it rounds to nearest |
///
/// ## References
///
/// - W. D. Clinger, How to read floating point numbers accurately,
///   <https://doi.org/10.1145/93542.93557>
struct Decimal {
  private var mantissa: UInt64 = 0
  private var digitCount = 0
  private var exponent = 0
  private var isNegative = false

  /// The value of a word such as `-1.5e-3`, `.5` or `1.`; nil where it is no number.
  static func value(of word: Range<Int>, in bytes: [UInt8]) -> Double? {
    var decimal = Decimal()
    guard decimal.read(bytes, word) else { return nil }
    let magnitude = decimal.short ?? decimal.divided ?? decimal.long(bytes, word)
    return decimal.isNegative ? -magnitude : magnitude
  }

  /// Whether a word begins as a number does.
  static func begins(_ word: Range<Int>, in bytes: [UInt8]) -> Bool {
    var first = bytes[word.lowerBound]
    if first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
      guard word.count > 1 else { return false }
      first = bytes[word.lowerBound + 1]
    }
    return digit(first) != nil || first == UInt8(ascii: ".")
  }

  private static func digit(_ byte: UInt8) -> UInt64? {
    let value = byte &- UInt8(ascii: "0")
    return value < 10 ? UInt64(value) : nil
  }

  private mutating func read(_ bytes: [UInt8], _ word: Range<Int>) -> Bool {
    var offset = word.lowerBound
    if bytes[offset] == UInt8(ascii: "-") || bytes[offset] == UInt8(ascii: "+") {
      isNegative = bytes[offset] == UInt8(ascii: "-")
      offset += 1
    }
    let whole = readDigits(bytes, offset..<word.upperBound)
    offset += whole
    var fraction = 0
    if offset < word.upperBound, bytes[offset] == UInt8(ascii: ".") {
      fraction = readDigits(bytes, (offset + 1)..<word.upperBound)
      offset += 1 + fraction
    }
    guard whole + fraction > 0 else { return false }
    exponent = -fraction
    guard offset < word.upperBound else { return true }
    guard bytes[offset] | 0x20 == UInt8(ascii: "e") else { return false }
    return readExponent(bytes, (offset + 1)..<word.upperBound)
  }

  /// Reads digits into the mantissa and returns how many there were; 20 or more no longer fit.
  private mutating func readDigits(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
    var offset = range.lowerBound
    while offset < range.upperBound, let digit = Self.digit(bytes[offset]) {
      if digitCount > 0 || digit > 0 { digitCount += 1 }
      if digitCount < 20 { mantissa = mantissa * 10 + digit }
      offset += 1
    }
    return offset - range.lowerBound
  }

  private mutating func readExponent(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    var offset = range.lowerBound
    guard offset < range.upperBound else { return false }
    let isMinus = bytes[offset] == UInt8(ascii: "-")
    if isMinus || bytes[offset] == UInt8(ascii: "+") { offset += 1 }
    guard offset < range.upperBound else { return false }
    var value = 0
    while offset < range.upperBound {
      guard let digit = Self.digit(bytes[offset]) else { return false }
      // Far beyond the range of Double and of any file, more digits change nothing.
      if value < 1_000_000_000_000 { value = value * 10 + Int(digit) }
      offset += 1
    }
    exponent += isMinus ? -value : value
    return true
  }

  private static let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
    1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  /// The value where mantissa and power of ten are both exact.
  private var short: Double? {
    guard digitCount < 20, mantissa <= 1 << 53, (-22...22).contains(exponent) else { return nil }
    return exponent < 0
      ? Double(mantissa) / Self.powersOfTen[-exponent]
      : Double(mantissa) * Self.powersOfTen[exponent]
  }

  private static let powersOfFive: [UInt64] = (0...27).map { count in
    (0..<count).reduce(1) { power, _ in power * 5 }
  }

  /// The value by one division of integers: a quotient of at least 63 bits and the remainder.
  private var divided: Double? {
    guard digitCount < 20, mantissa > 0, (-27...0).contains(exponent) else { return nil }
    let divisor = Self.powersOfFive[-exponent]
    let (shift, divisorShift) = (mantissa.leadingZeroBitCount, divisor.leadingZeroBitCount)
    let shifted = mantissa << UInt64(shift)
    let (quotient, remainder) = (divisor << UInt64(divisorShift)).dividingFullWidth(
      (shifted >> 1, shifted << 63))
    // A remainder counts as a last bit: the bits below the 53rd then round as the exact value does.
    let rounded = Double(remainder == 0 ? quotient : quotient | 1)
    return rounded
      * Double(sign: .plus, exponent: divisorShift - shift - 63 + exponent, significand: 1)
  }

  private func long(_ bytes: [UInt8], _ word: Range<Int>) -> Double {
    guard digitCount > 0 else { return 0 }
    let mantissa = bytes[word].prefix { $0 | 0x20 != UInt8(ascii: "e") }
    let digits = mantissa.filter { Self.digit($0) != nil }.drop { $0 == UInt8(ascii: "0") }
    return Double("\(String(decoding: digits, as: UTF8.self))e\(exponent)") ?? .infinity
  }
}
