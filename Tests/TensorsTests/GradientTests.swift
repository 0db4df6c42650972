import Tensors
import Testing

/// Gradients against derivatives worked by hand, and the scopes that switch recording.
struct GradientTests {
  struct Stopped: Error {}

  let x = Tensor([1.0, -2, 3]).requiringGradient

  @Test func aPolynomialHasItsDerivative() {
    // d/dx Σ x³ + 2 x = 3 x² + 2
    let output = (x * x * x + x * 2).sum()
    #expect(Tensor.gradient(of: output, wrt: [x])[0].scalars() == [5.0, 14, 29])
  }

  @Test func cotangentsWeighTheOutputs() {
    let weights = Tensor([1.0, 10, 100])
    let gradient = Tensor.gradient(of: x.squared, weightedBy: weights, wrt: [x])[0]
    #expect(gradient.scalars() == [2.0, -40, 600])
  }

  @Test func whatTheOutputDoesNotReadHasGradientZero() {
    let other = Tensor([5.0, 6]).requiringGradient
    let gradients = Tensor.gradient(of: x.sum(), wrt: [x, other])
    #expect(gradients[0].scalars() == [1.0, 1, 1])
    #expect(gradients[1].scalars() == [0.0, 0])
  }

  @Test func whatIsDetachedIsAConstant() {
    let output = (x * x.detached).sum()
    #expect(Tensor.gradient(of: output, wrt: [x])[0].scalars() == [1.0, -2, 3])
    #expect(!x.detached.requiresGradient)
    #expect(x.detached.scalars() == [1.0, -2, 3])
  }

  @Test func withoutGradientsNothingIsRecorded() {
    #expect((x * 2).requiresGradient)
    #expect(!withoutGradients { x * 2 }.requiresGradient)
    #expect((x * 2).requiresGradient)
  }

  @Test func scopesNestAndRestore() {
    withoutGradients {
      #expect(!(x * 2).requiresGradient)
      withGradients {
        #expect((x * 2).requiresGradient)
        withoutGradients { #expect(!(x * 2).requiresGradient) }
        #expect((x * 2).requiresGradient)
        #expect(Tensor.gradient(of: x.squared.sum(), wrt: [x])[0].scalars() == [2.0, -4, 6])
      }
      #expect(!(x * 2).requiresGradient)
    }
    #expect((x * 2).requiresGradient)
  }

  @Test func scopesRestoreAfterAnError() {
    #expect(throws: Stopped.self) {
      try withoutGradients { () throws(Stopped) in throw Stopped() }
    }
    #expect((x * 2).requiresGradient)
  }
}
