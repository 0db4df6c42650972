// The run over a list of instances: one row of results each, kept as they come.

import Archives
import CommandSupport
import Foundation
import RobustnessVerification

/// Verifies the instances of a list one after the other.
struct InstanceRunner {
  let compute: ComputeOptions
  let options: Verifier.Options
  let output: String?

  /// Returns whether every instance was proved.
  ///
  /// An instance that cannot be read is one row that says why, and the run goes on.
  func run(list path: String) throws -> Bool {
    let list = try InstanceList(path: path)
    let line = ProgressLine()
    var rows = ["onnx,vnnlib,timeout_s,verdict,seconds,detail"]
    var allProved = true
    for (index, instance) in list.instances.enumerated() {
      line.show("\(index + 1) of \(list.instances.count): \(instance.model)")
      let clock = ContinuousClock()
      let start = clock.now
      let (word, detail) = result(of: instance, in: list)
      let row =
        [
          instance.model, instance.property, short(instance.timeout, digits: 0), word,
          short(seconds(clock.now - start)), detail,
        ]
        .map(Self.field).joined(separator: ",")
      rows.append(row)
      line.clear()
      print(row)
      allProved = allProved && word == Verdict.proved.word
      // Whatever was finished is kept, also if the run is interrupted.
      if let output {
        try FileWriting.write(Data((rows.joined(separator: "\n") + "\n").utf8), to: output)
      }
    }
    return allProved
  }

  private func result(
    of instance: Instance, in list: InstanceList
  ) -> (word: String, detail: String) {
    do {
      let (model, networks) = try compute.load(list.resolve(instance.model))
      let property = try PropertyArguments.read(list.resolve(instance.property), for: model.graph)
      var options = options
      options.timeout = .seconds(instance.timeout)
      let verdict = try Verifier(options: options).verify(property, on: networks)
      switch verdict {
      case .refuted(let found):
        return (verdict.word, found.witness.replacing("\n", with: " "))
      case .unknown(let reason): return (verdict.word, reason)
      case .proved, .timeout: return (verdict.word, "")
      }
    } catch {
      return ("error", "\(error)")
    }
  }

  private static func field(_ text: String) -> String {
    guard text.contains(where: { ",\"\n\r".contains($0) }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"").replacing("\n", with: " ") + "\""
  }
}
