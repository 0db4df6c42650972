// Broadcasting behind the leading axis, and its adjoint.

internal import Tensors

extension Tensor {
  /// Gives `[n] + shape` the axes of extent one that make it broadcast to `[n] + target`.
  func lifted(from shape: [Int], to target: [Int]) -> Tensor {
    guard shape.count < target.count else { return self }
    let ones = [Int](repeating: 1, count: target.count - shape.count)
    return reshaped(to: [self.shape[0]] + ones + shape)
  }

  /// Adds up `[n] + target` along the axes that `shape` was broadcast along: the adjoint of lifting
  /// and expanding.
  func summed(from target: [Int], to shape: [Int]) -> Tensor {
    guard shape != target else { return self }
    let padded = [Int](repeating: 1, count: target.count - shape.count) + shape
    let axes = padded.indices.filter { padded[$0] == 1 && target[$0] != 1 }.map { $0 + 1 }
    let sum = axes.isEmpty ? self : sum(along: axes, keepingAxes: true)
    return sum.reshaped(to: [self.shape[0]] + shape)
  }
}
