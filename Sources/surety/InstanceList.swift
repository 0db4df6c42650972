// A list of instances to verify: rows of onnx, vnnlib, timeout_s.

import Archives
import CommandSupport
import Foundation

/// One row of a list, its paths relative to the list's folder.
struct Instance: Sendable {
  let model: String
  let property: String
  let timeout: Double
}

/// Reads a list with or without a header; with one, columns are found by name.
struct InstanceList {
  let folder: String
  let instances: [Instance]

  init(path: String) throws {
    let text = String(decoding: try FileReading.read(path: path, limit: 1 << 30), as: UTF8.self)
    let records = try CSVRecords(text, file: path).rows
    guard let first = records.first else { throw UsageError("\(path): the list is empty") }
    let header = first.fields.map { $0.lowercased() }
    let hasHeader = header.contains("onnx") && header.contains("vnnlib")
    let columns = try ["onnx", "vnnlib", "timeout_s"].enumerated().map { index, name in
      guard hasHeader else { return index }
      guard let place = header.firstIndex(of: name) else {
        throw UsageError("\(path):1: the header has no column '\(name)'")
      }
      return place
    }
    folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    instances = try records.dropFirst(hasHeader ? 1 : 0).map { record in
      guard let last = columns.max(), record.fields.count > last,
        let timeout = Double(record.fields[columns[2]]), timeout > 0, timeout.isFinite
      else { throw UsageError("\(path):\(record.line): not onnx,vnnlib,timeout_s") }
      return Instance(
        model: record.fields[columns[0]], property: record.fields[columns[1]], timeout: timeout)
    }
  }

  /// The path of a file that a row names.
  func resolve(_ path: String) -> String { path.hasPrefix("/") ? path : folder + "/" + path }
}

/// The records of a CSV text (RFC 4180), with the line each begins on.
struct CSVRecords {
  private(set) var rows: [(line: Int, fields: [String])] = []

  init(_ text: String, file: String) throws {
    var (fields, field) = ([String](), [UInt8]())
    var (line, start, isQuoted) = (1, 1, false)
    var bytes = Array(text.utf8)[...]
    func finished() -> String {
      String(decoding: field, as: UTF8.self).trimmingCharacters(in: .whitespaces)
    }
    while let byte = bytes.popFirst() {
      switch (byte, isQuoted) {
      case (UInt8(ascii: "\""), true) where bytes.first == byte:
        field.append(byte)
        bytes.removeFirst()
      case (UInt8(ascii: "\""), _): isQuoted.toggle()
      case (UInt8(ascii: ","), false):
        fields.append(finished())
        field = []
      case (UInt8(ascii: "\n"), false):
        fields.append(finished())
        if fields != [""] { rows.append((start, fields)) }
        (fields, field) = ([], [])
        line += 1
        start = line
      case (UInt8(ascii: "\r"), false): continue
      default:
        if byte == UInt8(ascii: "\n") { line += 1 }
        field.append(byte)
      }
    }
    guard !isQuoted else { throw UsageError("\(file):\(start): a quoted field does not end") }
    fields.append(finished())
    if fields != [""] { rows.append((start, fields)) }
  }
}
