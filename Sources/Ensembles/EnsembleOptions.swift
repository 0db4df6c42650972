// EnsembleOptions: how a simulator is run for the points of a design.

/// How a simulator is run for the points of a design.
public struct EnsembleOptions: Sendable, Hashable {
  /// The command with placeholders: `{NAME}` for a column of the design, `{run}` for the run's
  /// folder, `{index}` for its number from 1, `{here}` for the folder where all was started.
  public var command: String
  /// Words in front of every command, such as `srun -n1`.
  public var launcher = ""
  /// Whether `/bin/sh` reads the command.
  public var usesShell = false
  /// Runs at one time.
  public var jobs = 1
  /// The seconds that a run may take; none for ever.
  public var timeout: Double?
  /// How often a failed run is tried again.
  public var retries = 0
  /// The folder for the folders of the runs, each of which is its run's working folder.
  public var folder = "runs"
  /// The SQLite file.
  public var state = "runs.sqlite"
  public var parsing = OutputParsing.csv
  /// The file, with placeholders, that is read for the outputs instead of standard output.
  public var outputFile: String?
  /// The most bytes of output that are taken from a run, of each kind.
  public var outputLimit = 16 << 20
  /// Whether an existing state is gone on with.
  public var resumes = false
  /// Whether runs that failed for good are tried again.
  public var retriesFailed = false

  public init(command: String) { self.command = command }

  func check() throws(EnsembleError) {
    guard jobs >= 1, jobs <= 10_000 else {
      throw .option("jobs", problem: "\(jobs) runs at one time are not between 1 and 10000")
    }
    guard retries >= 0, retries <= 1000 else {
      throw .option("retries", problem: "\(retries) is not between 0 and 1000")
    }
    if let timeout {
      guard timeout > 0, timeout < 1e9 else {
        throw .option("timeout", problem: "\(timeout) is no number of seconds above 0")
      }
    }
    guard outputLimit > 0 else { throw .option("output limit", problem: "it must be above 0") }
    try parsing.check()
  }
}

/// How far an ensemble is.
public struct EnsembleProgress: Sendable, Hashable {
  public let done: Int
  public let failed: Int
  public let running: Int
  public let total: Int
  /// The time left if the rest goes as what was finished since the start.
  public let secondsLeft: Double?
}
