import NumericalMethods
import PointSets
import SampleDesigns
import Testing
import _DesignTestSupport

struct DesignCatalogTests {
  @Test func namesAreDistinctAndFindTheirDesign() throws {
    #expect(Set(DesignCatalog.all.map { $0.name }).count == DesignCatalog.all.count)
    for type in DesignCatalog.all {
      let found: (any Design.Type)? = DesignCatalog.design(named: type.name)
      #expect(found.map { ObjectIdentifier($0) } == ObjectIdentifier(type))
      #expect(!type.name.contains("+") && !type.summary.isEmpty)
    }
  }

  @Test func suffixMapsToRanks() throws {
    for type in DesignCatalog.all {
      let design = try #require(
        try DesignCatalog.design(named: type.name + "+lhs", options: DesignOptions()))
      var generator = SeededGenerator(seed: 1)
      #expect(isLatin(try design.points(16, dimension: 2, using: &generator)), "\(type.name)")
    }
  }

  /// No design of the catalog can be left out of the conformance suite, nor its rank-mapped form.
  @Test(arguments: DesignCatalog.all.map { $0.name }.flatMap { [$0, $0 + "+lhs"] })
  func everyDesignConforms(name: String) throws {
    let design = try #require(try DesignCatalog.design(named: name, options: DesignOptions()))
    let fixed = ["grid", "sukharev", "sobol", "halton", "hammersley"]
    // Counts that grids have too.
    try expectDesign(
      design, sizes: [(16, 2), (27, 3), (32, 5)], isRandom: !fixed.contains(name))
  }

  @Test(arguments: ["", "+lhs", "nothing", "nothing+lhs", "lhs+"])
  func otherNamesAreNobodys(name: String) throws {
    #expect(try DesignCatalog.design(named: name, options: DesignOptions()) == nil)
  }
}
