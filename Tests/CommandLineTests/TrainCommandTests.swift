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
    (["--epsilon", "-1"], "epsilon"),
    (["--model", "cnn4", "--data", "missing.csv"], "missing.csv"),
  ])
  func badInputIsRefusedInOneLine(arguments: [String], word: String) throws {
    let folder = try TemporaryFolder()
    let answer = try Self.train(folder, arguments)
    #expect(answer.status == 1)
    #expect(answer.errorLines.count == 1 && answer.errors.contains(word), "\(answer.errors)")
  }

  @Test func evaluationRefusesModelsThatDoNotFit() throws {
    let model = Tool.examples + "/spots/spots.onnx"
    let answer = try Tool.run("evaluate", model, "--data", "synthetic:cifar10", "--epsilon", "0.1")
    #expect(answer.status == 1)
    #expect(answer.errorLines.count == 1, "\(answer.errors)")
  }
}
