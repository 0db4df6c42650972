// IDX files give back what was written; what breaks the format is refused by name.

import Archives
import DataSets
import Foundation
import Tensors
import Testing

struct IDXTests {
  /// An IDX file of bytes.
  static func file(_ shape: [Int], _ bytes: [UInt8], type: UInt8 = 8) -> Data {
    var data = Data([0, 0, type, UInt8(shape.count)])
    for extent in shape {
      for shift in [24, 16, 8, 0] { data.append(UInt8(truncatingIfNeeded: extent >> shift)) }
    }
    return data + Data(bytes)
  }

  /// A folder with three training images of 2x2 pixels, and one test image in gzip.
  private func folder(labels: [UInt8] = [0, 9, 4]) throws -> String {
    let folder = NSTemporaryDirectory() + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let pixels = Self.file([3, 2, 2], [0, 51, 102, 255] + (0..<8).map { $0 })
    try pixels.write(to: URL(fileURLWithPath: folder + "/train-images-idx3-ubyte"))
    let classes = Self.file([labels.count], labels)
    try classes.write(to: URL(fileURLWithPath: folder + "/train-labels-idx1-ubyte"))
    try Gzip.deflate(Self.file([1, 2, 2], [9, 9, 9, 9]))
      .write(to: URL(fileURLWithPath: folder + "/t10k-images-idx3-ubyte.gz"))
    try Gzip.deflate(Self.file([1], [7]))
      .write(to: URL(fileURLWithPath: folder + "/t10k-labels-idx1-ubyte.gz"))
    return folder
  }

  private func digits(_ folder: String, _ split: Split) throws -> PixelDataSet {
    try PixelDataSet(
      idx: folder, split: split, name: "digits", classNames: digitClassNames, remedy: "buy some")
  }

  @Test func pixelsAreBytesOver255() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let data = try digits(folder, .train)
    #expect(data.count == 3 && data.sampleShape == [1, 2, 2])
    let batch = try data.batch([1, 0])
    #expect(batch.inputs.shape == [2, 1, 2, 2] && batch.inputs.scalarType == .float32)
    #expect(batch.inputs.slice(1..<2).scalars(as: Float.self) == [0, 0.2, 0.4, 1])
    guard case .classes(let labels) = batch.targets else { return #expect(Bool(false)) }
    #expect(labels == Tensor([9, 0]) && batch.indices == [1, 0])
  }

  @Test func compressedFilesAreReadToo() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let batch = try digits(folder, .test).all()
    #expect(batch.inputs == Tensor(repeating: Double(Float(9) / 255), shape: [1, 1, 2, 2]))
  }

  @Test func aLabelThatIsNoClassIsNamedWithItsPlace() throws {
    let folder = try folder(labels: [0, 10, 3])
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let error = #expect(throws: DataSetError.self) { try digits(folder, .train) }
    let place = "\(folder)/train-labels-idx1-ubyte, item 1"
    #expect(error == .labelOutOfRange(place: place, label: 10, classes: 0...9))
    #expect(error?.description == "\(place): the label 10 is outside 0 to 9")
  }

  @Test func fewerLabelsThanImagesAreRefused() throws {
    let folder = try folder(labels: [0, 1])
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let error = #expect(throws: DataSetError.self) { try digits(folder, .train) }
    #expect(error?.description.contains("[2] labels for the 3 of") == true)
  }

  @Test func aMissingFolderSaysWhatToDo() {
    let error = #expect(throws: DataSetError.self) { try digits("/nowhere", .test) }
    #expect(
      error?.description
        == "/nowhere/t10k-images-idx3-ubyte[.gz]: there is no such file or folder; buy some")
  }

  @Test(arguments: [
    (Data([1, 2, 3]), "it does not begin as an IDX file begins"),
    (file([2], [1, 2], type: 13), "its elements are 32-bit floats, not bytes"),
    (file([2], [1]), "the shape [2] needs 2 bytes, but 1 follow"),
    (file([2], [1, 2, 3]), "the shape [2] needs 2 bytes, but 3 follow"),
    (file([1, 1, 1, 1, 1], [1]), "a header of 5 extents is no array's"),
    (
      file([1 << 31, 1 << 31, 1 << 31], []),
      "the shape [2147483648, 2147483648, 2147483648] is absurd"
    ),
  ])
  func brokenFilesAreRefused(_ data: Data, _ problem: String) {
    let error = #expect(throws: DataSetError.self) { try IDX(data, file: "f") }
    #expect(error == .malformed(place: "f", problem: problem))
  }
}
