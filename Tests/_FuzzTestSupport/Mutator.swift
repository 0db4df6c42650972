// Mutator: damages bytes in the ways that break parsers.

import Foundation

/// Damages bytes in the ways that break parsers: flips, extreme numbers, cuts, repeats, digits.
struct Mutator {
  private var state: UInt64

  private static let extremes: [[UInt8]] = [
    [0], [0xff], [0x7f], [0x80], [0xff, 0xff], [0xff, 0xff, 0xff, 0xff], [0, 0, 0, 0],
    [0xff, 0xff, 0xff, 0x7f], [0, 0, 0, 0x80],
    [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f],
    [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
    [0xfe, 0xff, 0xff, 0xff, 0, 0, 0, 0],
  ]
  private static let words = [
    "(", ")", ",", "{", "}", "'", "-", "0", "L", "99999999999", "9223372036854775807", "()",
    "True", "[", ":", " ", "\n", "<f8", ">i2", "|b1",
  ]

  init(seed: UInt64) { state = seed }

  /// SplitMix64.
  private mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var word = state
    word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
    word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
    return word ^ (word >> 31)
  }

  mutating func next(below bound: Int) -> Int { Int(next() % UInt64(bound)) }

  mutating func damage(_ data: inout Data) {
    guard !data.isEmpty else { return }
    let start = next(below: data.count)
    let end = min(data.count, start + 1 + next(below: 40))
    switch next(below: 7) {
    case 0: data[start] ^= 1 << UInt8(next(below: 8))
    case 1: data[start] = UInt8(truncatingIfNeeded: next())
    case 2: overwrite(&data, at: start, Self.extremes[next(below: Self.extremes.count)])
    case 3: overwrite(&data, at: start, Array(Self.words[next(below: Self.words.count)].utf8))
    case 4: data.removeSubrange(start..<(next(below: 2) == 0 ? data.count : end))
    case 5: data.insert(contentsOf: Array(data[start..<end]), at: next(below: data.count))
    default:
      data.insert(contentsOf: Array(Self.words[next(below: Self.words.count)].utf8), at: start)
    }
  }

  private func overwrite(_ data: inout Data, at start: Int, _ bytes: [UInt8]) {
    let end = min(data.count, start + bytes.count)
    data.replaceSubrange(start..<end, with: bytes.prefix(end - start))
  }
}
