// SmoothedSchedule: a quartic start that passes smoothly into a straight line.

/// A quartic start up to a mid point, then a line of the same slope: auto_LiRPA's smoothed schedule.
///
/// With t in `0 ... 1` the part of the time, m the mid point and `a = 1 / (4 (1 - m) m³ + m⁴)`, the
/// share of the way is
///
///     a t⁴                                        t < m
///     a m⁴ + (1 - a m⁴) (t - m) / (1 - m)         t ≥ m
///
/// both of slope `4 a m³` at m.
///
/// ## References
///
/// - S. Gowal et al., *On the Effectiveness of Interval Bound Propagation*, 2018,
///   <https://arxiv.org/abs/1810.12715>.
/// - K. Xu et al., *Automatic Perturbation Analysis for Scalable Certified Robustness and Beyond*,
///   NeurIPS 2020, <https://arxiv.org/abs/2002.12920>.
public struct SmoothedSchedule: Sendable, Hashable {
  public let ramp: Ramp
  /// Where the line begins, as a part of the time: above 0 and below 1.
  public let middle: Double

  public init(_ ramp: Ramp, middle: Double = 0.25) { (self.ramp, self.middle) = (ramp, middle) }

  public func value(at epochs: Double) -> Double {
    let time = ramp.progress(at: epochs)
    let cube = middle * middle * middle
    let scale = 1 / (4 * (1 - middle) * cube + cube * middle)
    guard time >= middle else { return ramp.value(share: scale * time * time * time * time) }
    let half = scale * cube * middle
    return ramp.value(share: half + (1 - half) * (time - middle) / (1 - middle))
  }
}
