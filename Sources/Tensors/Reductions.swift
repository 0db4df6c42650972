// Reductions: sums, extremes, and claims about all or any of the elements.

internal import CTorch

extension Tensor {
  /// The sum along some axes; along all of them when none is named.
  public func sum(along axes: [Int] = [], keepingAxes: Bool = false) -> Tensor {
    reduced(along: axes, keepingAxes, ct_sum)
  }

  /// The mean along some axes; along all of them when none is named.
  public func mean(along axes: [Int] = [], keepingAxes: Bool = false) -> Tensor {
    reduced(along: axes, keepingAxes, ct_mean)
  }

  /// The mean squared deviation from the mean along some axes.
  public func variance(along axes: [Int] = [], keepingAxes: Bool = false) -> Tensor {
    reduced(along: axes, keepingAxes, ct_variance)
  }

  /// The logarithm of the sum of exponentials along some axes, without overflow.
  public func logSumExp(along axes: [Int], keepingAxes: Bool = false) -> Tensor {
    reduced(along: axes, keepingAxes, ct_logsumexp)
  }

  /// The largest element along some axes.
  public func maximum(along axes: [Int] = [], keepingAxes: Bool = false) -> Tensor {
    reduced(along: axes, keepingAxes, ct_amax)
  }

  /// The smallest element along some axes.
  public func minimum(along axes: [Int] = [], keepingAxes: Bool = false) -> Tensor {
    reduced(along: axes, keepingAxes, ct_amin)
  }

  public func any(along axes: [Int], keepingAxes: Bool = false) -> Tensor {
    reduced(along: axes, keepingAxes, ct_any)
  }

  public func all(along axes: [Int], keepingAxes: Bool = false) -> Tensor {
    reduced(along: axes, keepingAxes, ct_all)
  }

  /// The place of the largest element along one axis.
  public func indexOfMaximum(along axis: Int, keepingAxis: Bool = false) -> Tensor {
    made([self]) { ct_argmax(handle, Int64(axis), keepingAxis, $0) }
  }

  /// The places along one axis in the order of their elements; equal ones keep theirs.
  public func order(along axis: Int, descending: Bool = false) -> Tensor {
    made([self]) { ct_argsort(handle, Int64(axis), descending, $0) }
  }

  /// The places of the largest elements along one axis, the largest first.
  public func indicesOfLargest(_ count: Int, along axis: Int) -> Tensor {
    made([self]) { ct_topk(handle, Int64(count), Int64(axis), $0) }
  }

  /// A claim about the elements of a tensor of type `bool`.
  public var isTrueSomewhere: Bool { count > 0 && reduced(along: [], false, ct_any).scalar != 0 }
  public var isTrueEverywhere: Bool { count == 0 || reduced(along: [], false, ct_all).scalar != 0 }

  private func reduced(
    along axes: [Int], _ keep: Bool,
    _ function: (
      CTTensor?, UnsafePointer<Int64>?, Int32, Bool,
      UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
    ) -> CTTensor?
  ) -> Tensor {
    let axes = axes.map(Int64.init)
    return made([self]) { function(handle, axes, Int32(axes.count), keep, $0) }
  }
}
