import Bounds
import Foundation
import Tensors
import Testing

/// Affine images of sets, against the images of their corners.
struct AffineImageTests {
  private let offset = normal([2, 1, 4], .float64, seed: 1)
  private let radius = normal([2, 3], .float64, seed: 2).magnitude
  private var inner: Box { Box(lower: -radius, upper: radius) }

  private var corners: [Tensor] {
    everyChoice([[Double]](repeating: [-1, 1], count: 3)).map { Tensor($0) * radius }
  }

  @Test(arguments: [[4, 3], [2, 4, 3]]) func rangesAreThoseOfTheCorners(matrixShape: [Int]) {
    let matrix = normal(matrixShape, .float64, seed: 3)
    let images = corners.map { corner in
      matrix.matmul(corner.reshaped(to: [2, 3, 1])).reshaped(to: [2, 1, 4]) + offset
    }
    expectSet(
      AffineImage(offset: offset, matrix: matrix, of: inner), holds: images, isExact: true)
  }

  @Test func theIdentityChangesNothing() {
    let identity = Coefficients.identity([3]).dense(as: .float64, on: .cpu).removingAxis(0)
    let center = normal([2, 3], .float64, seed: 4)
    let ball = NormBall(center: center, radius: Tensor([0.5, 2]), kind: .two)
    let image = AffineImage(
      offset: center.filled(with: 0), matrix: identity, of: ball)
    let rows = normal([1, 5, 3], .float64, seed: 5)
    #expect(isClose(image.range(of: rows).lower, ball.range(of: rows).lower))
    #expect(isClose(image.minimizer(of: rows), ball.minimizer(of: rows)))
    #expect(isClose(image.box.lower, ball.box.lower))
  }
}

/// Changes of images, against the images that they name.
struct ImageShiftTests {
  /// Two images of three channels, two by two.
  private let images = Generator(seed: 7).uniform([2, 1, 3, 2, 2], as: .float64)

  @Test func brightnessAndContrastMoveEveryPixelAlike() {
    let points = everyChoice([[-0.1, 0, 0.1], [-0.2, 0, 0.2]]).map { images * (1 + $0[1]) + $0[0] }
    expectSet(
      AffineImage(brightness: 0.1, contrast: 0.2, of: images), holds: points, isExact: true)
  }

  @Test func aTintMovesEachChannel() {
    let points = everyChoice([[Double]](repeating: [-0.1, 0.1], count: 3)).map {
      images + Tensor($0).reshaped(to: [1, 1, 3, 1, 1])
    }
    expectSet(AffineImage(tint: 0.1, of: images), holds: points, isExact: true)
  }

  @Test func turnedColorsLieInTheSet() {
    // A turn by θ about the gray axis, as Rodrigues' formula writes it.
    let turn = 0.4
    let points = [-turn, -0.2, 0, 0.1, turn].map { angle in
      let (gray, off, side) = (
        (1 - cos(angle)) / 3, (1 - cos(angle)) / 3 - sin(angle) / 3.0.squareRoot(),
        (1 - cos(angle)) / 3 + sin(angle) / 3.0.squareRoot()
      )
      let diagonal = gray + cos(angle)
      let matrix = Tensor(
        shape: [3, 3],
        scalars: [diagonal, off, side, side, diagonal, off, off, side, diagonal])
      return matrix.matmul(images.reshaped(to: [2, 3, 4])).reshaped(to: images.shape)
    }
    expectSet(AffineImage(hue: turn, of: images), holds: points, isExact: false)
    // Gray stays what it is.
    let gray = images.filled(with: 0.5)
    #expect(isClose(AffineImage(hue: turn, of: gray).box.width, gray.filled(with: 0)))
  }
}
