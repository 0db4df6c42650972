// One JSON object on standard output.

import Foundation

/// Prints a report as one line of JSON; numbers that JSON cannot write become strings.
public func printJSON(_ report: some Encodable) throws {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  encoder.nonConformingFloatEncodingStrategy = .convertToString(
    positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
  print(String(decoding: try encoder.encode(report), as: UTF8.self))
}

/// The seconds that a duration counts.
public func seconds(_ duration: Duration) -> Double {
  Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
}

/// A number for people: a few digits after the point.
public func short(_ value: Double, digits: Int = 3) -> String {
  String(format: "%.\(digits)f", value)
}
