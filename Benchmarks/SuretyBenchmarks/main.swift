// The benchmarks: time by method, batch and threads, as a fraction of the machine's product rate.

import Foundation
import RobustnessVerification

// Every argument but --quick narrows the rows to those whose name holds it, such as `acas` or
// `batch=1`.
let arguments = CommandLine.arguments.dropFirst()
let isQuick = arguments.contains("--quick")
let filters = arguments.filter { !$0.hasPrefix("--") }

Runtime.setThreadCount(1)
// With --profile one long measurement is left for a profiler to look at.
let isProfile = arguments.contains("--profile")
let table = BenchmarkTable(
  repetitions: isProfile ? 1 : isQuick ? 3 : 9, shortest: isProfile ? 4 : 0.02, filters: filters,
  chunkBytes: ProcessInfo.processInfo.environment["SURETY_CHUNK_BYTES"].flatMap { Int($0) })
table.printHeader()
for network in try BenchmarkNetwork.all(isQuick: isQuick) {
  for threads in [1, 2] {
    for batch in network.batches { table.run(network, batch: batch, threads: threads) }
  }
}
