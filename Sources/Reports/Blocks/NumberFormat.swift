// NumberFormat: how a number is written for people: real minus signs, powers of ten, thin spaces.

import Foundation

/// How a number is written for people.
///
/// Minus signs are U+2212, thousands are parted by thin spaces from 10 000 on, and powers of
/// ten are superscripts: `−1.25×10⁻³`. What is not finite reads `NaN`, `∞` and `−∞`.
public enum NumberFormat: Sendable, Hashable, Codable {
  /// So many significant digits, with a power of ten outside 10⁻³ to 10⁵.
  case significant(Int)
  /// So many digits after the point.
  case fixed(Int)
  case integer
  /// Hundredths, with so many digits after the point.
  case percent(Int)
  /// So many significant digits and always a power of ten.
  case scientific(Int)

  public func text(_ value: Double) -> String {
    guard value.isFinite else { return Self.nonFinite(value) }
    switch self {
    case .significant(let digits): return Self.significant(value, digits: max(1, digits))
    case .fixed(let digits): return Self.fixed(value, digits: digits)
    case .integer: return Self.fixed(value, digits: 0)
    case .percent(let digits): return Self.fixed(value * 100, digits: digits) + "\u{2009}%"
    case .scientific(let digits): return Self.scientific(value, digits: max(1, digits))
    }
  }

  private static func nonFinite(_ value: Double) -> String {
    value.isNaN ? "NaN" : value < 0 ? "−∞" : "∞"
  }

  private static func significant(_ value: Double, digits: Int) -> String {
    guard value != 0 else { return "0" }
    // Rounding may carry into the next decade: 99.96 has three digits as 100.
    let rounded = Double(String(format: "%.\(digits - 1)e", value)) ?? value
    let exponent = Int(log10(abs(rounded)).rounded(.down))
    guard (-3...5).contains(exponent) else { return scientific(value, digits: digits) }
    return fixed(rounded, digits: max(0, digits - 1 - exponent))
  }

  private static func scientific(_ value: Double, digits: Int) -> String {
    guard value != 0 else { return "0" }
    let parts = String(format: "%.\(digits - 1)e", value).split(separator: "e")
    guard parts.count == 2, let exponent = Int(parts[1]) else { return "\(value)" }
    return parts[0].replacing("-", with: "−") + "×" + powerOfTen(exponent)
  }

  static func fixed(_ value: Double, digits: Int) -> String {
    guard value.isFinite else { return nonFinite(value) }
    guard abs(value) < 1e15 else { return scientific(value, digits: max(4, digits)) }
    let plain = String(format: "%.\(max(0, min(digits, 17)))f", abs(value))
    let isZero = plain.allSatisfy { $0 == "0" || $0 == "." }
    return (value < 0 && !isZero ? "−" : "") + grouped(plain)
  }

  /// Thin spaces between thousands, from five digits on.
  private static func grouped(_ plain: String) -> String {
    let whole = plain.prefix { $0 != "." }
    guard whole.count > 4 else { return plain }
    var result = ""
    for (place, digit) in whole.enumerated() {
      if place > 0 && (whole.count - place).isMultiple(of: 3) { result += "\u{2009}" }
      result.append(digit)
    }
    return result + plain.dropFirst(whole.count)
  }

  /// Ten to a whole power, such as 10⁻³.
  static func powerOfTen(_ exponent: Int) -> String {
    let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    return "10" + (exponent < 0 ? "⁻" : "")
      + String(String(exponent.magnitude).compactMap(\.wholeNumberValue).map { digits[$0] })
  }
}

/// JSON: `"significant 4"`.
extension NumberFormat {
  public init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    let words = try value.decode(String.self).split(separator: " ")
    let digits = words.count == 2 ? Int(words[1]) : nil
    switch (words.first, digits) {
    case ("significant", .some(let digits)): self = .significant(digits)
    case ("fixed", .some(let digits)): self = .fixed(digits)
    case ("percent", .some(let digits)): self = .percent(digits)
    case ("scientific", .some(let digits)): self = .scientific(digits)
    case ("integer", nil): self = .integer
    default:
      throw DecodingError.dataCorruptedError(
        in: value, debugDescription: "no number format: \(words.joined(separator: " "))")
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var value = encoder.singleValueContainer()
    switch self {
    case .significant(let digits): try value.encode("significant \(digits)")
    case .fixed(let digits): try value.encode("fixed \(digits)")
    case .integer: try value.encode("integer")
    case .percent(let digits): try value.encode("percent \(digits)")
    case .scientific(let digits): try value.encode("scientific \(digits)")
    }
  }
}
