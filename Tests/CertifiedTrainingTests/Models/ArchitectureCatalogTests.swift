import Testing

@testable import CertifiedTraining

struct ArchitectureCatalogTests {
  @Test(arguments: ArchitectureCatalog.names)
  func everyNameMakesItsArchitecture(name: String) throws {
    #expect(type(of: try ArchitectureCatalog.make(name)).name == name)
  }

  @Test func optionsReachTheArchitecture() throws {
    let network = try #require(
      try ArchitectureCatalog.make("resnet:width=3,blocks=2x1,dense=0,preactivated=yes") as? ResNet)
    #expect(network.width == 3 && network.blocks == [2, 1])
    #expect(network.head == .average && network.isPreactivated && network.isNormalized)
    let sentence = try #require(
      try ArchitectureCatalog.make(
        "lstm", ["pooling": "last"], defaults: ["vocabulary": "12", "nothing": "1"])
        as? LSTMClassifier)
    #expect(sentence.pooling == .last && sentence.vocabularySize == 12)
  }

  @Test(
    arguments: [
      ("resnet:widht=3", "has no option 'widht'; it has width, blocks"),
      ("cnn8", "is none of mlp, cnn4, cnn7, resnet"),
      ("resnet:width=0", "is no whole number from 1 to 1048576"),
      ("mlp:widths=64x", "is no list of whole numbers"),
      ("resnet:width", "has 'width' where an option like width=16 belongs"),
      ("resnet:width=1,width=2", "says 'width' twice"),
      ("lstm:pooling=max", "is none of mean, last"),
      ("cnn7:normalized=perhaps", "is neither yes nor no"),
    ])
  func mistakesAreNamedInOneLine(_ text: String, _ message: String) {
    do {
      _ = try ArchitectureCatalog.make(text)
      Issue.record("\(text) was accepted")
    } catch {
      #expect(error.description.contains(message), "\(error)")
      #expect(!error.description.contains("\n"))
    }
  }
}
