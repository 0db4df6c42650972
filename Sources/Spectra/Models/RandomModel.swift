// The spectrum of independent points: 1 everywhere.

/// The spectrum of independent, evenly drawn points: `P_S = 1`, `G = 1`.
public struct RandomModel: PairCorrelationModel, Hashable {
  public static let name = "random"
  public var label: FormulaLabel { .identity }
  public static let formula = "P = 1"

  public let count: Int
  public let dimension: Int

  public init(count: Int, dimension: Int) { (self.count, self.dimension) = (count, dimension) }

  public func power(frequency: Double) -> Double { 1 }

  public func pairCorrelation(distance: Double) -> Double { 1 }

  public func closedFormGain(over functions: BandlimitedClass) -> Double? { 1 }
}
