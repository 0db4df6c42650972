import Foundation
import Testing

/// `surety train` and `surety evaluate` as a user calls them, on generated images.
struct TrainCommandTests {
  private static let data = "synthetic:mnist"

  private static func train(_ folder: TemporaryFolder, _ more: [String] = []) throws -> Tool.Answer
  {
    try Tool.run(
      [
        "train", "--model", "mlp:widths=32", "--data", data, "--epsilon", "0.02", "--method", "ibp",
        "--epochs", "2", "--set", "limit=256", "--set", "batch=64", "--set", "validation=100",
        "-o", folder.path("net.onnx"),
      ] + more)
  }

  @Test func aTrainedModelIsEvaluatedFromItsFile() throws {
    let folder = try TemporaryFolder()
    let answer = try Self.train(folder, ["--json"])
    #expect(answer.status == 0, "\(answer.errors)")
    let report = try answer.object()
    #expect((report["epochs"] as? [Any])?.count == 2)
    for name in ["log.csv", "log.jsonl", "report.html", "model.safetensors"] {
      #expect(FileManager.default.fileExists(atPath: folder.path("net.run/\(name)")))
    }
    let evaluated = try Tool.run(
      "evaluate", folder.path("net.onnx"), "--data", Self.data, "--epsilon", "0.02", "--limit",
      "100", "--json")
    #expect(evaluated.status == 0, "\(evaluated.errors)")
    let found = try evaluated.object()
    let clean = try #require(found["cleanError"] as? Double)
    let certified = try #require(found["certifiedError"] as? Double)
    #expect(clean <= certified)
    // The last epoch said the same of the same samples, by IBP and CROWN-IBP alone.
    let last = try #require((report["epochs"] as? [[String: Any]])?.last)
    #expect(last["testCleanError"] as? Double == clean)
    #expect(try #require(last["testCertifiedError"] as? Double) >= certified)
  }

  @Test func aRunGoesOnOnlyWhenAsked() throws {
    let folder = try TemporaryFolder()
    #expect(try Self.train(folder).status == 0)
    let again = try Self.train(folder)
    #expect(again.status == 1)
    #expect(again.errors.contains("--resume"))
    #expect(try Self.train(folder, ["--resume"]).status == 0)
  }

  /// One line that names what is wrong.
  @Test(arguments: [
    (["--data", "fashion-mnist:/nowhere"], "fashion-mnist"),
    (["--data", "nothing-like-this"], "nothing-like-this"),
    (["--model", "cnn9"], "cnn9"),
    (["--method", "magic"], "magic"),
    (["--set", "epsilonn=1"], "epsilonn"),
    (["--set", "epochs"], "KEY=VALUE"),
    (["--set", "changed-elements=2", "--set", "norm=2"], "changed-elements"),
    (["--epsilon", "-1"], "epsilon"),
    (["--model", "cnn4", "--data", "missing.csv"], "missing.csv"),
  ])
  func badInputIsRefusedInOneLine(arguments: [String], word: String) throws {
    let folder = try TemporaryFolder()
    let answer = try Self.train(folder, arguments)
    #expect(answer.status == 1)
    #expect(answer.errorLines.count == 1 && answer.errors.contains(word), "\(answer.errors)")
  }

  /// In a file the weights have the names of a state dict, by which they are perturbed.
  @Test func weightsArePerturbedByNameAndTheLossAroundThemIsDrawn() throws {
    let folder = try TemporaryFolder()
    #expect(try Self.train(folder).status == 0)
    let figure = folder.path("landscape.svg")
    let answer = try Tool.run(
      "evaluate", folder.path("net.onnx"), "--data", Self.data, "--epsilon", "0", "--limit", "50",
      "--perturb-weights", "*.weight", "--weight-eps", "0.01", "--methods", "ibp",
      "--attack-steps", "0", "--landscape", figure, "--json")
    #expect(answer.status == 0, "\(answer.errors)")
    let found = try answer.object()
    #expect(
      try #require(found["certifiedError"] as? Double)
        >= #require(found["cleanError"] as? Double))
    let text = try String(contentsOfFile: figure, encoding: .utf8)
    #expect(text.hasPrefix("<svg") && text.contains("second direction"))
    let bare = try Tool.run(
      "evaluate", folder.path("net.onnx"), "--data", Self.data, "--epsilon", "0", "--landscape",
      figure)
    #expect(bare.status == 1 && bare.errors.contains("--perturb-weights"), "\(bare.errors)")
  }

  @Test func sentencesAreTrainedAndEvaluatedByChangedWords() throws {
    let folder = try TemporaryFolder()
    let lines = ["good", "fine", "nice", "bad", "poor", "awful"].enumerated().flatMap {
      place, word in
      ["film", "plot", "story"].map { "\(place < 3 ? "up" : "down")\tthe \($0) is \(word)" }
    }
    for name in ["train.tsv", "test.tsv"] {
      _ = try folder.write(lines.joined(separator: "\n") + "\n", to: name)
    }
    _ = try folder.write(
      #"{"good": ["fine", "nice"], "bad": ["poor"], "plot": ["story"]}"#, to: "synonyms.json")
    let data = "sentences:" + folder.path("")
    let trained = try Tool.run(
      "train", "--model", "lstm:embedding=4,width=4", "--data", data, "--epsilon", "1", "--set",
      "length=4", "--set", "changes=1", "--method", "crown-ibp", "--loss-fusion", "--epochs", "2",
      "-o", folder.path("net.onnx"))
    #expect(trained.status == 0, "\(trained.errors)")
    let answer = try Tool.run(
      "evaluate", folder.path("net.onnx"), "--data", data, "--changes", "2", "--methods", "ibp",
      "crown-ibp", "--json")
    #expect(answer.status == 0, "\(answer.errors)")
    let report = try #require(try answer.object()["report"] as? [String: Any])
    let rows = try #require(report["rows"] as? [[String: Any]])
    #expect(rows.compactMap { $0["changes"] as? Int } == [0, 1, 2])
    let certified = rows.compactMap { $0["certified"] as? Int }
    #expect(certified.count == 3 && certified == certified.sorted(by: >))
    let refused = try Tool.run(
      "evaluate", folder.path("net.onnx"), "--data", data, "--epsilon", "1")
    #expect(refused.status == 1 && refused.errorLines.count == 1, "\(refused.errors)")
  }

  @Test func evaluationRefusesModelsThatDoNotFit() throws {
    let model = Tool.examples + "/spots/spots.onnx"
    let answer = try Tool.run("evaluate", model, "--data", "synthetic:cifar10", "--epsilon", "0.1")
    #expect(answer.status == 1)
    #expect(answer.errorLines.count == 1, "\(answer.errors)")
  }
}
