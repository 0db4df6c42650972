// DifferentiableOperator: what a nonlinear operator states so that the gradient of a graph is a graph.

/// A nonlinear operator whose chain rule is made of other operators.
///
/// Affine operators need not state theirs: it is ``AdjointMap``.
public protocol DifferentiableOperator: Operator {
  /// The adjoint of each input, `[rows] + input shape`, from that of the output,
  /// `[rows] + output shape`: `ā · ∂y/∂xᵢ`.
  ///
  /// Where the operator has a kink, the values hold every element of Clarke's derivative.
  ///
  /// - `adjoint`: constant as long as nothing nonlinear was passed.
  func pullback(
    _ adjoint: GraphAssembly.Value, inputs: [GraphAssembly.Value], output: GraphAssembly.Value,
    in assembly: inout GraphAssembly
  ) throws(GraphError) -> [GraphAssembly.Value]
}
