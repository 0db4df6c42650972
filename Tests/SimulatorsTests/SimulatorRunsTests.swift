// Runs over tables: unit and physical columns, failures beside results.

import Domains
import PointSets
import Simulators
import Testing

struct SimulatorRunsTests {
  private let branin = SimulatorCatalog.simulator(named: "branin")
  private let capsule = CapsuleSimulator.smooth

  @Test func unitColumnsAreTakenIntoTheDomain() throws {
    let branin = try #require(branin)
    let table = PointTable([.init("x1", [0, 0.5]), .init("x2", [0, 1]), .init("note", [7, 8])])
    let runs = try SimulatorRuns(of: branin, at: table)
    #expect(runs.inputs == [[-5, 0], [2.5, 15]])
    #expect(try runs.outputTable.numbers("y")[1] == branin.run([2.5, 15])[0])
    #expect(try runs.outputTable.numbers("note") == [7, 8])
  }

  @Test func physicalColumnsAreTakenAsTheyAre() throws {
    let branin = try #require(branin)
    let table = PointTable([.init("x2", [2.275]), .init("x1", [Double.pi])])
    let runs = try SimulatorRuns(of: branin, at: table, columns: .physical)
    #expect(abs(try runs.outputTable.numbers("y")[0] - 0.397887) < 1e-6)
  }

  @Test func columnsNamedAsTheVariablesArePhysicalByThemselves() throws {
    let names = capsule.domain.variables.map(\.name)
    let table = PointTable(zip(names, [350, 1.6, 0, 0, 0]).map { .init($0, [$1]) })
    let runs = try SimulatorRuns(of: capsule, at: table)
    #expect(runs.inputs == [[350, 1.6, 0, 0, 0]])
    #expect(runs.outputTable.names == names + capsule.outputs.map(\.name))
  }

  @Test func aFailedRunIsNamedAndTheOthersAreKept() throws {
    let names = capsule.domain.variables.map(\.name)
    let rows = [[350, 1.6, 0, 0, 0], [350, 9, 0, 0, 0], [340, 1.6, 0, 0, 0]]
    let table = PointTable(
      names.enumerated().map { axis, name in .init(name, rows.map { $0[axis] }) })
    let runs = try SimulatorRuns(of: capsule, at: table, jobs: 2)
    #expect(runs.failureCount == 1)
    let yields = try runs.outputTable.numbers("yield")
    #expect(yields[0] > 0 && yields[1].isNaN && yields[2] > 0)
    #expect(
      try runs.outputTable.text("failed") == ["", "icf: alpha = 9.0 is outside 1.0 … 4.0", ""])
  }

  @Test func aMissingColumnAndAValueOutsideTheCubeAreRefused() {
    let short = PointTable([.init("x1", [0.5]), .init("other", text: ["a"])])
    #expect(throws: PointFileError.self) { try SimulatorRuns(of: capsule, at: short) }
    let outside = PointTable((1...5).map { .init("x\($0)", [1.5]) })
    #expect(throws: PointFileError.self) { try SimulatorRuns(of: capsule, at: outside) }
  }
}
