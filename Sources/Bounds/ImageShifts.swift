// Changes of an image that a few numbers describe: brightness, contrast, tint and hue.

internal import Foundation
public import Tensors

extension AffineImage where Inner == Box {
  /// The images `(1 + c) x₀ + b` with `|b| ≤ brightness` and `|c| ≤ contrast`.
  ///
  /// `images`: `[batch] + shape`. Values are not clipped to the range of an image.
  public init(brightness: Double, contrast: Double, of images: Tensor) {
    let flat = images.reshaped(to: [images.shape[0], -1, 1])
    let matrix = Tensor.concatenating([flat.filled(with: 1), flat], along: 2)
    self.init(
      images, matrix, lower: [-brightness, -contrast], upper: [brightness, contrast])
  }

  /// The images of which each channel is moved by a number of its own, at most `tint`.
  ///
  /// `images`: `[batch, …, channels, height, width]`, channels first.
  public init(tint: Double, of images: Tensor) {
    let (channels, pixels) = Self.planes(of: images)
    let entries = (0..<channels * pixels * channels).map { place in
      place / channels / pixels == place % channels ? 1.0 : 0
    }
    let matrix = Tensor(shape: [channels * pixels, channels], scalars: entries)
    let reach = [Double](repeating: tint, count: channels)
    self.init(images, matrix, lower: reach.map { -$0 }, upper: reach)
  }

  /// A set around the images whose colors turn about the gray axis by at most `hue` radians.
  ///
  /// With `p` the part of a pixel off the gray axis and `q` the same a quarter turn on, the turned
  /// pixel is `x₀ + (cos θ - 1) p + sin θ q`. The arc of the two factors is enclosed by its box, so
  /// the set is a little larger than the turns.
  ///
  /// `images`: `[batch, …, 3, height, width]`, red, green and blue; `hue` is at most π / 2.
  public init(hue: Double, of images: Tensor) {
    let (channels, pixels) = Self.planes(of: images)
    precondition(channels == 3, "hue needs three channels, not \(channels)")
    precondition((0...Double.pi / 2).contains(hue), "a turn of \(hue)")
    let planes = images.reshaped(to: [images.shape[0], 3, pixels])
    let colorful = planes - planes.sum(along: [1], keepingAxes: true) * (1.0 / 3)
    let (next, previous) = (Tensor([1, 2, 0]), Tensor([2, 0, 1]))
    let quarter =
      (planes.selecting(previous.to(images.device), along: 1)
        - planes.selecting(next.to(images.device), along: 1)) * (1 / 3.0.squareRoot())
    let columns = [colorful, quarter].map { $0.reshaped(to: [images.shape[0], -1, 1]) }
    self.init(
      images, Tensor.concatenating(columns, along: 2), lower: [cos(hue) - 1, -sin(hue)],
      upper: [0, sin(hue)])
  }

  /// Images moved along the columns of a matrix, by factors between `lower` and `upper`.
  private init(_ images: Tensor, _ matrix: Tensor, lower: [Double], upper: [Double]) {
    let batch = images.shape[0]
    func ends(_ values: [Double]) -> Tensor {
      Tensor(shape: [1, values.count], scalars: values).converted(to: images.scalarType)
        .to(images.device).expanded(to: [batch, values.count])
    }
    self.init(
      offset: images, matrix: matrix.converted(to: images.scalarType).to(images.device),
      of: Box(lower: ends(lower), upper: ends(upper)))
  }

  private static func planes(of images: Tensor) -> (channels: Int, pixels: Int) {
    let shape = images.shape
    precondition(shape.count >= 4, "images of shape \(shape), not [batch, channels, height, width]")
    let channels = shape[shape.count - 3]
    let pixels = shape[shape.count - 2] * shape[shape.count - 1]
    precondition(
      channels * pixels == shape.dropFirst().reduce(1, *), "several images in \(shape)")
    return (channels, pixels)
  }
}
