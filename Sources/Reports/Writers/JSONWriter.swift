// JSON: a report for programs, which reads back as it was.

public import Foundation

extension Report {
  private static let nonFinite = (infinity: "inf", negativeInfinity: "-inf", nan: "nan")

  /// The report as JSON; numbers that JSON cannot write become strings.
  public func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: Self.nonFinite.infinity, negativeInfinity: Self.nonFinite.negativeInfinity,
      nan: Self.nonFinite.nan)
    return try encoder.encode(self)
  }

  /// The report that `json` wrote.
  public init(json: Data) throws {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: Self.nonFinite.infinity, negativeInfinity: Self.nonFinite.negativeInfinity,
      nan: Self.nonFinite.nan)
    self = try decoder.decode(Report.self, from: json)
  }
}
