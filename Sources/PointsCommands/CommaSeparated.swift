// Lists on the command line: words or whole numbers between commas.

import CommandSupport
import Foundation

/// The words between commas, without blanks around them.
func commaSeparated(_ text: String) -> [String] {
  text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
}

/// The whole numbers between commas.
func wholeNumbers(_ text: String, option: String) throws -> [Int] {
  try commaSeparated(text).map { word in
    guard let number = Int(word) else {
      throw UsageError("\(option): '\(word)' is no whole number")
    }
    return number
  }
}
