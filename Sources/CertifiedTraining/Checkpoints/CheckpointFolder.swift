// CheckpointFolder: the checkpoints of one training: the last few, and the best.

internal import Archives
internal import Foundation

/// The checkpoints of one training: `checkpoint-EPOCH.safetensors` for the last few, and the best.
public struct CheckpointFolder: Sendable {
  public let path: String
  /// How many of the last are kept besides the best.
  public let kept: Int

  public static let bestName = "best.safetensors"
  private static let prefix = "checkpoint-"
  private static let suffix = ".safetensors"

  public init(path: String, kept: Int = 2) {
    precondition(kept > 0, "\(kept) checkpoints are kept")
    (self.path, self.kept) = (path, kept)
  }

  /// Writes a checkpoint, and then takes away those that are older than the last few.
  ///
  /// Nothing is taken away before the new file is there. The folder is made if it is missing.
  @discardableResult
  public func save(_ checkpoint: Checkpoint, isBest: Bool = false) throws(CheckpointError) -> String
  {
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true)
    } catch {
      throw .unwritable(.file(path, problem: "the folder cannot be made"))
    }
    let file = filePath(epochs: checkpoint.epochs)
    try checkpoint.write(to: file)
    if isBest { try checkpoint.write(to: bestPath) }
    removeOld(newest: checkpoint.epochs)
    return file
  }

  /// Where the best one lies.
  public var bestPath: String { "\(path)/\(Self.bestName)" }

  public func filePath(epochs: Int) -> String { "\(path)/\(Self.prefix)\(epochs)\(Self.suffix)" }

  /// The epochs of the files that are there, the newest first; none where there is no folder.
  public var epochs: [Int] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.compactMap { name -> Int? in
      guard name.hasPrefix(Self.prefix), name.hasSuffix(Self.suffix) else { return nil }
      let digits = name.dropFirst(Self.prefix.count).dropLast(Self.suffix.count)
      guard let epochs = Int(digits), "\(epochs)" == digits, epochs >= 0 else { return nil }
      return epochs
    }.sorted(by: >)
  }

  /// The newest checkpoint that is whole, and what was wrong with the newer ones.
  public func latest() -> LatestCheckpoint {
    var passed: [CheckpointError] = []
    for epochs in epochs {
      let file = filePath(epochs: epochs)
      do throws(CheckpointError) {
        return LatestCheckpoint(
          found: try Checkpoint(contentsOf: file), path: file, passedOver: passed)
      } catch {
        passed.append(error)
      }
    }
    return LatestCheckpoint(found: nil, path: nil, passedOver: passed)
  }

  /// Also takes away what an interrupted process left half written; what cannot be removed stays.
  private func removeOld(newest: Int) {
    let manager = FileManager.default
    for epochs in epochs.filter({ $0 <= newest }).dropFirst(kept) {
      try? manager.removeItem(atPath: filePath(epochs: epochs))
    }
    let names = (try? manager.contentsOfDirectory(atPath: path)) ?? []
    for name in names where name.contains(Self.suffix + FileWriting.temporarySuffix) {
      try? manager.removeItem(atPath: "\(path)/\(name)")
    }
  }
}

/// The newest checkpoint that is whole, and what was wrong with the newer ones.
public struct LatestCheckpoint: Sendable {
  public let found: Checkpoint?
  public let path: String?
  /// Warnings for the reader: files that are damaged or truncated.
  public let passedOver: [CheckpointError]
}
