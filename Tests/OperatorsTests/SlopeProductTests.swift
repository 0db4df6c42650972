import Bounds
import Graphs
import Operators
import Tensors
import Testing
import _BoundsTestSupport

/// The adjoint times the slope of a rectifier, and of functions of more pieces.
struct SlopeProductTests {
  private static let steps = [
    SegmentedFunction(shape: [2, 6], breaks: [0], segments: flat([0, 1])),
    SegmentedFunction(shape: [2, 6], breaks: [0], segments: flat([-0.5, 2])),
    SegmentedFunction(shape: [2, 6], breaks: [-1, 1], segments: flat([0, 0.5, 0])),
  ]

  private static func flat(_ values: [Double]) -> [Segment] {
    values.map { Segment(slope: 0, intercept: $0, as: .float64) }
  }

  @Test(arguments: steps.indices, [0.3, 3])
  func productsAreEnclosed(index: Int, scale: Double) {
    let product = SlopeProduct(Self.steps[index], rows: 3)
    expectEnclosed(product, inputs: [[3, 2, 6], [2, 6]], scale: scale)
  }

  @Test(arguments: steps.indices)
  func alphasMoveTheirPlanes(index: Int) {
    let product = SlopeProduct(Self.steps[index], rows: 3)
    expectAlphaGradient(
      product,
      on: [
        randomBoxes([40, 3, 2, 6], scale: 1, seed: 5), randomBoxes([40, 2, 6], scale: 1, seed: 6),
      ])
  }

  /// The slope of a rectifier on `-1 ... 2` is at least `x / 2`.
  ///
  /// With the adjoint one, the product less `x / 2` is not negative; the chord alone allows `-1`.
  @Test func anAlphaKnowsWhatTheSlopeReads() {
    let product = SlopeProduct(
      SegmentedFunction(shape: [1], breaks: [0], segments: Self.flat([0, 1])), rows: 1)
    let boxes = [
      Interval(Tensor(shape: [1, 1, 1], scalars: [1.0])),
      Interval(Tensor(shape: [1, 1], scalars: [-1.0]), Tensor(shape: [1, 1], scalars: [2.0])),
    ]
    func least(_ alpha: Double?) -> Double {
      let row = Tensor(shape: [1, 1, 1, 1], scalars: [1.0])
      let planes = product.linearize(boxes, alpha: alpha.map { row.filled(with: $0) })
      let (slopes, constant) = planes.substitute(row, mirrored: false)
      let total = slopes[1].scalar - 0.5
      return slopes[0].scalar + constant.scalar + min(total * -1, total * 2)
    }
    #expect(abs(least(nil) + 1) < 1e-12)
    #expect(abs(least(1) + 1) < 1e-12)
    #expect(abs(least(2)) < 1e-12)
  }
}
