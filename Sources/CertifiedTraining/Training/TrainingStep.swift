// TrainingStep: the loss of one batch, its gradient, and what there is to report.

package import Bounds
internal import Graphs
internal import Propagation
package import Tensors

/// What one step found.
public struct StepReport: Sendable {
  /// How many samples the batch had.
  public var count: Int
  /// The mean of the loss that was made small.
  public var objective: Double
  /// The mean loss at the inputs themselves.
  public var naturalLoss: Double
  /// The mean of the upper bound of the loss, where the method has one; an adversarial loss is none.
  public var robustLoss: Double?
  /// How many samples were misclassified; `nil` for regression.
  public var errors: Int?
  /// How many samples were not certified by the bounds of this step; `nil` without bounds.
  public var uncertified: Int?
}

/// One evaluation of an objective on a batch.
package struct TrainingStep<Set: Perturbation> {
  let objective: Objective
  let settings: StepSettings
  let loss: any ConvexLoss
  /// Whether the loss is one of classes.
  let classifies: Bool
  /// `[n] + input shape`.
  let inputs: Tensor
  /// The processes of which each has a part of the batch.
  let replicas: Replicas?
  let set: Set
  /// A set of the same kind around other centers, with a part of the radius.
  let shrunken: (Tensor, Double) -> Set

  package init(
    objective: Objective, settings: StepSettings, loss: any ConvexLoss, classifies: Bool,
    inputs: Tensor, set: Set, shrunken: @escaping (Tensor, Double) -> Set
  ) {
    self.init(
      objective: objective, settings: settings, loss: loss, classifies: classifies,
      inputs: inputs, replicas: nil, set: set, shrunken: shrunken)
  }

  /// One of several processes, each with a part of the batch.
  init(
    objective: Objective, settings: StepSettings, loss: any ConvexLoss, classifies: Bool,
    inputs: Tensor, replicas: Replicas?, set: Set, shrunken: @escaping (Tensor, Double) -> Set
  ) {
    (self.objective, self.settings, self.loss) = (objective, settings, loss)
    (self.classifies, self.inputs, self.replicas) = (classifies, inputs, replicas)
    (self.set, self.shrunken) = (set, shrunken)
  }

  /// The loss as a scalar to differentiate, and the report.
  package func run(_ step: TrainingGraph) -> (loss: Tensor, report: StepReport) {
    let natural = loss.value(at: loss.forms(of: step.outputs))
    var report = StepReport(
      count: inputs.shape[0], objective: 0, naturalLoss: natural.detached.mean().scalar)
    if classifies { report.errors = errors(step.outputs) }
    var total = natural.mean()
    if objective.method != .natural, settings.perturbs {
      let found = robust(step)
      if let upper = found.upper {
        report.robustLoss = upper.detached.mean().scalar
        if classifies { report.uncertified = uncertified(found.forms, upper) }
      }
      total = total * settings.kappa + found.loss.mean() * (1 - settings.kappa)
      if let penalty = found.penalty { total = total + penalty }
    }
    report.objective = total.detached.scalar
    return (total, report)
  }

  /// What a robust loss is made of, `[n]`.
  private struct Robust {
    var loss: Tensor
    /// An upper bound of the worst loss.
    var upper: Tensor?
    /// The ranges of the forms.
    var forms: Interval?
    var penalty: Tensor?
  }

  private func robust(_ step: TrainingGraph) -> Robust {
    let attacked = objective.method.attacks ? adversarial(step) : nil
    if objective.method == .adversarial, let attacked {
      return Robust(loss: loss.value(at: attacked.forms))
    }
    var target = set
    if objective.method == .sabr, let attacked {
      target = shrunken(attacked.inputs, objective.boxShare)
    }
    let inner = DifferentiableBounds(
      of: step.graph, on: target,
      inner: objective.method == .crown ? .substitution : .intervals)
    let bounds = LossBounds(
      loss, outputs: step.outputs.shape[1], inner, batch: inputs.shape[0],
      as: inputs.scalarType)
    var found = combined(bounds, attacked?.forms)
    found.penalty = penalty(inner, target)
    // A bound over SABR's small box says nothing of the set.
    if objective.method == .sabr { (found.upper, found.forms) = (nil, nil) }
    return found
  }

  private func combined(_ bounds: LossBounds<Set>, _ attacked: Tensor?) -> Robust {
    let intervals = bounds.byIntervals
    switch (objective.method, attacked) {
    case (.mtlIBP, let forms?):
      let mixed = intervals * objective.share + loss.value(at: forms) * (1 - objective.share)
      return Robust(loss: mixed, upper: intervals, forms: bounds.forms)
    case (.ccIBP, let forms?):
      let (share, rest) = (objective.share, forms * (1 - objective.share))
      let mixed = bounds.forms.map { $0 * share + rest }
      return Robust(loss: loss.worst(over: mixed), upper: intervals, forms: bounds.forms)
    case (.crownIBP, _), (.crown, _):
      let beta = objective.method == .crown ? 1 : settings.beta
      guard beta > 0 else { break }
      return substituted(bounds, intervals, beta)
    default: break
    }
    return Robust(loss: intervals, upper: intervals, forms: bounds.forms)
  }

  private func substituted(
    _ bounds: LossBounds<Set>, _ intervals: Tensor, _ beta: Double
  ) -> Robust {
    guard !objective.fusesLoss else {
      let fused = bounds.fused
      let mixed = beta < 1 ? fused * beta + intervals * (1 - beta) : fused
      return Robust(
        loss: mixed, upper: Tensor.minimum(fused, intervals), forms: bounds.forms)
    }
    let forms = bounds.substitutedForms
    let mixed =
      beta < 1
      ? Interval(
        forms.lower * beta + bounds.forms.lower * (1 - beta),
        forms.upper * beta + bounds.forms.upper * (1 - beta)) : forms
    return Robust(loss: loss.worst(over: mixed), upper: loss.worst(over: forms), forms: forms)
  }

  private func penalty(_ bounds: DifferentiableBounds<Set>, _ target: Set) -> Tensor? {
    let share = 1 - settings.epsilon / max(settings.fullEpsilon, settings.epsilon)
    guard objective.regularization > 0, share > 0 else { return nil }
    return Regularizers.value(
      input: target.box,
      layers: bounds.intervals(readBy: ["Relu", "LeakyRelu", "Tanh", "Sigmoid"]),
      among: replicas
    ).map { $0 * (objective.regularization * share) }
  }

  private func adversarial(_ step: TrainingGraph) -> (inputs: Tensor, forms: Tensor) {
    let found = objective.attack.inputs(of: step.graph, on: set, from: inputs) {
      loss.value(at: loss.forms(of: $0))
    }
    let outputs = step.graph(found).reshaped(to: [inputs.shape[0], -1])
    return (found, loss.forms(of: outputs))
  }

  /// Where some margin is not below zero, the class is another one; equal outputs are errors.
  private func errors(_ outputs: Tensor) -> Int {
    withoutGradients { Self.count((loss.forms(of: outputs.detached) .>= 0).any(along: [1])) }
  }

  /// A sample is certified where all margins stay below zero, or the loss below log 2, which no
  /// sample reaches that is misclassified.
  private func uncertified(_ forms: Interval?, _ upper: Tensor) -> Int {
    withoutGradients {
      var open = .!(upper.detached .< 0.6931471)
      if let forms { open = open .& .!(forms.upper.detached .< 0).all(along: [1]) }
      return Self.count(open)
    }
  }

  private static func count(_ claims: Tensor) -> Int {
    Int(claims.converted(to: .float32).sum().scalar)
  }
}
