// GreedySubstitution: an attack that replaces one word after the other.

internal import Graphs
internal import Tensors

/// An attack on sentences: each round tries every other word at every place that is still as it was,
/// and keeps the one that brings another class closest.
///
/// Every sentence that it tries is one of the set.
///
/// ## References
///
/// - M. Alzantot et al., *Generating Natural Language Adversarial Examples*, EMNLP 2018,
///   <https://arxiv.org/abs/1804.07998>, whose words are chosen so within a genetic search.
struct GreedySubstitution {
  let graph: Graph
  /// `[n, length, choices, width]`, the original first.
  let choices: Tensor
  /// The numbers of the words, `[n, length, choices]`.
  let words: Tensor
  let labels: [Int]

  /// At most so many sentences are evaluated at a time.
  private static let chunk = 2048

  private struct Trial {
    let sample: Int
    let place: Int
    let choice: Int
  }

  /// The number of changes at which each sample was misclassified; `nil` where it never was.
  func rounds(upTo limit: Int) -> [Int?] {
    let length = choices.shape[1]
    var picked = [[Int]](repeating: [Int](repeating: 0, count: length), count: labels.count)
    var found = [Int?](repeating: nil, count: labels.count)
    var trials = allTrials()
    for round in 0..<limit {
      trials.removeAll { found[$0.sample] != nil || picked[$0.sample][$0.place] != 0 }
      var best: [Int: (margin: Double, trial: Trial)] = [:]
      for (trial, margin) in zip(trials, margins(of: trials, from: picked))
      where margin > best[trial.sample]?.margin ?? -.infinity {
        best[trial.sample] = (margin, trial)
      }
      for (sample, step) in best {
        picked[sample][step.trial.place] = step.trial.choice
        if step.margin >= 0 { found[sample] = round + 1 }
      }
    }
    return found
  }

  /// Every place with every word that is not the original.
  private func allTrials() -> [Trial] {
    let numbers = words.scalars(as: Int64.self)
    let (length, count) = (choices.shape[1], choices.shape[2])
    var result: [Trial] = []
    for sample in labels.indices {
      for place in 0..<length {
        let start = (sample * length + place) * count
        for choice in 1..<max(count, 1) where numbers[start + choice] != numbers[start] {
          result.append(Trial(sample: sample, place: place, choice: choice))
        }
      }
    }
    return result
  }

  /// The largest difference of another output and that of the label, for each trial.
  private func margins(of trials: [Trial], from picked: [[Int]]) -> [Double] {
    let (length, count, width) = (choices.shape[1], choices.shape[2], choices.shape[3])
    let rows = choices.reshaped(to: [-1, width])
    var result: [Double] = []
    for start in stride(from: 0, to: trials.count, by: Self.chunk) {
      let part = trials[start..<min(start + Self.chunk, trials.count)]
      let indices = part.flatMap { trial in
        (0..<length).map { place in
          let choice = place == trial.place ? trial.choice : picked[trial.sample][place]
          return (trial.sample * length + place) * count + choice
        }
      }
      result += withoutGradients {
        let inputs = rows.selecting(Tensor(indices), along: 0)
          .reshaped(to: [part.count, 1, length, width])
        let loss = CrossEntropy(
          labels: Tensor(part.map { labels[$0.sample] }), classes: graph.outputCount)
        let outputs = graph(inputs).reshaped(to: [part.count, graph.outputCount])
        return loss.forms(of: outputs).maximum(along: [1]).converted(to: .float64)
          .scalars(as: Double.self)
      }
    }
    return result
  }
}
