// OutputScaling: the last nodes of a regression network, so that its outputs have the data's units.

internal import DataSets
public import Graphs
public import Tensors

/// `y = mean + deviation · z` for each output, where `z` is what the last layer gives.
///
/// Training sees `z` and standardized targets, so that one rate and one loss serve all units. What
/// is exported ends with the scaling: its outputs, and their certified ranges, are in the units of
/// the data.
public struct OutputScaling: Sendable, Hashable {
  public let mean: [Double]
  public let deviation: [Double]

  /// - Throws: `GraphError` if the counts differ or a deviation is not above zero.
  public init(mean: [Double], deviation: [Double]) throws(GraphError) {
    guard mean.count == deviation.count, !mean.isEmpty, mean.allSatisfy(\.isFinite),
      deviation.allSatisfy({ $0 > 0 && $0.isFinite })
    else {
      throw .model("outputs scaled by means \(mean) and deviations \(deviation)")
    }
    (self.mean, self.deviation) = (mean, deviation)
  }

  /// Targets `[n, outputs]` in units of the deviation, around zero.
  public func standardizing(_ targets: Tensor) -> Tensor {
    Statistics(mean: mean, deviation: deviation).standardizing(targets)
  }

  func assemble(
    _ output: ModelBuilder.Value, in builder: inout ModelBuilder
  ) throws(GraphError) -> ModelBuilder.Value {
    guard output.extents == [1, mean.count] else {
      throw .model("a scaling of \(mean.count) outputs for \(output.extents)")
    }
    let type = builder.scalarType
    func constant(_ numbers: [Double]) -> ModelBuilder.Value {
      .constant(Tensor(shape: [1, numbers.count], scalars: numbers).converted(to: type))
    }
    let scaled = try builder.apply("Mul", [output, constant(deviation)])
    return try builder.apply("Add", [scaled, constant(mean)])
  }
}
