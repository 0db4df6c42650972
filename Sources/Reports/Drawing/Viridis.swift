// Viridis: colours of even steps to the eye, from dark blue to yellow.

/// The colour map viridis, interpolated between ten of its colours.
///
/// ## References
/// - S. van der Walt, N. Smith, viridis (2015, CC0), https://bids.github.io/colormap/
enum Viridis {
  static let stops: [(red: UInt8, green: UInt8, blue: UInt8)] = [
    (68, 1, 84), (72, 40, 120), (62, 74, 137), (49, 104, 142), (38, 130, 142), (31, 158, 137),
    (53, 183, 121), (109, 205, 89), (180, 222, 44), (253, 231, 37),
  ]

  /// The colour of a share between 0 and 1.
  static func color(_ share: Double) -> (red: UInt8, green: UInt8, blue: UInt8) {
    let place = max(0, min(1, share)) * Double(stops.count - 1)
    let first = min(Int(place), stops.count - 2)
    let rest = place - Double(first)
    func mixed(_ low: UInt8, _ high: UInt8) -> UInt8 {
      UInt8((Double(low) + rest * (Double(high) - Double(low))).rounded())
    }
    let (low, high) = (stops[first], stops[first + 1])
    return (mixed(low.red, high.red), mixed(low.green, high.green), mixed(low.blue, high.blue))
  }
}
