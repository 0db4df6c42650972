// EnsembleState: what has become of each run, in SQLite, so that a kill loses nothing.

import Foundation
import GRDB
import PointSets

/// What has become of a run.
struct RunRecord: Sendable, Hashable {
  enum Status: String, Sendable { case pending, running, done, failed }

  let index: Int
  var status = Status.pending
  var attempts = 0
  /// The exit status; minus the signal that ended it.
  var exitStatus: Int?
  var reason = ""
  var outputs: [Output] = []
  /// The end of what it wrote on standard error.
  var errors = ""
  var process: Int?
  /// When it began and ended, in seconds since 1970.
  var began: Double?
  var ended: Double?
}

/// The state of an ensemble in an SQLite file with a write-ahead log.
///
/// The table and its rows appear in one transaction, and every change of a run is one, synced to disk.
struct EnsembleState: Sendable {
  let path: String
  private let queue: DatabaseQueue

  /// Opens the file, or makes it with a row for each run; `identity` is what must not change.
  init(_ path: String, identity: [(name: String, value: String)], runs: Int) throws(EnsembleError) {
    self.path = path
    var configuration = Configuration()
    configuration.prepareDatabase { database in
      _ = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
      try database.execute(sql: "PRAGMA synchronous = FULL")
    }
    let found: [String: String]
    do {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      self.queue = queue
      found = try queue.write { try Self.prepare($0, identity, runs) }
    } catch { throw .state(path, problem: "\(error)") }
    for (name, value) in identity where found[name] != value {
      throw .changed(state: path, what: name)
    }
  }

  private static func prepare(
    _ database: Database, _ identity: [(name: String, value: String)], _ runs: Int
  ) throws -> [String: String] {
    if try !database.tableExists("run") {
      try database.execute(
        sql: """
          CREATE TABLE study (name TEXT PRIMARY KEY, value TEXT NOT NULL);
          CREATE TABLE run (
            id INTEGER PRIMARY KEY, status TEXT NOT NULL, attempts INTEGER NOT NULL,
            exitStatus INTEGER, reason TEXT NOT NULL, outputs TEXT NOT NULL, errors TEXT NOT NULL,
            process INTEGER, began REAL, ended REAL);
          """)
      for (name, value) in identity {
        try database.execute(sql: "INSERT INTO study VALUES (?, ?)", arguments: [name, value])
      }
      let insert = try database.makeStatement(
        sql: "INSERT INTO run VALUES (?, 'pending', 0, NULL, '', '[]', '', NULL, NULL, NULL)")
      for index in 0..<runs { try insert.execute(arguments: [index]) }
    }
    let rows = try Row.fetchAll(database, sql: "SELECT name, value FROM study")
    return Dictionary(
      rows.map { ($0["name"], $0["value"]) }, uniquingKeysWith: { first, _ in first })
  }

  /// All runs in order.
  func records() throws(EnsembleError) -> [RunRecord] {
    do {
      return try queue.read { database in
        try Row.fetchAll(database, sql: "SELECT * FROM run ORDER BY id").map(Self.record)
      }
    } catch { throw .state(path, problem: "\(error)") }
  }

  /// Keeps a run as it is now.
  func keep(_ record: RunRecord) throws(EnsembleError) {
    do {
      let outputs = String(decoding: try JSONEncoder().encode(record.outputs), as: UTF8.self)
      try queue.write { database in
        try database.execute(
          sql: """
            UPDATE run SET status = ?, attempts = ?, exitStatus = ?, reason = ?, outputs = ?,
              errors = ?, process = ?, began = ?, ended = ? WHERE id = ?
            """,
          arguments: [
            record.status.rawValue, record.attempts, record.exitStatus, record.reason, outputs,
            record.errors, record.process, record.began, record.ended, record.index,
          ])
      }
    } catch { throw .state(path, problem: "\(error)") }
  }

  private static func record(_ row: Row) throws -> RunRecord {
    let (status, outputs): (String, String) = (row["status"], row["outputs"])
    return RunRecord(
      index: row["id"], status: RunRecord.Status(rawValue: status) ?? .pending,
      attempts: row["attempts"], exitStatus: row["exitStatus"], reason: row["reason"],
      outputs: try JSONDecoder().decode([Output].self, from: Data(outputs.utf8)),
      errors: row["errors"], process: row["process"], began: row["began"], ended: row["ended"])
  }
}

/// A lock on a file beside the state: two processes on one state would run everything twice.
///
/// The system drops it when the process ends, however it ends.
struct StateLock: ~Copyable {
  private let descriptor: Int32

  init(state: String) throws(EnsembleError) {
    descriptor = open(state + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw .state(state + ".lock", problem: String(cString: strerror(errno)))
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw .busy(state: state)
    }
  }

  deinit {
    // Closing would not do while a child that has not begun yet holds a copy.
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }
}
