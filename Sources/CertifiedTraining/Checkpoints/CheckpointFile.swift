// Checkpoints as files: written whole or not at all, and read only if nothing in them has changed.

internal import Archives
internal import ArrayFiles
internal import Foundation
internal import Tensors

extension Checkpoint {
  private enum Key {
    static let record = "training"
    static let checksum = "checksum"
    static let model = "model."
    static let optimizer = "optimizer."
  }

  /// Writes the file so that it is there whole, or as before, whatever happens.
  public func write(to path: String) throws(CheckpointError) {
    let tensors = model.prefixed(by: Key.model)
    var all = tensors
    all.merge(optimizer.prefixed(by: Key.optimizer))
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let record: String
    do {
      record = String(decoding: try encoder.encode(CheckpointRecord(self)), as: UTF8.self)
    } catch {
      throw .damaged(file: path, problem: "a schedule's state is not finite")
    }
    let arrays = all.numberArrays
    let sum = Self.checksum(arrays, record)
    let data = SafetensorsFile.safetensorsData(
      arrays, metadata: ["format": "pt", Key.record: record, Key.checksum: "\(sum)"])
    do {
      try FileWriting.writeDurably(data, to: path)
    } catch {
      throw .unwritable(error)
    }
  }

  /// Reads a file that ``write(to:)`` wrote, and refuses one in which anything has changed.
  public init(contentsOf path: String) throws(CheckpointError) {
    let metadata: [String: String]
    var arrays: [(name: String, array: NumberArray)] = []
    var tensors = NamedTensors()
    do {
      let file = try SafetensorsFile(safetensors: path)
      metadata = file.metadata
      for name in file.names {
        let array = try file.array(named: name)
        arrays.append((name, array))
        tensors[name] = try Tensor(array)
      }
    } catch {
      throw .unreadable(error)
    }
    guard let text = metadata[Key.record] else {
      throw .damaged(file: path, problem: "not a checkpoint of a training")
    }
    guard metadata[Key.checksum] == "\(Self.checksum(arrays, text))" else {
      throw .damaged(file: path, problem: "the checksum does not match: the file is damaged")
    }
    try self.init(record: text, tensors: tensors, file: path)
  }

  private init(
    record text: String, tensors: NamedTensors, file: String
  ) throws(CheckpointError) {
    struct Version: Decodable { let format: Int }
    let decoder = JSONDecoder()
    let data = Data(text.utf8)
    guard let version = try? decoder.decode(Version.self, from: data) else {
      throw .damaged(file: file, problem: "the record of the training is broken")
    }
    guard version.format == Self.formatVersion else {
      throw .version(file: file, found: version.format)
    }
    guard let record = try? decoder.decode(CheckpointRecord.self, from: data), record.epochs >= 0
    else { throw .damaged(file: file, problem: "the record of the training is broken") }
    self.init(
      epochs: record.epochs, model: tensors.under(Key.model),
      optimizer: tensors.under(Key.optimizer), configuration: record.configuration)
    schedules = record.schedules
    metrics = record.metrics.compactMapValues(Double.init)
  }

  /// The CRC-32 of names, types, shapes, elements and the record, in the order of the names.
  private static func checksum(
    _ arrays: [(name: String, array: NumberArray)], _ record: String
  ) -> UInt32 {
    let start = Archives.checksum(Data(record.utf8))
    return arrays.sorted { $0.name < $1.name }.reduce(start) { sum, entry in
      let (name, array) = entry
      let head = "\u{0}\(name)\u{0}\(array.elementType) \(array.shape)"
      return Archives.checksum(array.bytes, after: Archives.checksum(Data(head.utf8), after: sum))
    }
  }
}
