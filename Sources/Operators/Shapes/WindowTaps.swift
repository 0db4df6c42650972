// Which taps of a window can be the largest, and the planes over the best two.

internal import Bounds
internal import Tensors

/// The taps of windows in the order that planes around the maximum need.
///
/// All tensors have the shape `[batch, groups, windows]`. See ``WindowPlanes``.
struct WindowTaps: Sendable {
  /// Whether more than one tap can be the largest.
  let isOpen: Tensor
  /// The largest lower end `L`.
  let floor: Tensor
  /// The taps of the largest lower ends; among equals, of the largest upper end.
  private let below: [Tap]
  /// The taps of the largest upper ends.
  private let above: [Tap]
  /// The second and the third largest upper end; -∞ where there is none.
  private let secondEnd: Tensor
  private let thirdEnd: Tensor

  private struct Tap: Sendable {
    let place: Tensor
    let low: Tensor
    let high: Tensor
  }

  init(_ windows: Windows, _ x: Interval) {
    let (low, high) = (windows.read(x.lower), windows.read(x.upper))
    let numbers = Tensor.range(windows.tapCount, on: low.device)
    let least = low.filled(with: -.infinity)
    func masked(_ ends: Tensor) -> Tensor {
      windows.isInside.map { ends.selected(where: $0.to(ends.device), else: least) } ?? ends
    }
    // The place of the largest key; with every key used up, any tap that counts.
    func tap(_ index: Tensor) -> Tap {
      Tap(
        place: windows.places(of: index.removingAxis(3)),
        low: low.gathering(index, along: 3).removingAxis(3),
        high: high.gathering(index, along: 3).removingAxis(3))
    }
    func largest(_ keys: Tensor) -> Tensor { keys.indexOfMaximum(along: 3, keepingAxis: true) }
    func without(_ index: Tensor, _ keys: Tensor) -> Tensor {
      least.selected(where: numbers .== index, else: keys)
    }
    func widestOfLargest(_ lows: Tensor) -> Tensor {
      let isLargest = lows .>= lows.maximum(along: [3], keepingAxes: true)
      return largest(high.selected(where: isLargest, else: least))
    }
    let lows = masked(low)
    let firstLow = widestOfLargest(lows)
    below = [tap(firstLow), tap(widestOfLargest(without(firstLow, lows)))]
    let highs = masked(high)
    let firstHigh = largest(highs)
    let others = without(firstHigh, highs)
    let secondHigh = largest(others)
    above = [tap(firstHigh), tap(secondHigh)]
    secondEnd = others.maximum(along: [3])
    thirdEnd = without(secondHigh, others).maximum(along: [3])
    floor = below[0].low
    isOpen = secondEnd .> floor
  }

  /// The lower plane: one tap, or a blend of two.
  func lowerPlane(_ alpha: Tensor?) -> WindowPlane {
    guard let share = alpha.map(blend) else {
      let one = floor.filled(with: 1).addingAxis(1)
      return WindowPlane(places: [below[0].place], weights: [one], intercept: nil)
    }
    return WindowPlane(
      places: below.map(\.place), weights: [share * -1 + 1, share], intercept: nil)
  }

  /// The upper plane: over one tap, or a blend of that with one over two.
  func upperPlane(_ alpha: Tensor?) -> WindowPlane {
    let (first, second) = (above[0], above[1])
    let threshold = Tensor.maximum(floor, secondEnd)
    let slope = Self.slope(first, threshold)
    let single = WindowPlane(
      places: [first.place], weights: [slope.addingAxis(1)],
      intercept: (threshold - slope * first.low).addingAxis(1))
    guard let share = alpha.map(blend), let offset = single.intercept else { return single }
    let lesser = Tensor.maximum(floor, thirdEnd)
    let slopes = (
      Self.slope(first, lesser), Self.slope(second, lesser).selected(where: isOpen, else: 0)
    )
    let both = (lesser - slopes.0 * first.low - slopes.1 * second.low).addingAxis(1)
    return WindowPlane(
      places: [first.place, second.place],
      weights: [
        single.weights[0] + share * (slopes.0 - slope).addingAxis(1),
        share * slopes.1.addingAxis(1),
      ], intercept: offset + share * (both - offset))
  }

  /// The slope of the chord of `max(x - θ, 0)`.
  private static func slope(_ tap: Tap, _ threshold: Tensor) -> Tensor {
    let width = tap.high - tap.low
    let isWide = width .> 0
    return ((tap.high - threshold).positivePart / width.selected(where: isWide, else: 1))
      .selected(where: isWide, else: 0)
  }

  /// The alphas where the window is open, and zero elsewhere.
  private func blend(_ alpha: Tensor) -> Tensor {
    alpha.selected(where: isOpen.addingAxis(1), else: 0)
  }
}

/// A plane over one or two taps of each window.
///
/// Places have the shape `[batch, groups, windows]`, weights and intercept
/// `[batch, 1 or rows, groups, windows]`. No intercept is zero.
struct WindowPlane: Sendable {
  let places: [Tensor]
  let weights: [Tensor]
  let intercept: Tensor?
}
