// Mod: the remainder of a division of constants.

public import Graphs
public import Tensors

/// The remainder of constants, with the sign of the divisor, or by `fmod` that of the dividend.
public enum Mod: ConstantOperator {
  public static let onnxName = "Mod"

  public static func value(_ node: NodeReader) throws(GraphError) -> Tensor {
    let dividend = try node.requiredConstant(0, "dividend")
    let divisor = try node.requiredConstant(1, "divisor")
    _ = try node.broadcast(dividend.shape, divisor.shape)
    let isWhole = dividend.scalarType == .int64
    guard divisor.scalarType == dividend.scalarType,
      !(isWhole && (divisor .== 0).isTrueSomewhere)
    else { throw node.invalid("a divisor of zero, or of another type") }
    let takesSignOfDividend = try node.flag("fmod", default: false)
    guard isWhole || takesSignOfDividend else {
      throw node.invalid("a remainder of fractions without 'fmod'")
    }
    let cut =
      isWhole ? dividend / divisor : truncated(dividend / divisor)
    let rest = dividend - cut * divisor
    guard !takesSignOfDividend else { return rest }
    let isTurned = .!(rest .== 0) .& .!((rest .< 0) .== (divisor .< 0))
    return (rest + divisor).selected(where: isTurned, else: rest)
  }

  private static func truncated(_ x: Tensor) -> Tensor {
    x.floor.selected(where: x .>= 0, else: x.ceil)
  }
}
