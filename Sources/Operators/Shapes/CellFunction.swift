// CellFunction: an activation that a recurrent layer names among its attributes.

internal import Graphs

/// One of the functions of a recurrent cell, with its parameters.
struct CellFunction: Sendable {
  private let kind: Kind
  private let alpha: Double
  private let beta: Double

  /// The names of the standard, without regard to capitals.
  private enum Kind: String, Sendable {
    case affine, elu, hardsigmoid, leakyrelu, relu, scaledtanh, sigmoid, softplus, softsign, tanh
    case thresholdedrelu

    /// What alpha and beta are where the node does not say; not a number where it must.
    var defaults: (alpha: Double?, beta: Double?) {
      switch self {
      case .affine: (.nan, 0)
      case .scaledtanh: (.nan, .nan)
      case .hardsigmoid: (0.2, 0.5)
      case .leakyrelu: (0.01, nil)
      case .elu, .thresholdedrelu: (1, nil)
      case .relu, .sigmoid, .softplus, .softsign, .tanh: (nil, nil)
      }
    }
  }

  /// The functions of all directions, in order; parameters go to those that have them, in order.
  static func list(
    _ node: NodeReader, defaults: [String], directions: Int
  ) throws(GraphError) -> [CellFunction] {
    let count = defaults.count * directions
    let names = try node.strings("activations") ?? (0..<directions).flatMap { _ in defaults }
    guard names.count == count else {
      throw node.invalid("it names \(names.count) activations, not \(count)")
    }
    var alphas = try node.floats("activation_alpha")?[...] ?? []
    var betas = try node.floats("activation_beta")?[...] ?? []
    var functions: [CellFunction] = []
    for name in names {
      guard let kind = Kind(rawValue: name.lowercased()) else {
        throw node.unsupported("the activation '\(name)'")
      }
      let (alpha, beta) = kind.defaults
      let function = CellFunction(
        kind: kind, alpha: alpha.map { alphas.popFirst() ?? $0 } ?? 0,
        beta: beta.map { betas.popFirst() ?? $0 } ?? 0)
      guard !function.alpha.isNaN, !function.beta.isNaN else {
        throw node.unsupported("\(name) without parameters, which the standard does not fix")
      }
      functions.append(function)
    }
    return functions
  }

  func apply(
    _ value: GraphAssembly.Value, in assembly: inout GraphAssembly
  ) throws(GraphError) -> GraphAssembly.Value {
    switch kind {
    case .affine: return try affine(value, in: &assembly)
    case .hardsigmoid: return try assembly.clipped(affine(value, in: &assembly), 0...1)
    case .scaledtanh:
      let inner = try assembly.scaled(value, by: beta)
      return try assembly.scaled(assembly.apply("Tanh", [inner]), by: alpha)
    case .elu: return try assembly.apply("Elu", [value], ["alpha": .float(alpha)])
    case .leakyrelu: return try assembly.apply("LeakyRelu", [value], ["alpha": .float(alpha)])
    case .thresholdedrelu:
      return try assembly.apply("ThresholdedRelu", [value], ["alpha": .float(alpha)])
    case .relu: return try assembly.apply("Relu", [value])
    case .sigmoid: return try assembly.apply("Sigmoid", [value])
    case .softplus: return try assembly.apply("Softplus", [value])
    case .softsign: return try assembly.apply("Softsign", [value])
    case .tanh: return try assembly.apply("Tanh", [value])
    }
  }

  /// `α x + β`.
  private func affine(
    _ value: GraphAssembly.Value, in assembly: inout GraphAssembly
  ) throws(GraphError) -> GraphAssembly.Value {
    let product = try assembly.scaled(value, by: alpha)
    return beta == 0 ? product : try assembly.apply("Add", [product, assembly.number(beta)])
  }
}
