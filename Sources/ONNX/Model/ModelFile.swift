// ModelFile: what an .onnx file says, checked, before it becomes a graph.

internal import Archives
public import Foundation

/// What an .onnx file says, checked, before it becomes a graph.
///
/// Reading refuses by name what is not whole, not supported or not safe: a value that nothing
/// makes, an operator set that is too new, a tensor whose data do not fill its shape, external data
/// out of the model's folder. Sizes are checked before memory is taken. What nodes compute is not
/// looked at.
///
/// ## References
/// The ONNX intermediate representation, <https://onnx.ai/onnx/repo-docs/IR.html>.
public struct ModelFile: Sendable, Equatable {
  /// The versions of the standard's operator set that are read.
  public static let supportedOpsets = 7...24

  /// The version of the file format.
  public let irVersion: Int
  /// The version of the operator set of the ONNX standard (the empty domain).
  public let opset: Int
  /// The versions of other operator sets, by domain (`ai.onnx.ml`); nodes of these may be refused
  /// later.
  public let otherOpsets: [String: Int]
  /// The program that wrote the file, with its version; may be empty.
  public let producer: String
  public let graph: ModelGraph

  /// Reads the .onnx or .onnx.gz file at `path`; external data are looked for in its folder.
  ///
  /// The file is mapped while it is read, so it must not shrink meanwhile.
  public init(
    contentsOf path: String, options: ModelReaderOptions = ModelReaderOptions()
  ) throws(ModelFileError) {
    let bytes: Data
    do throws(FileProblem) {
      let file = try RegularFile(at: path)
      guard file.size <= options.maximumFileBytes else {
        throw .tooLarge(bytes: file.size, limit: options.maximumFileBytes)
      }
      bytes = try file.mapped()
    } catch {
      throw .unreadable(file: path, error)
    }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    try self.init(
      bytes: try Self.inflated(bytes, file: path, limit: options.maximumFileBytes), folder: folder,
      name: path, options: options)
  }

  /// The bytes themselves, or what gzip compressed to them.
  private static func inflated(
    _ bytes: Data, file: String, limit: Int
  ) throws(ModelFileError) -> Data {
    guard Gzip.isGzip(prefix: bytes) else { return bytes }
    do throws(ArchiveError) {
      return try Gzip.inflate(bytes, limit: limit)
    } catch {
      throw .malformed(file: file, reason: "\(error)")
    }
  }

  /// Reads a model from memory: the bytes of an .onnx file, inflated where it was compressed.
  ///
  /// External data are looked for in `folder`, and refused where it is nil; errors call the file
  /// `name`.
  public init(
    bytes: Data, folder: String?, name: String, options: ModelReaderOptions = ModelReaderOptions()
  ) throws(ModelFileError) {
    let source = ModelSource(file: name, folder: folder, options: options)
    let wire = try WireModelProto(decoding: bytes, from: source)
    try self.init(wire, from: source)
  }
}
