// Damaged files of points end in an error or in a table that can be written and read again.

import Foundation
import PointSets
import Testing
import _FuzzTestSupport

@Suite(.serialized)
struct PointTableFuzzTests {
  private let table = PointTable([
    .init("x1", [0.1, 1.0 / 3, -2e-30]), .init("x2", [1, 0, .infinity]),
    .init("why", text: ["", "a \"b\"\n\\", "c,d"]),
  ])

  private func expectBounded(_ report: FuzzReport) {
    #expect(report.runs > 100)
    #expect(report.longestRun < .seconds(10))
    #expect((report.memoryGrowth ?? 0) < 1 << 30)
  }

  @Test func damagedCSVIsRefusedOrComesBack() {
    let seeds = [table.csvData(), Data("# c\r\n\"x\",y\r\n1,\r\n\"2\",3\r\n".utf8)]
    let report = fuzz(seeds, seed: 5) { data in
      guard let read = try? PointTable(csvData: data, file: "p") else { return }
      let again = try? PointTable(csvData: read.csvData(), file: "p")
      #expect(again?.names == read.names && again?.count == read.count)
    }
    expectBounded(report)
  }

  @Test func damagedJSONIsRefusedOrComesBack() {
    let seeds = [table.jsonData(), Data(#"[{"x":1,"y":"a"},{"x":null,"y":true}]"#.utf8)]
    let report = fuzz(seeds, seed: 6) { data in
      guard let read = try? PointTable(jsonData: data, file: "p") else { return }
      let again = try? PointTable(jsonData: read.jsonData(), file: "p")
      #expect(again?.names == read.names && again?.count == read.count)
    }
    expectBounded(report)
  }
}
