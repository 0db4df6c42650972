// The options that name a region of inputs, and what must hold on it.

import ArgumentParser
import ArrayFiles
import CommandSupport
import RobustnessVerification

struct RegionOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The center of the region.", valueName: "X.npy"))
  var input: String?

  @Option(
    help: ArgumentHelp("The radius: a number, or one for each element.", valueName: "r|E.npy"))
  var eps: String?

  @Option(help: ArgumentHelp("The norm of the radius: inf, 2 or 1.", valueName: "norm"))
  var norm = "inf"

  @Option(help: ArgumentHelp("The lower corner of a box.", valueName: "L.npy"))
  var lower: String?

  @Option(help: ArgumentHelp("The upper corner of a box.", valueName: "U.npy"))
  var upper: String?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Limits that no input leaves, such as '0 1'.", valueName: "LO HI"))
  var clip: [Double] = []

  var isGiven: Bool { input != nil || eps != nil || lower != nil || upper != nil }

  /// One box for each input of the file, and the ball for `--norm 2` and `1`.
  func regions(for graph: Graph) throws -> [(box: InputBox, ball: BallConstraint?)] {
    let limits = try clipLimits()
    if input != nil {
      guard lower == nil, upper == nil else {
        throw UsageError("give either --input and --eps or --lower and --upper")
      }
      return try balls(for: graph, limits)
    }
    guard let lower, let upper else {
      throw UsageError("the region is missing: give --input and --eps, or --lower and --upper")
    }
    guard eps == nil else { throw UsageError("--eps needs --input") }
    let (low, high) = (try rows(lower, graph), try rows(upper, graph))
    guard low.count == high.count else {
      throw UsageError("\(lower) holds \(low.count) corners and \(upper) \(high.count)")
    }
    return try zip(low, high).map { try (clipped($0, $1, limits), nil) }
  }

  private func balls(
    for graph: Graph, _ limits: ClosedRange<Double>?
  ) throws -> [(box: InputBox, ball: BallConstraint?)] {
    guard let input, let eps else { throw UsageError("--input needs --eps") }
    let centers = try rows(input, graph)
    guard let norm = Norm(rawValue: norm) else {
      throw UsageError("--norm \(norm) is not inf, 2 or 1")
    }
    let radii = try radii(eps, graph)
    return try centers.map { center in
      let box = try clipped(
        zip(center, radii).map { ($0 - $1).nextDown }, zip(center, radii).map { ($0 + $1).nextUp },
        limits)
      guard norm != .infinity else { return (box, nil) }
      guard Double(eps) != nil else { throw UsageError("--norm \(norm.rawValue) needs one radius") }
      return (
        box, BallConstraint(center: center, radius: radii[0], kind: norm == .two ? .two : .one)
      )
    }
  }

  private func radii(_ eps: String, _ graph: Graph) throws -> [Double] {
    if let number = Double(eps) {
      guard number >= 0, number.isFinite else { throw UsageError("--eps \(eps)") }
      return [Double](repeating: number, count: graph.inputCount)
    }
    let rows = try rows(eps, graph)
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
  private func rows(_ path: String, _ graph: Graph) throws -> [[Double]] {
    let array = try NumberArray(npy: path)
    let count = graph.inputCount
    let values = array.doubles()
    guard values.allSatisfy(\.isFinite) else {
      throw UsageError("\(path): not every number is finite")
    }
    guard count > 0, !values.isEmpty, values.count % count == 0 else {
      throw UsageError(
        "\(path): the shape \(array.shape) does not fit the input \(graph.inputShape)")
    }
    return stride(from: 0, to: values.count, by: count).map { Array(values[$0..<$0 + count]) }
  }
}

struct ClaimOptions: ParsableArguments {
  @Option(help: "The class that must keep the largest output.")
  var label: Int?

  @Option(help: ArgumentHelp("What every output must stay above.", valueName: "v|V.npy"))
  var above: String?

  @Option(help: ArgumentHelp("What every output must stay below.", valueName: "v|V.npy"))
  var below: String?

  /// The property that the options state about a box.
  func property(on box: InputBox, outputs: Int) throws -> Property {
    if let label {
      guard above == nil, below == nil else { throw UsageError("give --label or thresholds") }
      guard (0..<outputs).contains(label) else {
        throw UsageError("--label \(label): the network has \(outputs) outputs")
      }
      return Property(label: label, classes: outputs, box: box)
    }
    guard above != nil || below != nil else {
      throw UsageError("what must hold is missing: give --label, --above or --below")
    }
    return Property(
      outputsStayAbove: try thresholds(above, outputs), below: try thresholds(below, outputs),
      box: box)
  }

  private func thresholds(_ text: String?, _ outputs: Int) throws -> [Double?] {
    guard let text else { return [Double?](repeating: nil, count: outputs) }
    if let number = Double(text) { return [Double?](repeating: number, count: outputs) }
    let values = try NumberArray(npy: text).doubles()
    guard values.count == outputs else {
      throw UsageError("\(text): \(values.count) thresholds for \(outputs) outputs")
    }
    return values.map { $0.isFinite ? $0 : nil }
  }
}
