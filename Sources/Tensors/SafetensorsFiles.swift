// Named tensors from and to safetensors files.

public import ArrayFiles

extension NamedTensors {
  /// Reads a `.safetensors` file, and its map of texts.
  ///
  /// Half precision and brain floats become `float32`, whole numbers `int64`.
  public static func read(
    safetensors path: String
  ) throws(ArrayFileError) -> (tensors: NamedTensors, metadata: [String: String]) {
    let file = try SafetensorsFile(safetensors: path)
    return (try NamedTensors(file), file.metadata)
  }

  public init(_ file: SafetensorsFile) throws(ArrayFileError) {
    self.init()
    for name in file.names { self[name] = try Tensor(try file.array(named: name)) }
  }

  /// The arrays that a file is made of.
  public var numberArrays: [(name: String, array: NumberArray)] {
    map { ($0.0, $0.1.numberArray) }
  }

  /// Writes a `.safetensors` file, whole or not at all.
  public func write(
    safetensors path: String, metadata: [String: String] = [:]
  ) throws(ArrayFileError) {
    try SafetensorsFile.write(numberArrays, metadata: metadata, safetensors: path)
  }
}
