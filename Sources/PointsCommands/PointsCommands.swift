// The commands of the points wing, in the order of a study.

public import ArgumentParser

/// The commands of the points wing.
public enum PointsCommands {
  public static let all: [any ParsableCommand.Type] = [
    DesignCommand.self,
    PlanCommand.self,
    RunCommand.self,
    SimulateCommand.self,
    ExperimentCommand.self,
  ]
}
