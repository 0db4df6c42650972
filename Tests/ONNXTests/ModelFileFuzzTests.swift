// Mutated fixtures: whatever the bytes are, the decoder answers, and soon.

import Foundation
import ONNX
import Testing

/// Runs for the seconds in the environment variable SURETY_FUZZ_SECONDS (3 if there is none).
struct ModelFileFuzzTests {
  @Test func mutatedModelsNeitherCrashNorTakeLong() throws {
    let environment = ProcessInfo.processInfo.environment["SURETY_FUZZ_SECONDS"]
    let deadline = ContinuousClock.now + .seconds(environment.flatMap(Double.init) ?? 3)
    let originals = try Fixtures.all().map { try Fixtures.bytes($0) }
    var options = ModelReaderOptions()
    options.maximumTotalTensorBytes = 1 << 20
    var generator = SplitMix64(seed: 20_250_101)
    var slowest = Duration.zero
    var decoded = 0
    while ContinuousClock.now < deadline {
      let mutant = Self.mutant(of: originals, using: &generator)
      let time = ContinuousClock().measure {
        let model = try? ModelFile(
          bytes: mutant, folder: Fixtures.folder, name: "mutant", options: options)
        decoded += model == nil ? 0 : 1
      }
      slowest = max(slowest, time)
    }
    #expect(slowest < .seconds(2))
    #expect(decoded > 0, "mutations that leave every model broken test little")
  }

  private static func mutant(of originals: [Data], using generator: inout SplitMix64) -> Data {
    var bytes = Array(originals.randomElement(using: &generator) ?? Data())
    for _ in 0..<Int.random(in: 1...6, using: &generator) where !bytes.isEmpty {
      let place = Int.random(in: bytes.indices, using: &generator)
      switch Int.random(in: 0..<10, using: &generator) {
      case 0: bytes.removeSubrange(place...)
      case 1: bytes.insert(bytes[Int.random(in: bytes.indices, using: &generator)], at: place)
      case 2: bytes.remove(at: place)
      case 3:
        let other = originals.randomElement(using: &generator) ?? Data()
        bytes.replaceSubrange(place..., with: other.suffix(bytes.count - place))
      case 4: bytes[place] = 0xff
      default: bytes[place] ^= 1 << Int.random(in: 0..<8, using: &generator)
      }
    }
    return Data(bytes)
  }
}
