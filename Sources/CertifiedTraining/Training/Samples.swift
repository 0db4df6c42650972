// Samples: a batch as a network reads it.

internal import DataSets
internal import Tensors

/// A batch as a network reads it, with the words that may stand in each place of a sentence.
struct Samples: Sendable {
  /// `[n, 1] + sample shape`.
  let inputs: Tensor
  /// `[n, length, choices, width]`, the original first; `nil` where samples are no sentences.
  let choices: Tensor?

  /// - `table`: the rows of words, for sentences.
  init(_ batch: Batch, table: Tensor?) {
    guard let table, let candidates = batch.candidates else {
      (inputs, choices) = (batch.inputs.addingAxis(1), nil)
      return
    }
    inputs = embedded(batch.inputs, by: table).addingAxis(1)
    choices = embedded(candidates, by: table)
  }
}
