// The options that name a region of inputs.

import Archives
import ArgumentParser
import ArrayFiles
import CommandSupport
import Foundation
import RobustnessVerification

struct RegionOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The center of the region.", valueName: "X.npy"))
  var input: String?

  @Option(
    help: ArgumentHelp("The radius: a number, or one for each element.", valueName: "r|E.npy"))
  var eps: String?

  @Option(help: ArgumentHelp("The norm of the radius: inf, 2, 1 or 0.", valueName: "norm"))
  var norm = "inf"

  @Option(help: "How many elements may change, for --norm 0.")
  var k: Int?

  @Option(help: ArgumentHelp("The lower corner of a box.", valueName: "L.npy"))
  var lower: String?

  @Option(help: ArgumentHelp("The upper corner of a box.", valueName: "U.npy"))
  var upper: String?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Limits that no input leaves: '--clip 0 1', or '--clip=-1 1'.", valueName: "LO HI"))
  var clip: [Double] = []

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Linear constraints A x <= b on the inputs of a box.", valueName: "A.npy b.npy"))
  var constraints: [String] = []

  @Option(
    help: ArgumentHelp("Sentences, and the words that may stand there.", valueName: "SETS.json"))
  var words: String?

  @Option(help: "How many words may change, for --words.")
  var changes: Int?

  @OptionGroup var changed: ChangeOptions
  @OptionGroup var weights: WeightOptions

  var isGiven: Bool {
    [input, eps, lower, upper, words].contains { $0 != nil } || !constraints.isEmpty || k != nil
      || changes != nil || changed.isGiven || weights.isGiven
  }

  /// A box and what constrains its inputs further.
  typealias Part = (box: InputBox, constraint: (any InputConstraint)?)

  /// Parts of an input one behind the other, each with its constraint.
  static func joining(_ parts: [Part]) -> Part {
    let box = InputBox(lower: parts.flatMap(\.box.lower), upper: parts.flatMap(\.box.upper))
    guard parts.contains(where: { $0.constraint != nil }) else { return (box, nil) }
    return (
      box,
      PartConstraints(parts.map { .init(count: $0.box.lower.count, constraint: $0.constraint) })
    )
  }

  /// How factors move the input of a model, if any do.
  func inputChanges(of model: Model) throws -> [InputChange] {
    try changed.changes(of: model, eps: eps)
  }

  /// One region for each input or sentence of the file; perturbed weights follow the input, and
  /// behind them the factors that move it.
  func regions(for model: Model) throws -> [Part] {
    let extent = InputExtent(model.inputs)
    let moves = try inputChanges(of: model)
    let radius = try weights.radius(eps: moves.isEmpty ? eps : nil)
    // A radius of the weights alone, or of factors, leaves the input where it is.
    let isFixed = !moves.isEmpty || (radius != nil && weights.weightEps == nil)
    var parts = try isFixed ? points(extent) : inputRegions(for: extent)
    if let radius {
      parts = try parts.map {
        try weights.region($0, with: model.weights, radius: radius, norm: norm)
      }
    }
    guard !moves.isEmpty else { return parts }
    let kind = try regionNorm
    return try parts.map { try changed.region($0, moves, norm: kind, k: k) }
  }

  /// The inputs of the file as they are.
  private func points(_ extent: InputExtent) throws -> [Part] {
    guard let input else {
      throw UsageError("the input is missing that is changed, or whose weights are: give --input")
    }
    guard lower == nil, upper == nil, words == nil, changes == nil, clip.isEmpty,
      constraints.isEmpty
    else { throw UsageError("the input is fixed here: give nothing but --input about it") }
    return try rows(input, extent).map { (InputBox(lower: $0, upper: $0), nil) }
  }

  private var regionNorm: RegionNorm {
    get throws {
      guard let norm = RegionNorm(rawValue: norm) else {
        throw UsageError("--norm \(norm) is not inf, 2, 1 or 0")
      }
      return norm
    }
  }

  /// The same for the input alone.
  private func inputRegions(for extent: InputExtent) throws -> [Part] {
    let norm = try regionNorm
    guard k == nil || norm == .zero else { throw UsageError("--k needs --norm 0") }
    if let words { return try sentences(words, extent) }
    guard changes == nil else { throw UsageError("--changes needs --words") }
    let parts = try plainRegions(norm, extent)
    guard !constraints.isEmpty else { return parts }
    let linear = try linearConstraints(extent)
    return try parts.map { box, constraint in
      guard constraint == nil else { throw UsageError("--constraints need a box: --norm inf") }
      if let places = linear.contradiction(within: box) {
        throw UsageError(
          "the region is empty: no input of the box satisfies \(constraints[0]) x <= "
            + "\(constraints[1]), in row \(places.map(String.init).joined(separator: " with "))")
      }
      return (box, linear)
    }
  }

  private func plainRegions(_ norm: RegionNorm, _ extent: InputExtent) throws -> [Part] {
    let limits = try clipLimits()
    if input != nil {
      guard lower == nil, upper == nil else {
        throw UsageError("give either --input and --eps or --lower and --upper")
      }
      return try norm == .zero ? fewChanges(for: extent, limits) : balls(norm, for: extent, limits)
    }
    guard let lower, let upper else {
      throw UsageError("the region is missing: give --input and --eps, or --lower and --upper")
    }
    guard eps == nil else { throw UsageError("--eps needs --input") }
    guard norm == .infinity else { throw UsageError("--norm \(norm.rawValue) needs --input") }
    let (low, high) = (try rows(lower, extent), try rows(upper, extent))
    guard low.count == high.count else {
      throw UsageError("\(lower) holds \(low.count) corners and \(upper) \(high.count)")
    }
    return try zip(low, high).map { try (clipped($0, $1, limits), nil) }
  }

  private func balls(
    _ norm: RegionNorm, for extent: InputExtent, _ limits: ClosedRange<Double>?
  ) throws -> [Part] {
    guard let input, let eps else { throw UsageError("--input needs --eps") }
    let centers = try rows(input, extent)
    let radii = try radii(eps, extent)
    return try centers.map { center in
      let box = try clipped(
        zip(center, radii).map { ($0 - $1).nextDown }, zip(center, radii).map { ($0 + $1).nextUp },
        limits)
      guard let kind = norm.ballKind else { return (box, nil) }
      return (box, BallConstraint(center: center, radii: radii, kind: kind))
    }
  }

  /// At most `k` elements change, each by its radius or within the limits.
  private func fewChanges(
    for extent: InputExtent, _ limits: ClosedRange<Double>?
  ) throws -> [Part] {
    guard let input, let k else { throw UsageError("--norm 0 needs --input and --k") }
    guard k >= 0 else { throw UsageError("--k \(k)") }
    guard eps != nil || limits != nil else {
      throw UsageError("--norm 0 needs --eps or --clip: how far an element may go")
    }
    let radii = try eps.map { try self.radii($0, extent) }
    return try rows(input, extent).map { center in
      let reach = radii ?? [Double](repeating: .infinity, count: center.count)
      let box = try clipped(
        zip(center, reach).map { ($0 - $1).nextDown }, zip(center, reach).map { ($0 + $1).nextUp },
        limits)
      for index in center.indices where !(box.lower[index]...box.upper[index] ~= center[index]) {
        throw UsageError("\(input): element \(index) is \(center[index]), outside of --clip")
      }
      return (box, ChangeLimit(center: center, changes: k))
    }
  }

  private func radii(_ eps: String, _ extent: InputExtent) throws -> [Double] {
    if let number = Double(eps) {
      guard number >= 0, number.isFinite else { throw UsageError("--eps \(eps)") }
      return [Double](repeating: number, count: extent.count)
    }
    let rows = try rows(eps, extent)
    guard rows.count == 1, rows[0].allSatisfy({ $0 >= 0 }) else {
      throw UsageError("\(eps): radii must be one for each input element, and none negative")
    }
    return rows[0]
  }

  private func clipLimits() throws -> ClosedRange<Double>? {
    guard !clip.isEmpty else { return nil }
    guard clip.count == 2, clip[0] <= clip[1] else { throw UsageError("--clip takes LO and HI") }
    return clip[0]...clip[1]
  }

  private func clipped(
    _ lower: [Double], _ upper: [Double], _ limits: ClosedRange<Double>?
  ) throws -> InputBox {
    let low = lower.map { max($0, limits?.lowerBound ?? -.infinity) }
    let high = upper.map { min($0, limits?.upperBound ?? .infinity) }
    for index in low.indices where !(low[index] <= high[index]) {
      throw UsageError(
        "the region is empty: element \(index) lies in \(low[index]) … \(high[index])")
    }
    return InputBox(lower: low, upper: high)
  }

  /// The inputs that a file holds: one, or one for each index of a leading axis.
  private func rows(_ path: String, _ extent: InputExtent) throws -> [[Double]] {
    let array = try NumberArray(npy: path)
    let count = extent.count
    let values = array.doubles()
    guard values.allSatisfy(\.isFinite) else {
      throw UsageError("\(path): not every number is finite")
    }
    guard count > 0, !values.isEmpty, values.count % count == 0 else {
      throw UsageError(
        "\(path): the shape \(array.shape) does not fit the input \(extent.shape)")
    }
    return stride(from: 0, to: values.count, by: count).map { Array(values[$0..<$0 + count]) }
  }

  private func linearConstraints(_ extent: InputExtent) throws -> LinearConstraints {
    guard constraints.count == 2 else { throw UsageError("--constraints takes A.npy and b.npy") }
    let rows = try rows(constraints[0], extent)
    let limits = try NumberArray(npy: constraints[1]).doubles()
    guard limits.count == rows.count, limits.allSatisfy(\.isFinite) else {
      throw UsageError(
        "\(constraints[1]): \(limits.count) limits for the \(rows.count) rows of \(constraints[0])")
    }
    return LinearConstraints(rows: rows, limits: limits)
  }

  private func sentences(_ path: String, _ extent: InputExtent) throws -> [Part] {
    guard input == nil, eps == nil, lower == nil, upper == nil, clip.isEmpty, constraints.isEmpty,
      norm == "inf"
    else { throw UsageError("--words names the region alone") }
    guard let changes, changes >= 0 else {
      throw UsageError("--words needs --changes, and not a negative number")
    }
    let data = try FileReading.read(path: path, limit: 1 << 28)
    let sets = try WordSets(json: data, file: path) { name in
      try NumberArray(npy: try FileReading.path(named: name, beside: path)).doubles()
    }
    return try sets.sentences.enumerated().map { index, words in
      let width = words.first?.first?.count ?? 0
      guard words.count * width == extent.count else {
        throw UsageError(
          "\(path): sentence \(index) has \(words.count) words of \(width) numbers, which do not fit"
            + " the input \(extent.shape)")
      }
      let choices = WordChoices(words: words, changes: changes)
      return (choices.box, choices)
    }
  }
}

/// The elements that the file of an input must have.
struct InputExtent {
  let shape: [Int]
  var count: Int { shape.reduce(1, *) }

  init(_ ports: [Model.Port]) {
    shape = ports.count == 1 ? ports[0].shape : [ports.map(\.count).reduce(0, +)]
  }
}

/// The norms that a region may be measured in.
enum RegionNorm: String {
  case infinity = "inf"
  case two = "2"
  case one = "1"
  case zero = "0"

  var ballKind: NormBall.Kind? {
    switch self {
    case .two: .two
    case .one: .one
    case .infinity, .zero: nil
    }
  }
}
