import Foundation
import Testing

@testable import Reports

struct PaletteTests {
  /// Linear red, green and blue of `#RRGGBB`.
  private func linear(_ color: String) -> [Double] {
    let bits = UInt32(color.dropFirst(), radix: 16) ?? 0
    return [16, 8, 0].map { shift in
      let value = Double((bits >> UInt32(shift)) & 255) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
  }

  private func luminance(_ color: String) -> Double {
    zip([0.2126, 0.7152, 0.0722], linear(color)).reduce(0) { $0 + $1.0 * $1.1 }
  }

  private func contrast(_ first: String, _ second: String) -> Double {
    let (high, low) = (
      max(luminance(first), luminance(second)), min(luminance(first), luminance(second))
    )
    return (high + 0.05) / (low + 0.05)
  }

  @Test func contrastOfBlackAndWhiteIsTwentyOne() {
    #expect(abs(contrast("#000000", "#FFFFFF") - 21) < 1e-9)
  }

  @Test(arguments: [Palette.light, .dark])
  func textHasTheContrastOfAA(palette: Palette) {
    for ground in [palette.paper, palette.panel] {
      #expect(contrast(palette.ink, ground) >= 4.5)
      #expect(contrast(palette.soft, ground) >= 4.5)
    }
    for banner in palette.banners { #expect(contrast(banner.text, banner.fill) >= 4.5) }
  }

  @Test(arguments: [Palette.light, .dark])
  func linesHaveTheContrastOfAA(palette: Palette) {
    for color in palette.series + [palette.rule] {
      #expect(contrast(color, palette.paper) >= 3, "\(color)")
    }
  }

  /// The distance of two colours as someone without red or green cones sees them.
  ///
  /// Simulation of G. Machado, M. Oliveira, L. Fernandes (2009) at full severity, in linear RGB;
  /// distances in CIE Lab.
  @Test(arguments: [
    [
      [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
      [-0.003882, -0.048116, 1.051998],
    ],
    [
      [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
      [-0.011820, 0.042940, 0.968881],
    ],
    [[1.0, 0, 0], [0, 1, 0], [0, 0, 1]],
  ])
  func theFirstSixColorsStayApart(matrix: [[Double]]) {
    for palette in [Palette.light, .dark] {
      let seen = palette.series.prefix(6).map { color in
        lab(matrix.map { row in zip(row, linear(color)).reduce(0) { $0 + $1.0 * $1.1 } })
      }
      for first in seen.indices {
        for second in 0..<first {
          let difference = zip(seen[first], seen[second]).map { $0 - $1 }
          let distance = difference.reduce(0) { $0 + $1 * $1 }.squareRoot()
          #expect(distance > 16, "\(palette.series[first]) and \(palette.series[second])")
        }
      }
    }
  }

  private func lab(_ rgb: [Double]) -> [Double] {
    let rows = [
      [0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505],
    ]
    let white = [0.9505, 1, 1.089]
    let xyz = zip(rows, white).map { row, white in
      max(0, zip(row, rgb).reduce(0) { $0 + $1.0 * $1.1 } / white)
    }.map { $0 > 0.008856 ? cbrt($0) : 7.787 * $0 + 16.0 / 116 }
    return [116 * xyz[1] - 16, 500 * (xyz[0] - xyz[1]), 200 * (xyz[1] - xyz[2])]
  }
}
