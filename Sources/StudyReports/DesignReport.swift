// The report about a set of points: where they are, their spectrum, their measures.

import PointSets
public import Reports

extension DesignStudy {
  /// The report about the points: verdict, scatter matrix, spectrum, pair correlation, measures.
  ///
  /// `facts`: how the points came to be, such as the command, the seed, and checksums of files.
  public func report(facts: [Report.Fact] = []) -> Report {
    var sections: [Report.Section] = []
    if let verdict { sections.append(.init("Verdict", [.verdict(verdict)])) }
    sections.append(.init("Points", [.paragraph(summary), .figure(matrix)]))
    let spectral = [slice.map(figure), profile.map(profileFigure)].compactMap(\.self)
    if !spectral.isEmpty {
      sections.append(.init("Power spectrum", [.paragraph(Self.spectrumText)] + spectral))
    }
    if let correlation {
      sections.append(.init("Pair correlation", [correlationFigure(correlation)]))
    }
    if !measures.isEmpty { sections.append(.init("Measures", [.table(measuresTable)])) }
    return Report(
      title: "Sample design: \(name)",
      subtitle: "\(points.count) points in \(points.dimension) dimensions", facts: facts,
      sections: sections)
  }

  private var summary: Prose {
    let shown: Prose = """
      \(points.count) points of \(code: name). Each axis runs over the whole range of its \
      variable, from 0 to 1.
      """
    let sets: Prose =
      realizations == 1
      ? "" : " The first of \(realizations) sets of points; the spectra are means over all."
    let part: Prose =
      isConstrained
      ? """
       Constraints leave a part of the cube without points: spectrum, pair correlation and \
      discrepancies show that part too, not the design alone.
      """ : ""
    return shown + sets + part
  }

  private static let spectrumText: Prose = """
    The power at a frequency is how much of an error the points let through there: 1 is what \
    random points let through, 0 is nothing.
    """

  private var matrix: Figure {
    let columns = variables.enumerated().map { axis, name in
      ScatterMatrix.Variable(
        name, values: (0..<points.count).map { points[$0, axis] }, range: 0...1)
    }
    return Figure(
      "All pairs of variables", caption: "Correlations stand above the diagonal.",
      .scatterMatrix(ScatterMatrix(columns)))
  }

  private func figure(_ slice: Slice) -> Block {
    let reach = Double(slice.highest) + 0.5
    func axis(_ index: Int) -> Axis {
      let name = variables.indices.contains(index) ? variables[index] : "axis \(index + 1)"
      return Axis("Frequency along \(name)", unit: "cycles/side")
    }
    let map = Heatmap(
      x: axis(slice.axes.first), y: axis(slice.axes.second),
      color: Axis("Power", scale: .log, range: 0.01...10), values: slice.power,
      xRange: -reach...reach, yRange: -reach...reach)
    return .figure(
      Figure(
        "Power over two of the axes",
        caption: "Powers below 0.01 and above 10 have the colours of these.", .heatmap(map)))
  }

  private func profileFigure(_ curve: Curve) -> Block {
    plot(
      curve, "Radial mean of the power", x: Axis("Frequency", unit: "cycles/side"),
      y: Axis("Power"), measured: name)
  }

  private func correlationFigure(_ curve: Curve) -> Block {
    plot(
      curve, "Pairs by their distance, against random points",
      x: Axis("Distance", unit: "sides"), y: Axis("Pair correlation"), measured: name)
  }

  private func plot(_ curve: Curve, _ title: String, x: Axis, y: Axis, measured: String) -> Block {
    let parts = [(label: measured, points: curve.measured)] + curve.parts
    let series =
      parts.enumerated().map { place, part in
        LinePlot.Series(
          part.label, role: place == 0 ? .measured : .points, group: place, points: part.points)
      }
      + curve.models.map { model in
        LinePlot.Series("model: \(model.label)", role: .model, points: model.points)
      }
    let marks = curve.marks.map {
      LinePlot.Reference(.vertical, at: $0.value, label: $0.label)
    }
    let plot = LinePlot(x: x, y: y, series: series, references: marks)
    return .figure(Figure(title, caption: Prose(curve.note), .linePlot(plot)))
  }

  private var measuresTable: Table {
    let hasRandom = measures.contains { $0.random != nil }
    let columns: [Table.Column] =
      [.text("Measure"), .number("Value")] + (hasRandom ? [.number("Random points")] : [])
      + [.text("What it says")]
    let rows = measures.map { measure -> [Table.Cell] in
      [.text(measure.name), .number(measure.value)]
        + (hasRandom ? [Table.Cell(measure.random)] : []) + [.text(measure.meaning)]
    }
    return Table(caption: "Measures of the points.", columns: columns, rows: rows)
  }
}
