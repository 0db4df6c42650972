// Model: an ONNX file as a graph, with the names and shapes that the file gave.

public import Graphs
public import Operators
public import Tensors

/// An ONNX model that this package can run and bound.
///
/// A model with several inputs reads them from one flat vector, joined in order, and one with several
/// outputs joins those: that is how VNN-LIB numbers them.
public struct Model: Sendable {
  /// An input or output of the file.
  public struct Port: Sendable, Hashable {
    public let name: String
    /// The shape for one sample; extents that the file leaves open are one.
    public let shape: [Int]

    public init(name: String, shape: [Int]) { (self.name, self.shape) = (name, shape) }
    public var count: Int { shape.reduce(1, *) }
  }

  /// An initializer that is an input of the graph, so that it may be perturbed.
  public struct Weight: Sendable {
    public let name: String
    /// The number that the file gives.
    public let value: Tensor
  }

  public struct Options: Sendable {
    /// The floating-point type to compute in.
    public var scalarType = ScalarType.float32
    /// Shapes of inputs that the file leaves open, by name.
    public var inputShapes: [String: [Int]] = [:]
    /// What the file may ask of the machine.
    public var reader = ModelReaderOptions()
    public var catalog = OperatorCatalog.standard
    /// Names of initializers that are perturbed, with the wildcards of the shell (`*`, `?`).
    public var perturbedWeights: [String] = []

    public init(scalarType: ScalarType = .float32) { self.scalarType = scalarType }
  }

  public private(set) var graph: Graph
  public let inputs: [Port]
  /// The initializers that the graph reads after its inputs, in order.
  public let weights: [Weight]
  public let outputs: [Port]
  public let opset: Int
  public let producer: String
  /// How many numbers the file holds as weights.
  public let parameterCount: Int

  /// Reads an `.onnx` or `.onnx.gz` file.
  ///
  /// - Throws: `ModelFileError` for a file that is no whole model, `GraphError` for a model that
  ///   cannot be run or bounded, by operator, node and reason.
  public init(onnx path: String, options: Options = Options()) throws {
    try self.init(try ModelFile(contentsOf: path, options: options.reader), options: options)
  }

  /// Makes the graph of a file that was read.
  public init(_ file: ModelFile, options: Options = Options()) throws(GraphError) {
    var builder = try GraphBuilder(file, options: options)
    (inputs, weights) = (builder.inputs, builder.weights)
    try builder.readNodes()
    (outputs, graph) = try builder.finished()
    (opset, producer) = (file.opset, file.producer)
    parameterCount = file.graph.initializers.values
      .filter { $0.storage == .float32 || $0.storage == .float64 }.map(\.count).reduce(0, +)
  }

  /// The model whose input is what a graph in front makes of another.
  public func reading(_ front: Graph) -> Model {
    var result = self
    result.graph = front.followed(by: graph)
    return result
  }
}

extension Graph {
  /// Reads the graph of an `.onnx` or `.onnx.gz` file.
  public init(onnx path: String, scalarType: ScalarType = .float32) throws {
    self = try Model(onnx: path, options: Model.Options(scalarType: scalarType)).graph
  }
}
