// Tokens of an expression, each with the column where it begins.

import Foundation
import PointSets

/// A piece of an expression.
struct ExpressionToken: Equatable {
  enum Kind: Equatable {
    case number(Double)
    case word(String)
    case quoted(String)
    case symbol(String)
    case end
  }

  let kind: Kind
  /// Counted in characters from 1.
  let column: Int

  private static let symbols = [
    "&&", "||", "<=", ">=", "==", "!=", "**", "<", ">", "!", "+", "-", "*", "/", "^", "(", ")", ",",
  ]

  /// Splits a text of at most ``Expression/largestLength`` characters.
  static func tokens(_ text: String) throws(DomainError) -> [ExpressionToken] {
    let letters = Array(text.prefix(Expression.largestLength + 1))
    guard letters.count <= Expression.largestLength else {
      throw .expression(
        String(letters.prefix(40)) + "…", column: Expression.largestLength,
        problem: "it is longer than \(Expression.largestLength) characters")
    }
    var tokens: [ExpressionToken] = []
    var position = 0
    while position < letters.count {
      let start = position
      let kind = try nextKind(letters, &position, text)
      if let kind { tokens.append(ExpressionToken(kind: kind, column: start + 1)) }
    }
    return tokens + [ExpressionToken(kind: .end, column: letters.count + 1)]
  }

  private static func nextKind(
    _ letters: [Character], _ position: inout Int, _ text: String
  ) throws(DomainError) -> Kind? {
    let (first, start) = (letters[position], position)
    if first.isWhitespace {
      position += 1
      return nil
    }
    if isDigit(first) || first == "." { return .number(try number(letters, &position, text)) }
    if first.isLetter || first == "_" {
      while position < letters.count, isWordLetter(letters[position]) { position += 1 }
      let word = String(letters[start..<position])
      return ["and": Kind.symbol("&&"), "or": .symbol("||"), "not": .symbol("!")][word]
        ?? .word(word)
    }
    if first == "'" || first == "\"" {
      guard let end = letters[(start + 1)...].firstIndex(of: first) else {
        throw .expression(text, column: start + 1, problem: "the quote never ends")
      }
      position = end + 1
      return .quoted(String(letters[(start + 1)..<end]))
    }
    let pair = String(letters[start..<min(start + 2, letters.count)])
    guard let symbol = symbols.first(where: { pair.hasPrefix($0) }) else {
      let hint = first == "=" ? "; to compare, write ==" : ""
      throw .expression(text, column: start + 1, problem: "'\(first)' means nothing here\(hint)")
    }
    position += symbol.count
    return .symbol(symbol == "**" ? "^" : symbol)
  }

  private static func number(
    _ letters: [Character], _ position: inout Int, _ text: String
  ) throws(DomainError) -> Double {
    let start = position
    while position < letters.count {
      let letter = letters[position]
      let isSign =
        (letter == "+" || letter == "-") && position > start
        && (letters[position - 1] == "e" || letters[position - 1] == "E")
      guard isSign || isWordLetter(letter) else { break }
      position += 1
    }
    let digits = String(letters[start..<position])
    guard let value = PointSets.number(digits), value.isFinite else {
      throw .expression(text, column: start + 1, problem: "'\(digits)' is no number")
    }
    return value
  }

  private static func isDigit(_ letter: Character) -> Bool { ("0"..."9").contains(letter) }

  private static func isWordLetter(_ letter: Character) -> Bool {
    letter.isLetter || letter.isNumber || letter == "_" || letter == "."
  }
}
