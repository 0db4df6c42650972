// LossBounds: the worst loss over a set of inputs, bounded from above by each method.

public import Bounds
public import Propagation
public import Tensors

/// Upper bounds of the loss of each sample over its perturbation set, `[n]`.
///
/// | bound | backward rows for a sample |
/// |---|---|
/// | ``byIntervals`` | none |
/// | ``bySubstitution`` | one for each form: classes less one, or outputs |
/// | ``fused`` | one |
public struct LossBounds<Set: Perturbation>: Sendable {
  private let loss: any ConvexLoss
  private let outputs: Int
  private let batch: Int
  private let type: ScalarType
  private let bounds: DifferentiableBounds<Set>

  /// The ranges of the forms by intervals, `[n, forms]`.
  public let forms: Interval

  /// Up to so many outputs, intervals of forms join the last layers with the specification; beyond
  /// that they are differences of the outputs' intervals, since `[n, forms, units]` grows too large.
  static var jointOutputs: Int { 32 }

  public init(
    _ loss: any ConvexLoss, outputs: Int, _ bounds: DifferentiableBounds<Set>, batch: Int,
    as type: ScalarType
  ) {
    (self.loss, self.outputs, self.bounds) = (loss, outputs, bounds)
    (self.batch, self.type) = (batch, type)
    if outputs <= Self.jointOutputs {
      let rows = loss.matrix(outputs: outputs, as: type)
      forms = loss.shifted(bounds.byIntervals(.rows(rows, lowerOnly: false)))
    } else {
      forms = loss.forms(of: bounds.byIntervals(.outputs))
    }
  }

  /// The worst loss over the intervals of the forms.
  public var byIntervals: Tensor { loss.worst(over: forms) }

  /// The ranges of the forms by backward substitution, `[n, forms]`; intervals where those are
  /// tighter.
  public var substitutedForms: Interval {
    let rows = loss.matrix(outputs: outputs, as: type)
    let range = bounds.bySubstitution(.rows(rows, lowerOnly: false))
    return loss.shifted(range).intersected(with: forms)
  }

  /// The worst loss over the ranges of ``substitutedForms``.
  public var bySubstitution: Tensor { loss.worst(over: substitutedForms) }

  /// The bound of the chord above the loss by one backward row: loss fusion.
  public var fused: Tensor {
    let chord = loss.chord(over: forms)
    let row = loss.transpose(chord.slope, outputs: outputs)
    // An upper bound of the row is a lower one of its negative.
    let negative = bounds.bySubstitution(.rows(-row.addingAxis(1), lowerOnly: true))
    let shift = loss.offsets.map { (chord.slope * $0).sum(along: [1]) }
    let upper = chord.constant - negative.lower.reshaped(to: [batch])
    return chord.outer(shift.map { upper + $0 } ?? upper)
  }
}

extension ConvexLoss {
  /// The ranges of `F y` moved by the offsets.
  func shifted(_ range: Interval) -> Interval {
    offsets.map { offset in range.map { $0 + offset } } ?? range
  }
}
