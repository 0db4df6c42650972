// BlobData: a small problem that a small network learns in a second.

import DataSets
import Tensors

@testable import CertifiedTraining

/// Points around three corners of the unit square, far enough apart to be certified.
func blobs(_ count: Int, seed: UInt64 = 1) throws -> InMemoryDataSet {
  let generator = Generator(seed: seed)
  let labels = (0..<count).map { $0 % 3 }
  let corners: [[Float]] = [[0.2, 0.2], [0.8, 0.2], [0.5, 0.8]]
  let centers = Tensor(shape: [count, 2], scalars: labels.flatMap { corners[$0] })
  let noise = generator.normal([count, 2]) * 0.05
  return try InMemoryDataSet(
    name: "blobs", inputs: centers + noise, targets: .classes(Tensor(labels)),
    task: .classification(classNames: ["a", "b", "c"]))
}

/// Settings that learn the blobs in a few epochs.
func blobSettings(_ method: Objective.Method) -> TrainingConfiguration {
  var settings = TrainingConfiguration()
  settings.model = "mlp:widths=16x16"
  settings.data = "blobs.csv"
  settings.objective = Objective(method)
  settings.objective.attack.steps = 3
  (settings.epsilon, settings.epochs, settings.batchSize) = (0.05, 12, 30)
  settings.rate = 0.01
  return settings
}
