// surety train: trains a network that comes with a proof.

import ArgumentParser
import CertifiedTraining
import CommandSupport
import DataSets
import Foundation
import Reports
import RobustnessVerification

struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Trains a network whose robustness can be certified.",
    discussion: """
      Settings come from a YAML file of 'key: value' lines, from the options below, and from \
      --set key=value, the later ones winning. Checkpoints and logs go into a folder beside the \
      model; --resume goes on with them to the identical result. SIGTERM and SIGINT save first. \
      Example: surety train --model cnn4 --data fashion-mnist --epsilon 0.1 -o net.onnx
      Settings: \(TrainingConfiguration.keys.map { "\($0.name) (\($0.help))" }.joined(separator: "; ")).
      """)

  @Argument(help: "A YAML file of settings.")
  var settings: String?

  @Option(help: "The network: mlp, cnn4, cnn7 ..., with options: cnn4:width=8,dense=100.")
  var model: String?

  @Option(
    help:
      "The data set: fashion-mnist, mnist:FOLDER, cifar10:FOLDER, sentences:FOLDER, FILE.csv ...")
  var data: String?

  @Option(help: "The radius of the perturbation, in the units of the data.")
  var epsilon: Double?

  @Option(help: "natural, adversarial, ibp, crown-ibp, crown, sabr, mtl-ibp or cc-ibp.")
  var method: String?

  @Flag(help: "Bound the loss itself: one backward row an example, however many classes.")
  var lossFusion = false

  @Option(help: "How often the data are seen.")
  var epochs: Int?

  @Option(help: "The seed of the first weights and of the order of samples.")
  var seed: UInt64?

  @Option(name: .customLong("set"), help: "Any other setting, KEY=VALUE.")
  var others: [String] = []

  @Option(name: .shortAndLong, help: "Where the trained network goes: MODEL.onnx.")
  var output: String

  @Option(help: "The folder of checkpoints and logs; without it the model's name and '.run'.")
  var folder: String?

  @Flag(help: "Go on with the training in the folder.")
  var resume = false

  @Option(help: "How many threads to use.")
  var threads = ProcessInfo.processInfo.activeProcessorCount

  @Flag(help: "Print one JSON object at the end.")
  var json = false

  func run() throws {
    try Runtime.start()
    guard threads > 0, threads <= 1024 else { throw UsageError("--threads \(threads)") }
    let configuration = try configuration()
    let place = folder ?? (output as NSString).deletingPathExtension + ".run"
    let train = try open(configuration, .train)
    let test = try open(configuration, .test)
    let signals = PendingSignals()
    let show = TrainingDisplay(epochs: configuration.epochs)
    let processes = try ProcessGroup.joined(ProcessInfo.processInfo.environment)
    var start = try TrainingRun(
      configuration, on: train, in: place, resumes: resume, among: processes,
      observing: show.show)
    start.threadCount = threads
    let begun = start
    let (run, outcome) = try waiting {
      var run = begun
      let outcome = try await run.run(
        on: train, test: test, isPaused: { signals.hasArrived }, observing: show.show)
      return (run, outcome)
    }
    show.clear()
    guard outcome == .finished else {
      throw UsageError("stopped; everything is saved in \(place): go on with --resume")
    }
    // One process writes for all.
    guard processes?.isLeader ?? true else { return }
    let network = run.trainer.network
    try network.graph().write(onnx: output, naming: network.namedValues)
    try WordTable(of: network, on: train)?.write(beside: output)
    let page = TrainingReport(
      configuration: configuration, history: run.trainer.progress.history,
      facts: [.init("version", Version.current), .init("model", output)])
    try page.report().write(to: "\(place)/report.html")
    try network.namedValues.write(safetensors: "\(place)/model.safetensors")
    try report(run, place)
  }

  /// The settings of the file, then those of the command line.
  private func configuration() throws -> TrainingConfiguration {
    var result = try settings.map { try TrainingConfiguration(yaml: $0) } ?? TrainingConfiguration()
    let named: [(String, String?)] = [
      ("model", model), ("data", data), ("epsilon", epsilon.map { "\($0)" }), ("method", method),
      ("loss-fusion", lossFusion ? "true" : nil), ("epochs", epochs.map { "\($0)" }),
      ("seed", seed.map { "\($0)" }),
    ]
    for (key, value) in named { if let value { try result.set(key, to: value) } }
    for item in others { try result.set(item) }
    guard !result.data.isEmpty else {
      throw UsageError(
        "say what to train on: --data \(DataSetCatalog.names.joined(separator: ", "))")
    }
    return result
  }

  private func open(
    _ configuration: TrainingConfiguration, _ split: DataSets.Split
  ) throws -> any DataSet {
    let data = try DataSetCatalog.open(
      configuration.data, split: split, options: configuration.dataOptions)
    return configuration.limit > 0 ? data.prefix(configuration.limit) : data
  }

  private func report(_ run: TrainingRun, _ place: String) throws {
    guard json else {
      let count = run.trainer.network.values.reduce(0) { $0 + $1.count }
      print("\(output): \(count) parameters; checkpoints, log and report.html in \(place)")
      return
    }
    struct Report: Encodable {
      let model: String
      let folder: String
      let settings: [String: String]
      let epochs: [EpochReport]
      let version: String
    }
    try printJSON(
      Report(
        model: output, folder: place,
        settings: Dictionary(
          uniqueKeysWithValues: run.trainer.configuration.settings.map { ($0.key, $0.value) }),
        epochs: run.trainer.progress.history, version: Version.current))
  }
}

/// Shows on standard error how far a training is.
private struct TrainingDisplay: Sendable {
  let epochs: Int
  private let line = ProgressLine()

  init(epochs: Int) { self.epochs = epochs }

  func clear() { line.clear() }

  @Sendable func show(_ event: TrainingRun.Event) {
    switch event {
    case .resumed(let epochs, let file): say("going on after epoch \(epochs), from \(file)")
    case .warning(let text): say("warning: \(text)")
    case .saved: break
    case .step(let step):
      let report = step.report
      let left = Double(step.stepCount - step.step) / Double(max(step.step, 1)) * report.seconds
      let wholeLeft =
        left + Double(epochs - report.epoch - 1) * report.seconds * Double(step.stepCount)
        / Double(max(step.step, 1))
      line.show(
        "epoch \(report.epoch + 1)/\(epochs) [\(step.step)/\(step.stepCount)] \(words(report)),"
          + " \(short(wholeLeft, digits: 0)) s left")
    case .epoch(let report):
      say("epoch \(report.epoch + 1)/\(epochs) \(words(report))\(test(report))")
    }
  }

  private func words(_ report: EpochReport) -> String {
    let clean = report.cleanError.map { " clean error \(percent($0))" } ?? ""
    let certified = report.certifiedError.map { " certified \(percent($0))" } ?? ""
    return "loss \(short(report.objective)) eps \(short(report.epsilon, digits: 4))"
      + "\(clean)\(certified) \(short(report.samplesPerSecond, digits: 0))/s"
  }

  private func test(_ report: EpochReport) -> String {
    if let loss = report.testNaturalLoss, let worst = report.testRobustLoss {
      return "; test loss \(short(loss)), at worst \(short(worst))"
    }
    guard let clean = report.testCleanError, let certified = report.testCertifiedError else {
      return ""
    }
    return "; test clean error \(percent(clean)) certified \(percent(certified))"
  }

  private func percent(_ share: Double) -> String { short(share * 100, digits: 1) + "%" }

  private func say(_ text: String) {
    line.clear()
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }
}
