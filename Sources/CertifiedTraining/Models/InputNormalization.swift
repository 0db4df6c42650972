// InputNormalization: the first node of a network, so that its users give plain inputs.

public import Graphs
internal import Tensors

/// `(x - mean) / deviation` for each channel, or for each input of a table.
///
/// It belongs to the network and is exported with it: regions are stated in the units of the data.
public struct InputNormalization: Sendable, Hashable {
  public let mean: [Double]
  public let deviation: [Double]

  /// - Throws: `GraphError` if the counts differ or a deviation is not above zero.
  public init(mean: [Double], deviation: [Double]) throws(GraphError) {
    guard mean.count == deviation.count, !mean.isEmpty, mean.allSatisfy(\.isFinite),
      deviation.allSatisfy({ $0 > 0 && $0.isFinite })
    else {
      throw .model("a normalization with means \(mean) and deviations \(deviation)")
    }
    (self.mean, self.deviation) = (mean, deviation)
  }

  func assemble(
    _ input: ModelBuilder.Value, in builder: inout ModelBuilder
  ) throws(GraphError) -> ModelBuilder.Value {
    let shape = input.extents
    guard shape.count > 1, mean.count == 1 || shape[1] == mean.count else {
      throw .model("a normalization of \(mean.count) channels for \(shape)")
    }
    let places = [1, mean.count] + [Int](repeating: 1, count: shape.count - 2)
    let type = builder.scalarType
    func constant(_ numbers: [Double]) -> ModelBuilder.Value {
      .constant(Tensor(shape: places, scalars: numbers).converted(to: type))
    }
    let centered = try builder.apply("Sub", [input, constant(mean)])
    return try builder.apply("Mul", [centered, constant(deviation.map { 1 / $0 })])
  }
}
