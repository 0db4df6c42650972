// What the tool answers to a name that it does not know: the near ones, and where all are listed.

import CommandSupport
import SampleDesign

/// The refusal of an unknown name.
func unknownName(_ what: String, _ name: String, among known: [String], list: String) -> UsageError
{
  let near = nearNames(name, known).joined(separator: " or ")
  return UsageError(
    "there is no \(what) '\(name)'" + (near.isEmpty ? "" : "; did you mean \(near)?")
      + (near.isEmpty ? "; " : " ") + "'\(list)' lists them")
}
