// IDX: the array format of MNIST's files, big-endian, of bytes.

internal import Archives
public import Foundation

/// An array of bytes as IDX files hold it.
///
/// | Bytes | |
/// |---|---|
/// | 0, 0 | |
/// | type | 8 for bytes; the other types of the format are refused by name |
/// | rank | the number of extents |
/// | extents | 4 bytes each, the highest first |
/// | elements | row-major |
///
/// ## References
///
/// - Y. LeCun, C. Cortes, C. J. C. Burges, *The MNIST Database of Handwritten Digits*,
///   <http://yann.lecun.com/exdb/mnist/>.
public struct IDX: Sendable, Equatable {
  public let shape: [Int]
  public let bytes: Data

  /// The largest file that is read unless the caller says otherwise: 4 GiB.
  public static let defaultLimit = 1 << 32

  /// Reads a file, or one inside gzip, of at most `limit` bytes.
  public init(contentsOf path: String, limit: Int = defaultLimit) throws(DataSetError) {
    let data: Data
    do { data = try FileReading.read(path: path, limit: limit) } catch { throw .archive(error) }
    try self.init(data, file: path)
  }

  /// Reads the bytes of a file; `file` names them in errors.
  public init(_ data: Data, file: String) throws(DataSetError) {
    let head = [UInt8](data.prefix(4))
    guard head.count == 4, head[0] == 0, head[1] == 0 else {
      throw .malformed(place: file, problem: "it does not begin as an IDX file begins")
    }
    guard head[2] == 8 else {
      let name = Self.otherTypes[head[2]] ?? "the unknown type \(head[2])"
      throw .malformed(place: file, problem: "its elements are \(name), not bytes")
    }
    let rank = Int(head[3])
    let start = 4 + 4 * rank
    guard (1...4).contains(rank), data.count >= start else {
      throw .malformed(place: file, problem: "a header of \(rank) extents is no array's")
    }
    let extents = [UInt8](data.dropFirst(4).prefix(4 * rank))
    let shape = (0..<rank).map { axis in
      extents[4 * axis..<4 * axis + 4].reduce(0) { $0 << 8 | Int($1) }
    }
    var count = 1
    for extent in shape {
      let (product, overflows) = count.multipliedReportingOverflow(by: extent)
      guard !overflows else {
        throw .malformed(place: file, problem: "the shape \(shape) is absurd")
      }
      count = product
    }
    guard data.count - start == count else {
      throw .malformed(
        place: file,
        problem: "the shape \(shape) needs \(count) bytes, but \(data.count - start) follow")
    }
    self.shape = shape
    // A copy: the file may be mapped, and a training run outlives whoever rewrites it.
    bytes = Data([UInt8](data.dropFirst(start)))
  }

  private static let otherTypes: [UInt8: String] = [
    9: "signed bytes", 11: "16-bit integers", 12: "32-bit integers", 13: "32-bit floats",
    14: "64-bit floats",
  ]
}
