// The standard normal law: its distribution function and the inverse of it.

import Foundation

/// The share `Φ(x) = erfc(-x/√2) / 2` of the standard normal law below `x`.
///
/// Accurate to a few units in the last place, in the lower tail too: there a rounding error of
/// `x/√2` would count `x²` times, so its first-order effect is added back.
public func normalShare(below x: Double) -> Double {
  let (root, rest) = (0.5.squareRoot(), -4.8336466567264567e-17)  // 1/√2 in two parts
  let scaled = -x * root
  let share = erfc(scaled) / 2
  guard abs(x) < 40 else { return share }
  let lost = (-scaled).addingProduct(-x, root) - x * rest
  return share - lost * exp(-scaled * scaled) / Double.pi.squareRoot()
}

/// The density `exp(-x²/2) / √(2π)` of the standard normal law.
public func normalDensity(_ x: Double) -> Double { exp(-x * x / 2) / (2 * Double.pi).squareRoot() }

/// The `x` with `Φ(x) = share`: -∞ at 0, +∞ at 1, NaN outside.
///
/// Rational approximations in three ranges, with a relative error of about 1e-16; constant cost.
///
/// ## References
///
/// - M. J. Wichura, *Algorithm AS 241: The Percentage Points of the Normal Distribution*,
///   Applied Statistics 37(3), 1988, <https://doi.org/10.2307/2347330>.
public func normalQuantile(_ share: Double) -> Double {
  guard share > 0, share < 1 else { return share == 0 ? -.infinity : share == 1 ? .infinity : .nan }
  let offset = share - 0.5
  if abs(offset) <= 0.425 {
    let rest = 0.180625 - offset * offset
    return offset * polynomial(central.over, rest) / polynomial(central.under, rest)
  }
  let depth = (-log(min(share, 1 - share))).squareRoot()
  let (fit, shift) = depth <= 5 ? (middle, 1.6) : (tail, 5)
  let distance = polynomial(fit.over, depth - shift) / polynomial(fit.under, depth - shift)
  return offset < 0 ? -distance : distance
}

/// `Σ c_k x^k`.
private func polynomial(_ coefficients: [Double], _ x: Double) -> Double {
  coefficients.reversed().reduce(0) { $0 * x + $1 }
}

private let central: (over: [Double], under: [Double]) = (
  [
    3.387132872796366608, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125,
    45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727,
  ],
  [
    1, 42.313330701600911252, 687.1870074920579083, 5394.1960214247511077, 21213.794301586595867,
    39307.89580009271061, 28729.085735721942674, 5226.495278852854561,
  ]
)

private let middle: (over: [Double], under: [Double]) = (
  [
    1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055, 3.64784832476320460504,
    1.27045825245236838258, 0.24178072517745061177, 0.0227238449892691845833,
    7.7454501427834140764e-4,
  ],
  [
    1, 2.05319162663775882187, 1.6763848301838038494, 0.68976733498510000455,
    0.14810397642748007459, 0.0151986665636164571966, 5.475938084995344946e-4,
    1.05075007164441684324e-9,
  ]
)

private let tail: (over: [Double], under: [Double]) = (
  [
    6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358, 0.29656057182850489123,
    0.026532189526576123093, 1.2426609473880784386e-3, 2.71155556874348757815e-5,
    2.01033439929228813265e-7,
  ],
  [
    1, 0.59983220655588793769, 0.13692988092273580531, 0.0148753612908506148525,
    7.868691311456132591e-4, 1.8463183175100546818e-5, 1.4215117583164458887e-7,
    2.04426310338993978564e-15,
  ]
)
