// Cells of a regular grid: which counts have one, and where its cells are.

import NumericalMethods

/// The cells along each axis of the grid with `count` cells, or why there is none.
func gridSide(
  _ design: String, _ count: Int, _ dimension: Int
) throws(DesignError) -> Int {
  try checkSize(count, dimension)
  let side = wholeRoot(count, dimension)
  guard wholePower(side, dimension) == count else {
    let nearest = [side, side + 1].map { wholePower($0, dimension) }.filter { $0 <= Int32.max }
    throw .count(design: design, count: count, dimension: dimension, nearest: nearest)
  }
  return side
}

/// One coordinate for each axis of each cell, the last axis fastest; `place` gives the coordinate
/// from the number of the cell along its axis.
func gridCoordinates(
  side: Int, dimension: Int, place: (Int) -> Double
) -> [Double] {
  let count = wholePower(side, dimension)
  var (coordinates, cell) = ([Double](), Array(repeating: 0, count: dimension))
  coordinates.reserveCapacity(count * dimension)
  for _ in 0..<count {
    for axis in 0..<dimension { coordinates.append(place(cell[axis])) }
    for axis in (0..<dimension).reversed() {
      cell[axis] += 1
      if cell[axis] < side { break }
      cell[axis] = 0
    }
  }
  return coordinates
}
