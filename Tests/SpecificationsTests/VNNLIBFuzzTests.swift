// Damaged files are refused or read, but never crash or hang the reader.
import Foundation
import Specifications
import Testing

struct VNNLIBFuzzTests {
  static let seeds = [
    unitSquare + "(assert (or (and (<= Y_0 Y_1) (>= Y_0 -1.5e-3)) (and (<= X_0 0.5))))\n",
    unboundedPlane + """
      (set-logic QF_LRA) (set-info :source |text| "more") ; comment
      (assert (or (and (>= X_0 .5) (<= X_0 1.) (= X_1 0.41609792243571386))
        (and (= X_0 (- 3)) (== X_1 1e5) (< Y_0 (+ Y_1 (* -1.5 Y_0) 3)))))
      (assert (or (> (- Y_0 Y_1) 1) (<= (* 2 Y_0) 1) true (and) (or)))
      """,
    "(vnnlib-version <2.0>)\n(declare-network n)",
    "(declare-fun X_0 () Real)(declare-fun Y_0 () Real)(assert(= X_0 1e308))(assert(< 0 Y_0))",
  ]

  static var seconds: Double {
    ProcessInfo.processInfo.environment["SURETY_FUZZ_SECONDS"].flatMap(Double.init) ?? 3
  }

  @Test func damagedFileNeverCrashesOrHangs() {
    var limits = VNNLIBLimits()
    (limits.disjuncts, limits.variables) = (2000, 1 << 16)
    var generator = SplitMix(state: 2026)
    let clock = ContinuousClock()
    let end = clock.now + .seconds(Self.seconds)
    var readCount = 0
    while clock.now < end {
      let bytes = damaged(using: &generator)
      let time = clock.measure {
        guard let property = try? Property(vnnlib: bytes, file: "f", limits: limits) else { return }
        readCount += 1
        #expect(property.queries.count { !$0.box.isEmpty } == property.queryCount)
      }
      #expect(time < .seconds(10), "\(String(decoding: bytes, as: UTF8.self))")
    }
    #expect(readCount > 0)
  }

  private func damaged(using generator: inout SplitMix) -> [UInt8] {
    var bytes = Array((Self.seeds.randomElement(using: &generator) ?? "").utf8)
    for _ in 0..<Int.random(in: 1...6, using: &generator) where !bytes.isEmpty {
      let place = bytes.indices.randomElement(using: &generator) ?? 0
      let length = Int.random(in: 0...min(60, bytes.count - place), using: &generator)
      let piece = Array(bytes[place..<(place + length)])
      switch Int.random(in: 0..<6, using: &generator) {
      case 0: bytes.removeLast(length)
      case 1: bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &generator)
      case 2: bytes.removeSubrange(place..<(place + length))
      case 3:
        let count = Int.random(in: 1...20, using: &generator)
        bytes.insert(contentsOf: repeatElement(piece, count: count).joined(), at: place)
      case 4:
        let other = bytes.indices.randomElement(using: &generator) ?? 0
        bytes.insert(contentsOf: piece, at: other)
      default:
        let token = Array("()0123456789.-+eXY_<>=*|;\" \n".utf8)
        bytes[place] = token.randomElement(using: &generator) ?? 0
      }
    }
    return bytes
  }
}
