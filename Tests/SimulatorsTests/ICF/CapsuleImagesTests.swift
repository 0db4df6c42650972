// The capsule's images: right amounts of light in the right places.

import ArrayFiles
import Foundation
import Testing

@testable import Simulators

struct CapsuleImagesTests {
  @Test func lightOfAnImageIsTheVolumeIntegral() throws {
    let images = try CapsuleSimulator.smooth.images([350, 1.6, 0, 0, 0])
    let history = try CapsuleSimulator.smooth.run(CapsuleParameters(), timeStep: 1e-12).history
    let spot = history.moments[history.peak].spot
    let pixel = 2 * CapsuleImages.halfWidth / Double(CapsuleImages.side)
    for view in 0..<3 {
      for (number, energy) in CapsuleImages.energies.enumerated() {
        let light = images.image(view: view, energy: number).reduce(0, +) * pixel * pixel
        let expected = spot.emission(at: energy, .standard)
        #expect(abs(light - expected) < 0.02 * expected)
      }
    }
  }

  @Test func aRoundCapsuleLooksTheSameFromEverySide() throws {
    let images = try CapsuleSimulator.smooth.images([350, 1.6, 0, 0, 0])
    let side = CapsuleImages.side
    let first = Array(images.image(view: 0, energy: 0))
    for view in 1..<3 {
      for (a, b) in zip(first, images.image(view: view, energy: 0)) {
        #expect(abs(a - b) <= 1e-9 * abs(a))
      }
    }
    for row in 0..<side {
      for column in 0..<side {
        let mirrored = first[(side - 1 - row) * side + column]
        #expect(abs(first[row * side + column] - mirrored) <= 1e-9 * abs(mirrored))
      }
    }
  }

  @Test func aPushFromOneSideMovesTheImage() throws {
    // Faster from above (+z): the hot spot moves down, which the views along x and y see.
    let images = try CapsuleSimulator.smooth.images([350, 1.6, 0.3, 0, 0])
    let side = CapsuleImages.side
    let center = { (view: Int) -> Double in
      let image = Array(images.image(view: view, energy: 0))
      let moment = image.indices.reduce(0.0) { $0 + image[$1] * Double($1 % side) }
      return moment / image.reduce(0, +) - Double(side - 1) / 2
    }
    #expect(center(0) < -1)
    #expect(center(1) < -1)
    // Along z the capsule is round.
    #expect(abs(center(2)) < 1e-6)
  }

  @Test func arrayHasTheShapeOfTheImages() throws {
    let array = try CapsuleSimulator.smooth.images([350, 1.6, 0, 0.2, 0]).array
    #expect(array.shape == [3, 4, 64, 64])
    #expect(array.doubles().allSatisfy { $0 >= 0 && $0.isFinite })
  }
}
