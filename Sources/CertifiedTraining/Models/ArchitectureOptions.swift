// ArchitectureOptions: what a text such as `cnn4:width=8,dense=100` says of an architecture.

/// The options of an architecture, which are taken one by one; what is left in the end is unknown.
public struct ArchitectureOptions: Sendable {
  private let name: String
  private var values: [String: String]
  private let defaults: [String: String]
  private var known: [String] = []

  init(_ name: String, _ values: [String: String], defaults: [String: String]) {
    (self.name, self.values, self.defaults) = (name, values, defaults)
  }

  /// A whole number.
  mutating func number(
    _ key: String, _ standard: Int, in range: ClosedRange<Int> = 1...1 << 20
  ) throws(TrainingError) -> Int {
    guard let text = take(key) else { return standard }
    guard let number = Int(text), range.contains(number) else {
      throw bad(key, text, "no whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  /// At most eight whole numbers from 1 on, `64x64`.
  mutating func numbers(_ key: String, _ standard: [Int]) throws(TrainingError) -> [Int] {
    guard let text = take(key) else { return standard }
    let parts = text.split(separator: "x", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int($0) }.filter { (1...1 << 20).contains($0) }
    guard numbers.count == parts.count, numbers.count <= 8 else {
      throw bad(key, text, "no list of whole numbers like 64x64")
    }
    return numbers
  }

  /// `yes` or `no`.
  mutating func flag(_ key: String, _ standard: Bool) throws(TrainingError) -> Bool {
    switch take(key) {
    case nil: return standard
    case "yes", "true", "1": return true
    case "no", "false", "0": return false
    case let text?: throw bad(key, text, "neither yes nor no")
    }
  }

  /// One of a few words.
  mutating func word<Choice: RawRepresentable<String> & CaseIterable>(
    _ key: String, _ standard: Choice
  ) throws(TrainingError) -> Choice {
    guard let text = take(key) else { return standard }
    guard let choice = Choice(rawValue: text) else {
      let words = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw bad(key, text, "none of \(words)")
    }
    return choice
  }

  /// The head of an image network: `dense=0` stands for the mean over space.
  mutating func head(_ standard: Int = 256) throws(TrainingError) -> ImageHead {
    let units = try number("dense", standard, in: 0...1 << 20)
    return units == 0 ? .average : .dense(units)
  }

  /// - Throws: if something is left.
  func finish() throws(TrainingError) {
    guard let stranger = values.keys.sorted().first else { return }
    throw .badValue(
      key: "model", value: name,
      problem: "has no option '\(stranger)'; it has \(known.joined(separator: ", "))")
  }

  private mutating func take(_ key: String) -> String? {
    known.append(key)
    return values.removeValue(forKey: key) ?? defaults[key]
  }

  private func bad(_ key: String, _ text: String, _ problem: String) -> TrainingError {
    .badValue(key: "model", value: "\(name):\(key)=\(text)", problem: "is \(problem)")
  }
}

/// An architecture that a text can name.
public protocol NamedArchitecture: Architecture {
  /// Takes its options.
  init(_ options: inout ArchitectureOptions) throws(TrainingError)
}
