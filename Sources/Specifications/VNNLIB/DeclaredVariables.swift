// The variables of one letter that a file has declared: X_0, X_1, ... or Y_0, Y_1, ...

/// A variable of a file: an input X_i or an output Y_i.
struct Variable: Equatable {
  let isOutput: Bool
  let index: Int

  var name: String { "\(isOutput ? "Y" : "X")_\(index)" }

  /// The variable that a word names; nil where it names none.
  ///
  /// A number too large to read is `Int.max`.
  init?(_ word: Range<Int>, in bytes: [UInt8]) {
    guard word.count > 2, bytes[word.lowerBound + 1] == UInt8(ascii: "_") else { return nil }
    switch bytes[word.lowerBound] {
    case UInt8(ascii: "X"): isOutput = false
    case UInt8(ascii: "Y"): isOutput = true
    default: return nil
    }
    let digits = (word.lowerBound + 2)..<word.upperBound
    guard digits.count == 1 || bytes[digits.lowerBound] != UInt8(ascii: "0") else { return nil }
    var value = 0
    for offset in digits {
      let digit = bytes[offset] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      value = value < 1_000_000_000_000 ? value * 10 + Int(digit) : .max
    }
    index = value
  }

  init(isOutput: Bool, index: Int) {
    self.isOutput = isOutput
    self.index = index
  }
}

/// Where each variable of one letter is declared.
struct DeclaredVariables {
  /// The place of each declaration, or -1.
  private var offsets: [Int] = []
  private var declaredCount = 0

  /// The number of the last variable, plus one.
  var count: Int { offsets.count }
  /// The first number that is missing below the last.
  var gap: Int? { declaredCount < count ? offsets.firstIndex(of: -1) : nil }

  func contains(_ index: Int) -> Bool { index < offsets.count && offsets[index] >= 0 }
  func offset(of index: Int) -> Int { offsets[index] }

  mutating func declare(_ index: Int, at offset: Int) {
    if index >= offsets.count {
      offsets.append(contentsOf: repeatElement(-1, count: index + 1 - offsets.count))
    }
    offsets[index] = offset
    declaredCount += 1
  }
}
