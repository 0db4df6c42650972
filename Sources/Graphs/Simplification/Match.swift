// Match: what the names of a pattern stand for, where it was found.

internal import Tensors

/// What the names of a pattern stand for.
public struct Match: Sendable {
  /// Values of the graph, by their indices.
  public internal(set) var values: [String: Int] = [:]
  public internal(set) var numbers: [String: Double] = [:]
  /// Axes, counted from the front, in order.
  public internal(set) var axes: [String: [Int]] = [:]
  /// The shapes of the values.
  public internal(set) var shapes: [String: [Int]] = [:]
}

/// An operand of a node of a graph.
enum Site {
  case value(Int)
  case constant(Tensor)
}

// MARK: - Finding

extension Graph {
  /// The first way in which a value is what a pattern says, given what names stand for already.
  func match(_ pattern: Pattern, at site: Site, _ match: Match) -> Match? {
    matches(pattern, at: site, match).first
  }

  private func matches(_ pattern: Pattern, at site: Site, _ match: Match) -> [Match] {
    switch (pattern, site) {
    case (.either(let forms), _): return forms.flatMap { matches($0, at: site, match) }
    case (.number(let number), .constant(let tensor)):
      guard let found = tensor.commonScalar, isRounded(found, number) else { return [] }
      return [match]
    case (.anyNumber(let name), .constant(let tensor)):
      guard let found = tensor.commonScalar else { return [] }
      guard match.numbers[name] ?? found == found else { return [] }
      var match = match
      match.numbers[name] = found
      return [match]
    case (.value(let name), .value(let index)):
      guard match.values[name] ?? index == index, kind(of: index) == .real else { return [] }
      var match = match
      (match.values[name], match.shapes[name]) = (index, shape(of: index))
      return [match]
    case (.node(let name, let patterns), .value(let index)):
      guard let node = named(name, at: index) else { return [] }
      return matches(patterns, of: node, isCommutative: name == "Add" || name == "Mul", match)
    case (.configured(let name, let patterns, let settings), .value(let index)):
      guard let node = named(name, at: index), node.has(settings) else { return [] }
      return matches(patterns, of: node, isCommutative: false, match)
    case (.clip(let inner, let range), .value(let index)):
      guard let node = named("Clip", at: index), node.clipRange == range else { return [] }
      return matches([inner], of: node, isCommutative: false, match)
    case (.along(let name, let inner, let axesName), .value(let index)):
      guard let node = named(name, at: index), let axes = node.keptAxes else { return [] }
      guard match.axes[axesName] ?? axes == axes else { return [] }
      var match = match
      match.axes[axesName] = axes
      return matches([inner], of: node, isCommutative: false, match)
    default: return []
    }
  }

  /// The ways in which the first operands of a node are what patterns say.
  private func matches(
    _ patterns: [Pattern], of node: Node, isCommutative: Bool, _ match: Match
  ) -> [Match] {
    let sites = node.sites
    guard sites.count >= patterns.count else { return [] }
    func all(_ sites: [Site]) -> [Match] {
      zip(patterns, sites).reduce([match]) { found, pair in
        found.flatMap { matches(pair.0, at: pair.1, $0) }
      }
    }
    return all(sites) + (isCommutative ? all(sites.reversed()) : [])
  }

  /// The node that makes a value, if its operator has a name of the standard.
  private func named(_ name: String, at index: Int) -> Node? {
    guard index > 0, nodes[index - 1].origin?.operatorName == name else { return nil }
    return nodes[index - 1]
  }
}

// MARK: - Nodes

extension Graph.Node {
  /// The operands that are there, in order.
  fileprivate var sites: [Site] {
    var variables = inputs[...]
    return (origin?.operands ?? []).compactMap { operand in
      switch operand {
      case .constant(let tensor): .constant(tensor)
      case .variable: variables.popFirst().map { .value($0) }
      case .absent: nil
      }
    }
  }

  /// The ends of a `Clip`, which older operator sets give as attributes.
  fileprivate var clipRange: ClosedRange<Double>? {
    guard let origin else { return nil }
    func end(_ attribute: String, _ index: Int) -> Double? {
      if case .float(let value)? = origin.attributes[attribute] { return value }
      guard case .constant(let tensor) = origin.operand(index) else { return nil }
      return tensor.commonScalar
    }
    guard let low = end("min", 1), let high = end("max", 2), low <= high else { return nil }
    return low...high
  }

  /// A claim that the attributes are there, with these numbers.
  fileprivate func has(_ settings: [String: Double]) -> Bool {
    settings.allSatisfy { name, number in
      guard case .float(let found)? = origin?.attributes[name] else { return false }
      return isRounded(found, number)
    }
  }

  /// The axes of a reduction that keeps them, or of a softmax.
  fileprivate var keptAxes: [Int]? {
    guard let origin, let rank = origin.operand(0).shape?.count,
      (try? origin.flag("keepdims", default: true)) == true
    else { return nil }
    if origin.operatorName == "Softmax" {
      // Before operator set 13 it runs along all axes from one on.
      guard origin.opset >= 13, let axis = try? origin.int("axis", default: -1) else { return nil }
      return try? origin.axes([axis], rank: rank)
    }
    guard let axes = try? origin.intList(attribute: "axes", orInput: 1) else { return nil }
    return (try? origin.axes(axes, rank: rank))?.sorted()
  }
}

extension Tensor {
  /// The number that every element is.
  fileprivate var commonScalar: Double? {
    guard count > 0, count <= 4096 else { return nil }
    let scalars = scalars(as: Double.self)
    return scalars.allSatisfy { $0 == scalars[0] } ? scalars[0] : nil
  }
}

/// A claim that one number is another as single precision rounds it, or its inverse.
private func isRounded(_ found: Double, _ number: Double) -> Bool {
  abs(found - number) <= 0x1p-22 * abs(number)
}
