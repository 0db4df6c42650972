// IDX images: a file of pixels and a file of labels, as MNIST and Fashion-MNIST come.

internal import Foundation

/// The classes of Fashion-MNIST.
///
/// ## References
///
/// - H. Xiao, K. Rasul, R. Vollgraf, *Fashion-MNIST: a Novel Image Dataset for Benchmarking Machine
///   Learning Algorithms*, 2017, <https://arxiv.org/abs/1708.07747>.
public let fashionClassNames = [
  "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag",
  "Ankle boot",
]

/// The classes of MNIST.
public let digitClassNames = (0...9).map(String.init)

extension PixelDataSet {
  /// Reads MNIST's files from a folder: `train-images-idx3-ubyte` and so on, plain or `.gz`.
  ///
  /// `remedy`: what the reader should do where files are missing.
  public init(
    idx folder: String, split: Split, name: String, classNames: [String], remedy: String
  ) throws(DataSetError) {
    let prefix = split == .train ? "train" : "t10k"
    func find(_ kind: String, _ rank: Int) throws(DataSetError) -> String {
      let stem = "\(folder)/\(prefix)-\(kind)"
      let forms = ["-idx\(rank)-ubyte", "-idx\(rank)-ubyte.gz", ".idx\(rank)-ubyte"]
      guard let found = forms.first(where: { FileManager.default.fileExists(atPath: stem + $0) })
      else { throw .missing(path: stem + "-idx\(rank)-ubyte[.gz]", remedy: remedy) }
      return stem + found
    }
    try self.init(
      idxImages: find("images", 3), labels: find("labels", 1), name: name, classNames: classNames)
  }

  /// Reads a file of images, `[count, height, width]`, and one of labels, `[count]`.
  public init(
    idxImages images: String, labels: String, name: String, classNames: [String]
  ) throws(DataSetError) {
    let pixels = try IDX(contentsOf: images)
    let classes = try IDX(contentsOf: labels)
    guard pixels.shape.count == 3, pixels.shape[1] > 0, pixels.shape[2] > 0 else {
      throw .malformed(place: images, problem: "the shape \(pixels.shape) is not that of images")
    }
    guard classes.shape == [pixels.shape[0]] else {
      throw .malformed(
        place: labels, problem: "\(classes.shape) labels for the \(pixels.shape[0]) of \(images)")
    }
    let numbers = classes.bytes.map(Int.init)
    try checkLabels(numbers, classes: classNames.count) { "\(labels), item \($0)" }
    try self.init(
      name: name, sampleShape: [1, pixels.shape[1], pixels.shape[2]], parts: [pixels.bytes],
      labels: numbers, classNames: classNames)
  }
}
