import Bounds
import Tensors
import Testing

/// Few changed words, against every sentence.
struct WordSubstitutionTests {
  /// Two sentences of four positions, three words at each, of width two.
  private let words = normal([2, 4, 3, 2], .float64, seed: 1)

  private func sentences(changes: Int) -> [Tensor] {
    everyChoice([[Int]](repeating: [0, 1, 2], count: 4))
      .filter { $0.count { $0 != 0 } <= changes }
      .map { choice in
        let vectors = choice.enumerated().map { position, word in
          words.slice(position..<position + 1, along: 1).slice(word..<word + 1, along: 2)
        }
        return Tensor.concatenating(vectors, along: 1).reshaped(to: [2, 1, 4, 2])
      }
  }

  private func set(changes: Int) -> WordSubstitution {
    WordSubstitution(words: words, changes: changes, shape: [1, 4, 2])
  }

  @Test(arguments: 0...5) func rangesAreThoseOfEverySentence(changes: Int) {
    expectSet(set(changes: changes), holds: sentences(changes: changes), isExact: true)
  }

  @Test(arguments: 0...4) func theMinimizerIsASentence(changes: Int) {
    let sentences = sentences(changes: changes)
    let point = set(changes: changes).minimizer(of: normal([2, 5, 1, 4, 2], .float64, seed: 2))
    var isSentence = (point .== point).all(along: [2, 3, 4]).filledWithFalse
    for sentence in sentences {
      isSentence = isSentence .| (point .== sentence.addingAxis(1)).all(along: [2, 3, 4])
    }
    #expect(isSentence.isTrueEverywhere)
  }

  @Test func positionsWithoutOtherWordsStay() {
    let alone = words.slice(0..<1, along: 2)
    let set = WordSubstitution(
      words: Tensor.concatenating([alone, alone], along: 2), changes: 2, shape: [8])
    #expect(set.box.lower == set.box.upper)
    #expect(set.box.lower == alone.reshaped(to: [2, 8]))
  }
}

extension Tensor {
  fileprivate var filledWithFalse: Tensor { .!(self .| .!self) }
}
