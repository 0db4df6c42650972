// Real files of the verification competition, where the shared folder is present.
import Foundation
import Specifications
import Testing

@Suite(.enabled(if: SharedFolder.exists, "no shared folder; SURETY_SHARED names it"))
struct CompetitionFileTests {
  private func property(_ path: String) throws -> Property {
    let data = try Data(contentsOf: SharedFolder.competition.appendingPathComponent(path))
    return try Property(vnnlib: Array(data), file: path)
  }

  @Test func everyFileOfVersionOneIsRead() throws {
    let files = SharedFolder.specifications.filter { !$0.path.contains("/vnnlib2/") }
    #expect(files.count > 50)
    for file in files {
      let property = try Property(vnnlib: Array(Data(contentsOf: file)), file: file.path)
      #expect(property.queries.count { !$0.disjuncts.isEmpty } == property.queryCount, "\(file)")
      #expect(property.queryCount > 0, "\(file)")
    }
  }

  @Test func everyFileOfVersionTwoIsRefused() throws {
    let files = SharedFolder.specifications.filter { $0.path.contains("/vnnlib2/") }
    #expect(files.count > 10)
    for file in files {
      let error = #expect(throws: SpecificationError.self) {
        _ = try Property(vnnlib: Array(Data(contentsOf: file)), file: file.path)
      }
      guard case .version(_, let version) = error else {
        Issue.record("\(file.path): \(String(describing: error))")
        continue
      }
      #expect(version.hasPrefix("2."))
    }
  }

  /// Counts worked by hand from the text of the files.
  @Test(arguments: [
    ("acasxu/vnnlib/prop_1.vnnlib", 5, 5, 1, 1), ("acasxu/vnnlib/prop_2.vnnlib", 5, 5, 1, 1),
    // Two boxes, four disjuncts each.
    ("acasxu/vnnlib/prop_6.vnnlib", 5, 5, 2, 8),
    // Pairs of disjuncts with the same box.
    ("nn4sys/vnnlib/lindex_1.vnnlib", 1, 1, 1, 2),
    ("nn4sys/vnnlib/lindex_1000.vnnlib", 1, 1, 1000, 2000),
    ("mnist_fc/vnnlib/prop_0_0.05.vnnlib", 784, 10, 1, 9),
  ])
  func fileHasItsCounts(
    _ path: String, inputs: Int, outputs: Int, queries: Int, disjuncts: Int
  ) throws {
    let property = try property(path)
    #expect((property.inputCount, property.outputCount) == (inputs, outputs))
    #expect((property.queryCount, property.disjunctCount) == (queries, disjuncts))
  }

  @Test func firstPropertyOfAcasXuIsAsPrinted() throws {
    let query = try #require(Array(property("acasxu/vnnlib/prop_1.vnnlib").queries).first)
    #expect(
      query.box
        == InputBox(
          lower: [0.6, -0.5, -0.5, 0.45, -0.5], upper: [0.679857769, 0.5, 0.5, 0.5, -0.45]))
    #expect(query.disjuncts == [Conjunction([row([(0, -1)], -3.991125645861615)])])
  }
}
