// The plain average as a model: how far it is from the mean over the domain.

import NumericalMethods
import SampleDesigns
import Simulators
import Testing

@testable import Experiments

struct MeanModelTests {
  /// Ishigami's function has the mean 7/2 and the variance 13.8446.
  @Test func errorIsTheDistanceFromTheExactMean() throws {
    try withFolder { folder in
      var plan = ExperimentPlan(
        functions: ["ishigami"], designs: ["random", "sobol-owen"], counts: [64], seeds: 40,
        models: [.mean])
      plan.testCount = 1 << 12
      let results = try ExperimentRunner(plan, folder: folder).run()
      func rms(_ design: String) -> Double {
        let errors = results.filter { $0.cell.design == design }.compactMap(\.testError)
        return mean(errors.map { $0 * $0 }).squareRoot()
      }
      // Independent points: 1/√N of the deviation, within four standard errors of 40 seeds.
      #expect(abs(rms("random") * 8 - 1) < 4 / 80.0.squareRoot())
      #expect(rms("sobol-owen") < 0.5 * rms("random"))
      var set = try TestSet(
        of: try ExperimentTarget("ishigami").simulator, count: 16, seed: 0, folder: folder,
        jobs: 1)
      try set.addReferenceMeans(
        of: try ExperimentTarget("ishigami").simulator, folder: folder, jobs: 1)
      #expect(abs(set.referenceMeans[0] - 3.5) < 1e-4 * 13.8446.squareRoot())
    }
  }
}
