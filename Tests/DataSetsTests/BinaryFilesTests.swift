// CIFAR's records and ImageNet's rows become images and labels; wrong sizes are refused.

import ArrayFiles
import DataSets
import Foundation
import Tensors
import Testing

struct BinaryFilesTests {
  private func labels(_ data: some DataSet) throws -> [Int] {
    guard case .classes(let labels) = try data.all().targets else { return [] }
    return labels.scalars(as: Int.self)
  }

  @Test(arguments: [
    (CIFARForm.cifar10, [UInt8]([3]), 3), (.cifar100, [19, 99], 99), (.coarse, [19, 99], 19),
  ])
  func aRecordOfCIFARIsLabelsAndPlanes(_ form: CIFARForm, _ head: [UInt8], _ label: Int) throws {
    let pixels = [UInt8](repeating: 255, count: 1024) + [UInt8](repeating: 0, count: 2048)
    let data = try PixelDataSet(cifar: Data(head + pixels), file: "f", form: form)
    #expect(try labels(data) == [label])
    let image = try data.batch([0]).inputs
    #expect(image.shape == [1, 3, 32, 32])
    #expect(image.slice(0..<1, along: 1).minimum().scalar == 1)
    #expect(image.slice(1..<3, along: 1).maximum().scalar == 0)
  }

  @Test func filesOfCIFARFollowEachOther() throws {
    try withFolder { folder in
      for part in 1...5 {
        let record = [UInt8(part)] + [UInt8](repeating: UInt8(part), count: 3072)
        try write(Data(record), "\(folder)/cifar-10-batches-bin/data_batch_\(part).bin")
      }
      let data = try DataSetCatalog.open("cifar10:\(folder)", split: .train)
      #expect(try labels(data) == [1, 2, 3, 4, 5])
      #expect(try data.batch([4]).inputs.maximum().scalar == Double(Float(5) / 255))
      let error = #expect(throws: DataSetError.self) {
        try DataSetCatalog.open("cifar10:\(folder)", split: .test)
      }
      #expect(error?.description.contains("test_batch.bin: there is no such file") == true)
    }
  }

  @Test func halfARecordAndALabelBeyondTheClassesAreRefused() {
    let short = Data(repeating: 0, count: 3072)
    #expect(throws: DataSetError.self) {
      try PixelDataSet(cifar: short, file: "f", form: .cifar10)
    }
    let error = #expect(throws: DataSetError.self) {
      try PixelDataSet(cifar: Data([10]) + short, file: "f", form: .cifar10)
    }
    #expect(error == .labelOutOfRange(place: "f, record 0", label: 10, classes: 0...9))
  }

  @Test func labelsOfImageNetBeginAtOne() throws {
    try withFolder { folder in
      func part(_ file: String, _ pixel: UInt8, _ labels: [Int64]) throws {
        let bytes = Data(repeating: pixel, count: labels.count * 12)
        try NpzArchive.write(
          [
            ("data", NumberArray(elementType: .uint8, shape: [labels.count, 12], bytes: bytes)),
            ("labels", NumberArray(labels)),
          ], npz: "\(folder)/\(file).npz")
      }
      try part("train_data_batch_10", 255, [1000])
      try part("train_data_batch_2", 0, [1, 7])
      let data = try DataSetCatalog.open("imagenet:\(folder)", split: .train)
      #expect(data.sampleShape == [3, 2, 2] && data.name == "imagenet2")
      #expect(try labels(data) == [0, 6, 999])
      #expect(try data.batch([2]).inputs.minimum().scalar == 1)
      try part("val_data", 0, [0])
      #expect(
        throws: DataSetError.labelOutOfRange(
          place: "\(folder)/val_data.npz:labels, element 0", label: 0, classes: 1...1000)
      ) { try DataSetCatalog.open("imagenet:\(folder)", split: .test) }
    }
  }

  @Test func aTableOfDigitsIsDividedWithinEachDigit() throws {
    let lines = (0..<20).map { row in
      ([String](repeating: "\(row)", count: 784) + ["\(row / 10)"]).joined(separator: ",")
    }
    let file = Data((lines.joined(separator: "\n") + "\n").utf8)
    let test = try PixelDataSet(digitTable: file, file: "f", split: .test)
    #expect(try labels(test) == [0, 0, 1, 1])
    #expect(try PixelDataSet(digitTable: file, file: "f", split: .train).count == 16)
    #expect(try test.batch([0]).inputs.maximum().scalar == Double(Float(4) / 255))
    for (broken, problem) in [
      ("1,2\n", "2 fields instead of 784 pixels and a label"),
      ("1,256\n", "field 2 is no whole number of 0 to 255"),
      ("nan\n", "field 1 is no whole number of 0 to 255"),
    ] {
      #expect(throws: DataSetError.malformed(place: "f, line 1", problem: problem)) {
        try PixelDataSet(digitTable: Data(broken.utf8), file: "f", split: .train)
      }
    }
  }
}
