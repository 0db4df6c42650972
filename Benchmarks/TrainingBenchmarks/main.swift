// The training benchmarks: time and peak memory of one warm training step, by method.

import Foundation
import Tensors

// Without words: every case in turns, each in a process of its own for memory.
//   --peak CASE    a few steps of one case, then the peak memory of this process
//   --serve        a step for each case named on a line of input, for a peer to take turns with
//   --rounds N     how many turns; --threads N; --json
let arguments = Array(CommandLine.arguments.dropFirst())

let values = zip(arguments, arguments.dropFirst())
  .filter { $0.0.hasPrefix("--") }

let threads = values.first { $0.0 == "--threads" }.flatMap { Int($0.1) } ?? 2
Runtime.setThreadCount(threads)

if let name = values.first(where: { $0.0 == "--peak" })?.1,
  let known = TrainingCase.named(name)
{
  var run = try CaseRun(known)
  for _ in 0..<3 { try run.step() }
  print(ProcessClock.peakKilobytes)
} else if arguments.contains("--serve") {
  var runs: [String: CaseRun] = [:]
  while let name = readLine(), let known = TrainingCase.named(name) {
    if runs[name] == nil { runs[name] = try CaseRun(known) }
    let start = ProcessClock.now
    try runs[name]?.step()
    let spent = ProcessClock.now - start
    print(spent.wall, spent.cpu)
    fflush(nil)
  }
} else {
  let filters = arguments.filter { $0.hasPrefix("=") }.map { String($0.dropFirst()) }
  let cases = TrainingCase.all.filter { known in
    filters.isEmpty || filters.contains(where: known.name.hasPrefix)
  }
  let rounds = values.first { $0.0 == "--rounds" }.flatMap { Int($0.1) } ?? 7
  let table = try TrainingTable(cases, rounds: rounds, threads: threads)
  if arguments.contains("--json") { try table.printJSON() } else { table.printMarkdown() }
}
