import Foundation
import Testing

@testable import Reports

#if canImport(FoundationXML)
import FoundationXML
#endif

/// What an XML parser finds in a document.
private final class Found: NSObject, XMLParserDelegate {
  var names: [String: Int] = [:]
  var text = ""
  var addresses: [String] = []

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    names[name, default: 0] += 1
    addresses += ["href", "src", "action"].compactMap { attributes[$0] }
    for attribute in attributes.keys { #expect(!attribute.lowercased().hasPrefix("on")) }
  }

  func parser(_ parser: XMLParser, foundCharacters characters: String) { text += characters }

  init?(_ document: String) {
    super.init()
    let parser = XMLParser(data: Data(document.utf8))
    parser.delegate = self
    guard parser.parse() else { return nil }
  }
}

struct HTMLWriterTests {
  private let page = SampleReport.report.html()

  @Test func thePageIsWellFormedWhateverNamesSay() throws {
    let found = try #require(Found(page))
    #expect(found.names["script"] == nil)
    #expect(found.names["figure"] == SampleReport.report.figures.count)
    #expect(found.text.contains("</script><script>alert(1)</script>"))
  }

  @Test func thePageHoldsNoAddressOutsideItself() throws {
    let found = try #require(Found(page))
    #expect(found.addresses.allSatisfy { $0.hasPrefix("data:") })
    #expect(!StyleSheet.page.contains("url(") && !StyleSheet.page.contains("@import"))
    #expect(page.contains("default-src &#39;none&#39;"))
  }

  @Test func styleSheetsNeedNoEscaping() {
    for sheet in [StyleSheet.page, StyleSheet.figureFile] {
      #expect(!sheet.contains { "<&".contains($0) })
    }
  }

  @Test func noCoordinateIsNotANumber() {
    #expect(!page.contains("nan") && !page.lowercased().contains("d=\"minf"))
    #expect(!page.contains("\u{1B}") && !page.contains("\u{202E}"))
  }
}

struct SVGWriterTests {
  @Test(arguments: [240.0, 360, 720, 1200])
  func everyFigureIsAFileOfItsOwn(width: Double) throws {
    for figure in SampleReport.report.figures {
      let found = try #require(Found(figure.svg(width: width)))
      #expect(found.names["title", default: 0] >= 1)
      #expect(found.names["style"] == 1)
      #expect(found.names["script"] == nil)
    }
  }

  @Test func longSeriesPartAtWhatCannotBeDrawn() {
    let plot = LinePlot(
      x: Axis("x"), y: Axis("y", scale: .log),
      series: [.init("a", x: [1, 2, 3, 4, 5], y: [1, 2, 0, 3, 4])])
    let drawing = plot.drawing(width: 400)
    #expect(drawing.notes == ["One value could not be drawn."])
    let curve = drawing.canvas.markup.text.split(separator: "\"").first {
      $0.hasPrefix("M") && $0.contains("L")
    }
    #expect(drawing.canvas.markup.text.contains("c0 curve"))
    #expect(curve != nil)
  }
}

struct JSONWriterTests {
  /// NaN is unequal to itself, so texts are compared.
  @Test func aReportReadsBackAsItWas() throws {
    let written = try SampleReport.report.json()
    let again = try Report(json: written).json()
    #expect(written == again)
  }

  @Test func cellsKeepTheirKind() throws {
    let cells: [Table.Cell] = ["nan", .number(.infinity), .number(2), .empty, "2"]
    let columns = cells.indices.map { Table.Column.text("\($0)") }
    let report = Report(
      title: "", sections: [.init("", [.table(Table(columns: columns, rows: [cells]))])])
    #expect(try Report(json: report.json()) == report)
  }

  @Test func aRowOfAnotherLengthIsRefused() {
    let json = """
      {"title":"","facts":[],"sections":[{"title":"","blocks":[{"kind":"table",
      "caption":{"spans":[]},"columns":[],"rows":[[1]]}]}]}
      """
    #expect(throws: DecodingError.self) { try Report(json: Data(json.utf8)) }
  }
}

struct MarkdownWriterTests {
  @Test func namesCannotBreakATable() {
    let table = Table(columns: [.text("a|b"), .number("*n*")], rows: [["`x` | <b>", 1.5]])
    let report = Report(title: "# t", sections: [.init("s", [.table(table)])])
    let text = report.markdown()
    #expect(text.hasPrefix("# \\# t\n"))
    #expect(text.contains("| a\\|b | \\*n\\* |\n| :--- | ---: |\n| \\`x\\` \\| \\<b\\> | 1.500 |"))
  }

  @Test func codeMayHoldBackticks() {
    let report = Report(title: "t", sections: [.init("s", [.paragraph("\(code: "a``b")")])])
    #expect(report.markdown().contains("``` a``b ```"))
  }
}

struct TextWriterTests {
  @Test func noControlSequenceReachesTheTerminal() {
    let text = SampleReport.report.text()
    #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 })
  }

  @Test func columnsAlign() {
    let table = Table(
      columns: [.text("Design"), .number("N", .integer)], rows: [["a", 12_900], ["bc", 7]])
    let report = Report(title: "t", sections: [.init("s", [.table(table)])])
    #expect(
      report.text().contains(
        "Design       N\n──────  ──────\na       12\u{2009}900\nbc           7\n"))
  }
}
