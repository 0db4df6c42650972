// ArchitectureCatalog: architectures by name and options.

/// Architectures by name, with options: `cnn7`, `cnn4:width=8,dense=100`, `mlp:widths=64x64`.
public enum ArchitectureCatalog {
  public static let names = [MLP.name, CNN4.name, CNN7.name]

  public static func make(_ text: String) throws(TrainingError) -> any Architecture {
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    let name = parts.first ?? ""
    var options: [String: [Int]] = [:]
    for option in parts.count > 1 ? parts[1].split(separator: ",") : [] {
      let sides = option.split(separator: "=").map(String.init)
      let numbers = sides.count == 2 ? sides[1].split(separator: "x").map { Int($0) } : []
      let values = numbers.compactMap(\.self).filter { $0 > 0 && $0 <= 1 << 20 }
      guard !values.isEmpty, values.count == numbers.count else {
        throw .badValue(key: "model", value: text, problem: "has no option like width=16")
      }
      options[sides[0]] = values
    }
    func one(_ key: String, _ standard: Int) -> Int { options.removeValue(forKey: key)?[0] ?? standard }
    let made: any Architecture
    switch name {
    case MLP.name: made = MLP(widths: options.removeValue(forKey: "widths") ?? [256, 256])
    case CNN4.name: made = CNN4(width: one("width", 16), denseWidth: one("dense", 256))
    case CNN7.name: made = CNN7(width: one("width", 64), denseWidth: one("dense", 512))
    default:
      throw .badValue(
        key: "model", value: name, problem: "is none of \(names.joined(separator: ", "))")
    }
    if let stranger = options.keys.sorted().first {
      throw .badValue(key: "model", value: text, problem: "has no option '\(stranger)'")
    }
    return made
  }
}
