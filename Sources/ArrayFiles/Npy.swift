// .npy: numpy's file format for one array.

import Archives
public import Foundation

/// The largest array file that is read unless the caller says otherwise: 4 GiB.
public let defaultArrayFileLimit = 1 << 32

extension NumberArray {
  /// Reads a `.npy` file, or one inside gzip, of at most `limit` bytes.
  public init(npy path: String, limit: Int = defaultArrayFileLimit) throws(ArrayFileError) {
    let data: Data
    do {
      data = try FileReading.read(path: path, limit: limit)
    } catch {
      throw .archive(error)
    }
    try self.init(npyData: data, file: path)
  }

  /// Reads the bytes of a `.npy` file; `file` names them in errors.
  ///
  /// The header's sizes are compared with the number of bytes before anything is copied, so a header
  /// cannot make this take more memory than `data` has.
  public init(npyData data: Data, file: String) throws(ArrayFileError) {
    let header = try NpyHeader(data, file: file)
    let type = header.type.elementType
    let shape = header.dictionary.shape
    guard let count = elementCount(shape, elementSize: type.size) else {
      throw .header(file: file, problem: "the shape \(shape) is absurd")
    }
    let found = data.count - header.size
    guard count * type.size == found else {
      throw .wrongSize(file: file, expected: count * type.size, found: found)
    }
    let elements = data.dropFirst(header.size)
    if type == .bool { try checkBooleans(elements, file: file) }
    var bytes =
      if header.dictionary.isFortranOrder {
        rowMajor(fromFortran: elements, shape: shape, elementSize: type.size)
      } else {
        elements.copied()
      }
    if header.type.isBigEndian { swapBytes(of: &bytes, elementSize: type.size) }
    self.init(elementType: type, shape: shape, bytes: bytes)
  }

  /// The array as the bytes of a `.npy` file.
  public func npyData() -> Data {
    let dictionary = NpyDictionary(
      typeName: elementType.numpyName, isFortranOrder: false, shape: shape)
    var data = NpyHeader.encoded(dictionary.literal)
    data.append(bytes)
    return data
  }

  /// Writes a `.npy` file, whole or not at all.
  public func write(npy path: String) throws(ArrayFileError) {
    do {
      try FileWriting.write(npyData(), to: path)
    } catch {
      throw .archive(error)
    }
  }
}

extension Data {
  /// The same bytes in memory of their own, not in that of the mapped file, from index 0 on.
  func copied() -> Data { subdata(in: startIndex..<endIndex) }
}

/// Other bytes than 0 and 1 are undefined behaviour for whoever takes them for C++'s `bool`.
func checkBooleans(_ bytes: Data, file: String) throws(ArrayFileError) {
  let bad = bytes.withUnsafeBytes { raw in raw.firstIndex { $0 > 1 } }
  guard let bad else { return }
  throw .badElement(file: file, index: bad, problem: "is neither 0 nor 1, but a bool")
}
