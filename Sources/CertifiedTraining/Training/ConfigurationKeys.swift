// ConfigurationKeys: each setting of a training run as text, for files and command lines.

internal import Archives
internal import Bounds
internal import DataSets
internal import Foundation
internal import Yams

extension TrainingConfiguration {
  /// One setting: its key, what it is, and how it is read and written.
  public struct Key: Sendable {
    public let name: String
    public let help: String
    let read: @Sendable (String, inout TrainingConfiguration) throws(TrainingError) -> Void
    let write: @Sendable (TrainingConfiguration) -> String
  }

  /// All settings.
  public static let keys: [Key] = [
    text("model", "the network, with options: cnn4:width=8,dense=100", \.model),
    text("data", "the data set: fashion-mnist, cifar10:FOLDER, table.csv ...", \.data),
    choice("method", "the robust loss", \.objective.method),
    flag(
      "loss-fusion", "one backward row for the loss, not one for each class", \.objective.fusesLoss),
    choice("norm", "the norm of the perturbation", \.norm),
    number("epsilon", "the radius, in the units of the data", 0..., \.epsilon),
    choice("epsilon-unit", "data, or deviation: that of each input", \.epsilonUnit),
    number("weight-epsilon", "the radius of a ball around each weight", 0..., \.weightEpsilon),
    Key(name: "weight-norm", help: "the norm of that ball, 2 or inf") {
      text, settings throws(TrainingError) in
      guard let value = Norm(rawValue: text), value != .one else {
        throw bad("weight-norm", text, "is neither 2 nor inf")
      }
      settings.weightNorm = value
    } write: {
      $0.weightNorm.rawValue
    },
    list("inputs", "the input columns of a table, A,B,C", \.inputs),
    list("outputs", "the output columns of a table", \.outputs),
    whole("changes", "how many words of a sentence may change", 0..., \.changes),
    whole(
      "changed-elements",
      "how many elements of another sample may change, with norm inf; 0 for all",
      0..., \.changedElements),
    whole("length", "the words of a sentence that are read", 1..., \.length),
    whole("epochs", "how often the data are seen", 1..., \.epochs),
    whole("batch", "samples in a step", 1..., \.batchSize),
    Key(name: "seed", help: "of the first weights and the order of samples") {
      text, settings throws(TrainingError) in
      guard let value = UInt64(text) else { throw bad("seed", text, "is no whole number from 0") }
      settings.seed = value
    } write: {
      "\($0.seed)"
    },
    Key(name: "optimizer", help: "sgd, adam or adamw") { text, settings throws(TrainingError) in
      guard OptimizerKind(named: text) != nil else {
        throw bad("optimizer", text, "is none of \(OptimizerKind.names.joined(separator: ", "))")
      }
      settings.optimizer = text
    } write: {
      $0.optimizer
    },
    number("rate", "the learning rate at its largest", 0..., \.rate),
    number("weight-decay", "the penalty on squared weights", 0..., \.weightDecay),
    number("l1", "the penalty on magnitudes of weights", 0..., \.l1),
    number("clip", "the largest norm of the gradient; 0 for none", 0..., \.clip),
    Key(name: "initialization", help: "the law of the first weights") {
      text, settings throws(TrainingError) in
      guard let value = Initialization(rawValue: text) else {
        throw bad("initialization", text, "is none of \(names(Initialization.self))")
      }
      settings.initialization = value
    } write: {
      $0.initializationUsed.rawValue
    },
    schedule("epsilon-schedule", "the radius over epochs", \.epsilonSchedule, \.epsilonOverTime),
    schedule("kappa", "the part of the natural loss", \.kappaSchedule, \.kappaOverTime),
    schedule("beta", "the part of CROWN-IBP beside IBP", \.betaSchedule, \.betaOverTime),
    schedule("rate-schedule", "the learning rate over epochs", \.rateSchedule, \.rateOverTime),
    number(
      "regularization", "the weight of tightness and balance", 0..., \.objective.regularization),
    number("share", "the part of IBP in mtl-ibp and cc-ibp", 0...1, \.objective.share),
    number("box-share", "the size of sabr's box as a part of epsilon", 0...1, \.objective.boxShare),
    whole("attack-steps", "steps of PGD", 1..., \.objective.attack.steps),
    whole("crop", "pixels by which images are moved at most", 0..., \.augmentation.padding),
    flag("flip", "mirror half of the images", \.augmentation.flips),
    flag("normalize", "normalize inputs inside the network", \.normalizes),
    whole("limit", "at most so many samples of each part; 0 for all", 0..., \.limit),
    whole("validation", "test samples that each epoch looks at", 0..., \.validation),
    whole(
      "patience", "epochs without a better certified error (a regression: loss); 0 for never", 0...,
      \.patience),
    whole("keep", "checkpoints that are kept beside the best", 1..., \.keptCheckpoints),
  ]

  /// Sets one key from its text.
  public mutating func set(_ name: String, to text: String) throws(TrainingError) {
    guard let key = Self.keys.first(where: { $0.name == name }) else {
      throw .unknownKey(name, known: Self.keys.map(\.name))
    }
    try key.read(text, &self)
  }

  /// Sets one key from a text `KEY=VALUE`.
  public mutating func set(_ assignment: String) throws(TrainingError) {
    let sides = assignment.split(separator: "=", maxSplits: 1).map(String.init)
    guard sides.count == 2 else { throw .badConfiguration("'\(assignment)' is not KEY=VALUE") }
    try set(sides[0], to: sides[1])
  }

  /// All settings as text, in order; what follows from others is written out.
  public var settings: [(key: String, value: String)] {
    Self.keys.map { ($0.name, $0.write(self)) }
  }

  /// Reads a YAML file of `key: value` lines.
  public init(yaml path: String) throws {
    let data = try FileReading.read(path: path, limit: 1 << 20)
    try self.init(yamlText: String(decoding: data, as: UTF8.self))
  }

  public init(yamlText: String) throws(TrainingError) {
    self.init()
    let node: Node?
    do { node = try Yams.compose(yaml: yamlText) } catch {
      throw .badConfiguration("it is no YAML: \(error)")
    }
    guard let mapping = node?.mapping else {
      throw .badConfiguration("it is not a list of 'key: value' lines")
    }
    for (key, value) in mapping {
      guard let name = key.scalar?.string, let text = value.scalar?.string else {
        throw .badConfiguration("'\(key.scalar?.string ?? "?")' has no single value")
      }
      try set(name, to: text)
    }
  }
}

// MARK: - Kinds of settings

extension TrainingConfiguration {
  typealias Path<Value> = any WritableKeyPath<TrainingConfiguration, Value> & Sendable

  private static func bad(_ key: String, _ value: String, _ problem: String) -> TrainingError {
    .badValue(key: key, value: value, problem: problem)
  }

  private static func names<Choice: CaseIterable & RawRepresentable & SendableMetatype>(
    _ type: Choice.Type
  ) -> String
  where Choice.RawValue == String {
    Choice.allCases.map(\.rawValue).joined(separator: ", ")
  }

  private static func text(
    _ name: String, _ help: String, _ path: Path<String>
  ) -> Key {
    Key(name: name, help: help) {
      $1[keyPath: path] = $0
    } write: {
      $0[keyPath: path]
    }
  }

  private static func list(
    _ name: String, _ help: String, _ path: Path<[String]>
  ) -> Key {
    Key(name: name, help: help) {
      $1[keyPath: path] = $0.split(separator: ",").map {
        $0.trimmingCharacters(in: .whitespaces)
      }
    } write: {
      $0[keyPath: path].joined(separator: ",")
    }
  }

  private static func choice<Choice: CaseIterable & RawRepresentable & SendableMetatype>(
    _ name: String, _ help: String, _ path: Path<Choice>
  ) -> Key where Choice.RawValue == String {
    Key(name: name, help: help) { text, settings throws(TrainingError) in
      guard let value = Choice(rawValue: text) else {
        throw bad(name, text, "is none of \(names(Choice.self))")
      }
      settings[keyPath: path] = value
    } write: {
      $0[keyPath: path].rawValue
    }
  }

  private static func number(
    _ name: String, _ help: String, _ range: some RangeExpression<Double> & Sendable,
    _ path: Path<Double>
  ) -> Key {
    Key(name: name, help: help) { text, settings throws(TrainingError) in
      guard let value = Double(text), value.isFinite, range.contains(value) else {
        throw bad(name, text, "is no number in \(range)")
      }
      settings[keyPath: path] = value
    } write: {
      "\($0[keyPath: path])"
    }
  }

  private static func whole(
    _ name: String, _ help: String, _ range: PartialRangeFrom<Int>,
    _ path: Path<Int>
  ) -> Key {
    Key(name: name, help: help) { text, settings throws(TrainingError) in
      guard let value = Int(text), range.contains(value), value <= 1 << 40 else {
        throw bad(name, text, "is no whole number from \(range.lowerBound)")
      }
      settings[keyPath: path] = value
    } write: {
      "\($0[keyPath: path])"
    }
  }

  private static func flag(
    _ name: String, _ help: String, _ path: Path<Bool>
  ) -> Key {
    Key(name: name, help: help) { text, settings throws(TrainingError) in
      guard let value = ["true": true, "yes": true, "false": false, "no": false][text] else {
        throw bad(name, text, "is neither true nor false")
      }
      settings[keyPath: path] = value
    } write: {
      "\($0[keyPath: path])"
    }
  }

  private static func schedule(
    _ name: String, _ help: String, _ path: Path<Schedule?>,
    _ used: any KeyPath<TrainingConfiguration, Schedule> & Sendable
  ) -> Key {
    Key(name: name, help: help) { text, settings throws(TrainingError) in
      do { settings[keyPath: path] = try Schedule(parsing: text) } catch {
        throw bad(name, text, "is no schedule: \(error)")
      }
    } write: {
      "\($0[keyPath: used])"
    }
  }
}
