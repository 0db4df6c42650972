// Mode sums: the Fourier sums of points at integer frequencies, and how they change with the points.

import Dispatch

/// The sums `S(m) = Σ_j e^{2πi m·x_j}` of points at given modes, and the gradients of functions of
/// them.
///
/// Powers are products of tables by axis: trigonometric functions are called once for each
/// coordinate. Time `N M`, some 2 ns for each point and mode for both directions together on one
/// thread; memory `M` for each of at most 16 parts of the points. The parts depend on the number
/// of points alone and are added in order: the result is the same on any number of threads.
public struct ModeSums: Sendable {
  public let modes: IntegerModes
  private let tree: ModeTree
  private let isParallel: Bool

  /// `isParallel`: whether several threads may work; the result does not depend on it.
  public init(_ modes: IntegerModes, isParallel: Bool = true) {
    self.modes = modes
    self.isParallel = isParallel
    tree = ModeTree(modes)
  }

  /// `Σ_j y_j cos 2π m·x_j` and `Σ_j y_j sin 2π m·x_j`, by mode; points one after the other.
  ///
  /// `values`: the `y_j`; 1 each without them.
  public func sums(
    _ coordinates: [Double], values: [Double]? = nil
  ) -> (real: [Double], imaginary: [Double]) {
    precondition(
      (values?.count).map { $0 * modes.dimension == coordinates.count } ?? true,
      "each point has one value")
    let parts = Parts(coordinates.count / modes.dimension)
    let modeCount = modes.count
    var partial = [Double](repeating: 0, count: 2 * modeCount * parts.count)
    partial.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      nonisolated(unsafe) let sums = base
      perform(parts, coordinates, values) { part, block, _ in
        let real = sums + 2 * modeCount * part
        block.addSums(real: real, imaginary: real + modeCount)
      }
    }
    var (real, imaginary) = (
      [Double](repeating: 0, count: modeCount), [Double](repeating: 0, count: modeCount)
    )
    for part in 0..<parts.count {
      let offset = 2 * modeCount * part
      for mode in 0..<modeCount {
        real[mode] += partial[offset + mode]
        imaginary[mode] += partial[offset + modeCount + mode]
      }
    }
    return (real, imaginary)
  }

  /// `Σ_m m_a Re(c_m e^{2πi m·x_j})` for each point and axis, laid out as the coordinates are.
  ///
  /// For a function of the sums with derivatives `f_C` and `f_Z` by their real and imaginary parts,
  /// `c_m = 2π (f_Z + i f_C)` makes it the gradient.
  public func gradient(
    _ coordinates: [Double], real: [Double], imaginary: [Double]
  ) -> [Double] {
    let pairs = tree.leaves.map { LeafCoefficients($0, real: real, imaginary: imaginary) }
    var result = [Double](repeating: 0, count: coordinates.count)
    let dimension = modes.dimension
    result.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      nonisolated(unsafe) let place = base
      pairs.withUnsafeBufferPointer { pairs in
        nonisolated(unsafe) let pairs = pairs
        perform(Parts(coordinates.count / dimension), coordinates, nil) { _, block, points in
          block.writeGradients(
            pairs, points: points.count, into: place + points.lowerBound * dimension)
        }
      }
    }
    return result
  }

  /// How points are split: blocks of 64, in at most 16 parts.
  private struct Parts {
    let pointCount: Int
    let blocksEach: Int
    let count: Int

    init(_ pointCount: Int) {
      self.pointCount = pointCount
      let blocks = (pointCount + ModeBlock.points - 1) / ModeBlock.points
      blocksEach = max(1, (blocks + 15) / 16)
      count = (blocks + blocksEach - 1) / blocksEach
    }

    func blocks(_ part: Int) -> [Range<Int>] {
      let first = part * blocksEach * ModeBlock.points
      let end = min(pointCount, first + blocksEach * ModeBlock.points)
      return stride(from: first, to: end, by: ModeBlock.points).map {
        $0..<min(end, $0 + ModeBlock.points)
      }
    }
  }

  /// Does a work for every block; blocks of a part in order, parts on any thread.
  private func perform(
    _ parts: Parts, _ coordinates: [Double], _ values: [Double]?,
    _ work: @escaping @Sendable (_ part: Int, _ block: ModeBlock, _ points: Range<Int>) -> Void
  ) {
    let run = { @Sendable (part: Int) in
      let block = ModeBlock(tree)
      coordinates.withUnsafeBufferPointer { buffer in
        for points in parts.blocks(part) {
          block.load(buffer, points: points, values: values)
          work(part, block, points)
        }
      }
    }
    if isParallel, parts.count > 1 {
      DispatchQueue.concurrentPerform(iterations: parts.count, execute: run)
    } else {
      for part in 0..<parts.count { run(part) }
    }
  }
}
