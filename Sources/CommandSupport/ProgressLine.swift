// The progress line on standard error, shown only where that is a terminal.

import Foundation

/// One line that is written over as work goes on.
public struct ProgressLine: Sendable {
  private let isShown = isatty(STDERR_FILENO) == 1

  public init() {}

  public func show(_ text: String) {
    guard isShown else { return }
    FileHandle.standardError.write(Data("\r\u{1B}[K\(text)".utf8))
  }

  public func clear() { show("") }
}
