import ArrayFiles
import Bounds
import Foundation
import Graphs
import ONNX
import Operators
import Propagation
import Tensors
import Testing

/// Derivatives of the bounds of every operator, on the models of Tests/OperatorsTests/Fixtures.
struct OperatorGradientTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("OperatorsTests/Fixtures").path

  /// The operator of a case is the first word of its name.
  static let groups: [String: [String]] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let models = files.filter { $0.hasSuffix(".onnx") || $0.hasSuffix(".onnx.gz") }.sorted()
    return Dictionary(grouping: models) { String($0.prefix { $0 != "-" && $0 != "." }) }
  }()

  @Test(arguments: groups.keys.sorted())
  func agreeWithDifferencesInRegionAndConstants(group: String) throws {
    for name in Self.groups[group] ?? [] {
      let example: GradientFixture
      do {
        example = try GradientFixture(name)
      } catch {
        Issue.record("\(name): \(error)")
        continue
      }
      try example.expectRegionGradient()
      try example.expectConstantGradient()
    }
  }
}

/// A fixture whose bounds are a number: the ends of all outputs, each with a random weight.
struct GradientFixture {
  let name: String
  let graph: Graph
  let center: Tensor
  let radius: Tensor

  init(_ name: String) throws {
    let folder = OperatorGradientTests.folder
    let stem = name.replacing(".gz", with: "").replacing(".onnx", with: "")
    self.name = stem
    graph = try Model(onnx: "\(folder)/\(name)", options: Model.Options(scalarType: .float64)).graph
    let arrays = try NpzArchive(npz: "\(folder)/\(stem).npz")
    let input = Tensor(try arrays.array(named: "input").doubles())
      .reshaped(to: [-1] + graph.inputShape).converted(to: .float64).slice(0..<1, along: 0)
    // Away from the round numbers of the fixtures, where many operators have kinks.
    let generator = Generator(seed: 3)
    center = input + generator.normal(input.shape, as: .float64) * 0.01
    radius = generator.uniform(input.shape, as: .float64) * 0.2 + 0.02
  }

  /// Their constants put the values that are rounded onto halves, where rounding jumps.
  static let constantsAtJumps: Set<String> = [
    "greater-of-rounded", "less-of-rounded", "lessorequal-of-rounded", "round-halves",
  ]

  /// Ends that are not finite say nothing, and have no derivative.
  private func number(of graph: Graph, _ center: Tensor, _ radius: Tensor) -> [Tensor] {
    let bounds = DifferentiableBounds(
      of: graph, on: Box(center: center, radius: radius))
    return [bounds.byIntervals(.outputs), bounds.bySubstitution(.outputs)].map { range in
      let generator = Generator(seed: 8)
      return [range.lower, range.upper].map { end in
        let weight = generator.normal(end.shape, as: .float64)
        return (end * weight).selected(where: end.isFinite, else: 0).sum()
      }.reduce(Tensor(0, as: .float64), +)
    }
  }

  func expectRegionGradient() throws {
    try expectDerivative(at: [center, radius], "region") { number(of: graph, $0[0], $0[1]) }
  }

  func expectConstantGradient() throws {
    let constants = graph.trainableConstants
    guard !constants.isEmpty, !Self.constantsAtJumps.contains(name) else { return }
    try expectDerivative(at: constants, "constants") {
      number(of: try graph.replacingConstants(by: $0), center, radius)
    }
  }

  private func expectDerivative(
    at points: [Tensor], _ what: String, of function: ([Tensor]) throws -> [Tensor]
  ) throws {
    let generator = Generator(seed: 99)
    // Products with zero have a kink there: the magnitude of the factor.
    let directions = points.map { point in
      generator.normal(point.shape, as: .float64).selected(where: .!(point .== 0), else: 0)
    }
    let variables = points.map(\.requiringGradient)
    let step = 1e-7
    let moved = try [step, -step].map { reach in
      try withoutGradients { try function(zip(points, directions).map { $0 + $1 * reach }) }
    }
    for (index, method) in ["intervals", "substitution"].enumerated() {
      // A gradient uses up what was recorded.
      let value = try function(variables)[index]
      let analytic =
        value.requiresGradient
        ? zip(Tensor.gradient(of: value, wrt: variables), directions)
          .map { ($0 * $1).sum().scalar }.reduce(0, +) : 0
      let numeric = (moved[0][index].scalar - moved[1][index].scalar) / (2 * step)
      #expect(
        abs(numeric - analytic) <= 1e-4 * max(abs(numeric), 1e-1),
        "\(name), \(what), \(method): \(analytic) by autograd, \(numeric) by differences")
    }
  }
}

extension NodeReader {
  /// The constants that a derivative is asked for in: numbers of the type of the graph.
  ///
  /// Not those of `Clip` (limits), `Pad` (the value outside), `Pow` (the exponent), `Resize` and
  /// `Upsample` (the scales): they are read once, as numbers that decide what the operator is.
  fileprivate func isTrainable(_ operand: Operand) -> Tensor? {
    guard case .constant(let tensor) = operand, tensor.scalarType == scalarType,
      !["Clip", "Pad", "Pow", "Resize", "Upsample"].contains(operatorName)
    else { return nil }
    return tensor
  }
}

extension Graph {
  /// The floating-point constants that nodes were read from, in order.
  var trainableConstants: [Tensor] {
    nodes.compactMap(\.origin).flatMap { origin in
      origin.operands.compactMap(origin.isTrainable)
    }
  }

  /// The same nodes, read anew with other constants.
  func replacingConstants(by values: [Tensor]) throws -> Graph {
    var (rest, result) = (values[...], Graph(inputShape: inputShape, scalarType: scalarType))
    for node in nodes {
      guard let origin = node.origin else {
        result.append(node.name, node.operation, node.inputs)
        continue
      }
      let operands = origin.operands.map { operand in
        guard origin.isTrainable(operand) != nil, let next = rest.popFirst() else {
          return operand
        }
        return Operand.constant(next)
      }
      var reader = NodeReader(
        operatorName: origin.operatorName, name: origin.name, opset: origin.opset,
        operands: operands, attributes: origin.attributes,
        output: (origin.outputIndex, origin.outputCount), scalarType: origin.scalarType)
      reader.kinds = origin.kinds
      result.append(
        node.name, try OperatorCatalog.standard.makeOperator(reader), node.inputs, origin: reader)
    }
    return result
  }
}
