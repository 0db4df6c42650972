// Fortran order: turns column-major elements into row-major ones, block by block.

import Foundation

/// Turns column-major elements (the first index runs fastest) into row-major ones.
///
/// The first axis is dense in the input and the last in the output; for each position on the axes
/// between, these two are transposed in square blocks that fit into the cache.
func rowMajor(fromFortran data: Data, shape: [Int], elementSize: Int) -> Data {
  let axes = shape.filter { $0 != 1 }
  guard axes.count > 1, !axes.contains(0) else { return data.copied() }
  var result = Data(count: data.count)
  result.withUnsafeMutableBytes { target in
    data.withUnsafeBytes { source in
      switch elementSize {
      case 1: reorder(UInt8.self, source, target, axes)
      case 2: reorder(UInt16.self, source, target, axes)
      case 4: reorder(UInt32.self, source, target, axes)
      case 8: reorder(UInt64.self, source, target, axes)
      default: preconditionFailure("no element has \(elementSize) bytes")
      }
    }
  }
  return result
}

private func reorder<Word: FixedWidthInteger & BitwiseCopyable>(
  _: Word.Type, _ source: UnsafeRawBufferPointer, _ target: UnsafeMutableRawBufferPointer,
  _ axes: [Int]
) {
  let size = MemoryLayout<Word>.size
  let last = axes.count - 1
  let sourceStrides = axes.indices.map { axis in axes[..<axis].reduce(size, *) }
  let targetStrides = axes.indices.map { axis in axes[(axis + 1)...].reduce(size, *) }
  var middle = [Int](repeating: 0, count: axes.count)
  var from = 0
  var to = 0
  while true {
    transpose(
      Word.self, UnsafeRawBufferPointer(rebasing: source[from...]),
      UnsafeMutableRawBufferPointer(rebasing: target[to...]), rows: axes[0], columns: axes[last],
      sourceStride: sourceStrides[last], targetStride: targetStrides[0])
    // Step to the next position on the middle axes, like an odometer.
    var axis = last - 1
    while axis > 0, middle[axis] == axes[axis] - 1 {
      from -= middle[axis] * sourceStrides[axis]
      to -= middle[axis] * targetStrides[axis]
      middle[axis] = 0
      axis -= 1
    }
    guard axis > 0 else { return }
    middle[axis] += 1
    from += sourceStrides[axis]
    to += targetStrides[axis]
  }
}

/// Copies columns (dense in the source) into rows (dense in the target), one block after the other.
private func transpose<Word: FixedWidthInteger & BitwiseCopyable>(
  _: Word.Type, _ source: UnsafeRawBufferPointer, _ target: UnsafeMutableRawBufferPointer,
  rows: Int, columns: Int, sourceStride: Int, targetStride: Int
) {
  let block = 32
  let size = MemoryLayout<Word>.size
  for firstRow in stride(from: 0, to: rows, by: block) {
    for firstColumn in stride(from: 0, to: columns, by: block) {
      for row in firstRow..<min(firstRow + block, rows) {
        for column in firstColumn..<min(firstColumn + block, columns) {
          let word = source.loadUnaligned(
            fromByteOffset: column * sourceStride + row * size, as: Word.self)
          target.storeBytes(
            of: word, toByteOffset: row * targetStride + column * size, as: Word.self)
        }
      }
    }
  }
}
