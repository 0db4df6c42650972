// Medians of all cases, their ratios, and the fraction of the machine's product rate.

import Foundation
import Tensors

/// What was measured of every case, in turns.
struct TrainingTable {
  struct Row: Codable {
    var name: String
    var wallSeconds: Double
    var cpuSeconds: Double
    var imagesPerSecond: Double
    var peakMegabytes: Double
    /// All products of the step as a fraction of what matrix products reach on the machine.
    var fractionOfProductRate: Double
  }

  private let rows: [Row]

  init(_ cases: [TrainingCase], rounds: Int, threads: Int) throws {
    var runs = try cases.map { try CaseRun($0) }
    var samples = [[ProcessClock]](repeating: [], count: cases.count)
    var products = [Double](repeating: 0, count: cases.count)
    var rates: [Double] = []
    for round in 0...rounds {
      rates.append(Self.productRate())
      for index in cases.indices {
        let (before, start) = (Runtime.productFlopCount, ProcessClock.now)
        try runs[index].step()
        // The first turn warms up. Each product has two more in its gradient, which the library
        // does unseen.
        if round > 0 { samples[index].append(ProcessClock.now - start) }
        products[index] = 3 * Double(Runtime.productFlopCount - before)
      }
    }
    runs = []
    let peak = Self.median(rates)
    rows = try cases.indices.map { index in
      let wall = Self.median(samples[index].map(\.wall))
      return Row(
        name: cases[index].name, wallSeconds: wall,
        cpuSeconds: Self.median(samples[index].map(\.cpu)),
        imagesPerSecond: Double(cases[index].batch) / wall,
        peakMegabytes: try Self.peakMegabytes(of: cases[index], threads: threads),
        fractionOfProductRate: products[index] / wall / peak)
    }
  }

  func printJSON() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    print(String(decoding: try encoder.encode(rows), as: UTF8.self))
  }

  /// Ratios are to the first row of the same network.
  func printMarkdown() {
    print("| step | ms | CPU ms | images/s | MiB | of products | time | CPU | memory |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|")
    for row in rows {
      guard let base = rows.first(where: { $0.name.prefix(4) == row.name.prefix(4) })
      else { continue }
      print(
        "| \(row.name) | "
          + String(
            format: "%.1f | %.1f | %.1f | %.0f | %.0f%% | %.2f | %.2f | %.2f |",
            row.wallSeconds * 1e3, row.cpuSeconds * 1e3, row.imagesPerSecond, row.peakMegabytes,
            row.fractionOfProductRate * 100, row.wallSeconds / base.wallSeconds,
            row.cpuSeconds / base.cpuSeconds, row.peakMegabytes / base.peakMegabytes))
    }
  }

  private static func median(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.sorted()[values.count / 2]
  }

  /// The rate of a square product of single precision on all threads.
  private static func productRate() -> Double {
    let factor = Tensor(repeating: 0.5, shape: [1536, 1536])
    _ = factor.matmul(factor)
    let start = ProcessClock.now
    for _ in 0..<4 { _ = factor.matmul(factor) }
    return 8 * 1536.0 * 1536 * 1536 / (ProcessClock.now - start).wall
  }

  private static func peakMegabytes(of known: TrainingCase, threads: Int) throws -> Double {
    let (process, pipe) = (Process(), Pipe())
    process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
    process.arguments = ["--peak", known.name, "--threads", "\(threads)"]
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let text = String(decoding: output, as: UTF8.self)
    return (Double(text.trimmingCharacters(in: .whitespacesAndNewlines)) ?? .nan) / 1024
  }
}
