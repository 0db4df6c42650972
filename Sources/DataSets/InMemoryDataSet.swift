// InMemoryDataSet: samples and targets that are tensors already.

public import Tensors

/// Samples and targets that are tensors already.
public struct InMemoryDataSet: DataSet {
  public let name: String
  public let task: Task
  private let inputs: Tensor
  private let targets: Targets

  /// - `inputs`: `[count] + sampleShape`
  /// - `targets`: classes `[count]` below the number of class names, or values `[count, outputs]`
  public init(
    name: String, inputs: Tensor, targets: Targets, task: Task
  ) throws(DataSetError) {
    (self.name, self.inputs, self.targets, self.task) = (name, inputs, targets, task)
    switch (targets, task) {
    case (.classes(let labels), .classification(let names)):
      precondition(labels.shape == [inputs.shape[0]], "labels \(labels.shape) of \(inputs.shape)")
      try checkLabels(labels.scalars(as: Int.self), classes: names.count) {
        "\(name), sample \($0)"
      }
    case (.values(let values), .regression(let names)):
      precondition(
        values.shape == [inputs.shape[0], names.count], "values \(values.shape) of \(inputs.shape)")
    default: preconditionFailure("the targets do not fit the task")
    }
  }

  public var count: Int { inputs.shape[0] }
  public var sampleShape: [Int] { Array(inputs.shape.dropFirst()) }

  public func batch(_ indices: [Int]) throws(DataSetError) -> Batch {
    check(indices)
    let places = Tensor(indices)
    return Batch(
      inputs: inputs.selecting(places, along: 0), targets: targets.selecting(places),
      indices: indices)
  }
}

extension Targets {
  /// The targets of some samples, `int64 [n]`.
  func selecting(_ places: Tensor) -> Targets {
    switch self {
    case .classes(let labels): .classes(labels.selecting(places, along: 0))
    case .values(let values): .values(values.selecting(places, along: 0))
    }
  }
}

/// Refuses the first label that names no class; `place` says where the label of an index stands.
func checkLabels(
  _ labels: some Sequence<Int>, classes: Int, _ place: (Int) -> String
) throws(DataSetError) {
  for (index, label) in labels.enumerated() where !(0..<classes).contains(label) {
    throw .labelOutOfRange(place: place(index), label: label, classes: 0...max(classes - 1, 0))
  }
}
