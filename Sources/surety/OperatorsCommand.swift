// surety operators: every operator of the catalog, and how it is bounded.

import ArgumentParser
import RobustnessVerification

struct OperatorsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "operators",
    abstract: "Lists the operators that networks may be made of, and how each is bounded.",
    discussion: "The list is a table in Markdown, as it stands in README.md.")

  func run() throws {
    print("| Operator | Bounded by |")
    print("|---|---|")
    for entry in OperatorCatalog.standard.entries { print("| \(entry.name) | \(entry.bounding) |") }
  }
}
