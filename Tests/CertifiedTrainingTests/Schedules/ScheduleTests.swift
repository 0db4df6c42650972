import CertifiedTraining
import Foundation
import Testing
import Yams

/// Schedules at their ends and in the middle, worked by hand.
struct ScheduleTests {
  private func value(_ text: String, _ epochs: Double) throws -> Double {
    let step = Int((epochs * 8).rounded())
    return try Schedule(parsing: text).value(
      at: TrainingTime(epoch: step / 8, step: step % 8, stepsInEpoch: 8))
  }

  @Test(
    arguments: [
      ("0.1", 7.5, 0.1),
      ("linear:0:0.1:5:40", 5, 0), ("linear:0:0.1:5:40", 22.5, 0.05),
      ("linear:0:0.1:5:40", 40, 0.1),
      ("linear:1:0.5:2:2", 1.875, 1), ("linear:1:0.5:2:2", 2, 0.5),
      // m = 1/2: a = 1 / (4/16 + 1/16) = 3.2; half-way 3.2 / 16 = 0.2, at 3/4 0.2 + 0.8 / 2.
      ("smoothed:0:1:0:8:0.5", 0, 0), ("smoothed:0:1:0:8:0.5", 2, 3.2 / 256),
      ("smoothed:0:1:0:8:0.5", 4, 0.2), ("smoothed:0:1:0:8:0.5", 6, 0.6),
      ("smoothed:0:1:0:8:0.5", 8, 1),
      ("milestones:1:0.5:3,2", 1.875, 1), ("milestones:1:0.5:3,2", 2, 0.5),
      ("milestones:1:0.5:3,2", 9, 0.25),
      ("cosine:1:0:0:4", 0, 1), ("cosine:1:0:0:4", 2, 0.5), ("cosine:1:0:0:4", 4, 0),
      // Eight steps an epoch: the first of sixteen, the eighth, the last.
      ("constant:1:warmup=2", 0, 1.0 / 16), ("constant:1:warmup=2", 0.875, 0.5),
      ("constant:1:warmup=2", 1.875, 1),
    ] as [(String, Double, Double)])
  func valuesAreThoseWorkedByHand(text: String, epochs: Double, expected: Double) throws {
    #expect(abs(try value(text, epochs) - expected) < 1e-12)
  }

  @Test(arguments: ["linear:0:0.3:1:9", "smoothed:0:0.3:1:9", "cosine:0:0.3:1:9"])
  func rampsNeverFallAndEndExactly(text: String) throws {
    let values = try (0...80).map { try value(text, Double($0) / 8) }
    #expect(zip(values, values.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(values.first == 0 && values.last == 0.3)
  }

  @Test func adaptiveGrowsOnlyAfterAGoodEpoch() throws {
    let schedule = try Schedule(parsing: "adaptive:0:0.4:1:4:0.5")
    var state = AdaptiveSchedule.State()
    var starts: [Double] = []
    for (epoch, error) in [0.4, 0.4, 0.9, 0.5, .nan, 0.1, 0.1, 0.1].enumerated() {
      starts.append(schedule.value(at: TrainingTime(epoch: epoch), state))
      state = schedule.state(after: epoch, state, certifiedError: error)
    }
    let expected = [0, 0, 0.1, 0.2, 0.2, 0.3, 0.3, 0.4]
    #expect(zip(starts, expected).allSatisfy { abs($0 - $1) < 1e-12 }, "\(starts)")
    let later = schedule.value(at: TrainingTime(epoch: 8), state)
    #expect(later == 0.4)
  }

  @Test func adaptiveArrivesAfterItsLengthInSpiteOfRounding() throws {
    let schedule = try Schedule(parsing: "adaptive:0:0.3:0:10:1")
    var state = AdaptiveSchedule.State()
    for epoch in 0..<10 { state = schedule.state(after: epoch, state, certifiedError: 0) }
    let half = TrainingTime(epoch: 10, step: 1, stepsInEpoch: 2)
    #expect(schedule.value(at: half, state) == 0.3)
  }

  @Test func anAdaptiveStateSurvivesJSON() throws {
    var state = AdaptiveSchedule.State()
    (state.share, state.isGrowing) = (0.1 + 0.2, false)
    let copy = try JSONDecoder().decode(
      AdaptiveSchedule.State.self, from: JSONEncoder().encode(state))
    #expect(copy == state)
  }

  static let texts = [
    "constant:0.1", "linear:0.0:0.1:5.0:40.0", "smoothed:0.0:0.1:0.0:40.0:0.25",
    "adaptive:0.0:0.1:2.0:40.0:0.6", "milestones:0.1:0.2:30.0,40.0", "milestones:0.1:0.2:",
    "cosine:0.1:0.0:0.0:100.0:warmup=5.0",
  ]

  @Test(arguments: texts)
  func textAndJSONAndYAMLGiveTheSameBack(text: String) throws {
    let schedule = try Schedule(parsing: text)
    #expect(schedule.description == text)
    let json = try JSONEncoder().encode(schedule)
    #expect(try JSONDecoder().decode(Schedule.self, from: json) == schedule)
    let yaml = try YAMLEncoder().encode(schedule)
    #expect(try YAMLDecoder().decode(Schedule.self, from: yaml) == schedule)
  }

  @Test func yamlMayBeANumberATextOrAMap() throws {
    let read = { (text: String) in
      try YAMLDecoder().decode([String: Schedule].self, from: text)
    }
    #expect(try read("e: 0.1")["e"] == Schedule.constant(0.1))
    let line = try Schedule(parsing: "linear:0:0.1:5:40")
    #expect(try read("e: linear:0:0.1:5:40")["e"] == line)
    #expect(try read("e: {kind: linear, from: 0, to: 0.1, start: 5, end: 40}")["e"] == line)
  }

  @Test(arguments: [
    ("quartic:1", ScheduleError.unknownKind("quartic")),
    ("linear:0:1:2", .missing("end", in: "linear")),
    ("linear:0:1:2:3:4", .unknownKey("4", in: "linear")),
    ("linear:0:1:2:3:slope=4", .unknownKey("slope", in: "linear")),
    ("linear:0:x:2:3", .notANumber("x", key: "to", in: "linear")),
    ("linear:0:nan:2:3", .notANumber("nan", key: "to", in: "linear")),
    ("linear:0:1:3:2", .outOfRange("end", in: "linear", problem: "comes before 'start'")),
    ("adaptive:0:1:0:0:1", .outOfRange("length", in: "adaptive", problem: "is not above zero")),
    ("linear:0:1:2:from=3", .outOfRange("from", in: "linear", problem: "is given twice")),
    ("constant:1,2", .outOfRange("value", in: "constant", problem: "is not one finite number")),
  ])
  func whatIsWrongIsNamed(text: String, error: ScheduleError) {
    #expect(throws: error) { try Schedule(parsing: text) }
  }
}
