// Folders of images: each folder is a class, and a broken image shows itself in its batch.

import DataSets
import Foundation
import Tensors
import Testing

struct ImageFolderTests {
  private let size = ImageSize(height: 1, width: 1)

  private func image(_ red: UInt8) -> Data { pngFile(width: 1, height: 1, [red, 0, 255]) }

  @Test func foldersAreClassesInTheOrderOfTheirNames() throws {
    try withFolder { folder in
      try write(image(51), "\(folder)/train/cat/1.png")
      try write(image(102), "\(folder)/train/ant/1.PNG")
      try write(Data(), "\(folder)/train/ant/notes.txt")
      try write(image(255), "\(folder)/val/cat/2.png")
      let train = try ImageFolder(folder, split: .train, size: size, remedy: "")
      #expect(train.task == .classification(classNames: ["ant", "cat"]))
      let batch = try train.batch([1, 0])
      #expect(batch.inputs.flattened.scalars(as: Float.self) == [0.2, 0, 1, 0.4, 0, 1])
      guard case .classes(let labels) = batch.targets else { return #expect(Bool(false)) }
      #expect(labels == Tensor([1, 0]))
      #expect(try ImageFolder(folder, split: .test, size: size, remedy: "").count == 1)
    }
  }

  @Test func tinyImageNetTakesTestLabelsFromItsList() throws {
    try withFolder { folder in
      for name in ["n01", "n02"] {
        try write(image(0), "\(folder)/train/\(name)/images/\(name)_0.JPEG")
        try write(image(51), "\(folder)/val/images/val_\(name).JPEG")
      }
      let list = "val_n02.JPEG\tn02\t0\t0\t9\t9\nval_n01.JPEG\tn01\t0\t0\t9\t9\n"
      try write(Data(list.utf8), "\(folder)/val/val_annotations.txt")
      let test = try ImageFolder(tinyImageNet: folder, split: .test, size: size, remedy: "")
      guard case .classes(let labels) = try test.all().targets else { return #expect(Bool(false)) }
      #expect(labels == Tensor([1, 0]))
      #expect(
        try ImageFolder(tinyImageNet: folder, split: .train, size: size, remedy: "").count == 2)
      try write(Data("a.JPEG\tn03\n".utf8), "\(folder)/val/val_annotations.txt")
      let error = #expect(throws: DataSetError.self) {
        try ImageFolder(tinyImageNet: folder, split: .test, size: size, remedy: "")
      }
      #expect(error?.description.hasSuffix("line 1: the training part has no class 'n03'") == true)
    }
  }

  @Test func aBrokenImageIsNamedByItsBatch() throws {
    try withFolder { folder in
      try write(Data("no image".utf8), "\(folder)/a/1.png")
      let data = try ImageFolder(folder, split: .train, size: size, remedy: "")
      #expect(
        throws: DataSetError.image(
          place: "\(folder)/a/1.png", problem: "it is neither PNG nor JPEG")
      ) { try data.batch([0]) }
    }
  }
}
