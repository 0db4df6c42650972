// Palette: the colours of series, banners and text, on a light page and on a dark one.

/// The colours of a page under one scheme, as `#RRGGBB`.
///
/// Text keeps a contrast of at least 4.5 to what it stands on and lines one of at least 3 (the
/// AA levels of WCAG 2.2). The colours of series follow the hues of Okabe and Ito; the first six
/// stay apart for people without red or green cones, and all have markers of their own.
///
/// ## References
/// - M. Okabe, K. Ito, Color Universal Design (2008), https://jfly.uni-koeln.de/color/
/// - WCAG 2.2, success criteria 1.4.3 and 1.4.11, https://www.w3.org/TR/WCAG22/
struct Palette {
  let paper, panel, ink, soft, rule, grid: String
  let series: [String]
  /// Background, edge and text of the banners: good, caution, bad, neutral.
  let banners: [(tone: Verdict.Tone, fill: String, edge: String, text: String)]

  static let light = Palette(
    paper: "#FFFFFF", panel: "#F5F7FA", ink: "#1B2430", soft: "#535E6C", rule: "#8A94A2",
    grid: "#E3E7EC",
    series: [
      "#0065A9", "#F16639", "#008765", "#9C3D7B", "#856900", "#3995D1", "#454D58", "#D0342C",
    ],
    banners: [
      (.good, "#E6F5EE", "#008765", "#0B4A37"), (.caution, "#FFF4DC", "#B27A00", "#5A3D00"),
      (.bad, "#FDEAE7", "#C2351F", "#7A1C10"), (.neutral, "#EDF1F6", "#66717F", "#1B2430"),
    ])

  static let dark = Palette(
    paper: "#12171E", panel: "#1B222C", ink: "#E6EAF0", soft: "#A7B1BE", rule: "#6F7A88",
    grid: "#29323D",
    series: [
      "#4EB1F5", "#E47A39", "#35C79B", "#E090C6", "#E2C84A", "#9AD3FF", "#C3CAD3", "#FF7D73",
    ],
    banners: [
      (.good, "#10322A", "#35C79B", "#BFF0DF"), (.caution, "#3A2C0C", "#E0A93A", "#FBE3AE"),
      (.bad, "#3D1A16", "#FF7D73", "#FFD3CD"), (.neutral, "#232C38", "#8793A2", "#E6EAF0"),
    ])

  /// The colours as CSS variables.
  var variables: String {
    var all = [
      ("paper", paper), ("panel", panel), ("ink", ink), ("soft", soft), ("rule", rule),
      ("grid", grid),
    ]
    all += series.enumerated().map { ("s\($0.offset)", $0.element) }
    for banner in banners {
      let name = banner.tone.rawValue
      all += [
        ("\(name)-fill", banner.fill), ("\(name)-edge", banner.edge), ("\(name)-text", banner.text),
      ]
    }
    return all.map { "--\($0.0):\($0.1)" }.joined(separator: ";")
  }
}
