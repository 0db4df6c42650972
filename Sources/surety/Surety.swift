// surety: the command-line tool.

import ArgumentParser
import CommandSupport
import Foundation
import PointsCommands

@main
struct Surety: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "surety",
    abstract:
      "Proves what neural networks do on regions of inputs, and plans which simulations to run.",
    discussion: """
      Exit status: 0 the command ran, 1 bad input (one line says what and where), \
      2 with --strict and not proved.
      """,
    version: Version.current,
    subcommands: [
      InspectCommand.self, BoundCommand.self, VerifyCommand.self, AttackCommand.self,
      LipschitzCommand.self, OperatorsCommand.self, TrainCommand.self, EvaluateCommand.self,
    ] + PointsCommands.all)

  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let code as ExitCode {
      Foundation.exit(code.rawValue)
    } catch {
      leave(with: error)
    }
  }

  /// Prints help where it was asked for, and one line on standard error otherwise.
  private static func leave(with error: any Error) -> Never {
    let isHelp = exitCode(for: error) == .success
    if isHelp {
      print(fullMessage(for: error))
      Foundation.exit(0)
    }
    let text = message(for: error)
    let known = text.isEmpty ? "\(error)" : text
    FileHandle.standardError.write(
      Data("surety: \(known.split(separator: "\n").joined(separator: " "))\n".utf8))
    Foundation.exit(1)
  }
}
