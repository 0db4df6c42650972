// One line for each measurement: median time, product rate, and the fraction of the machine's rate.

import Foundation
import RobustnessVerification

/// Times methods, each together with a matrix product that tells the machine's rate at that moment.
struct BenchmarkTable {
  let repetitions: Int
  /// The least seconds of one measurement.
  let shortest: Double
  let filters: [String]
  /// The bytes of a chunk of rows, where a run tries another one than the default.
  let chunkBytes: Int?

  func printHeader() {
    print("| network | method | batch | threads | ms | GF/s | of sgemm | per CROWN pass |")
    print("|---|---|---:|---:|---:|---:|---:|---:|")
  }

  func run(_ network: BenchmarkNetwork, batch: Int, threads: Int) {
    let box = network.box(batch: batch)
    var budget = Budget(threadCount: threads)
    if let chunkBytes { budget.chunkBytes = chunkBytes }
    var crown: Double?
    for (name, method) in methods {
      let row = "\(network.name) \(name) batch=\(batch). threads=\(threads)."
      guard filters.allSatisfy(row.contains) else { continue }
      let isAlpha = method is AlphaCROWN
      let sample = median(isAlpha ? max(1, repetitions / 3) : repetitions) {
        _ = method.bounds(of: network.graph, on: box, budget: budget).lower
      }
      if method is CROWN { crown = sample.seconds }
      // Five iterations and what comes before them, less the pass that comes before them.
      let shown =
        isAlpha
        ? max(0, sample.seconds - 2 * (crown ?? 0)) / Double(Self.iterations) : sample.seconds
      let rate = sample.flops / sample.seconds
      let fraction = rate / (sample.peak * Double(threads))
      let ratio = isAlpha ? crown.map { String(format: "%.2f", shown / $0) } ?? "" : ""
      print(
        "| \(network.name) | \(name) | \(batch) | \(threads) | "
          + String(format: "%.3f | %.1f | %.0f%% | ", shown * 1e3, rate / 1e9, fraction * 100)
          + "\(ratio) |")
      fflush(nil)
    }
  }

  private static let iterations = 5

  private var methods: [(String, any BoundingMethod)] {
    var options = AlphaCROWN.Options()
    options.iterations = Self.iterations
    return [
      ("IBP", IBP()), ("CROWN", CROWN()), ("α-CROWN iteration", AlphaCROWN(options: options)),
    ]
  }

  private struct Sample {
    var seconds: Double
    var flops: Double
    /// The rate of a square matrix product of single precision, on one thread.
    var peak: Double
  }

  /// The median over repetitions, each next to a measurement of the machine.
  private func median(_ repetitions: Int, _ body: () -> Void) -> Sample {
    body()
    var samples: [Sample] = []
    for _ in 0..<repetitions {
      let peak = Self.sgemmRate()
      // Short bodies are repeated until they take a few milliseconds.
      var count = 0
      let (before, start) = (Runtime.productFlopCount, Self.now)
      repeat {
        body()
        count += 1
      } while Self.now - start < shortest
      let seconds = (Self.now - start) / Double(count)
      let flops = Double(Runtime.productFlopCount - before) / Double(count)
      samples.append(Sample(seconds: seconds, flops: flops, peak: peak))
    }
    samples.sort { $0.seconds < $1.seconds }
    var middle = samples[samples.count / 2]
    middle.peak = samples.map(\.peak).sorted()[samples.count / 2]
    return middle
  }

  private static var now: Double { ProcessInfo.processInfo.systemUptime }

  private static let factor = Generator(seed: 3).uniform([1024, 1024])

  private static func sgemmRate() -> Double {
    let start = now
    for _ in 0..<4 { _ = factor.matmul(factor) }
    return 4 * 2 * 1024.0 * 1024 * 1024 / (now - start)
  }
}
