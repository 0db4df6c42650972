// A heap of numbered items: the item of the greatest key, while keys change.

/// The items `0 ..< count` by key; the greatest is found at once, a changed key takes `log count`.
struct IndexHeap {
  private(set) var keys: [Double]
  private var order: [Int]
  /// The place of each item in the order; -1 once it is taken out.
  private var places: [Int]

  init(keys: [Double]) {
    self.keys = keys
    order = Array(keys.indices)
    places = order
    for place in stride(from: order.count / 2 - 1, through: 0, by: -1) { sink(place) }
  }

  var count: Int { order.count }

  func contains(_ item: Int) -> Bool { places[item] >= 0 }

  /// The item of the greatest key, the first of several; nil if none is left.
  var greatest: Int? { order.first }

  /// Gives an item a key that is not above the one it has.
  mutating func lower(_ item: Int, to key: Double) {
    keys[item] = key
    sink(places[item])
  }

  mutating func removeGreatest() -> Int {
    let greatest = order[0]
    let last = order.removeLast()
    places[greatest] = -1
    if last != greatest {
      order[0] = last
      places[last] = 0
      sink(0)
    }
    return greatest
  }

  private mutating func sink(_ start: Int) {
    var place = start
    while 2 * place + 1 < order.count {
      var child = 2 * place + 1
      if child + 1 < order.count && precedes(order[child + 1], order[child]) { child += 1 }
      guard precedes(order[child], order[place]) else { return }
      order.swapAt(child, place)
      places[order[place]] = place
      places[order[child]] = child
      place = child
    }
  }

  /// Equal keys are ordered by number, so that the result does not depend on the heap's history.
  private func precedes(_ first: Int, _ second: Int) -> Bool {
    keys[first] > keys[second] || (keys[first] == keys[second] && first < second)
  }
}
