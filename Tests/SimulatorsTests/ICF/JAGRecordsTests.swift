// The loader of JAG-10k on small files of the true layout, and on wrong ones.

import ArrayFiles
import Foundation
import Simulators
import Testing

struct JAGRecordsTests {
  /// A folder with files of some runs; it is gone after the body.
  private func withFolder(
    inputs: [Int] = [3, 5], scalars: [Int] = [3, 22], images: [Int]? = [3, 4 * 64 * 64],
    spoiled: Bool = false, _ body: (String) throws -> Void
  ) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func write(_ shape: [Int], _ name: String) throws {
      var values = (0..<shape.reduce(1, *)).map { Float($0) }
      if spoiled { values[7] = .nan }
      try NumberArray(values, shape: shape).write(npy: folder.path + "/" + name)
    }
    try write(inputs, "jag10K_params.npy")
    try write(scalars, "jag10K_0_scalars.npy")
    if let images { try write(images, "jag10K_images.npy") }
    try body(folder.path)
  }

  @Test(arguments: [[3, 16384], [3, 64, 64, 4], [3, 4, 64, 64]])
  func filesOfTheTrueLayoutAreRead(images: [Int]) throws {
    try withFolder(images: images) { folder in
      let records = try JAGRecords(folder: folder)
      #expect(records.count == 3)
      #expect(records.inputs[1] == [5, 6, 7, 8, 9])
      #expect(records.scalars[2].first == 44)
      #expect(records.images?.shape == images)
    }
  }

  @Test func imagesMayBeAbsent() throws {
    try withFolder(images: nil) { folder in
      let records = try JAGRecords(folder: folder)
      #expect(records.images == nil)
    }
  }

  @Test(arguments: [
    ([3, 4], [3, 22], [3, 16384]), ([3, 5], [2, 22], [3, 16384]), ([3, 5], [66], [3, 16384]),
    ([3, 5], [3, 22], [3, 100]), ([3, 5], [3, 22], [4, 16384]), ([0, 5], [0, 22], [0, 16384]),
  ])
  func wrongShapesAreRefused(inputs: [Int], scalars: [Int], images: [Int]) throws {
    try withFolder(inputs: inputs, scalars: scalars, images: images) { folder in
      #expect(throws: SimulatorError.self) { try JAGRecords(folder: folder) }
    }
  }

  @Test func aNumberThatIsNoneIsNamedByItsPlace() throws {
    try withFolder(images: nil, spoiled: true) { folder in
      let error = #expect(throws: SimulatorError.self) { try JAGRecords(folder: folder) }
      let text = try #require(error).description
      #expect(text.contains("jag10K_params.npy: row 1, column 2"))
    }
  }

  @Test func aMissingFileIsNamed() {
    let error = #expect(throws: SimulatorError.self) { try JAGRecords(folder: "/nowhere") }
    #expect(error.map { "\($0)" }?.hasPrefix("/nowhere/jag10K_params.npy: ") == true)
  }
}
