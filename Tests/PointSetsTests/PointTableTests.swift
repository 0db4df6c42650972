// Tables: columns by name, points of the unit cube, and errors that name the place.

import PointSets
import Testing

struct PointTableTests {
  private let table = PointTable([
    .init("x1", [0, 0.25, 1]), .init("y", [.nan, 2, -1]), .init("shape", text: ["a", "b", "a"]),
  ])

  @Test func columnsAreFoundByName() throws {
    #expect(table.names == ["x1", "y", "shape"])
    #expect(table.numberNames == ["x1", "y"])
    #expect(try table.numbers("x1") == [0, 0.25, 1])
    #expect(try table.text("shape") == ["a", "b", "a"])
    #expect(try table.text("y") == ["", "2", "-1"])
  }

  @Test func aMissingColumnIsNamedWithTheOthers() {
    #expect(
      throws: PointFileError.missingColumn(
        file: "the table", name: "x2", known: ["x1", "y", "shape"])
    ) { try table.points(["x1", "x2"]) }
  }

  @Test func wordsAreNoNumbers() {
    #expect(
      throws: PointFileError.notANumber(place: "the table, row 1", column: "shape", text: "a")
    ) { try table.numbers("shape") }
  }

  @Test func aMissingNumberIsNoCoordinate() {
    #expect(
      throws: PointFileError.notFinite(
        place: "the table, row 1", column: "y", value: "a missing value or NaN")
    ) { try table.coordinates() }
  }

  @Test func pointsOutsideTheUnitCubeAreRefusedByTheirPlace() throws {
    let rows = table.selectingRows([2, 1])
    #expect(try rows.points(["x1"]).coordinates == [1, 0.25])
    #expect(
      throws: PointFileError.outsideUnitCube(
        place: "the table, row 3", column: "y", value: -1)
    ) { try rows.points(["x1", "y"]) }
  }

  @Test func columnsAreChosenReplacedAndAppended() throws {
    #expect(try table.selecting(["y", "x1"]).names == ["y", "x1"])
    let changed = table.setting(.init("x1", [1, 1, 1])).setting(.init("z", [4, 5, 6]))
    #expect(changed.names == ["x1", "y", "shape", "z"])
    #expect(try changed.numbers("x1") == [1, 1, 1])
    #expect(throws: PointFileError.duplicateColumn(file: "the table", name: "y")) {
      try table.selecting(["y", "y"])
    }
  }

  @Test func pointsBecomeATableAndBack() throws {
    let points = PointSet(coordinates: [0, 0.5, 0.25, 1], dimension: 2)
    let table = PointTable(points)
    #expect(table.names == ["x1", "x2"])
    #expect(try table.points() == points)
  }
}
