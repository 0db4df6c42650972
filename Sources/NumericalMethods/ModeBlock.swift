// Mode block: the powers of some points along each axis, and sums over them.

import Foundation

/// Work space for the modes of up to 64 points at a time, in vectors of four.
///
/// All powers of a block lie together, so that the sums over its points stay in the cache.
final class ModeBlock {
  typealias Vector = SIMD4<Double>
  typealias Powers = UnsafeMutablePointer<Vector>

  static let points = 64
  /// Vectors for the real parts; as many follow for the imaginary ones.
  private static let vectors = points / Vector.scalarCount
  private static let entry = 2 * vectors

  private let tree: ModeTree
  /// Where the powers of each axis begin, in entries.
  private let offsets: [Int]
  private let powers: Powers
  /// The value of each point and 0 for the padding, then the products over the leading axes.
  private let products: Powers
  /// The product over the leading axes, by their number.
  private var levels: [Powers]
  private let gradients: Powers

  init(_ tree: ModeTree) {
    self.tree = tree
    var (offsets, total) = ([Int](), 0)
    for largest in tree.largest {
      offsets.append(total)
      total += largest + 1
    }
    self.offsets = offsets
    powers = .allocate(capacity: total * Self.entry)
    products = .allocate(capacity: tree.dimension * Self.entry)
    gradients = .allocate(capacity: tree.dimension * Self.vectors)
    powers.initialize(repeating: .zero, count: total * Self.entry)
    products.initialize(repeating: .zero, count: tree.dimension * Self.entry)
    gradients.initialize(repeating: .zero, count: tree.dimension * Self.vectors)
    levels = [Powers](repeating: products, count: tree.dimension)
  }

  deinit {
    powers.deallocate()
    products.deallocate()
    gradients.deallocate()
  }

  /// Takes up to 64 points and forms the powers `e^{2πi m x}` of each coordinate.
  func load(
    _ coordinates: UnsafeBufferPointer<Double>, points range: Range<Int>, values: [Double]?
  ) {
    precondition(range.count <= Self.points, "a block has no room for \(range.count) points")
    let dimension = tree.dimension
    for slot in 0..<Self.points {
      let (vector, lane) = (slot / Vector.scalarCount, slot % Vector.scalarCount)
      let isPoint = slot < range.count
      products[vector][lane] = isPoint ? values?[range.lowerBound + slot] ?? 1 : 0
      for axis in 0..<dimension {
        let base = powers + offsets[axis] * Self.entry
        base[vector][lane] = 1
        guard tree.largest[axis] > 0 else { continue }
        let angle =
          isPoint ? 2 * Double.pi * coordinates[(range.lowerBound + slot) * dimension + axis] : 0
        base[Self.entry + vector][lane] = cos(angle)
        base[Self.entry + Self.vectors + vector][lane] = sin(angle)
      }
    }
    for axis in 0..<dimension where tree.largest[axis] > 1 {
      let base = powers + offsets[axis] * Self.entry
      // Products of halves keep the rounding of high powers at its logarithm.
      for power in 2...tree.largest[axis] {
        Self.multiply(
          base + power / 2 * Self.entry, base + (power - power / 2) * Self.entry, sign: 1,
          into: base + power * Self.entry)
      }
    }
  }

  /// Adds `Σ cos 2π m·x` and `Σ sin 2π m·x` over the block's points, mode after mode.
  func addSums(real: UnsafeMutablePointer<Double>, imaginary: UnsafeMutablePointer<Double>) {
    let base = powers + offsets[tree.dimension - 1] * Self.entry
    for group in tree.groups {
      let product = formProduct(group)
      for index in group.leaves {
        let leaf = tree.leaves[index]
        let power = base + leaf.size * Self.entry
        var (rr, ii, ri, ir) = (Vector.zero, Vector.zero, Vector.zero, Vector.zero)
        for vector in 0..<Self.vectors {
          let (pr, pi) = (product[vector], product[vector + Self.vectors])
          let (tr, ti) = (power[vector], power[vector + Self.vectors])
          rr += pr * tr
          ii += pi * ti
          ri += pr * ti
          ir += pi * tr
        }
        let (a, b, c, d) = (rr.sum(), ii.sum(), ri.sum(), ir.sum())
        if leaf.plus >= 0 {
          real[leaf.plus] += a - b
          imaginary[leaf.plus] += c + d
        }
        if leaf.minus >= 0 {
          real[leaf.minus] += a + b
          imaginary[leaf.minus] += d - c
        }
      }
    }
  }

  /// The product of the powers of all axes but the last.
  private func formProduct(_ group: ModeTree.Group) -> Powers {
    let last = tree.dimension - 1
    for axis in group.shared..<max(last, group.shared) {
      let component = tree.prefixes[group.prefix + axis]
      guard component != 0 else {
        levels[axis + 1] = levels[axis]
        continue
      }
      let place = products + (axis + 1) * Self.entry
      Self.multiply(
        levels[axis], powers + (offsets[axis] + abs(component)) * Self.entry,
        sign: component < 0 ? -1 : 1, into: place)
      levels[axis + 1] = place
    }
    return levels[last]
  }

  /// `first * second`, or with the conjugate of `second` where `sign` is -1.
  private static func multiply(
    _ first: Powers, _ second: Powers, sign: Double, into place: Powers
  ) {
    for vector in 0..<vectors {
      let (fr, fi) = (first[vector], first[vector + vectors])
      let (sr, si) = (second[vector], second[vector + vectors] * sign)
      place[vector] = fr * sr - fi * si
      place[vector + vectors] = fr * si + fi * sr
    }
  }

  /// Writes `Σ_m m_a Re(c_m e^{2πi m·x})` for each of the points and axes.
  ///
  /// `pairs`: of each leaf what `LeafCoefficients` makes of the coefficients.
  func writeGradients(
    _ pairs: UnsafeBufferPointer<LeafCoefficients>, points count: Int,
    into result: UnsafeMutablePointer<Double>
  ) {
    let dimension = tree.dimension
    gradients.update(repeating: .zero, count: dimension * Self.vectors)
    for group in tree.groups { addGradients(group, pairs) }
    for slot in 0..<count {
      let (vector, lane) = (slot / Vector.scalarCount, slot % Vector.scalarCount)
      for axis in 0..<dimension {
        result[slot * dimension + axis] = gradients[axis * Self.vectors + vector][lane]
      }
    }
  }

  private func addGradients(
    _ group: ModeTree.Group, _ pairs: UnsafeBufferPointer<LeafCoefficients>
  ) {
    let last = tree.dimension - 1
    let base = powers + offsets[last] * Self.entry
    let product = formProduct(group)
    let ownGradients = gradients + last * Self.vectors
    for vector in 0..<Self.vectors {
      var (qr, qi, sr, si) = (Vector.zero, Vector.zero, Vector.zero, Vector.zero)
      for index in group.leaves {
        let pair = pairs[index]
        let power = base + pair.size * Self.entry
        let (tr, ti) = (power[vector], power[vector + Self.vectors])
        qr += tr * pair.realSum - ti * pair.imaginaryDifference
        qi += ti * pair.realDifference + tr * pair.imaginarySum
        sr += tr * pair.slopeRealDifference - ti * pair.slopeImaginarySum
        si += ti * pair.slopeRealSum + tr * pair.slopeImaginaryDifference
      }
      let (pr, pi) = (product[vector], product[vector + Self.vectors])
      ownGradients[vector] += pr * sr - pi * si
      let value = pr * qr - pi * qi
      for axis in 0..<last {
        let component = tree.prefixes[group.prefix + axis]
        if component != 0 { gradients[axis * Self.vectors + vector] += value * Double(component) }
      }
    }
  }
}

/// The coefficients `α` of `+m` and `β` of `-m` along the last axis, in the sums that both share.
///
/// `α T + β T̄` and, for the derivative along that axis, `m (α T - β T̄)`.
struct LeafCoefficients {
  let size: Int
  let realSum, realDifference, imaginarySum, imaginaryDifference: Double
  let slopeRealSum, slopeRealDifference, slopeImaginarySum, slopeImaginaryDifference: Double

  init(_ leaf: ModeTree.Leaf, real: [Double], imaginary: [Double]) {
    let (ar, ai) = leaf.plus < 0 ? (0, 0) : (real[leaf.plus], imaginary[leaf.plus])
    let (br, bi) = leaf.minus < 0 ? (0, 0) : (real[leaf.minus], imaginary[leaf.minus])
    let step = Double(leaf.size)
    size = leaf.size
    (realSum, realDifference) = (ar + br, ar - br)
    (imaginarySum, imaginaryDifference) = (ai + bi, ai - bi)
    (slopeRealSum, slopeRealDifference) = (step * (ar + br), step * (ar - br))
    (slopeImaginarySum, slopeImaginaryDifference) = (step * (ai + bi), step * (ai - bi))
  }
}
