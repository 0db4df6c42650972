// ModelFileError: why a model file was refused.

/// Why a model file was refused: the file, and the node, tensor or value to look for in it.
public enum ModelFileError: Error, Equatable, Sendable {
  case unreadable(file: String, FileProblem)
  /// The bytes are not an ONNX model, or not a whole one.
  case malformed(file: String, reason: String)
  /// The version of the standard's operator set is not one of those that are read.
  case unsupportedOpset(file: String, version: Int)
  /// A part of the standard that is not read, by name: `function 'softmax'`.
  case unsupported(file: String, what: String)
  /// A value that a node (or the model's output, where `node` is nil) reads and nothing makes.
  case undefinedValue(file: String, value: String, node: String?)
  /// A value that two makers claim; the node is the second one, or nil for an input or initializer.
  case duplicateValue(file: String, value: String, node: String?)
  /// A node that reads, by some way round, a value that it makes itself.
  case cycle(file: String, value: String, node: String)
  /// A node that breaks the standard by itself.
  case invalidNode(file: String, node: String, reason: String)
  /// A constant; `tensor` is `initializer 'W'` or `attribute 'value' of node 'Constant_3'`.
  case invalidTensor(file: String, tensor: String, TensorProblem)
}

extension ModelFileError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unreadable(let file, let problem): "\(file): \(problem)"
    case .malformed(let file, let reason): "\(file): not a readable ONNX model: \(reason)"
    case .unsupportedOpset(let file, let version):
      "\(file): opset \(version) is not supported (\(ModelFile.supportedOpsets) are)"
    case .unsupported(let file, let what): "\(file): \(what) is not supported"
    case .undefinedValue(let file, let value, let node):
      "\(file): \(reader(node)) reads value '\(value)', which nothing makes"
    case .duplicateValue(let file, let value, let node):
      "\(file): \(maker(node)) makes value '\(value)', which is there already"
    case .cycle(let file, let value, let node):
      "\(file): node '\(node)' makes value '\(value)' and depends on it (a cycle)"
    case .invalidNode(let file, let node, let reason): "\(file): node '\(node)': \(reason)"
    case .invalidTensor(let file, let tensor, let problem): "\(file): \(tensor): \(problem)"
    }
  }

  private func reader(_ node: String?) -> String { node.map { "node '\($0)'" } ?? "the output" }

  private func maker(_ node: String?) -> String {
    node.map { "node '\($0)'" } ?? "an input or initializer"
  }
}
