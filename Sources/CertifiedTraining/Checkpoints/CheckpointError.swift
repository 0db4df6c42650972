// What can be wrong with a checkpoint, or with going on from it.

public import Archives
public import ArrayFiles

/// What can be wrong with a checkpoint, or with going on from it.
public enum CheckpointError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file cannot be read, or is no safetensors file.
  case unreadable(ArrayFileError)
  /// The file cannot be written; earlier checkpoints are as they were.
  case unwritable(ArchiveError)
  /// The file is none of a training, or is damaged.
  case damaged(file: String, problem: String)
  /// The file was written by a later version of this program.
  case version(file: String, found: Int)
  /// The training that is to go on is set up otherwise than the one that was saved.
  case otherConfiguration(file: String, [ConfigurationDifference])

  public var description: String {
    switch self {
    case .unreadable(let error): "\(error)"
    case .unwritable(let error): "the checkpoint cannot be written: \(error)"
    case .damaged(let file, let problem): "\(file): \(problem)"
    case .version(let file, let found):
      "\(file): a checkpoint of format \(found); this program reads \(Checkpoint.formatVersion)"
    case .otherConfiguration(let file, let differences):
      "\(file): its training differs: "
        + differences.map(\.description).joined(separator: "; ")
    }
  }
}

/// A key of two configurations whose values differ.
public struct ConfigurationDifference: Sendable, Hashable, CustomStringConvertible {
  public let key: String
  public let saved: String?
  public let asked: String?

  /// The keys that differ, in alphabetical order.
  public static func between(
    saved: [String: String], asked: [String: String]
  ) -> [ConfigurationDifference] {
    Set(saved.keys).union(asked.keys).sorted().filter { saved[$0] != asked[$0] }
      .map { ConfigurationDifference(key: $0, saved: saved[$0], asked: asked[$0]) }
  }

  public var description: String {
    "\(key) was \(saved ?? "not set") and is \(asked ?? "not set")"
  }
}
