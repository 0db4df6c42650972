// VNN-LIB 1.0, the language in which the verification competition states its properties.

extension Property {
  /// A property from the text of a VNN-LIB 1.0 file.
  ///
  /// The file asserts a boolean formula over inputs `X_i` and outputs `Y_j`; an input and its outputs
  /// that satisfy it are unsafe. All errors come from here, so that the queries cannot fail. The text is
  /// not kept.
  ///
  /// Decimals become the nearest `Double`. Where constants are folded, as in `(<= (* 3 X_0) 1)`, a
  /// rounding makes the unsafe set larger, never smaller; a coefficient that would round is refused.
  ///
  /// ## References
  ///
  /// - <https://www.vnnlib.org>
  /// - Brix et al., First three years of the international verification of neural networks competition
  ///   (VNN-COMP), <https://arxiv.org/abs/2301.05815>
  public init(
    vnnlib bytes: [UInt8], file: String, limits: VNNLIBLimits = VNNLIBLimits()
  ) throws(SpecificationError) {
    var reader = VNNLIBReader(bytes: bytes, file: file, limits: limits)
    self = try reader.read()
  }
}
