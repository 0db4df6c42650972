// The progress of one long work on standard error: how far it is, and how long it may still take.

import Foundation

/// A line with a bar and the time left, shown once work has taken two seconds.
public final class WorkLine {
  private let title: String
  private let line = ProgressLine()
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private var shown: ContinuousClock.Instant?

  public init(_ title: String) {
    self.title = title
    start = clock.now
  }

  /// Shows the share of the work that is done, at most ten times a second.
  public func show(_ share: Double) {
    let now = clock.now
    guard now - start > .seconds(2), shown.map({ now - $0 > .milliseconds(100) }) ?? true else {
      return
    }
    shown = now
    let done = min(max(share, 0), 1)
    let spent = seconds(now - start)
    let left = done > 0.01 ? ", \(short(spent / done - spent, digits: 0)) s left" : ""
    let bar = String(repeating: "#", count: Int(done * 20)).padding(
      toLength: 20, withPad: ".", startingAt: 0)
    line.show("\(title) [\(bar)] \(Int(done * 100))%\(left)")
  }

  /// Runs a body that tells how far it is.
  public static func during<Result>(
    _ title: String, _ body: ((Double) -> Void) throws -> Result
  ) rethrows -> Result {
    let line = WorkLine(title)
    defer { line.clear() }
    return try body { line.show($0) }
  }

  public func clear() {
    if shown != nil { line.clear() }
  }
}
