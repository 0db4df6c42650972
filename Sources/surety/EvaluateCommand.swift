// surety evaluate: clean, attacked and certified error of a classifier on a data set.

import ArgumentParser
import CertifiedTraining
import CommandSupport
import DataSets
import Foundation
import RobustnessVerification

struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Clean, attacked and certified error of a classifier on a data set.",
    discussion: """
      Methods are tried from cheap to dear; each sees only what is still unproved. \
      Example: surety evaluate net.onnx --data fashion-mnist --epsilon 0.1
      """)

  @Argument(help: "The .onnx or .onnx.gz file.")
  var model: String

  @Option(help: "The data set: fashion-mnist, mnist:FOLDER, cifar10:FOLDER ...")
  var data: String

  @Option(help: "The radius of the perturbation, in the units of the data.")
  var epsilon: Double?

  @Option(help: "Sentences: for 0 to so many changed words.")
  var changes = 6

  @Option(help: "How many elements of a sample may change, with --norm inf; 0 for all.")
  var changedElements = 0

  @Option(help: "The norm of the perturbation: inf, 2 or 1.")
  var norm = "inf"

  @Option(
    help:
      "The range that inputs are in anyway, such as '0 1', or none; without it '0 1' for images and none for tables."
  )
  var range: String?

  @Option(
    parsing: .upToNextOption, help: "Which methods, in order: ibp crown-ibp crown alpha-crown.")
  var methods = ["ibp", "crown-ibp", "crown"]

  @Option(help: "Steps of the attack; 0 for none.")
  var attackSteps = 20

  @Option(help: "Only the first samples; 0 for all.")
  var limit = 0

  @Option(help: "Samples at a time.")
  var batch = 200

  @Option(help: "What --epsilon is measured in: data, or deviation, that of each input.")
  var epsilonUnit = "data"

  @Option(help: "The input columns of a table, A,B,C.")
  var inputs: String?

  @Option(help: "The output columns of a table.")
  var outputs: String?

  @Flag(help: "Evaluate on the training part.")
  var train = false

  @Flag(help: "Print one JSON object.")
  var json = false

  @Option(
    help: ArgumentHelp(
      "Also draw the loss along two random directions of the perturbed weights.",
      valueName: "FILE.svg"))
  var landscape: String?

  @OptionGroup var weights: WeightOptions

  @OptionGroup var compute: ComputeOptions

  func run() throws {
    _ = try compute.start()
    guard !data.hasPrefix("sentences:") else { return try evaluateSentences() }
    let (model, _) = try compute.load(self.model, perturbing: weights)
    let evaluation = try evaluation(model.weights)
    let whole = try DataSetCatalog.open(
      data, split: train ? .train : .test, options: try table.dataOptions)
    guard case .classification = whole.task else {
      return try evaluateRegression(evaluation, model, whole)
    }
    let part = limit > 0 ? whole.prefix(limit) : whole.prefix(whole.count)
    if let landscape { try draw(model, evaluation.weights, whole, to: landscape) }
    let line = WorkProgress(total: part.count)
    let clock = ContinuousClock()
    let start = clock.now
    let report = try waiting {
      try await evaluation.run(model.graph, on: part) { done, _ in line.show(done) }
    }
    line.clear()
    guard json else { return show(report, seconds(clock.now - start)) }
    try printJSON(
      Output(
        model: self.model, data: data, norm: norm, seconds: seconds(clock.now - start),
        version: Version.current, cleanError: report.cleanError,
        attackedError: report.attackedError, certifiedError: report.certifiedError,
        report: report))
  }

  private func evaluation(_ varying: [Model.Weight]) throws -> Evaluation {
    guard let norm = Norm(rawValue: norm) else {
      throw UsageError("--norm \(norm) is not inf, 2 or 1")
    }
    guard let epsilon else { throw UsageError("say how far inputs may move: --epsilon") }
    guard epsilon >= 0, epsilon.isFinite else { throw UsageError("--epsilon \(epsilon)") }
    guard batch > 0, limit >= 0, attackSteps >= 0 else {
      throw UsageError("--batch, --limit and --attack-steps are no counts")
    }
    let ends = try inputRange()
    var region = PerturbationModel()
    if epsilonUnit != "data" {
      let training = try DataSetCatalog.open(data, split: .train, options: try table.dataOptions)
      region = try table.perturbation(for: training)
    }
    (region.norm, region.range, region.changedElements) = (norm, ends, changedElements)
    guard changedElements >= 0, changedElements == 0 || norm == .infinity else {
      throw UsageError("--changed-elements \(changedElements): a count, and with --norm inf alone")
    }
    var result = Evaluation(epsilon: epsilon, region)
    result.methods = try chosenMethods()
    result.attack = attackSteps > 0 ? TrainingAttack(steps: attackSteps, stepShare: 0.1) : nil
    (result.batchSize, result.budget) = (batch, try compute.budget())
    guard let radius = try weights.radius(eps: nil) else { return result }
    guard let norm = Norm(rawValue: weights.weightNorm ?? "2"), norm != .one else {
      throw UsageError("--weight-norm is 2 or inf")
    }
    result.weights = WeightPerturbation(
      radius: radius, norm: norm, centers: varying.map(\.value))
    return result
  }

  /// Where inputs lie in any case.
  private func inputRange() throws -> ClosedRange<Double>? {
    guard let range else { return try table.inputRange }
    guard range != "none" else { return nil }
    let numbers = range.split(whereSeparator: { $0 == " " || $0 == "," }).map { Double($0) }
    guard numbers.count == 2, let low = numbers[0], let high = numbers[1], low <= high else {
      throw UsageError("--range '\(range)' is not 'LOW HIGH' or none")
    }
    return low...high
  }

  func chosenMethods() throws -> [Evaluation.Method] {
    try methods.map {
      guard let method = Evaluation.Method(rawValue: $0) else {
        let known = Evaluation.Method.allCases.map(\.rawValue).joined(separator: ", ")
        throw UsageError("--methods \($0) is none of \(known)")
      }
      return method
    }
  }

  /// The settings that training and evaluation share.
  private var table: TrainingConfiguration {
    get throws {
      var result = TrainingConfiguration()
      result.data = data
      for (key, value) in [("epsilon-unit", epsilonUnit), ("inputs", inputs), ("outputs", outputs)]
      {
        if let value { try result.set(key, to: value) }
      }
      return result
    }
  }

  private func show(_ report: EvaluationReport, _ seconds: Double) {
    func percent(_ share: Double) -> String { short(share * 100, digits: 2) + "%" }
    print("clean error      \(percent(report.cleanError))")
    if attackSteps > 0 { print("attacked error   \(percent(report.attackedError))") }
    print("certified error  \(percent(report.certifiedError)) at most")
    print("\nmethod        asked   proved  seconds")
    for method in report.methods {
      print(
        method.method.rawValue.padding(toLength: 12, withPad: " ", startingAt: 0)
          + String(format: "%7d  %7d  %7.1f", method.asked, method.proved, method.seconds))
    }
    print("\nclass         samples   clean  attacked  certified error")
    for (name, counts) in zip(report.classNames, report.byClass) where counts.samples > 0 {
      let all = Double(counts.samples)
      let errors = [
        counts.errors, counts.errors + counts.broken, counts.samples - counts.certified,
      ]
      print(
        String(name.prefix(12)).padding(toLength: 12, withPad: " ", startingAt: 0)
          + String(format: "%9d", counts.samples)
          + errors.map { String(format: "%8.2f%%", Double($0) / all * 100) }.joined())
    }
    print("; \(report.count) samples of \(data), eps \(report.epsilon), \(short(seconds)) s")
  }

  private struct Output: Encodable {
    let model: String
    let data: String
    let norm: String
    let seconds: Double
    let version: String
    let cleanError: Double
    let attackedError: Double
    let certifiedError: Double
    let report: EvaluationReport
  }
}

/// How many samples are done, on standard error.
struct WorkProgress: Sendable {
  let total: Int
  private let line = ProgressLine()

  init(total: Int) { self.total = total }

  func show(_ done: Int) { line.show("\(done) of \(total) samples") }
  func clear() { line.clear() }
}
