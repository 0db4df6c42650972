import Foundation
import Reports
import Testing

struct LinePlotTests {
  /// Where the first bar of the series of a colour begins.
  private func firstBar(_ color: Int, in svg: String) throws -> Double {
    let start = "class=\"c\(color) bar\" d=\"M"
    let range = try #require(svg.range(of: start))
    return try #require(Double(svg[range.upperBound...].prefix { $0.isNumber || $0 == "." }))
  }

  @Test func intervalsAtTheSamePlaceStandBesideEachOther() throws {
    let points = [1.0, 2].map { LinePlot.Point(x: $0, y: 1, low: 0.5, high: 1.5) }
    let series = ["a", "b"].map { LinePlot.Series($0, uncertainty: .bars, points: points) }
    let plot = LinePlot(x: Axis("x"), y: Axis("y"), series: series)
    let svg = Figure("Two designs", .linePlot(plot)).svg()
    let apart = try firstBar(1, in: svg) - firstBar(0, in: svg)
    #expect(abs(apart - 4) < 0.11)
  }
}
