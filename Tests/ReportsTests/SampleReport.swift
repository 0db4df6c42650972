// A report with one of everything, and with names that try to break out.

import Foundation
import Reports

enum SampleReport {
  /// Names that a stranger's file may hold.
  static let hostile = "</script><script>alert(1)</script> & \"quotes\" ' \u{1B}[31m \u{202E}"

  static let report = Report(
    title: "Design of 200 runs for the capsule",
    subtitle: "Blue noise against random points in two dimensions",
    facts: [
      .init("Version", "surety 0.1.0"),
      .init("Command", "surety spectrum points.csv --report report.html"), .init("Seed", "42"),
      .init(
        "SHA-256 of points.csv", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
    ],
    sections: [
      .init("The verdict", verdicts), .init("The points", [.figure(matrix), .figure(wideMatrix)]),
      .init("The spectrum", [.figure(slice), .figure(profile)]),
      .init("The plan", [.figure(gap), .table(table), .figure(bars), .figure(dots)]),
      .init("Names of strangers \(hostile)", strangers),
    ])

  static let verdicts: [Block] = [
    .verdict(.init(.good, "Worth designing", detail: "200 runs do the work of \(strong: "410").")),
    .verdict(.init(.caution, "Marginal", detail: "The interval holds \(code: "1.0").")),
    .verdict(.init(.bad, "Pick at random", detail: "No design helps below N = \(12_900).")),
    .verdict(.init(.neutral, "No target was given")),
    .paragraph("The gap is \(0.001234) of \(emphasis: "one") standard deviation, not −\(0.5)."),
  ]

  /// Numbers between 0 and 1 without a pattern to the eye.
  static func scattered(_ index: Int, _ seed: Int) -> Double {
    var bits = UInt64(truncatingIfNeeded: index &* 1_000_003 &+ seed &* 7919 &+ 1)
    for _ in 0..<2 {
      bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
      bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
      bits ^= bits >> 31
    }
    return Double(bits >> 11) * 0x1p-53
  }

  static func variables(_ dimension: Int, count: Int) -> [ScatterMatrix.Variable] {
    (0..<dimension).map { axis in
      .init(
        axis == 1 ? "implosion_velocity" : "x\(axis + 1)",
        values: (0..<count).map { scattered($0, axis) }, range: 0...1)
    }
  }

  static let matrix = Figure(
    "Three of the variables", caption: "Correlations stand above the diagonal.",
    .scatterMatrix(ScatterMatrix(variables(3, count: 200))))

  static let wideMatrix = Figure(
    "Ten variables", .scatterMatrix(ScatterMatrix(variables(10, count: 3000))))

  static let slice = Figure(
    "A slice of the power spectrum", caption: "A quiet disk around the origin is blue noise.",
    .heatmap(
      Heatmap(
        x: Axis("Frequency along x1", unit: "cycles/side"),
        y: Axis("Frequency along x2", unit: "cycles/side"),
        color: Axis("Power P", scale: .log, range: 0.01...4),
        values: (-32...32).map { row in
          (-32...32).map { column in
            guard row != 0 || column != 0 else { return .nan }
            let radius = Double(row * row + column * column).squareRoot()
            let mean = 1 / (1 + exp((12 - radius) / 1.5)) + 0.02
            return -mean * log(1 - scattered(row * 100 + column, 5))
          }
        }, xRange: -32.5...32.5, yRange: -32.5...32.5)))

  static let profile = Figure(
    "Radial mean of the power", caption: "Bands are 95% intervals over 20 realizations.",
    .linePlot(
      LinePlot(
        x: Axis("Frequency ν", unit: "cycles/side"), y: Axis("Power P(ν)"),
        series: [
          .init(
            "blue noise", group: 0,
            points: (1...40).map { frequency in
              let mean = 1 / (1 + exp((12 - Double(frequency)) / 1.5)) + 0.02
              let value = frequency == 30 ? .nan : mean * (0.95 + 0.1 * scattered(frequency, 1))
              return .init(x: Double(frequency), y: value, low: mean * 0.85, high: mean * 1.15)
            }),
          .init("step model", role: .model, group: 0, x: [0, 12, 12, 40], y: [0, 0, 1, 1]),
          .init(
            "random", group: 1,
            points: (1...40).map { .init(x: Double($0), y: 0.85 + 0.3 * scattered($0, 2)) }),
          .init("Poisson process", role: .model, group: 1, x: [0, 40], y: [1, 1]),
        ], references: [.init(.vertical, at: 12, label: "ν₀ of the model")])))

  static let gap = Figure(
    "Generalization gap by design", caption: "The budget of 1000 runs meets the target.",
    .linePlot(
      LinePlot(
        x: Axis("Runs N", scale: .log), y: Axis("Gap (rms)", unit: "of σ", scale: .log),
        series: ["random", "Latin hypercube", "Poisson disk", "step blue noise", "stealthy"]
          .enumerated().map { design, name in
            .init(
              name, uncertainty: .bars,
              points: [50, 100, 200, 500, 1000, 2000, 5000, 10_000].map { count in
                let gap = pow(count, -0.5 - 0.12 * Double(design)) * (1 - 0.1 * Double(design))
                return .init(x: count, y: gap, low: gap * 0.8, high: gap * 1.25)
              })
          },
        references: [
          .init(.vertical, at: 1000, label: "budget 1000"),
          .init(.vertical, at: 1300, label: "zero gap"),
          .init(.horizontal, at: 0.01, label: "target 0.01"),
        ])))

  static let table = Table(
    caption: "The smallest number of runs by design.",
    columns: [
      .text("Design"), .number("Runs N", .integer), .number("Gap", unit: "σ", .scientific(3)),
      .number("Ratio to random", .fixed(2)), .number("Saved", .percent(1)), .text("Label"),
      .text("What it says", alignment: .leading),
    ],
    rows: [
      ["random", 12_900, 0.0099, 1, 0, "identity", "the variance of a mean"],
      ["Poisson disk", 3100, 0.0098, 0.24, 0.76, "model", "the step model at its largest radius"],
      ["stealthy", 1290, 0.0, 0.1, .number(.nan), "bound", "exact for a band-limited function"],
      ["grid", .empty, .number(.infinity), .number(-.infinity), -0.3, "model", "no such N"],
    ])

  static let bars = Figure(
    "Runs saved by output",
    .barChart(
      BarChart(
        axis: Axis("Runs saved", unit: "%"),
        bars: [
          .init("yield", 48, low: 41, high: 56), .init("bang time", 31, low: 12, high: 47),
          .init("ion temperature of the hot spot", -4, low: -15, high: 8),
          .init("areal density", .nan),
        ], references: [.init(at: 50, label: "half")], format: .fixed(0))))

  static let dots = Figure(
    "Error by design",
    .barChart(
      BarChart(
        axis: Axis("Test error", scale: .log),
        bars: [
          .init("random", 4.0e-3, low: 3.1e-3, high: 5.2e-3),
          .init("stealthy", 2.3e-5, low: 0, high: 4.1e-5),
        ])))

  static let strangers: [Block] = [
    .paragraph("A name: \(code: hostile) and \(hostile)"),
    .table(
      Table(
        caption: "\(hostile)", columns: [.text(hostile), .number("|`*_" + hostile)],
        rows: [[.text(hostile), .number(1e-300)]])),
    .figure(
      Figure(
        hostile, caption: "\(hostile)",
        .linePlot(
          LinePlot(
            x: Axis(hostile, unit: hostile), y: Axis(String(repeating: "long ", count: 60)),
            series: [
              .init(hostile, x: [1e6, 2e6, 2.5e6], y: [-3e-7, .infinity, 4e-7]),
              .init("empty", x: [], y: []), .init("one", role: .points, x: [1.5e6], y: [0]),
            ], references: [.init(.vertical, at: 2e6, label: hostile)])))),
    .figure(
      Figure(
        "Nothing",
        .linePlot(
          LinePlot(
            x: Axis("x", scale: .log), y: Axis("y", scale: .log),
            series: [.init("none of it", x: [-1, 0], y: [.nan, 0])])))),
  ]
}
