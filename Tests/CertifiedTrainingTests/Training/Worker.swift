// What the tests of trainings in processes of their own share: the executable, and what it leaves.

import CertifiedTraining
import Foundation
import Tensors
import Testing

/// The executable `training-worker`, which the build puts beside the tests.
enum Worker {
  static let path: String? = {
    let folders = [
      Bundle.main.bundleURL,
      URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent(),
    ]
    return folders.map { $0.appendingPathComponent("training-worker").path }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  /// Starts a training; its lines go to `output`.
  static func start(
    _ arguments: [String], _ variables: [String: String] = [:], output: Any? = FileHandle.nullDevice
  ) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(path))
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(variables) { $1 }
    process.standardOutput = output
    process.standardInput = FileHandle.nullDevice
    try process.run()
    return process
  }

  /// Trains to the end, in one process or in several that meet at a port of this machine.
  static func train(_ arguments: [String], processes count: Int = 1, port: Int = 0) throws {
    let running = try (0..<count).map { rank in
      try start(arguments, count == 1 ? [:] : variables(rank: rank, of: count, port: port))
    }
    for process in running { process.waitUntilExit() }
    for process in running { #expect(process.terminationStatus == 0) }
  }

  /// The environment of one of several processes on this machine.
  static func variables(rank: Int, of count: Int, port: Int) -> [String: String] {
    [
      "WORLD_SIZE": "\(count)", "RANK": "\(rank)", "MASTER_ADDR": "127.0.0.1",
      "MASTER_PORT": "\(port)",
    ]
  }

  /// The weights that the process of a rank ended with.
  static func weights(in folder: String, rank: Int = 0) throws -> NamedTensors {
    try NamedTensors.read(safetensors: "\(folder)/final-\(rank).safetensors").tensors
  }

  static func history(in folder: String) throws -> [EpochReport] {
    try String(contentsOfFile: "\(folder)/log.jsonl", encoding: .utf8).split(separator: "\n")
      .map { try JSONDecoder().decode(EpochReport.self, from: Data($0.utf8)) }
  }

  /// A port of this machine that nobody listens at; `nil` where there are no sockets.
  static func freePort() -> Int? {
    #if os(Linux)
    let type = Int32(SOCK_STREAM.rawValue)
    #else
    let type = SOCK_STREAM
    #endif
    let socket = socket(AF_INET, type, 0)
    guard socket >= 0 else { return nil }
    defer { close(socket) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, length) == 0 && getsockname(socket, $0, &length) == 0
      }
    }
    return isBound ? Int(UInt16(bigEndian: address.sin_port)) : nil
  }

  static func temporaryFolder() -> String {
    FileManager.default.temporaryDirectory
      .appendingPathComponent("training-\(UUID().uuidString)").path
  }
}
