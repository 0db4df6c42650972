// Fuzzing: a seeded stream of damaged copies of good files, for a limited time.

public import Foundation

/// The time and the memory that a fuzz test took.
public struct FuzzReport: Sendable {
  public var runs = 0
  public var longestRun: Duration = .zero
  /// How much the largest memory of the process grew, in bytes; nothing where it is not known.
  ///
  /// It is known where `SURETY_FUZZ_SECONDS` is set, for then the fuzz tests run alone; otherwise other
  /// tests share the process.
  public var memoryGrowth: Int?
}

/// Calls `body` with damaged copies of `seeds`, for the seconds in `SURETY_FUZZ_SECONDS` or else two.
///
/// The same seed gives the same stream of files; the time decides how far it goes.
public func fuzz(_ seeds: [Data], seed: UInt64, _ body: (Data) -> Void) -> FuzzReport {
  let environment = ProcessInfo.processInfo.environment
  let requested = environment["SURETY_FUZZ_SECONDS"].flatMap(Double.init)
  var mutator = Mutator(seed: seed)
  var report = FuzzReport()
  let memoryBefore = requested == nil ? nil : largestMemory()
  let clock = ContinuousClock()
  let end = clock.now + .seconds(requested ?? 2)
  while clock.now < end {
    var data = seeds[mutator.next(below: seeds.count)]
    for _ in 0...mutator.next(below: 4) { mutator.damage(&data) }
    report.longestRun = max(report.longestRun, clock.measure { body(data) })
    report.runs += 1
  }
  if let memoryBefore, let memoryAfter = largestMemory() {
    report.memoryGrowth = memoryAfter - memoryBefore
  }
  return report
}

/// The largest memory that the process has held, where the system tells.
private func largestMemory() -> Int? {
  guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
    let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
    let kibibytes = line.split(whereSeparator: { !$0.isNumber }).first.flatMap({ Int($0) })
  else { return nil }
  return kibibytes << 10
}
