// Why a set of points has no spectrum.

public import NumericalMethods

/// Why the spectrum, pair correlation or measures of some points cannot be had.
public enum SpectrumError: Error, Equatable, Sendable, CustomStringConvertible {
  /// There are fewer points than the measure needs.
  case tooFewPoints(count: Int, needed: Int)
  /// The realizations of a design differ in size; `index` is the first that does.
  case differentRealizations(index: Int)
  /// A coordinate is not a number from 0 to 1.
  case outsideCube(point: Int, axis: Int, value: Double)
  /// A greatest frequency is not from 1 to `most`.
  case frequency(Int, most: Int)
  /// The modes cannot be enumerated.
  case modes(ModeError)
  /// A radius is not one at which pairs can be counted without bias.
  case radius(Double, most: Double)

  public var description: String {
    switch self {
    case .tooFewPoints(let count, let needed):
      "\(count) points are fewer than the \(needed) that are needed"
    case .differentRealizations(let index):
      "point set \(index + 1) differs from the first in count or dimension"
    case .outsideCube(let point, let axis, let value):
      "point \(point + 1) has the coordinate \(value) on axis \(axis + 1), outside [0, 1]"
    case .frequency(let frequency, let most):
      "\(frequency) is no greatest frequency: 1 to \(most) cycles per side can be asked for here"
    case .modes(let error): "\(error)"
    case .radius(let radius, let most):
      "\(radius) is no radius for pair distances: it lies between 0 and \(most)"
    }
  }
}
