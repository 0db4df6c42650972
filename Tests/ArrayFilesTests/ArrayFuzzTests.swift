// Damaged .npy, .npz and .safetensors files end in an error or in an array no larger than the file, soon.

import ArrayFiles
import Foundation
import Testing
import _FuzzTestSupport

@Suite(.serialized)
struct ArrayFuzzTests {
  private let limit = 1 << 20

  private func expectBounded(_ report: FuzzReport) {
    #expect(report.runs > 100)
    #expect(report.longestRun < .seconds(10))
    // Freed memory that AddressSanitizer keeps back is a part of it.
    #expect((report.memoryGrowth ?? 0) < 1 << 30)
  }

  private func use(_ array: NumberArray) {
    #expect(array.shape.reduce(array.elementType.size, *) == array.bytes.count)
    #expect(array.floats().count == array.count)
    _ = try? array.integers()
  }

  @Test func damagedNpyIsNeverLargerThanItsFile() throws {
    let npz = try NpzArchive(npz: Fixtures.path("types.npz"))
    let header = "{'descr': '>f4', 'fortran_order': True, 'shape': (3, 2, 2), }"
    let seeds =
      try (1...3).map { try Fixtures.data("version\($0).npy") }
      + npz.names.prefix(12).map { try npz.array(named: $0).npyData() }
      + [Fixtures.npy(header: header, elements: Data(count: 48))]
    let report = fuzz(seeds, seed: 3) { data in
      guard let array = try? NumberArray(npyData: data, file: "a") else { return }
      #expect(array.bytes.count < data.count)
      use(array)
    }
    expectBounded(report)
  }

  @Test func damagedNpzNeverExceedsItsLimit() throws {
    let seeds = try ["shapes.npz", "extremes.npz", "refused.npz"].map(Fixtures.data)
    let report = fuzz(seeds, seed: 4) { data in
      guard let archive = try? NpzArchive(npzData: data, file: "f", limit: limit) else { return }
      for name in archive.names {
        guard let array = try? archive.array(named: name) else { continue }
        #expect(array.bytes.count <= limit)
        use(array)
      }
    }
    expectBounded(report)
  }

  @Test func damagedSafetensorsAreNeverLargerThanTwiceTheirFile() throws {
    let seeds = try [Fixtures.data("python.safetensors"), Fixtures.data("empty.safetensors")]
    let report = fuzz(seeds, seed: 5) { data in
      guard let file = try? SafetensorsFile(safetensorsData: data, file: "s") else { return }
      var total = 0
      for name in file.names {
        guard let array = try? file.array(named: name) else { continue }
        total += array.bytes.count
        use(array)
      }
      #expect(total <= 2 * data.count)
    }
    expectBounded(report)
  }
}
