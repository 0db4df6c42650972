// Models of devices: borehole, push-pull circuit, piston, robot arm, aircraft wing.

import Domains
import Foundation

/// Engineering formulas with named inputs and units.
enum Devices {
  static let all = [borehole, circuit, piston, robotArm, wing]

  /// Water flow through a borehole, in m³ a year.
  static let borehole = TestFunction(
    "borehole", "water flow through a borehole, m³/year",
    on: Domain([
      even("rw", 0.05...0.15, "m"), even("r", 100...50_000, "m"),
      even("Tu", 63_070...115_600, "m²/yr"), even("Hu", 990...1110, "m"),
      even("Tl", 63.1...116, "m²/yr"), even("Hl", 700...820, "m"), even("L", 1120...1680, "m"),
      even("Kw", 9855...12_045, "m/yr"),
    ])
  ) { (x: [Double]) -> Double in
    let reach = log(x[1] / x[0])
    let leak = 2 * x[6] * x[2] / (reach * x[0] * x[0] * x[7])
    return 2 * .pi * x[2] * (x[3] - x[5]) / (reach * (1 + leak + x[2] / x[4]))
  }

  /// The midpoint voltage of an output-transformerless push-pull circuit.
  static let circuit = TestFunction(
    "otl_circuit", "midpoint voltage of a push-pull circuit, V",
    on: Domain([
      even("Rb1", 50...150, "kΩ"), even("Rb2", 25...70, "kΩ"), even("Rf", 0.5...3, "kΩ"),
      even("Rc1", 1.2...2.5, "kΩ"), even("Rc2", 0.25...1.2, "kΩ"), even("beta", 50...300),
    ])
  ) { (x: [Double]) -> Double in
    let base = 12 * x[1] / (x[0] + x[1])
    let gain = x[5] * (x[4] + 9)
    let sum = gain + x[2]
    return (base + 0.74) * gain / sum + 11.35 * x[2] / sum + 0.74 * x[2] * gain / (sum * x[3])
  }

  /// The cycle time of a piston in a cylinder.
  static let piston = TestFunction(
    "piston", "cycle time of a piston, s",
    on: Domain([
      even("M", 30...60, "kg"), even("S", 0.005...0.02, "m²"), even("V0", 0.002...0.01, "m³"),
      even("k", 1000...5000, "N/m"), even("P0", 90_000...110_000, "N/m²"),
      even("Ta", 290...296, "K"), even("T0", 340...360, "K"),
    ])
  ) { (x: [Double]) -> Double in
    let (mass, area, volume, spring, pressure) = (x[0], x[1], x[2], x[3], x[4])
    let force = pressure * area + 19.62 * mass - spring * volume / area
    let gas = pressure * volume / x[6] * x[5]
    let height = area / (2 * spring) * ((force * force + 4 * spring * gas).squareRoot() - force)
    return 2 * .pi * (mass / (spring + area * area * gas / (height * height))).squareRoot()
  }

  /// How far the hand of an arm of four links is from its shoulder.
  static let robotArm = TestFunction(
    "robot_arm", "reach of an arm of four links",
    on: Domain(
      (1...4).map { even("theta\($0)", 0...(2 * .pi), "rad") }
        + (1...4).map { even("L\($0)", 0...1) }
    )
  ) { (x: [Double]) -> Double in
    var (angle, across, along) = (0.0, 0.0, 0.0)
    for link in 0..<4 {
      angle += x[link]
      across += x[4 + link] * cos(angle)
      along += x[4 + link] * sin(angle)
    }
    return (across * across + along * along).squareRoot()
  }

  /// The weight of a light aircraft's wing.
  static let wing = TestFunction(
    "wing_weight", "weight of a light aircraft's wing, lb",
    on: Domain([
      even("Sw", 150...200, "ft²"), even("Wfw", 220...300, "lb"), even("A", 6...10),
      even("Lambda", -10...10, "°"), even("q", 16...45, "lb/ft²"), even("taper", 0.5...1),
      even("tc", 0.08...0.18), even("Nz", 2.5...6), even("Wdg", 1700...2500, "lb"),
      even("Wp", 0.025...0.08, "lb/ft²"),
    ])
  ) { (x: [Double]) -> Double in
    let sweep = cos(x[3] * .pi / 180)
    let shape = 0.036 * pow(x[0], 0.758) * pow(x[1], 0.0035) * pow(x[2] / (sweep * sweep), 0.6)
    let load = pow(x[4], 0.006) * pow(x[5], 0.04) * pow(100 * x[6] / sweep, -0.3)
    return shape * load * pow(x[7] * x[8], 0.49) + x[0] * x[9]
  }
}
