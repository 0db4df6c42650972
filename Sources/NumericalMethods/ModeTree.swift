// Mode tree: modes ordered so that the powers they share are multiplied once.

/// The modes grouped by all components but the last, as products of powers are formed.
///
/// Within a group the modes `±m` of the last axis share one entry, since their powers are conjugate.
struct ModeTree: Sendable {
  /// Modes that agree in all components but the last.
  struct Group: Sendable {
    /// How many leading components agree with the group before.
    var shared: Int
    /// Where its components begin in `prefixes`.
    var prefix: Int
    /// Its entries in `leaves`.
    var leaves: Range<Int>
  }

  /// One size of the last component; a mode that is absent is -1.
  struct Leaf: Sendable {
    var size: Int
    var plus: Int
    var minus: Int
  }

  let dimension: Int
  let modeCount: Int
  private(set) var groups: [Group] = []
  private(set) var prefixes: [Int] = []
  private(set) var leaves: [Leaf] = []
  /// The largest size of a component, by axis.
  private(set) var largest: [Int]

  init(_ modes: IntegerModes) {
    dimension = modes.dimension
    modeCount = modes.count
    largest = [Int](repeating: 0, count: modes.dimension)
    let last = modes.dimension - 1
    let order = modes.indicesByPrefix()
    for mode in order {
      let components = modes[mode].map(Int.init)
      for (axis, component) in components.enumerated() {
        largest[axis] = max(largest[axis], abs(component))
      }
      let prefix = Array(components.prefix(last))
      let before = groups.last.map { Array(prefixes[$0.prefix..<$0.prefix + last]) }
      if before != prefix {
        let shared = before.map { zip($0, prefix).prefix { $0 == $1 }.count } ?? 0
        groups.append(
          Group(shared: shared, prefix: prefixes.count, leaves: leaves.count..<leaves.count))
        prefixes += prefix
      }
      add(mode, components[last])
    }
  }

  /// Modes of a group come in order of the size of their last component.
  private mutating func add(_ mode: Int, _ component: Int) {
    let group = groups.count - 1
    let size = abs(component)
    if groups[group].leaves.isEmpty || leaves[leaves.count - 1].size != size {
      leaves.append(Leaf(size: size, plus: -1, minus: -1))
      groups[group].leaves = groups[group].leaves.lowerBound..<leaves.count
    }
    if component < 0 {
      leaves[leaves.count - 1].minus = mode
    } else {
      leaves[leaves.count - 1].plus = mode
    }
  }
}

extension IntegerModes {
  /// The modes in order of all components but the last, then of the last one's size.
  fileprivate func indicesByPrefix() -> [Int] {
    let last = dimension - 1
    return (0..<count).sorted { left, right in
      let (first, second) = (self[left].dropLast(), self[right].dropLast())
      if !first.elementsEqual(second) { return first.lexicographicallyPrecedes(second) }
      let (one, other) = (self[left, last], self[right, last])
      return abs(one) != abs(other) ? abs(one) < abs(other) : one < other
    }
  }
}
