// Marker: the shape of a series' points, so that colour is not all that tells it apart.

import Foundation

/// The shapes of points, one for each of the palette's colours.
enum Marker: Int, CaseIterable {
  case circle, square, triangle, diamond, pointingDown, plus, cross, hexagon

  static func of(_ index: Int) -> Marker { allCases[index % allCases.count] }

  /// The outline around a place, as the description of an SVG path.
  func path(_ x: Double, _ y: Double, radius: Double = 3.6) -> String {
    switch self {
    case .circle: Self.polygon(x, y, radius, corners: 16, turned: 0)
    case .square: Self.polygon(x, y, radius * 1.2, corners: 4, turned: 0.125)
    case .triangle: Self.polygon(x, y, radius * 1.3, corners: 3, turned: -0.25)
    case .diamond: Self.polygon(x, y, radius * 1.3, corners: 4, turned: 0)
    case .pointingDown: Self.polygon(x, y, radius * 1.3, corners: 3, turned: 0.25)
    case .plus: Self.star(x, y, radius * 1.3, turned: 0)
    case .cross: Self.star(x, y, radius * 1.3, turned: 0.125)
    case .hexagon: Self.polygon(x, y, radius * 1.1, corners: 6, turned: 0)
    }
  }

  private static func polygon(
    _ x: Double, _ y: Double, _ radius: Double, corners: Int, turned: Double
  ) -> String {
    outline(
      (0..<corners).map { corner in
        let angle = 2 * Double.pi * (Double(corner) / Double(corners) + turned)
        return (x + radius * cos(angle), y + radius * sin(angle))
      })
  }

  /// Four arms of some thickness.
  private static func star(_ x: Double, _ y: Double, _ radius: Double, turned: Double) -> String {
    let half = radius * 0.36
    let corners: [(Double, Double)] = [
      (radius, -half), (radius, half), (half, half), (half, radius), (-half, radius),
      (-half, half), (-radius, half), (-radius, -half), (-half, -half), (-half, -radius),
      (half, -radius), (half, -half),
    ]
    let (cosine, sine) = (cos(2 * Double.pi * turned), sin(2 * Double.pi * turned))
    return outline(
      corners.map { (x + $0.0 * cosine - $0.1 * sine, y + $0.0 * sine + $0.1 * cosine) })
  }

  private static func outline(_ corners: [(Double, Double)]) -> String {
    "M" + corners.map { Canvas.place($0.0, $0.1) }.joined(separator: "L") + "Z"
  }
}
