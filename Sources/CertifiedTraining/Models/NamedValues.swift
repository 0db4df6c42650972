// NamedValues: the parameters of a network as a state dict, from and to files.

internal import ArrayFiles
internal import Graphs
public import Tensors

extension TrainableNetwork {
  /// All parameters by the names of a PyTorch state dict.
  public var namedValues: NamedTensors { NamedTensors(zip(parameters.map(\.name), values)) }

  /// Takes the values of a state dict; PyTorch's `num_batches_tracked` are passed over.
  ///
  /// - Throws: `TrainingError` if a parameter is missing, has another shape, or is unknown.
  public mutating func load(_ tensors: NamedTensors) throws(TrainingError) {
    let known = Set(parameters.map(\.name))
    for name in tensors.names where !known.contains(name) && !name.hasSuffix("num_batches_tracked")
    {
      throw .checkpoint("it has a tensor '\(name)' that the network has not")
    }
    for (index, parameter) in parameters.enumerated() {
      guard let tensor = tensors[parameter.name] else {
        throw .checkpoint("it has no tensor '\(parameter.name)'")
      }
      guard tensor.shape == parameter.shape else {
        throw .checkpoint(
          "'\(parameter.name)' has the shape \(tensor.shape), not \(parameter.shape)")
      }
      values[index] = tensor.converted(to: scalarType)
    }
  }
}
