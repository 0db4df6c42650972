// What the models of spectra are called in a legend.

import Spectra

/// The model's name in words, as a legend has it.
func title(_ model: any SpectrumModel) -> String {
  switch type(of: model).name {
  case RandomModel.name: "random points"
  case JitteredModel.name: "jittered grid"
  case StepPairCorrelationModel.name: "ideal Poisson disk"
  case StepBlueNoiseModel.name: "step blue noise"
  case PoissonDiskModel.name: "dart throwing"
  case let name: name
  }
}
