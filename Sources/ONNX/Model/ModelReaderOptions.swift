// ModelReaderOptions: what a model file may ask of the machine.

/// What a model file may ask of the machine, and which numbers it may hold.
public struct ModelReaderOptions: Sendable, Equatable {
  /// The most bytes that a model file may have, without its external data.
  public var maximumFileBytes = 2 << 30
  /// The most elements that one tensor may have.
  public var maximumTensorElements = 1 << 30
  /// The most bytes that all tensors together may take, once they are widened.
  public var maximumTotalTensorBytes = 8 << 30
  /// Whether constants may hold values that are not finite.
  ///
  /// If not, NaN is refused everywhere, and an infinity wherever it does not stand alone: a bound
  /// of `Clip` may be infinite, a weight may not.
  public var allowsNonFinite = false

  public init() {}
}
