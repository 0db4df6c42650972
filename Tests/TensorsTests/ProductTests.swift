import Tensors
import Testing

/// Matrix products and convolutions, worked by hand or by the definition of an adjoint.
struct ProductTests {
  @Test func matricesMultiply() {
    let left = Tensor(shape: [2, 2], scalars: [1.0, 2, 3, 4])
    let right = Tensor(shape: [2, 2], scalars: [5.0, 6, 7, 8])
    #expect(left.matmul(right).scalars() == [19.0, 22, 43, 50])
    #expect(left.matmul(Tensor([1.0, 1])).scalars() == [3.0, 7])
    // One matrix for a batch of two.
    let batch = Tensor(shape: [2, 2, 1], scalars: [1.0, 0, 0, 1])
    #expect(left.matmul(batch).scalars() == [1.0, 3, 2, 4])
  }

  @Test func aConvolutionSlidesItsKernelWithoutTurningIt() {
    let x = Tensor(shape: [1, 1, 4], scalars: [1.0, 2, 3, 4])
    let kernel = Tensor(shape: [1, 1, 2], scalars: [10.0, 1])
    let plain = ConvolutionGeometry(stride: [1], padding: [0], dilation: [1], groups: 1)
    #expect(x.convolved(with: kernel, plain).scalars() == [12.0, 23, 34])
    let spread = ConvolutionGeometry(stride: [2], padding: [1], dilation: [2], groups: 1)
    // 0 1 2 3 4 0: 10·0 + 2, 10·2 + 4.
    #expect(x.convolved(with: kernel, spread).scalars() == [2.0, 24])
    #expect(x.convolved(with: kernel, bias: Tensor([0.5]), plain).scalars() == [12.5, 23.5, 34.5])
  }

  @Test func groupsReadTheirOwnChannels() {
    let x = Tensor(shape: [1, 2, 2], scalars: [1.0, 2, 10, 20])
    let kernel = Tensor(shape: [2, 1, 1], scalars: [3.0, 5])
    let geometry = ConvolutionGeometry(stride: [1], padding: [0], dilation: [1], groups: 2)
    #expect(x.convolved(with: kernel, geometry).scalars() == [3.0, 6, 50, 100])
  }

  @Test(
    arguments: [
      ([7, 6], [3, 2], [1, 1], [0, 0], [1, 1], 1),
      ([7, 6], [3, 2], [2, 2], [1, 0], [1, 1], 1),  // the stride skips a column
      ([9, 8], [3, 3], [1, 2], [2, 1], [2, 3], 1),
      ([5, 5], [3, 3], [1, 1], [1, 1], [1, 1], 2),
      ([8], [3], [3], [0], [1], 2),
    ] as [([Int], [Int], [Int], [Int], [Int], Int)])
  func theTransposedConvolutionIsTheAdjoint(
    extents: [Int], kernel: [Int], stride: [Int], padding: [Int], dilation: [Int], groups: Int
  ) {
    let generator = Generator(seed: 3)
    let geometry = ConvolutionGeometry(
      stride: stride, padding: padding, dilation: dilation, groups: groups)
    let x = generator.normal([2, 4] + extents, as: .float64)
    let weight = generator.normal([6, 4 / groups] + kernel, as: .float64)
    let y = x.convolved(with: weight, geometry)
    let a = generator.normal(y.shape, as: .float64)
    let skipped = extents.indices.map {
      (extents[$0] + 2 * padding[$0] - (kernel[$0] - 1) * dilation[$0] - 1) % stride[$0]
    }
    let back = a.convolvedTransposed(with: weight, geometry, outputPadding: skipped)
    #expect(back.shape == x.shape)
    #expect(abs((a * y).sum().scalar - (back * x).sum().scalar) < 1e-10)
  }
}
