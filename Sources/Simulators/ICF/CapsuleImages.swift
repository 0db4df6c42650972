// CapsuleImages: what a camera sees of a capsule when it burns fastest.

public import ArrayFiles
import Foundation

/// Line integrals of the hot spot's emission: three views by four photon energies, 64 by 64 pixels.
///
/// The emissivity is `ρ² T^{-1/2} e^{-E/T}` in g² cm⁻⁶ keV^{-1/2}, so a pixel is that by cm. The
/// surface is known in every direction since a piston's radius depends on its velocity alone.
public struct CapsuleImages: Sendable, Hashable {
  public static let energies = [12.0, 20, 35, 50]
  public static let views = ["x", "y", "z"]
  public static let side = 64
  /// Half of the width of an image, in cm.
  public static let halfWidth = 64e-4

  /// The pixels: view, energy, row, column.
  public let pixels: [Double]

  /// The images as an array of shape `[3, 4, 64, 64]`.
  public var array: NumberArray {
    NumberArray(
      pixels, shape: [Self.views.count, Self.energies.count, Self.side, Self.side])
  }

  /// Writes ``array`` to a `.npy` file.
  public func write(npy path: String) throws(ArrayFileError) { try array.write(npy: path) }

  /// The image of a view and an energy, row after row.
  public func image(view: Int, energy: Int) -> ArraySlice<Double> {
    let count = Self.side * Self.side
    let start = (view * Self.energies.count + energy) * count
    return pixels[start..<start + count]
  }

  init(_ history: ImplosionHistory, _ parameters: CapsuleParameters) {
    let surface = HotSpotSurface(history.radiiAtPeak, parameters)
    let spot = history.moments[history.peak].spot
    let (side, count) = (Self.side, Self.side * Self.side)
    let step = 2 * Self.halfWidth / Double(side)
    let places = (0..<side).map { (Double($0) + 0.5) * step - Self.halfWidth }
    var pixels = [Double](repeating: 0, count: Self.views.count * Self.energies.count * count)
    for (i, x) in places.enumerated() {
      for (j, y) in places.enumerated() {
        for (k, z) in places.enumerated() {
          guard let share = surface.share(x, y, z) else { continue }
          let light = Self.emissivities(spot, TemperatureProfile.share(at: share))
          // Looking along an axis, the other two are row and column.
          for (view, pixel) in [j * side + k, i * side + k, i * side + j].enumerated() {
            for energy in 0..<light.count {
              pixels[(view * light.count + energy) * count + pixel] += light[energy] * step
            }
          }
        }
      }
    }
    self.pixels = pixels
  }

  /// The emissivity at each energy where the temperature has a share of that in the middle.
  private static func emissivities(_ spot: HotSpot, _ share: Double) -> [Double] {
    let temperature = spot.temperature * share
    let density = spot.pressure / (CapsuleConstants.gas * temperature)
    return energies.map { density * density / temperature.squareRoot() * exp(-$0 / temperature) }
  }
}

/// The hot spot's surface, as the radius against the share by which the shell was faster.
private struct HotSpotSurface {
  let parameters: CapsuleParameters
  /// Pairs of velocity change and radius, in ascending order of the first.
  let nodes: [(change: Double, radius: Double)]
  let largest: Double

  init(_ radii: [SIMD8<Double>], _ parameters: CapsuleParameters) {
    self.parameters = parameters
    let changes = Directions.standard.velocityChanges(parameters)
    var nodes: [(change: Double, radius: Double)] = []
    for (change, radius) in zip(changes, radii) {
      for lane in 0..<8 { nodes.append((change[lane], radius[lane])) }
    }
    nodes.sort { $0.change < $1.change }
    self.nodes = nodes.enumerated().filter { index, node in
      index == 0 || node.change - nodes[index - 1].change > 1e-9
    }.map(\.element)
    largest = 1.5 * (nodes.map(\.radius).max() ?? 0)
  }

  /// How far from the middle to the surface a place is, as a share; nothing outside.
  func share(_ x: Double, _ y: Double, _ z: Double) -> Double? {
    let distance = (x * x + y * y + z * z).squareRoot()
    guard distance < largest else { return nil }
    guard distance > 0 else { return 0 }
    let change = ShapeMode.velocityChange(parameters, cosine: z / distance, phi: atan2(y, x))
    let share = distance / radius(change)
    return share < 1 ? share : nil
  }

  /// On straight lines between the pistons, and beyond the outermost ones.
  private func radius(_ change: Double) -> Double {
    guard nodes.count > 1 else { return nodes[0].radius }
    let upper = nodes.firstIndex { $0.change >= change } ?? nodes.count
    let index = min(max(upper, 1), nodes.count - 1)
    let (low, high) = (nodes[index - 1], nodes[index])
    let slope = (high.radius - low.radius) / (high.change - low.change)
    return max(low.radius + slope * (change - low.change), CapsuleConstants.leastRadius)
  }
}
