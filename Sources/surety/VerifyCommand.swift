// surety verify: proves a property, refutes it, or says that it does not know.

import Archives
import ArgumentParser
import CommandSupport
import Foundation
import RobustnessVerification

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Proves or refutes a property of a network.",
    discussion: """
      The first line of the answer is one word: unsat (proved: no input of the region is unsafe), \
      sat (refuted, a counterexample follows), unknown or timeout.
      """)

  @Argument(help: "The .onnx or .onnx.gz file.")
  var model: String?

  @OptionGroup var asked: PropertyArguments

  @Option(help: "Seconds for one property.")
  var timeout = 300.0

  @Option(help: ArgumentHelp("Also write the answer here.", valueName: "FILE"))
  var output: String?

  @Option(
    help: ArgumentHelp("A list of instances: rows of onnx,vnnlib,timeout_s.", valueName: "LIST.csv")
  )
  var instances: String?

  @Option(help: "Steps of alpha-crown.")
  var iterations = 20

  @Flag(help: "Exit with status 2 unless everything was proved.")
  var strict = false

  @Flag(help: "Print one JSON object.")
  var json = false

  @OptionGroup var compute: ComputeOptions

  func run() throws {
    let device = try compute.start()
    guard timeout > 0, timeout.isFinite else { throw UsageError("--timeout \(timeout)") }
    var options = Verifier.Options()
    (options.timeout, options.device) = (.seconds(timeout), device)
    (options.budget, options.seed) = (try compute.budget(), compute.seed)
    options.iterations = iterations
    if let instances {
      guard model == nil else { throw UsageError("--instances takes the models from its list") }
      let runner = InstanceRunner(compute: compute, options: options, output: output)
      let allProved = try runner.run(list: instances)
      if strict, !allProved { throw ExitCode(2) }
      return
    }
    guard let model else { throw UsageError("the model is missing") }
    try verify(model, options)
  }

  private func verify(_ path: String, _ options: Verifier.Options) throws {
    let (model, networks) = try compute.load(path, for: asked.region)
    let properties = try asked.read(for: model)
    let line = ProgressLine()
    let verifier = Verifier(options: options) { progress in
      line.show("\(progress.stage): \(progress.decided) of \(progress.total) queries done")
    }
    var allProved = true
    for (index, item) in properties.enumerated() {
      let clock = ContinuousClock()
      let start = clock.now
      let verdict = try verifier.verify(item.property, on: networks, constraint: item.constraint)
      line.clear()
      let report = VerdictReport(
        verdict, seconds: seconds(clock.now - start), model: path, property: asked.property,
        seed: compute.seed)
      try show(report, numbered: properties.count > 1 ? index : nil)
      allProved = allProved && verdict == .proved
    }
    if strict, !allProved { throw ExitCode(2) }
  }

  private func show(_ report: VerdictReport, numbered index: Int?) throws {
    if let output {
      let path = index.map { "\(output).\($0)" } ?? output
      try FileWriting.write(Data((report.text + "\n").utf8), to: path)
    }
    if json { try printJSON(report) } else { report.printText() }
  }
}

/// A verdict as it is printed.
struct VerdictReport: Encodable {
  let verdict: String
  let seconds: Double
  let model: String
  let property: String?
  let reason: String?
  let input: [Double]?
  let output: [Double]?
  let precision: String?
  let seed: UInt64
  let version: String
  private let witness: String?

  init(_ verdict: Verdict, seconds: Double, model: String, property: String?, seed: UInt64) {
    self.verdict = verdict.word
    (self.seconds, self.model, self.property, self.seed) = (seconds, model, property, seed)
    version = Version.current
    if case .unknown(let text) = verdict { reason = text } else { reason = nil }
    guard case .refuted(let found) = verdict else {
      (input, output, precision, witness) = (nil, nil, nil, nil)
      return
    }
    (input, output, witness) = (found.input, found.output, found.witness)
    precision = found.isSinglePrecision ? "float32" : "float64"
  }

  /// The word, and the witness after `sat`.
  var text: String { witness.map { "\(verdict)\n\($0)" } ?? verdict }

  /// Prints the answer, then what a reader may want to know as comments.
  func printText() {
    print(text)
    if let reason { print("; \(reason)") }
    print("; \(short(seconds)) s")
  }

  enum CodingKeys: String, CodingKey {
    case verdict, seconds, model, property, reason, input, output, precision, seed, version
  }
}
