// Idioms: how exporters write operations that this package bounds as one.

internal import Graphs

extension Idiom {
  /// Every idiom of the package; the ones that contain another stand before it.
  static let all = gelus + gates + normalizations + exponentials + powers
}
