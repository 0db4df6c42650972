// The variables that forward linear bounds are forms of: what of the input is not fixed.

internal import Tensors

/// Variables `z` in a set of their own, and the network's input as a linear form of them.
///
/// Elements of the input that the perturbation leaves alone are constants. Where few are perturbed,
/// or many follow from few, forward bounds cost as much as there are variables.
public struct InputVariables: Sendable {
  /// Where the variables may lie.
  public let set: any Perturbation
  /// The input: exact, in terms of the variables.
  public let input: LinearBounds

  public init(set: any Perturbation, input: LinearBounds) { (self.set, self.input) = (set, input) }

  /// Each element of the input is a variable.
  public init(allOf set: some Perturbation) {
    let box = set.box
    let shape = Array(box.shape.dropFirst())
    let identity = Coefficients.identity(shape, on: box.lower.device)
      .dense(as: box.lower.scalarType, on: box.lower.device)
    let zero = Tensor(
      repeating: 0, shape: [1] + shape, as: box.lower.scalarType, on: box.lower.device)
    self.init(
      set: set,
      input: LinearBounds(exactly: LinearForm(coefficients: identity, constant: zero)))
  }

  /// The elements of the input that are no points for some problem of the batch.
  ///
  /// `restrict` makes the set of some elements of the flattened input, where the others are fixed.
  init<Set: Perturbation>(movingPartOf set: Set, _ restrict: (Set, Tensor) -> any Perturbation) {
    let box = set.box
    let (batch, shape) = (box.batchCount, Array(box.shape.dropFirst()))
    let flat = box.map { $0.reshaped(to: [batch, -1]) }
    let isMoving = .!((flat.lower .== flat.upper).all(along: [0]))
    let indices = isMoving.indicesOfNonzero.flattened
    guard indices.count < flat.lower.shape[1] else {
      self.init(allOf: set)
      return
    }
    let constant = flat.lower.selected(where: .!isMoving, else: 0).reshaped(to: box.shape)
    var form = LinearForm(constant: constant)
    if indices.count > 0 {
      form.coefficients = Coefficients.selection(indices: indices, shape: shape)
        .dense(as: box.lower.scalarType, on: box.lower.device)
    }
    self.init(set: restrict(set, indices), input: LinearBounds(exactly: form))
  }

  /// How many variables there are.
  public var count: Int { input.lower.coefficients?.shape[1] ?? 0 }
}

extension Perturbation {
  public var variables: InputVariables { InputVariables(allOf: self) }
}

extension Box {
  public var variables: InputVariables {
    InputVariables(movingPartOf: self) { set, indices in Box(set.box.selecting(indices)) }
  }
}

extension NormBall {
  /// The ball seen along the elements that its limits leave open.
  public var variables: InputVariables {
    InputVariables(movingPartOf: self) { $0.selecting($1) }
  }
}

extension Interval {
  /// Some elements of the flattened value, `[batch, indices]`.
  func selecting(_ indices: Tensor) -> Interval {
    map { $0.reshaped(to: [$0.shape[0], -1]).selecting(indices, along: 1) }
  }
}
