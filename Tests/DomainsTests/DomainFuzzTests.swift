// Damaged expressions and domain files are refused, or do what they say.

import Domains
import Foundation
import Testing
import _FuzzTestSupport

@Suite(.serialized)
struct DomainFuzzTests {
  private let variables = Domain.unitCube(2).variables + [Variable("s", .categories(["a", "b"]))]

  private func expectBounded(_ report: FuzzReport) {
    #expect(report.runs > 100)
    #expect(report.longestRun < .seconds(10))
    #expect((report.memoryGrowth ?? 0) < 1 << 30)
  }

  @Test func aDamagedExpressionIsRefusedOrHasAValue() {
    let seeds = [
      "x1^2 + sin(x2) < 3 && s == 'a' || !(min(x1, 2) >= -1e-3)", "-(x1*2/(x2-1)) <= pow(x1,2)",
    ].map { Data($0.utf8) }
    let report = fuzz(seeds, seed: 7) { data in
      let text = String(decoding: data, as: UTF8.self)
      guard let expression = try? Expression(text, over: variables) else { return }
      let value = expression.value([0.5, 0.25, 1])
      #expect(!expression.isCondition || value == 0 || value == 1)
    }
    expectBounded(report)
  }

  @Test func aDamagedDomainFileIsRefusedOrMapsItsPoints() throws {
    let domain = try Domain(fileData: DomainFileTests.reactor, file: "d.yaml")
    let seeds = [DomainFileTests.reactor, Data(try domain.yaml().utf8), try domain.jsonData()]
    let report = fuzz(seeds, seed: 8) { data in
      for file in ["d.yaml", "d.json"] {
        guard let read = try? Domain(fileData: data, file: file) else { continue }
        let middle = read.physical([Double](repeating: 0.5, count: read.dimension))
        #expect(!middle.contains { !$0.isFinite })
        _ = read.isFeasible(middle)
      }
    }
    expectBounded(report)
  }
}
