// The benchmarks: time by method, batch and threads, as a fraction of the machine's product rate.

import Foundation
import RobustnessVerification

let arguments = Set(CommandLine.arguments.dropFirst())
let isQuick = arguments.contains("--quick")

Runtime.setThreadCount(1)
let table = BenchmarkTable(repetitions: isQuick ? 3 : 9)
table.printHeader()
for network in try BenchmarkNetwork.all(isQuick: isQuick) {
  for threads in [1, 2] {
    for batch in network.batches { table.run(network, batch: batch, threads: threads) }
  }
}
