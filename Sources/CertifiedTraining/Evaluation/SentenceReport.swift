// SentenceReport: what an evaluation on sentences found, by the number of changed words.

/// Counts of an evaluation on sentences, by the number of words that may change.
public struct SentenceReport: Sendable, Codable, Equatable {
  /// What was found for one number of changes.
  public struct Row: Sendable, Codable, Equatable {
    public let changes: Int
    public var samples = 0
    /// Classified wrongly as they are.
    public var errors = 0
    /// Classified rightly, but wrongly after a substitution that the attack found.
    public var broken = 0
    /// Proved to keep their class, whatever words are substituted.
    public var certified = 0
    public var seconds = 0.0

    init(changes: Int) { self.changes = changes }

    public var attackedAccuracy: Double { share(samples - errors - broken) }
    public var certifiedAccuracy: Double { share(certified) }
    public var certifiedError: Double { 1 - certifiedAccuracy }

    func share(_ part: Int) -> Double { Double(part) / Double(max(samples, 1)) }
  }

  /// In rising order of changes.
  public internal(set) var rows: [Row]

  public var count: Int { rows[0].samples }
  public var cleanError: Double { rows[0].share(rows[0].errors) }
}
