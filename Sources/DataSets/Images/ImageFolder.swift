// ImageFolder: a folder of PNG and JPEG files for each class.

internal import Foundation
internal import Synchronization
internal import Tensors

/// A folder of PNG and JPEG files for each class, whose images are resized to one size.
///
/// Images are decoded when a batch needs them, and kept as bytes while `memory` lasts.
///
/// | Layout | Files |
/// |---|---|
/// | folders | `CLASS/FILE`, or `train/CLASS/FILE` and `test/CLASS/FILE` (or `val/`) |
/// | Tiny ImageNet | `train/CLASS/images/FILE`; `val/images/FILE` and `val/val_annotations.txt` |
public struct ImageFolder: DataSet {
  public let name: String
  public let sampleShape: [Int]
  public let task: Task
  private let size: ImageSize
  private let files: [(path: String, label: Int)]
  private let kept: KeptImages

  /// The largest file of one image: 256 MiB.
  private static let fileLimit = 1 << 28

  /// Folders of classes; without folders `train` and `test`, all images are training images.
  public init(
    _ folder: String, split: Split, size: ImageSize, memory: Int = 1 << 31, remedy: String
  ) throws(DataSetError) {
    let parts = split == .train ? ["train"] : ["test", "val"]
    let part = parts.map { "\(folder)/\($0)" }.first(where: isFolder)
    guard part != nil || (split == .train && !isFolder("\(folder)/test")) else {
      throw .missing(path: "\(folder)/\(parts[0])", remedy: remedy)
    }
    let classes = try Self.classes(isFolder("\(folder)/train") ? "\(folder)/train" : folder, remedy)
    var files: [(String, Int)] = []
    for (label, name) in classes.enumerated() {
      let place = "\(part ?? folder)/\(name)"
      guard isFolder(place) else { continue }
      files += try Self.images(place, remedy).map { ($0, label) }
    }
    try self.init(folder, classes, files, size, memory, remedy)
  }

  /// Tiny ImageNet; its validation images are the test part.
  public init(
    tinyImageNet folder: String, split: Split, size: ImageSize, memory: Int = 1 << 31,
    remedy: String
  ) throws(DataSetError) {
    let inner = "\(folder)/tiny-imagenet-200"
    let folder = isFolder(inner) ? inner : folder
    let classes = try Self.classes("\(folder)/train", remedy)
    var files: [(String, Int)] = []
    switch split {
    case .train:
      for (label, name) in classes.enumerated() {
        files += try Self.images("\(folder)/train/\(name)/images", remedy).map { ($0, label) }
      }
    case .test:
      let path = "\(folder)/val/val_annotations.txt"
      let text = try wholeFile(path, limit: 1 << 26, remedy: remedy)
      files = try Self.annotations(text, path, classes).map { ("\(folder)/val/images/\($0)", $1) }
    }
    try self.init(folder, classes, files, size, memory, remedy)
  }

  private init(
    _ folder: String, _ classes: [String], _ files: [(String, Int)], _ size: ImageSize,
    _ memory: Int, _ remedy: String
  ) throws(DataSetError) {
    guard !files.isEmpty else {
      throw .missing(path: "\(folder): an image in a folder of a class", remedy: remedy)
    }
    name = folder
    sampleShape = [3, size.height, size.width]
    task = .classification(classNames: classes)
    self.size = size
    self.files = files.map { (path: $0.0, label: $0.1) }
    kept = KeptImages(limit: memory)
  }

  public var count: Int { files.count }

  public func batch(_ indices: [Int]) throws(DataSetError) -> Batch {
    check(indices)
    var images: [[UInt8]] = []
    for index in indices { images.append(try planes(index)) }
    let inputs = pixelTensor(count: indices.count, sampleShape: sampleShape) { number, target in
      images[number].withUnsafeBytes { writePixels($0, target) }
    }
    let labels = indices.map { Int64(files[$0].label) }
    return Batch(inputs: inputs, targets: .classes(.init(labels)), indices: indices)
  }

  private func planes(_ index: Int) throws(DataSetError) -> [UInt8] {
    if let planes = kept[index] { return planes }
    let path = files[index].path
    let data = try wholeFile(path, limit: Self.fileLimit, remedy: "it was listed, but is gone")
    let planes = try DecodedImage(data, file: path).resized(to: size).planes
    kept.keep(planes, at: index)
    return planes
  }

  private static func classes(_ folder: String, _ remedy: String) throws(DataSetError) -> [String] {
    let found = try names(inFolder: folder, remedy: remedy).filter { isFolder("\(folder)/\($0)") }
    guard !found.isEmpty else { throw .missing(path: "\(folder)/CLASS", remedy: remedy) }
    return found
  }

  private static func images(_ folder: String, _ remedy: String) throws(DataSetError) -> [String] {
    try names(inFolder: folder, remedy: remedy).filter { name in
      [".png", ".jpg", ".jpeg"].contains { name.lowercased().hasSuffix($0) }
    }.map { "\(folder)/\($0)" }
  }

  /// Lines of a file's name, a class and a box, with tabs between them.
  private static func annotations(
    _ data: Data, _ path: String, _ classes: [String]
  ) throws(DataSetError) -> [(String, Int)] {
    let labels = Dictionary(uniqueKeysWithValues: classes.enumerated().map { ($1, $0) })
    var files: [(String, Int)] = []
    let lines = String(decoding: data, as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() where !line.isEmpty {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      let place = "\(path), line \(index + 1)"
      guard fields.count >= 2, !fields[0].isEmpty, !fields[0].contains("/") else {
        throw .malformed(place: place, problem: "it is no file's name, a tab and a class")
      }
      guard let label = labels[String(fields[1])] else {
        throw .malformed(
          place: place, problem: "the training part has no class '\(fields[1].prefix(40))'")
      }
      files.append((String(fields[0]), label))
    }
    return files
  }
}

/// Decoded images, as many as there is room for: none is given up again.
private final class KeptImages: Sendable {
  private struct Contents {
    var images: [Int: [UInt8]] = [:]
    var size = 0
  }

  private let contents = Mutex(Contents())
  private let limit: Int

  init(limit: Int) { self.limit = limit }

  subscript(index: Int) -> [UInt8]? { contents.withLock { $0.images[index] } }

  func keep(_ image: [UInt8], at index: Int) {
    contents.withLock { contents in
      guard contents.images[index] == nil, contents.size + image.count <= limit else { return }
      contents.images[index] = image
      contents.size += image.count
    }
  }
}
