import PointSets
import SampleDesigns
import Testing

struct DesignChoiceTests {
  @Test(arguments: [
    (128, 2, DesignUse.surrogate, false, "poisson-disk"),
    (200, 5, .surrogate, false, "poisson-disk"),
    (200, 8, .surrogate, false, "poisson-disk"),
    (79, 8, .surrogate, false, "stealthy+lhs"),
    (400, 12, .surrogate, false, "lhs-maximin"),
    (5000, 12, .surrogate, false, "sobol-owen"),
    (4096, 12, .surrogate, false, "sobol-owen"),
    (1_000_000, 3, .surrogate, false, "poisson-disk"),
    (200, 3, .integration, false, "lhs-cd"),
    (4096, 3, .integration, false, "sobol-owen"),
    (100_000, 3, .integration, false, "sobol-owen"),
    (200, 10, .integration, false, "lhs-cd"),
    (1, 3, .integration, false, "random"),
    (200, 3, .integration, true, "elimination"),
    (1, 3, .surrogate, true, "elimination"),
  ])
  func theTableIsKept(
    _ count: Int, _ dimension: Int, _ use: DesignUse, _ isConstrained: Bool, _ name: String
  ) {
    let choice = DesignChoice.automatic(
      count: count, dimension: dimension, use: use, isConstrained: isConstrained)
    #expect(choice.name == name)
    #expect(choice.reason.count > 20)
  }

  @Test func surrogatesGetTheBox() {
    #expect(
      DesignChoice.automatic(count: 99, dimension: 2, use: .surrogate).options.boundary == .box)
  }

  @Test func everyChoiceIsInTheCatalog() throws {
    for count in [1, 10, 100, 1024, 100_000] {
      for dimension in [1, 2, 8, 50] {
        for use in DesignUse.allCases {
          let choice = DesignChoice.automatic(count: count, dimension: dimension, use: use)
          #expect(
            try DesignCatalog.design(named: choice.name, options: choice.options) != nil,
            "\(choice.name)")
        }
      }
    }
  }
}
