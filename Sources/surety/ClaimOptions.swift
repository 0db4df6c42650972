// The options that say what must hold on a region.

import ArgumentParser
import ArrayFiles
import CommandSupport
import RobustnessVerification

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
