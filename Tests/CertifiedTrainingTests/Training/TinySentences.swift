// TinySentences: sentences of three words whose class one word decides, and its synonyms too.

import DataSets
import Foundation

@testable import CertifiedTraining

func tinySentences() throws -> SentenceDataSet {
  var lines: [String] = []
  for (label, words) in [("bad", ["bad", "poor", "awful"]), ("good", ["good", "fine", "nice"])] {
    for word in words {
      for noun in ["film", "movie", "plot", "story"] {
        for verb in ["is", "looks", "was"] { lines.append("\(label)\t\(noun) \(verb) \(word)") }
      }
    }
  }
  let synonyms = Synonyms([
    "film": ["movie"], "plot": ["story"], "is": ["looks", "was"], "good": ["fine", "nice"],
    "fine": ["good"], "bad": ["poor", "awful"], "poor": ["bad", "awful"],
  ])
  var options = SentenceOptions()
  (options.length, options.candidateCount) = (4, 3)
  return try SentenceDataSet(
    Data(lines.joined(separator: "\n").utf8), file: "tiny", synonyms: synonyms, options: options)
}

/// Settings that learn them in a few epochs.
func sentenceSettings(_ model: String, _ method: Objective.Method) -> TrainingConfiguration {
  var settings = TrainingConfiguration()
  (settings.model, settings.data) = (model, "sentences:tiny")
  settings.objective = Objective(method)
  settings.objective.fusesLoss = true
  (settings.epsilon, settings.changes, settings.length) = (1, 2, 4)
  (settings.epochs, settings.batchSize, settings.rate) = (20, 12, 0.02)
  settings.kappaSchedule = .constant(0.3)
  settings.betaSchedule = .constant(1)
  return settings
}

/// An LSTM and a Transformer of a few hundred parameters.
let tinySentenceModels = [
  "lstm:embedding=4,width=4", "transformer:embedding=4,heads=2,dense=6",
]
