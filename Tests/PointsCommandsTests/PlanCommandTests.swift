import ArgumentParser
import CommandSupport
import Foundation
import SampleDesign
import Testing

@testable import PointsCommands

struct PlanCommandTests {
  /// The plan that some arguments ask for.
  func plan(_ arguments: [String]) throws -> SamplePlan {
    let command = try PlanCommand.parse(arguments)
    return try command.input.plan(PlanRequest(target: command.target, budget: command.budget))
  }

  func file(_ name: String, _ text: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let path = folder.appendingPathComponent(name)
    try Data(text.utf8).write(to: path)
    return path.path
  }

  @Test func classPlanShowsBothCasesAndAVerdict() throws {
    let plan = try plan(["--dim", "2", "--bandwidth", "3", "--target", "0.1", "--sigma", "2"])
    #expect(plan.scenarios.map(\.name) == ["worst", "best"])
    let text = planText(plan)
    let random = try #require(text.split(separator: "\n").first { $0.hasPrefix("random ") })
    #expect(random.split(separator: " ").prefix(2) == ["random", "400"])
    #expect(text.components(separatedBy: "verdict: ").count == 3)
    // No estimate, no interval.
    #expect(!text.contains("5% to 95%"))
  }

  @Test func pilotIsReadByTheNamesOfItsColumns() throws {
    var generator = SeededGenerator(seed: 1)
    let rows = (0..<64).map { _ -> String in
      let (x, y) = (generator.uniform(), generator.uniform())
      return "\(y),\(x),\(cos(2 * .pi * x)),9"
    }
    let path = try file("runs.csv", (["x2,x1,yield,seed"] + rows).joined(separator: "\n"))
    let plan = try plan(["--pilot", path, "--output-column", "yield", "--target", "0.05"])
    #expect(plan.dimension == 2 && plan.source == .pilot)
    #expect(abs((plan.deviation ?? 0) - 0.5.squareRoot()) < 0.1)
    #expect(planText(plan).contains("5% to 95%"))
    #expect(throws: PointFileError.self) {
      try self.plan(["--pilot", path, "--output-column", "yeild", "--target", "0.05"])
    }
  }

  @Test func learningCurvesAreReadByDesign() throws {
    let rows = ["random", "lhs"].flatMap { design in
      [10, 20, 40, 80, 160].flatMap { size in
        (1...3).map { "\(design),\(size),\($0),\((design == "lhs" ? 1 : 2) / Double(size))" }
      }
    }
    let path = try file("curve.csv", (["design,size,seed,error"] + rows).joined(separator: "\n"))
    let plan = try plan(["--learning-curve", path, "--target", "0.02"])
    #expect(plan.scenarios[0].designs.map(\.count) == [100, 50])
    let half = try file("half.csv", "size,error\n1.5,1")
    #expect(throws: PlanError.curveValue(size: 1.5, error: 1)) {
      try self.plan(["--learning-curve", half, "--target", "0.02"])
    }
  }

  @Test func cellsOfAnExperimentAreRead() throws {
    let head = "function,design,count,seed,model,test_error,train_error,failure"
    let rows = ["borehole", "ackley"].flatMap { function in
      ["random", "lhs"].flatMap { design in
        [10, 20, 40, 80, 160].flatMap { size in
          (1...3).map { seed in
            let scale = (design == "lhs" ? 1.0 : 2) * (function == "ackley" ? 10 : 1)
            return "\(function),\(design),\(size),\(seed),gp,\(scale / Double(size)),0,"
          }
        }
      }
    }
    let failed = "ackley,lhs,20,9,gp,,,the fit did not converge"
    let path = try file("cells.csv", ([head] + rows + [failed]).joined(separator: "\n"))
    let arguments = ["--learning-curve", path, "--target", "0.02"]
    let needed = #expect(throws: UsageError.self) { try self.plan(arguments) }
    #expect(
      needed?.description == "--function is needed: the learning curve has ackley, borehole")
    #expect(throws: UsageError.self) { try self.plan(arguments + ["--function", "branin"]) }
    let plan = try plan(arguments + ["--function", "borehole", "--model", "gp"])
    // Random first.
    #expect(plan.scenarios[0].designs.map(\.count) == [100, 50])
    #expect(plan.scenarios[0].verdict.bestDesign == "lhs")
  }

  @Test func newcomersAreToldWhichCaseIsTheirs() throws {
    let text = planText(
      try plan(["--dim", "3", "--bandwidth", "2", "--target", "0.1"]))
    #expect(text.contains("does not wrap around") && text.contains("a Latin design"))
    #expect(text.contains("[step-blue-noise]") && text.contains("an ideal limit, no design"))
  }

  @Test func physicalUnitsNeedADomain() throws {
    let rows = (0..<40).map { "\(0.01 * Double($0)),\(300 + $0),\($0)" }
    let path = try file("runs.csv", (["x1,x2,y"] + rows).joined(separator: "\n"))
    let error = #expect(throws: UsageError.self) {
      try self.plan(["--pilot", path, "--output-column", "y", "--target", "0.1"])
    }
    #expect(error?.description.contains("line 2, column 'x2'") == true)
  }

  @Test(arguments: [
    [], ["--dim", "2"], ["--bandwidth", "3"], ["--pilot", "runs.csv"],
    ["--dim", "2", "--bandwidth", "3", "--learning-curve", "c.csv"],
    ["--dim", "2", "--bandwidth", "3", "--output-column", "y"],
    ["--learning-curve", "c.csv", "--sigma", "2"],
    ["--dim", "2", "--bandwidth", "3", "--function", "ackley"],
  ])
  func unclearQuestionsAreRefused(_ arguments: [String]) throws {
    let command = try PlanCommand.parse(arguments + ["--target", "0.1"])
    #expect(throws: (any Error).self) { try command.input.plan(PlanRequest(target: 0.1)) }
  }
}
