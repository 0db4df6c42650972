// TensorBudget: the memory that a model's tensors may still take.

/// The memory that a model's tensors may still take: small files can ask for much, by sharing
/// external data.
struct TensorBudget {
  private let limit: Int
  private var left: Int

  init(limit: Int) {
    self.limit = limit
    left = limit
  }

  mutating func reserve(_ bytes: Int) throws(TensorProblem) {
    guard bytes <= left else { throw .tooManyBytesInAll(limit: limit) }
    left -= bytes
  }
}
