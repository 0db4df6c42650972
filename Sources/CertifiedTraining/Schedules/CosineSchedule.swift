// CosineSchedule: half a period of the cosine between two values.

import Foundation

/// Half a period of the cosine: `to + (from - to) (1 + cos π t) / 2`; constant before and after.
///
/// ## References
///
/// - I. Loshchilov, F. Hutter, *SGDR*, ICLR 2017, <https://arxiv.org/abs/1608.03983>.
public struct CosineSchedule: Sendable, Hashable {
  public let ramp: Ramp

  public init(_ ramp: Ramp) { self.ramp = ramp }

  public func value(at epochs: Double) -> Double {
    ramp.value(share: (1 - cos(.pi * ramp.progress(at: epochs))) / 2)
  }
}
