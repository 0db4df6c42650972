// Near names: what the writer of a misspelt name may have meant.

/// The known names within two edits of `name`, letter case aside; the nearest first, at most three.
package func nearNames(_ name: String, _ known: [String]) -> [String] {
  let target = Array(name.lowercased().prefix(100))
  let near = known.prefix(1000).map { ($0, edits(target, Array($0.lowercased().prefix(100)))) }
  let limit = max(1, min(2, name.count / 2))
  return near.filter { $0.1 <= limit }.sorted { $0.1 < $1.1 }.prefix(3).map(\.0)
}

/// The Levenshtein distance.
private func edits(_ first: [Character], _ second: [Character]) -> Int {
  var row = Array(0...second.count)
  for (index, letter) in first.enumerated() {
    var diagonal = row[0]
    row[0] = index + 1
    for (place, other) in second.enumerated() {
      let changed = diagonal + (letter == other ? 0 : 1)
      diagonal = row[place + 1]
      row[place + 1] = min(changed, row[place] + 1, diagonal + 1)
    }
  }
  return row[second.count]
}
