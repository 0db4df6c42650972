// Command lines: split as a shell splits, filled in without any shell.

import Testing

@testable import Ensembles

struct CommandTemplateTests {
  @Test(arguments: [
    ("a b  c", ["a", "b", "c"]), ("a 'b c' \"d e\"", ["a", "b c", "d e"]),
    ("a\\ b", ["a b"]), ("''", [""]), ("a'b'\"c\"d", ["abcd"]),
    ("'a\\b' \"c\\\\d\\e\"", ["a\\b", "c\\d\\e"]),
    ("a $HOME `b` *", ["a", "$HOME", "`b`", "*"]), ("  ", []), ("a\n\tb", ["a", "b"]),
  ])
  func wordsAreSplitAsInAShell(text: String, words: [String]) throws {
    #expect(try CommandTemplate.split(text) == words)
  }

  @Test(arguments: ["'a", "\"a", "a\\"])
  func anOpenQuoteIsRefused(text: String) {
    #expect(throws: EnsembleError.self) { try CommandTemplate.split(text) }
  }

  @Test(arguments: [
    ("-x{x}", ["-x1 2"]), ("{{x}} {y z}", ["{x}", "{y", "z}"]), ("'{y z}'", ["3"]),
    ("'{\"a\": {x}}'", ["{\"a\": 1 2}"]), ("'{\"a\": {\"b\": {x}}}'", ["{\"a\": {\"b\": 1 2}}"]),
    ("{} {1}", ["{}", "{1}"]), ("{x}{x}", ["1 21 2"]),
  ])
  func valuesStayWithinTheirArgument(text: String, arguments: [String]) throws {
    let template = try CommandTemplate(text, known: ["x", "y z"])
    #expect(template.filled(["x": "1 2", "y z": "3"]) == arguments)
  }
}
