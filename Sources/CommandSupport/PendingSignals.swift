// PendingSignals: whether someone has asked the command to end.

import Foundation

/// The signals that ask for an end, held back so that a loop can look whether one has arrived.
///
/// Threads that begin later inherit this; simulators do not.
public struct PendingSignals: Sendable {
  private static let asked = [SIGINT, SIGTERM, SIGHUP]

  public init() {
    var set = sigset_t()
    sigemptyset(&set)
    for signal in Self.asked { sigaddset(&set, signal) }
    pthread_sigmask(SIG_BLOCK, &set, nil)
  }

  public var hasArrived: Bool {
    var set = sigset_t()
    sigpending(&set)
    return Self.asked.contains { sigismember(&set, $0) == 1 }
  }
}
