// surety attack: looks for an unsafe input, and proves nothing.

import ArgumentParser
import CommandSupport
import Foundation
import RobustnessVerification

struct AttackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attack",
    abstract: "Looks for an unsafe input by projected gradient descent; proves nothing.")

  @Argument(help: "The .onnx or .onnx.gz file.")
  var model: String

  @OptionGroup var asked: PropertyArguments

  @Option(help: "Seconds for one property.")
  var timeout = 60.0

  @Option(help: "Starts for each unsafe set.")
  var restarts = 100

  @Flag(help: "Print one JSON object.")
  var json = false

  @OptionGroup var compute: ComputeOptions

  func run() throws {
    let device = try compute.start()
    guard restarts > 0, restarts <= 1 << 20 else { throw UsageError("--restarts \(restarts)") }
    Runtime.setThreadCount(compute.threads)
    let (loaded, networks) = try compute.load(model, for: asked.region)
    var attack = PGDAttack()
    attack.options.restarts = restarts
    for item in try asked.read(for: loaded) {
      let clock = ContinuousClock()
      let start = clock.now
      let found = try attack.search(
        Array(item.property.queries), constraint: item.constraint, on: networks, device: device,
        using: Generator(seed: compute.seed), deadline: start + .seconds(timeout))
      let verdict = found.map(Verdict.refuted) ?? .unknown(reason: "no unsafe input was found")
      let report = VerdictReport(
        verdict, seconds: seconds(clock.now - start), model: model, property: asked.property,
        seed: compute.seed)
      if json { try printJSON(report) } else { report.printText() }
    }
  }
}
