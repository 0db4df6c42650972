// CIFAR: records of labels and 3,072 bytes of pixels.

public import Foundation

/// The forms of CIFAR's binary files.
///
/// | Form | A record | Classes |
/// |---|---|---|
/// | `cifar10` | label, pixels | 10 |
/// | `cifar100` | coarse label, fine label, pixels | the 100 fine ones |
/// | `cifar100-coarse` | the same | the 20 coarse ones |
///
/// ## References
///
/// - A. Krizhevsky, *Learning Multiple Layers of Features from Tiny Images*, 2009,
///   <https://www.cs.toronto.edu/~kriz/cifar.html>.
public enum CIFARForm: String, Sendable, Hashable, CaseIterable {
  case cifar10
  case cifar100
  case coarse = "cifar100-coarse"

  public var classCount: Int {
    switch self {
    case .cifar10: 10
    case .cifar100: 100
    case .coarse: 20
    }
  }

  var labelCount: Int { self == .cifar10 ? 1 : 2 }
  var labelPlace: Int { self == .cifar100 ? 1 : 0 }

  func files(_ split: Split) -> [String] {
    switch (self, split) {
    case (.cifar10, .train): (1...5).map { "data_batch_\($0).bin" }
    case (.cifar10, .test): ["test_batch.bin"]
    case (_, .train): ["train.bin"]
    case (_, .test): ["test.bin"]
    }
  }

  /// The file that names the classes, one a line; it may be missing.
  var nameFile: String {
    switch self {
    case .cifar10: "batches.meta.txt"
    case .cifar100: "fine_label_names.txt"
    case .coarse: "coarse_label_names.txt"
    }
  }

  /// The folder that unpacking the archive makes.
  var archiveFolder: String { self == .cifar10 ? "cifar-10-batches-bin" : "cifar-100-binary" }
}

extension PixelDataSet {
  /// Reads CIFAR's binary files from their folder, or from the one that the archive was unpacked
  /// in.
  public init(
    cifar folder: String, form: CIFARForm, split: Split, remedy: String
  ) throws(DataSetError) {
    let inner = "\(folder)/\(form.archiveFolder)"
    let folder = isFolder(inner) ? inner : folder
    var parts: [Data] = []
    var labels: [Int] = []
    for file in form.files(split) {
      let path = "\(folder)/\(file)"
      let records = try wholeFile(path, limit: 1 << 30, remedy: remedy)
      let (pixels, classes) = try Self.records(records, file: path, form: form)
      parts.append(pixels)
      labels += classes
    }
    try self.init(
      name: form.rawValue, sampleShape: [3, 32, 32], parts: parts, labels: labels,
      classNames: Self.classNames("\(folder)/\(form.nameFile)", form.classCount))
  }

  /// Reads the bytes of one of the files; `file` names them in errors.
  public init(cifar data: Data, file: String, form: CIFARForm) throws(DataSetError) {
    let (pixels, labels) = try Self.records(data, file: file, form: form)
    try self.init(
      name: form.rawValue, sampleShape: [3, 32, 32], parts: [pixels], labels: labels,
      classNames: (0..<form.classCount).map(String.init))
  }

  private static func records(
    _ data: Data, file: String, form: CIFARForm
  ) throws(DataSetError) -> (Data, [Int]) {
    let size = form.labelCount + 3072
    guard !data.isEmpty, data.count % size == 0 else {
      throw .malformed(
        place: file,
        problem: "\(data.count) bytes are no whole number of records of \(size) bytes")
    }
    var pixels = Data(capacity: data.count)
    var labels: [Int] = []
    for start in stride(from: data.startIndex, to: data.endIndex, by: size) {
      labels.append(Int(data[start + form.labelPlace]))
      pixels.append(data[start + form.labelCount..<start + size])
    }
    try checkLabels(labels, classes: form.classCount) { "\(file), record \($0)" }
    return (pixels, labels)
  }

  /// The names that a file lists, if it lists as many as there are classes; else the numbers.
  private static func classNames(_ path: String, _ count: Int) -> [String] {
    let numbers = (0..<count).map(String.init)
    guard let data = try? wholeFile(path, limit: 1 << 20, remedy: "") else { return numbers }
    let names = String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline)
      .map(String.init)
    return names.count == count ? names : numbers
  }
}
