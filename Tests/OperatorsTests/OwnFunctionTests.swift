import Bounds
import Operators
import Tensors
import Testing
import _BoundsTestSupport

/// Functions that a program states itself.
struct OwnFunctionTests {
  private let bump = SmoothFunction(
    shape: [2, 12],
    curve: Curve(
      [.convex, .concave, .convex], breaks: [-(0.5.squareRoot()), 0.5.squareRoot()], extrema: [0]),
    derivative: { (-$0.squared).exp * $0 * -2 }
  ) { (-$0.squared).exp }

  private let wave = CurvatureBoundedFunction(
    shape: [2, 12], curvature: -1...1, derivative: { $0.cos }
  ) { $0.sin }

  @Test(arguments: [0.01, 1, 4, 30])
  func boundsFollowFromHowItBends(scale: Double) {
    expectEnclosed(bump, input: [2, 12], scale: scale)
  }

  @Test(arguments: [0.01, 1, 4, 30])
  func boundsFollowFromItsCurvature(scale: Double) {
    expectEnclosed(wave, input: [2, 12], scale: scale)
  }

  @Test func alphasMoveLinesFromItsCurvature() {
    expectAlphaGradient(wave, on: [randomBoxes([40, 2, 12], scale: 4, seed: 3)])
  }

  @Test func alphasMoveLinesOfAnOwnFunction() {
    expectAlphaGradient(bump, on: [randomBoxes([40, 2, 12], scale: 2, seed: 3)])
  }

  /// A chord that bridges two arches in the middle is the best line and is not looked for.
  ///
  /// The lines must be sound all the same.
  @Test func severalArchesStaySound() {
    let waves = SmoothFunction(
      shape: [2, 12],
      curve: Curve(
        [.concave, .convex, .concave, .convex],
        breaks: [-.pi, 0, .pi], extrema: [-4.6122, -1.6710, 1.6710, 4.6122]),
      derivative: { $0.clamped(to: -5...5).cos + 0.1 }
    ) { $0.clamped(to: -5...5).sin + $0 * 0.1 }
    for scale in [0.5, 3] {
      let center = randomBoxes([40, 2, 12], scale: scale, seed: 4)
      let box = center.map { $0.clamped(to: -4.5...4.5) }
      let lines = waves.relax(box, alpha: nil)
      for step in 0...50 {
        let x = box.lower + box.width * (Double(step) / 50)
        #expect((lines.lower(x) .<= waves(x) + 1e-12).isTrueEverywhere)
        #expect((lines.upper(x) .>= waves(x) - 1e-12).isTrueEverywhere)
      }
    }
  }
}
