// CSV: RFC 4180 is read, every number comes back, what is broken is refused with its line.

import Foundation
import NumericalMethods
import PointSets
import Testing

struct PointTableCSVTests {
  private func table(_ text: String) throws -> PointTable {
    try PointTable(csvData: Data(text.utf8), file: "p.csv")
  }

  @Test(arguments: [
    "x,y\n0.5,1\n-2,3e-2\n",
    "x,y\r\n0.5,1\r\n-2,3e-2\r\n",  // Windows
    "x,y\r0.5,1\r-2,3e-2",  // old, and no line end at the end
    "\u{FEFF}x,y\n0.5,1\n-2,3e-2\n",  // a byte order mark
    "# made by hand\nx,y\n\n0.5,1\n# between\n-2,3e-2\n\n",
    "\"x\",\"y\"\n\"0.5\", 1 \n-2,\"3e-2\"\n",
  ])
  func everyLineEndAndQuotingIsTheSameTable(text: String) throws {
    #expect(try table(text) == PointTable([.init("x", [0.5, -2]), .init("y", [1, 0.03])]))
  }

  @Test func quotedFieldsHoldCommasQuotesAndLines() throws {
    let read = try table("a,\"b,\"\"c\"\"\"\n1,\"x\ny\"\n2,\"\"\n3,z\n4\n".dropLast(2) + "")
    #expect(read.names == ["a", "b,\"c\""])
    #expect(try read.text("b,\"c\"") == ["x\ny", "", "z"])
    #expect(read.place(1) == "p.csv, line 4")
  }

  @Test func anEmptyFieldIsAMissingNumber() throws {
    let numbers = try table("x,y\n1,\n2,5\n").numbers("y")
    #expect(numbers[0].isNaN && numbers[1] == 5)
  }

  @Test func everyNumberComesBackExactly() throws {
    var generator = SeededGenerator(seed: 17)
    var values: [Double] = [
      0.1, 1.0 / 3, .pi, -0.0, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 0x1p53,
      123_456_789, 1e22,
      .infinity, -.infinity,
    ]
    for _ in 0..<1000 {
      let value = Double(bitPattern: generator.next())
      if !value.isNaN { values.append(value) }
    }
    let read = try PointTable(csvData: PointTable([.init("x", values)]).csvData(), file: "p")
    #expect(try read.numbers("x").map(\.bitPattern) == values.map(\.bitPattern))
  }

  @Test func wholeNumbersAreWrittenWithoutAPoint() {
    #expect(numberText(12) == "12")
    #expect(numberText(-0.0) == "-0")
    #expect(numberText(0.1) == "0.1")
    #expect(numberText(1e22) == "1e+22")
  }

  @Test func awkwardWordsComeBack() throws {
    let words = [
      "", "#no comment", "a,b", "say \"hi\"", "two\nlines", " spaces ", "ü", "\"\u{301}", "\t",
    ]
    let table = PointTable([.init("#w", text: words), .init("n", words.indices.map(Double.init))])
    #expect(try PointTable(csvData: table.csvData(), file: "p") == table)
    let alone = PointTable([.init("#w", text: words)])
    #expect(try PointTable(csvData: alone.csvData(), file: "p") == alone)
  }

  @Test(arguments: [
    ("", PointFileError.empty(file: "p.csv", what: "the file is empty")),
    ("# only a comment\n", .empty(file: "p.csv", what: "the file is empty")),
    ("x,y\n1,2\n3\n", .fieldCount(place: "p.csv, line 3", expected: 2, found: 1)),
    ("x\n\"1\n2\",3\n", .fieldCount(place: "p.csv, line 2", expected: 1, found: 2)),
    ("x,x\n1,2\n", .duplicateColumn(file: "p.csv", name: "x")),
    (
      "x,\n1,2\n", .malformed(place: "p.csv, line 1", problem: "column 2 has no name")
    ),
    (
      "0.5,1\n1,2\n",
      .malformed(
        place: "p.csv, line 1", problem: "a header with the names of the columns is missing")
    ),
    (
      "x\n\"1\n", .malformed(place: "p.csv, line 2", problem: "a quoted field never ends")
    ),
    (
      "x\n\"1\"2\n", .malformed(place: "p.csv, line 2", problem: "text follows a quoted field")
    ),
    (
      "x\n1\"2\n",
      .malformed(
        place: "p.csv, line 2", problem: "a quote inside a field that does not begin so")
    ),
  ])
  func aBrokenFileIsRefusedWithItsLine(text: String, error: PointFileError) {
    #expect(throws: error) { try table(text) }
  }

  @Test(arguments: ["0x10", "1_000", "1e", "--1", "1.2.3", "½", "1 2", "nano"])
  func textThatIsNoNumberIsNamedWithLineAndColumn(text: String) throws {
    #expect(
      throws: PointFileError.notANumber(place: "p.csv, line 3", column: "y", text: text)
    ) { try table("x,y\n1,0\n0.5,\(text)\n").points() }
  }

  @Test(arguments: ["nan", "NaN", "inf", "-Infinity", "1e999"])
  func anInfiniteCoordinateIsNamedWithLineAndColumn(text: String) throws {
    #expect {
      try table("x,y\n1,2\n0.5,\(text)\n").coordinates()
    } throws: { "\($0)".hasPrefix("p.csv, line 3, column 'y': ") }
  }
}
