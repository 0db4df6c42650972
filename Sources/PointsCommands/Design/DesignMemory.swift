// What a design takes in memory, refused before it is taken.

import CommandSupport
import Foundation
import SampleDesign

/// Refuses a size that no design has, and one that this machine cannot hold.
///
/// A number takes 8 bytes, and what a search keeps beside it and its text take several times that:
/// 64 bytes are counted (model).
func checkMemory(
  count: Int, dimension: Int, available: UInt64 = ProcessInfo.processInfo.physicalMemory
) throws {
  try checkSize(count, dimension)
  let needed = 64 * Double(count) * Double(dimension)
  guard needed < Double(available) else {
    func gibibytes(_ bytes: Double) -> String { short(bytes / Double(1 << 30), digits: 1) }
    throw UsageError(
      "\(count) points in \(dimension) dimensions take about \(gibibytes(needed)) GiB of memory; "
        + "this machine has \(gibibytes(Double(available)))")
  }
}
