// The loss landscape of surety evaluate, as a figure.

import Archives
import CertifiedTraining
import CommandSupport
import DataSets
import Foundation
import Reports
import RobustnessVerification

extension EvaluateCommand {
  /// Draws the loss over some samples, spread over the data, as its logarithm.
  func draw(
    _ model: Model, _ weights: WeightPerturbation?, _ data: any DataSet, to path: String
  ) throws {
    guard let weights else { throw UsageError("--landscape needs --perturb-weights") }
    let step = max(data.count / 200, 1)
    let some = data.selecting(Array(stride(from: 0, to: data.count, by: step)))
    let found = try LossLandscape(of: model.graph, weights: weights, on: some)
    let map = Heatmap(
      x: Axis("first direction"), y: Axis("second direction"),
      color: Axis("loss", scale: .log, range: 1e-2...1e1), values: found.losses,
      xRange: found.range,
      yRange: found.range)
    let figure = Figure("Loss around the weights of \(self.model)", .heatmap(map))
    try FileWriting.write(Data(figure.svg().utf8), to: path)
  }
}
