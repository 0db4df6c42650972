// CountProgress: how many of some pieces of work are done, and how long the rest may take.

import CommandSupport

/// A progress line for pieces of work of about equal cost, shown after two seconds.
struct CountProgress: Sendable {
  private let what: String
  private let total: Int
  private let start = ContinuousClock.now
  private let line = ProgressLine()

  init(_ what: String, of total: Int) { (self.what, self.total) = (what, total) }

  /// Shows how many are done.
  @Sendable
  func show(_ done: Int) {
    let elapsed = seconds(ContinuousClock.now - start)
    show(done, secondsLeft: elapsed / Double(max(1, done)) * Double(total - done))
  }

  /// Shows how many are done, where the time left is known better.
  func show(_ done: Int, secondsLeft: Double) {
    guard ContinuousClock.now - start > .seconds(2) else { return }
    line.show("\(what) \(done) of \(total), \(timeText(secondsLeft)) left")
  }

  func clear() { line.clear() }
}

/// Seconds, minutes or hours, whichever reads best.
private func timeText(_ seconds: Double) -> String {
  switch seconds {
  case ..<120: "\(Int(max(0, seconds).rounded(.up))) s"
  case ..<7200: "\(Int((seconds / 60).rounded())) min"
  default: "\(short(seconds / 3600, digits: 1)) h"
  }
}
