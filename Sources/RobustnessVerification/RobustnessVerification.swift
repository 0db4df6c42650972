// The network wing in one import: graphs, bounds, properties and verdicts.

@_exported public import Bounds
@_exported public import Graphs
@_exported public import ONNX
@_exported public import Operators
@_exported public import Propagation
@_exported public import Specifications
@_exported public import Tensors
@_exported public import Verification
