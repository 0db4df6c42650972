// The options that say how the columns of a study are read: their space, and which are inputs.

import ArgumentParser

struct StudyOptions: ParsableArguments {
  @OptionGroup var space: SpaceOptions

  @Option(
    help: ArgumentHelp(
      "The columns that are inputs; else the domain's, or x1, x2, …, or all that hold numbers.",
      valueName: "A,B,C"))
  var inputs: String?

  var names: [String] { inputs.map(commaSeparated) ?? [] }
}
