// Activations whose lines turn: each touches the function at a point that alpha chooses.

public import Bounds
internal import Graphs
public import Tensors

/// An activation enclosed by lines that turn about the point where they touch it.
///
/// A tangent at `t` is `f(t) + f'(t) (x - t)`, so that its derivative in `t` is `f''(t) (x - t)`: a line
/// again. The derivative of a bound in alpha therefore needs no automatic differentiation.
public protocol TurningActivation: SlopedActivation {
  /// The lines that may be placed on `x`.
  func turningLines(_ x: Interval) -> any TurningLines
}

/// The lines of an activation on one batch of intervals: what does not depend on the placement.
public protocol TurningLines: Sendable {
  /// Where the lines may be placed.
  var alphaSpace: AlphaSpace { get }

  /// The lines at a placement, which broadcasts with the ends; `nil` leaves the choice to the rule.
  func placed(_ alpha: Tensor?) -> TurnedLines
}

/// Lines at one placement.
public struct TurnedLines: Sendable {
  public let lines: Relaxation
  /// The derivatives of both lines in alpha; `nil` where the rule has chosen.
  public let rates: Relaxation?

  public init(lines: Relaxation, rates: Relaxation?) { (self.lines, self.rates) = (lines, rates) }
}

extension TurningActivation {
  public func alphaSpace(_ inputs: [Interval]) -> AlphaSpace? { turningLines(inputs[0]).alphaSpace }

  public func relax(_ x: Interval, alpha: Tensor?) -> Relaxation {
    turningLines(x).placed(alpha).lines
  }

  public func linearize(_ inputs: [Interval], alpha: Tensor?) -> any Linearization {
    TurningPlanes(turningLines(inputs[0].map { $0.addingAxis(1) }), alpha: alpha)
  }
}

/// Turning lines as linear bounds use them.
private struct TurningPlanes: Linearization, MovablePlanes {
  /// Over ends with an axis for the rows.
  private let turning: any TurningLines
  private let turned: TurnedLines

  init(_ turning: any TurningLines, alpha: Tensor?) {
    self.turning = turning
    let turned = turning.placed(alpha)
    // What the rule chooses is the same for all rows.
    self.turned =
      alpha == nil ? TurnedLines(lines: turned.lines.removingAxis(1), rates: nil) : turned
  }

  var movable: (any MovablePlanes)? { self }

  var alphaSpace: AlphaSpace {
    var space = turning.alphaSpace
    space.range = space.range.map { $0.removingAxis(1) }
    space.startBelow = space.startBelow.removingAxis(1)
    space.startAbove = space.startAbove.removingAxis(1)
    return space
  }

  func moved(to alpha: Tensor) -> any Linearization { TurningPlanes(turning, alpha: alpha) }

  func substitute(_ a: Tensor, mirrored: Bool) -> (coefficients: [Tensor], constant: Tensor) {
    let (coefficients, constant) = turned.lines.substitute(a, mirrored: mirrored)
    return ([coefficients], constant)
  }

  func carry(
    _ inputs: [Tensor], chosenBy a: Tensor
  ) -> (values: Tensor, alphaGradient: Tensor?) {
    func value(of lines: Relaxation) -> Tensor {
      lines.carry(inputs[0], chosenBy: a, wantsGradient: false).values
    }
    return (
      value(of: turned.lines), turned.rates.map { (a * value(of: $0)).replacingNaN(with: 0) }
    )
  }

  func forward(_ inputs: [LinearBounds], outputShape: [Int]) -> LinearBounds {
    turned.lines.forward(inputs[0])
  }
}

extension Relaxation {
  fileprivate func removingAxis(_ axis: Int) -> Relaxation {
    let removing = { (line: Line) in
      Line(
        slope: line.slope.removingAxis(axis), intercept: line.intercept?.removingAxis(axis))
    }
    return Relaxation(lower: removing(lower), upper: removing(upper))
  }
}
