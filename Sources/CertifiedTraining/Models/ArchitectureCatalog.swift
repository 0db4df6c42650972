// ArchitectureCatalog: architectures by name and options.

/// Architectures by name, with options: `cnn7`, `cnn4:width=8,dense=100`, `mlp:widths=64x64`.
public enum ArchitectureCatalog {
  static let entries: [any NamedArchitecture.Type] = [
    MLP.self, CNN4.self, CNN7.self,
    ResNet.self, ResNeXt.self, DenseNet.self, WideResNet.self,
    LSTMClassifier.self, TransformerClassifier.self,
  ]

  public static var names: [String] { entries.map { $0.name } }

  /// The architecture that a text names, `name:key=value,key=value`.
  ///
  /// - `defaults`: options that hold where the architecture knows them and the text says nothing,
  ///   such as the size of a vocabulary.
  public static func make(
    _ text: String, defaults: [String: String] = [:]
  ) throws(TrainingError) -> any Architecture {
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    var options: [String: String] = [:]
    for option in parts.count > 1 ? parts[1].split(separator: ",") : [] {
      let sides = option.split(separator: "=", maxSplits: 1).map(String.init)
      guard sides.count == 2, options.updateValue(sides[1], forKey: sides[0]) == nil else {
        throw .badValue(
          key: "model", value: text,
          problem: sides.count == 2
            ? "says '\(sides[0])' twice" : "has '\(option)' where an option like width=16 belongs")
      }
    }
    return try make(parts.first ?? "", options, defaults: defaults)
  }

  /// The architecture of a name, with options.
  public static func make(
    _ name: String, _ options: [String: String], defaults: [String: String] = [:]
  ) throws(TrainingError) -> any Architecture {
    guard let entry = entries.first(where: { $0.name == name }) else {
      throw .badValue(
        key: "model", value: name, problem: "is none of \(names.joined(separator: ", "))")
    }
    var reader = ArchitectureOptions(name, options, defaults: defaults)
    let made = try entry.init(&reader)
    try reader.finish()
    return made
  }
}
