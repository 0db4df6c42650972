// The options of every command that computes: precision, threads, seed, device.

import ArgumentParser
import CommandSupport
import Foundation
import RobustnessVerification

enum Precision: String, ExpressibleByArgument, CaseIterable {
  case float32, float64

  var scalarType: ScalarType { self == .float32 ? .float32 : .float64 }
}

struct ComputeOptions: ParsableArguments {
  @Option(help: "The precision to compute in: float32 or float64; without it that of the file.")
  var dtype: Precision?

  @Option(help: "How many threads to use.")
  var threads = ProcessInfo.processInfo.activeProcessorCount

  @Option(help: "The seed of every random choice.")
  var seed: UInt64 = 0

  @Option(help: "Where to compute: cpu, cuda, cuda:1, mps.")
  var device = "cpu"

  @Option(
    name: .customLong("chunk-megabytes"),
    help: "The memory for the coefficients of one chunk of rows, for each thread.")
  var chunkMegabytes: Double?

  @Option(
    name: .customLong("input-shape"),
    help: "The shape of an input that the file leaves open, such as 'input=1,3,32,32'.")
  var inputShapes: [String] = []

  /// Starts libtorch, and checks what the options ask for.
  func start() throws -> Device {
    try Runtime.start()
    guard threads > 0, threads <= 1024 else { throw UsageError("--threads \(threads)") }
    guard let place = Device(device) else { throw UsageError("--device \(device) is not known") }
    guard place.isAvailable else {
      throw UsageError("--device \(device) is not available with this libtorch")
    }
    // Rows are spread over threads here, and each then runs libtorch on one.
    Runtime.setThreadCount(1)
    return place
  }

  /// The limits that the options ask for.
  func budget() throws -> Budget {
    var budget = Budget(threadCount: threads)
    guard let chunkMegabytes else { return budget }
    guard chunkMegabytes > 0, chunkMegabytes <= 1e6 else {
      throw UsageError("--chunk-megabytes \(chunkMegabytes)")
    }
    budget.chunkBytes = Int(chunkMegabytes * Double(1 << 20))
    return budget
  }

  /// The precision asked for, or that of the file: double where any weight is.
  func precision(of file: ModelFile) -> Precision {
    let isDouble = file.graph.initializers.values.contains { $0.storage == .float64 }
    return dtype ?? (isDouble ? .float64 : .float32)
  }

  func modelOptions(
    _ precision: Precision, perturbing weights: WeightOptions? = nil
  ) throws -> Model.Options {
    var options = Model.Options(scalarType: precision.scalarType)
    options.perturbedWeights = weights?.perturbWeights ?? []
    for item in inputShapes {
      let parts = item.split(separator: "=", maxSplits: 1)
      let extents = parts.last.map { $0.split(separator: ",").map { Int($0) } } ?? []
      guard parts.count == 2, !extents.contains(nil) else {
        throw UsageError("--input-shape '\(item)' is not NAME=EXTENT,EXTENT,…")
      }
      options.inputShapes[String(parts[0])] = extents.compactMap(\.self)
    }
    return options
  }

  /// Reads a model, and how to read it again in double precision.
  func load(
    _ path: String, perturbing weights: WeightOptions? = nil, moving region: RegionOptions? = nil
  ) throws -> (model: Model, networks: NetworkPair) {
    let file = try ModelFile(contentsOf: path)
    let read = try Model(
      file, options: try modelOptions(precision(of: file), perturbing: weights))
    let changes = try region?.inputChanges(of: read) ?? []
    let model = try ChangeOptions.moving(read, changes)
    let precise = try modelOptions(.float64, perturbing: weights)
    let networks = NetworkPair(model.graph) {
      try ChangeOptions.moving(Model(file, options: precise), changes).graph
    }
    return (model, networks)
  }

  /// The same as a region asks for it.
  func load(
    _ path: String, for region: RegionOptions
  ) throws -> (model: Model, networks: NetworkPair) {
    try load(path, perturbing: region.weights, moving: region)
  }
}
