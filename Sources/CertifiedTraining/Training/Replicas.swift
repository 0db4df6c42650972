// Replicas: several processes that train one network, each on a part of every batch.

internal import Tensors

/// One process of several that train one network, at one step.
///
/// With n samples in the whole batch and nᵣ of them here, the loss of the batch and its gradient are
///
///     L = Σᵣ (nᵣ / n) Lᵣ        ∇L = Σᵣ ∇ (nᵣ / n) Lᵣ
///
/// where statistics of the batch are sums over processes, through which gradients pass.
struct Replicas: Sendable {
  let group: ProcessGroup
  /// The samples of the whole batch.
  let batchCount: Int

  /// What this process's loss counts for.
  func weight(of report: StepReport) -> Double { Double(report.count) / Double(batchCount) }

  /// The sum over processes, through which gradients pass.
  func sum(_ part: Tensor) -> Tensor { group.sum(part) }

  /// The sums of all gradients, in one message.
  func summed(_ gradients: [Tensor]) throws(ProcessGroupError) -> [Tensor] {
    try withoutGradients { () throws(ProcessGroupError) in
      let bucket = group.sum(Tensor.concatenating(gradients.map(\.flattened), along: 0))
      try group.check()
      var place = 0
      return gradients.map { gradient in
        defer { place += gradient.count }
        return bucket.slice(place..<(place + gradient.count)).reshaped(to: gradient.shape)
      }
    }
  }

  /// The report of the whole batch.
  func summed(_ report: StepReport) throws(ProcessGroupError) -> StepReport {
    let weight = Double(report.count)
    let sums = try group.sum([
      report.objective * weight, report.naturalLoss * weight, (report.robustLoss ?? 0) * weight,
      Double(report.errors ?? 0), Double(report.uncertified ?? 0),
    ])
    let all = Double(batchCount)
    var whole = report
    (whole.count, whole.objective, whole.naturalLoss) = (batchCount, sums[0] / all, sums[1] / all)
    if report.robustLoss != nil { whole.robustLoss = sums[2] / all }
    if report.errors != nil { whole.errors = Int(sums[3]) }
    if report.uncertified != nil { whole.uncertified = Int(sums[4]) }
    return whole
  }
}
