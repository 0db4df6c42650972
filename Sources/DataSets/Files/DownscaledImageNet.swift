// Downscaled ImageNet: .npz files of rows of pixels, and labels that begin at 1.

internal import ArrayFiles
internal import Foundation

extension PixelDataSet {
  /// Reads `train_data_batch_1.npz` and so on, or `val_data.npz`, from a folder.
  ///
  /// All pixels stay in memory, a byte each: 3.9 GB for the training images of 32x32 pixels, 15.7
  /// GB for those of 64x64.
  ///
  /// ## References
  ///
  /// - P. Chrabaszcz, I. Loshchilov, F. Hutter, *A Downsampled Variant of ImageNet as an
  ///   Alternative to the CIFAR Datasets*, 2017, <https://arxiv.org/abs/1707.08819>.
  public init(
    downscaledImageNet folder: String, split: Split, classCount: Int = 1000, remedy: String
  ) throws(DataSetError) {
    let stem = split == .train ? "train_data" : "val_data"
    let files = try names(inFolder: folder, remedy: remedy)
      .filter { $0.hasPrefix(stem) && $0.hasSuffix(".npz") }
      .sorted { $0.count == $1.count ? $0 < $1 : $0.count < $1.count }
    guard !files.isEmpty else { throw .missing(path: "\(folder)/\(stem)*.npz", remedy: remedy) }
    var parts: [Data] = []
    var labels: [Int] = []
    var side: Int?
    for file in files {
      let path = "\(folder)/\(file)"
      let found = try Self.imageNetRows(path, classCount)
      guard side == nil || side == found.side else {
        throw .malformed(
          place: path, problem: "images of \(found.side) pixels a side beside \(side ?? 0)")
      }
      side = found.side
      parts.append(found.pixels)
      labels += found.labels
    }
    try self.init(
      name: "imagenet\(side ?? 0)", sampleShape: [3, side ?? 0, side ?? 0], parts: parts,
      labels: labels, classNames: (1...classCount).map(String.init))
  }

  private static func imageNetRows(
    _ path: String, _ classCount: Int
  ) throws(DataSetError) -> (side: Int, pixels: Data, labels: [Int]) {
    let (pixels, labels): (NumberArray, [Int64])
    do throws(ArrayFileError) {
      // A part of the images of 64x64 pixels has 1.6 GB; the validation images are one file.
      let archive = try NpzArchive(npz: path, limit: 1 << 34)
      pixels = try archive.array(named: "data")
      labels = try archive.array(named: "labels").integers()
    } catch {
      throw .array(error)
    }
    let width = pixels.shape.last ?? 0
    let side = Int((Double(width) / 3).squareRoot())
    guard pixels.elementType == .uint8, pixels.shape.count == 2, side > 0, 3 * side * side == width
    else {
      throw .malformed(
        place: "\(path):data",
        problem: "\(pixels.elementType) \(pixels.shape) are no rows of square images of bytes")
    }
    guard labels.count == pixels.shape[0] else {
      throw .malformed(
        place: "\(path):labels", problem: "\(labels.count) labels for \(pixels.shape[0]) images")
    }
    for (index, label) in labels.enumerated() where !(1...Int64(classCount)).contains(label) {
      throw .labelOutOfRange(
        place: "\(path):labels, element \(index)", label: Int(label), classes: 1...classCount)
    }
    return (side, pixels.bytes, labels.map { Int($0) - 1 })
  }
}
