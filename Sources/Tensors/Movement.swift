// Shape and place: operations that move elements and compute nothing.

internal import CTorch

extension Tensor {
  /// The same elements in another shape; one extent may be -1.
  public func reshaped(to shape: [Int]) -> Tensor {
    guard shape != self.shape else { return self }
    let sizes = shape.map(Int64.init)
    return made([self]) { ct_reshape(handle, sizes, Int32(sizes.count), $0) }
  }

  public var flattened: Tensor { reshaped(to: [-1]) }

  /// The axes in another order: axis `i` of the result is axis `order[i]` of this tensor.
  public func permuted(_ order: [Int]) -> Tensor {
    let axes = order.map(Int64.init)
    return made([self]) { ct_permute(handle, axes, Int32(axes.count), $0) }
  }

  /// Exchanges two axes.
  public func transposed(_ first: Int, _ second: Int) -> Tensor {
    var order = Array(0..<rank)
    order.swapAt(first < 0 ? first + rank : first, second < 0 ? second + rank : second)
    return permuted(order)
  }

  /// Repeats axes of extent one to the shape given, without copying.
  public func expanded(to shape: [Int]) -> Tensor {
    let sizes = shape.map(Int64.init)
    return made([self]) { ct_expand(handle, sizes, Int32(sizes.count), $0) }
  }

  public func addingAxis(_ axis: Int) -> Tensor {
    var sizes = shape
    sizes.insert(1, at: axis < 0 ? axis + rank + 1 : axis)
    return reshaped(to: sizes)
  }

  public func removingAxis(_ axis: Int) -> Tensor {
    var sizes = shape
    let removed = sizes.remove(at: axis < 0 ? axis + rank : axis)
    precondition(removed == 1, "axis \(axis) of \(shape) is not of extent one")
    return reshaped(to: sizes)
  }

  /// The elements in a range of one axis.
  public func slice(_ range: Range<Int>, along axis: Int = 0, step: Int = 1) -> Tensor {
    made([self]) {
      ct_slice(
        handle, Int64(axis), Int64(range.lowerBound), Int64(range.upperBound), Int64(step), $0)
    }
  }

  public func reversed(along axes: [Int]) -> Tensor {
    let axes = axes.map(Int64.init)
    return made([self]) { ct_flip(handle, axes, Int32(axes.count), $0) }
  }

  /// The slices of one axis that a vector of indices names.
  public func selecting(_ indices: Tensor, along axis: Int) -> Tensor {
    made([self, indices]) { ct_index_select(handle, Int64(axis), indices.handle, $0) }
  }

  /// Adds slice `i` of `source` to slice `indices[i]`; equal indices add up.
  public func adding(_ source: Tensor, at indices: Tensor, along axis: Int) -> Tensor {
    made([self, indices, source]) {
      ct_index_add(handle, Int64(axis), indices.handle, source.handle, $0)
    }
  }

  /// One element for each index, along one axis: `out[…, i, …] = self[…, indices[…, i, …], …]`.
  public func gathering(_ indices: Tensor, along axis: Int) -> Tensor {
    made([self, indices]) { ct_gather(handle, Int64(axis), indices.handle, $0) }
  }

  /// Writes the elements of `source` to the indices of one axis.
  public func scattering(_ source: Tensor, at indices: Tensor, along axis: Int) -> Tensor {
    made([self, indices, source]) {
      ct_scatter(handle, Int64(axis), indices.handle, source.handle, $0)
    }
  }

  /// Adds the elements of `source` at the indices of one axis; equal indices add up.
  public func scatterAdding(_ source: Tensor, at indices: Tensor, along axis: Int) -> Tensor {
    made([self, indices, source]) {
      ct_scatter_add(handle, Int64(axis), indices.handle, source.handle, $0)
    }
  }

  /// Joins tensors along one axis.
  public static func concatenating(_ tensors: [Tensor], along axis: Int) -> Tensor {
    let handles = tensors.map { Optional($0.handle) }
    return made(tensors) { ct_cat(handles, Int32(handles.count), Int64(axis), $0) }
  }

  /// Adds `value` before and after each of the last axes (a negative amount cuts).
  ///
  /// `amounts`: one pair for each of the last axes, the outermost first.
  public func padded(_ amounts: [(before: Int, after: Int)], with value: Double = 0) -> Tensor {
    let pads = amounts.reversed().flatMap { [Int64($0.before), Int64($0.after)] }
    return made([self]) { ct_pad(handle, pads, Int32(pads.count), value, $0) }
  }

  /// The index vectors of the elements that are not zero: `[count, rank]`.
  public var indicesOfNonzero: Tensor { made([self]) { ct_nonzero(handle, $0) } }

  public func converted(to type: ScalarType) -> Tensor {
    scalarType == type ? self : made([self]) { ct_to_type(handle, type.rawValue, $0) }
  }

  public func to(_ device: Device) -> Tensor {
    made([self]) { ct_to_device(handle, device.body, $0) }
  }

  /// The same elements, row-major in memory.
  public var contiguous: Tensor { made([self]) { ct_contiguous(handle, $0) } }
}
