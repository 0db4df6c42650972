// ExperimentPlan: which functions, designs, counts, models and seeds an experiment crosses.

import Foundation
import SampleDesigns
import Simulators

/// The models that an experiment can train.
public enum ExperimentModel: String, Sendable, Hashable, Codable, CaseIterable {
  /// A perceptron with two hidden layers of 64.
  case mlp
  /// A Gaussian process.
  case gp
  /// The plain average of the runs, which estimates the mean over the domain: integration.
  case mean
}

/// What an experiment crosses: every function by design by count by seed by model.
public struct ExperimentPlan: Sendable, Hashable, Codable {
  /// Names of simulators, with `:OUTPUT` where there are several outputs.
  public var functions: [String]
  public var designs: [String]
  public var counts: [Int]
  /// How many repetitions there are of each.
  public var seeds: Int
  public var models: [ExperimentModel]
  /// The fresh points that the test error is measured on.
  public var testCount = 1 << 14
  /// What all chance comes from.
  public var seed: UInt64 = 0

  public init(
    functions: [String], designs: [String], counts: [Int], seeds: Int, models: [ExperimentModel]
  ) {
    (self.functions, self.designs, self.counts) = (functions, designs, counts)
    (self.seeds, self.models) = (seeds, models)
  }

  /// All cells, small counts first.
  public var cells: [ExperimentCell] {
    counts.sorted().flatMap { count in
      functions.flatMap { function in
        (0..<seeds).flatMap { seed in
          designs.flatMap { design in
            models.map {
              ExperimentCell(
                function: function, design: design, count: count, seed: seed, model: $0)
            }
          }
        }
      }
    }
  }

  /// Refuses what cannot be run, before anything is.
  public func check() throws(ExperimentError) {
    for (name, isEmpty) in [
      ("functions", functions.isEmpty), ("designs", designs.isEmpty), ("counts", counts.isEmpty),
      ("models", models.isEmpty),
    ] where isEmpty { throw .option(name: name, problem: "the list is empty") }
    for (name, list) in [
      ("functions", functions), ("designs", designs), ("counts", counts.map(String.init)),
      ("models", models.map(\.rawValue)),
    ] where Set(list).count < list.count {
      throw .option(name: name, problem: "an entry is there twice")
    }
    for count in counts where !(2...100_000).contains(count) {
      throw .option(name: "counts", problem: "\(count) is not between 2 and 100000")
    }
    guard (1...10_000).contains(seeds) else {
      throw .option(name: "seeds", problem: "\(seeds) is not between 1 and 10000")
    }
    guard (16...1 << 22).contains(testCount) else {
      throw .option(name: "test points", problem: "\(testCount) is not between 16 and 4194304")
    }
    for function in functions { _ = try ExperimentTarget(function) }
    for design in designs { _ = try Self.design(named: design) }
  }

  /// The design of a name, with the design's own choice of every option.
  static func design(named name: String) throws(ExperimentError) -> any Design {
    do throws(DesignError) {
      if let design = try DesignCatalog.design(named: name, options: DesignOptions()) {
        return design
      }
    } catch { throw .option(name: "designs", problem: error.description) }
    throw .unknown(what: "design", name: name, known: DesignCatalog.all.map { $0.name })
  }
}

/// One training of an experiment.
public struct ExperimentCell: Sendable, Hashable, Codable {
  public let function: String
  public let design: String
  public let count: Int
  /// The number of the repetition.
  public let seed: Int
  public let model: ExperimentModel

  public init(function: String, design: String, count: Int, seed: Int, model: ExperimentModel) {
    (self.function, self.design, self.count) = (function, design, count)
    (self.seed, self.model) = (seed, model)
  }
}

/// The output of a simulator that is learned.
struct ExperimentTarget: Sendable {
  let simulator: any Simulator
  let output: Int

  /// The output that `SIMULATOR` or `SIMULATOR:OUTPUT` names.
  init(_ name: String) throws(ExperimentError) {
    let parts = name.split(separator: ":", maxSplits: 1).map(String.init)
    guard let first = parts.first, let simulator = SimulatorCatalog.simulator(named: first) else {
      throw .unknown(
        what: "function", name: name, known: SimulatorCatalog.all.map { $0.name })
    }
    let outputs = simulator.outputs.map(\.name)
    guard parts.count == 2 else {
      (self.simulator, output) = (simulator, 0)
      return
    }
    guard let output = outputs.firstIndex(of: parts[1]) else {
      throw .unknown(what: "output of \(first)", name: parts[1], known: outputs)
    }
    (self.simulator, self.output) = (simulator, output)
  }
}
