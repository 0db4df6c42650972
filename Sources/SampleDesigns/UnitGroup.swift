// Unit group: the residues prime to a number, as a product of cyclic groups.

import NumericalMethods

/// The residues prime to `modulus`, in an order in which their products are sums of indices.
///
/// Element `(a_1, …, a_r)` of the row-major table with the sides `orders` is `Π g_i^{a_i}`, so a sum
/// over the group that depends on a product is a cyclic correlation along each axis of the table.
struct UnitGroup {
  let orders: [Int]
  let elements: [Int]

  /// Cost: linear in `modulus`, but for the search of generators.
  init(modulus: Int) {
    var (orders, elements) = ([Int](), [1 % modulus])
    for (prime, exponent) in factorization(modulus) {
      let part = wholePower(prime, exponent)
      for (generator, order) in Self.generators(prime, exponent) where order > 1 {
        let lifted = Self.lift(generator, part, modulus)
        orders.append(order)
        elements = elements.flatMap { element in
          sequence(first: element) { $0 * lifted % modulus }.prefix(order)
        }
      }
    }
    (self.orders, self.elements) = (orders.isEmpty ? [1] : orders, elements)
  }

  /// Generators of the units of a prime power, each with its order.
  ///
  /// Those of `2^k` are ±1 times the powers of 5; others have one, a primitive root.
  private static func generators(_ prime: Int, _ exponent: Int) -> [(Int, Int)] {
    let part = wholePower(prime, exponent)
    guard prime > 2 else { return part < 4 ? [] : [(part - 1, 2), (5 % part, max(1, part / 4))] }
    let order = part / prime * (prime - 1)
    let parts = factorization(order).map { order / $0.prime }
    let root = (2..<part).first { candidate in
      !candidate.isMultiple(of: prime)
        && parts.allSatisfy { modularPower(candidate, $0, part) != 1 }
    }
    return [(root ?? 1, order)]
  }

  /// The residue that is `residue` modulo `part` and 1 modulo the rest of the modulus.
  private static func lift(_ residue: Int, _ part: Int, _ modulus: Int) -> Int {
    let rest = modulus / part
    return stride(from: residue, to: modulus, by: part).first { $0 % rest == 1 % rest } ?? 1
  }
}

/// The prime factors of a number in ascending order, with their exponents.
func factorization(_ number: Int) -> [(prime: Int, exponent: Int)] {
  var (factors, rest, candidate) = ([(prime: Int, exponent: Int)](), number, 2)
  while rest > 1 {
    if candidate * candidate > rest { candidate = rest }
    var exponent = 0
    while rest.isMultiple(of: candidate) {
      rest /= candidate
      exponent += 1
    }
    if exponent > 0 { factors.append((candidate, exponent)) }
    candidate += 1
  }
  return factors
}

/// `base^exponent` modulo a number below `2^31`.
func modularPower(_ base: Int, _ exponent: Int, _ modulus: Int) -> Int {
  var (product, square, rest) = (1 % modulus, base % modulus, exponent)
  while rest > 0 {
    if rest & 1 == 1 { product = product * square % modulus }
    square = square * square % modulus
    rest >>= 1
  }
  return product
}
