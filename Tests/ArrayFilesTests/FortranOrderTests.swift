// Fortran order: each element lands where its index says, in any number of dimensions.

import Foundation
import Testing

@testable import ArrayFiles

struct FortranOrderTests {
  @Test(
    arguments: [
      [7],
      [1, 5],
      [2, 3],
      [33, 65],  // blocks and remainders
      [3, 1, 4],
      [4, 3, 2, 5],
      [2, 3, 1, 2, 3, 2],
      [3, 0, 2],
    ], [1, 2, 4, 8])
  func eachElementLandsWhereItsIndexSays(shape: [Int], elementSize: Int) {
    let count = shape.reduce(1, *)
    // Element k of the column-major input holds k in its lowest bytes.
    var input = Data(count: count * elementSize)
    for index in 0..<count {
      input[index * elementSize] = UInt8(index & 0xff)
      if elementSize > 1 { input[index * elementSize + 1] = UInt8(index >> 8) }
    }
    let output = rowMajor(fromFortran: input, shape: shape, elementSize: elementSize)
    for index in 0..<count {
      let source = columnMajorIndex(ofRowMajor: index, shape)
      let expected = input[source * elementSize..<(source + 1) * elementSize]
      #expect(output[index * elementSize..<(index + 1) * elementSize] == expected)
    }
  }

  private func columnMajorIndex(ofRowMajor index: Int, _ shape: [Int]) -> Int {
    var rest = index
    var result = 0
    for axis in shape.indices.reversed() {
      result += rest % shape[axis] * shape[..<axis].reduce(1, *)
      rest /= shape[axis]
    }
    return result
  }
}
