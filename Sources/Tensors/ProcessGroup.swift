// ProcessGroup: the processes of one computation, and sums over them.

internal import CTorch

/// Why processes cannot compute together.
public enum ProcessGroupError: Error, Equatable, Sendable, CustomStringConvertible {
  /// An environment variable that several processes need.
  case missingVariable(String)
  case badVariable(String, value: String, problem: String)
  /// The processes did not meet.
  case noMeeting(address: String, reason: String)
  /// The others were not heard of for so long.
  case timeout(seconds: Double)
  /// Another process ended, or the network did.
  case lost(String)

  public var description: String {
    switch self {
    case .missingVariable(let name):
      "WORLD_SIZE asks for several processes, but \(name) is not set"
    case .badVariable(let name, let value, let problem): "\(name)='\(value)' \(problem)"
    case .noMeeting(let address, let reason): "no meeting of processes at \(address): \(reason)"
    case .timeout(let seconds): "another process was not heard of for \(seconds) seconds"
    case .lost(let reason): "another process is lost: \(reason)"
    }
  }
}

/// The processes of one computation, by libtorch's distributed engine with Gloo below it.
///
/// All processes call the same functions in the same order. The first failure stays: from then on
/// sums are not a number, and ``check()`` throws. Tensors of any device may be summed; they travel
/// through the memory of the host.
public final class ProcessGroup: Sendable {
  /// Which of the processes this one is.
  public let rank: Int
  public let count: Int
  /// Which one it is on its machine: the number of its GPU.
  public let localRank: Int
  private let timeout: Double
  private let body: Body

  /// Owns the handle of the shim.
  private final class Body: @unchecked Sendable {
    // The shim locks a group while it runs.
    let handle: CTProcessGroup

    init(_ handle: CTProcessGroup) { self.handle = handle }
    deinit { ct_process_group_free(handle) }
  }

  /// The longest time that a process waits for the others, in seconds.
  public static let longestTimeout = 1800.0

  /// Joins the processes that the variables of `torchrun` name; `nil` where there is only one.
  ///
  /// | variable | what |
  /// |---|---|
  /// | `WORLD_SIZE` | how many processes; one if it is not set |
  /// | `RANK` | which one this is |
  /// | `LOCAL_RANK` | which one of its machine; `RANK` if it is not set |
  /// | `MASTER_ADDR`, `MASTER_PORT` | where they meet |
  ///
  /// `GLOO_SOCKET_IFNAME` chooses the network interface, as with PyTorch.
  public static func joined(
    _ environment: [String: String], timeout: Double = longestTimeout
  ) throws(ProcessGroupError) -> ProcessGroup? {
    precondition(timeout > 0 && timeout <= longestTimeout, "a timeout of \(timeout) seconds")
    let variables = ProcessVariables(environment)
    guard environment["WORLD_SIZE"] != nil else { return nil }
    let count = try variables.number("WORLD_SIZE", in: 1...(1 << 20))
    guard count > 1 else { return nil }
    return try ProcessGroup(variables, count: count, timeout: timeout)
  }

  private init(
    _ variables: ProcessVariables, count: Int, timeout: Double
  ) throws(ProcessGroupError) {
    (self.count, self.timeout) = (count, timeout)
    rank = try variables.number("RANK", in: 0...(count - 1))
    localRank =
      variables.values["LOCAL_RANK"] == nil
      ? rank : try variables.number("LOCAL_RANK", in: 0...(count - 1))
    let host = try variables.text("MASTER_ADDR")
    let port = try variables.number("MASTER_PORT", in: 1...65_535)
    if let reason = Runtime.failure {
      throw .noMeeting(address: "\(host):\(port)", reason: reason)
    }
    // torchrun's agent hosts the store itself, and keeps it when it starts the processes again.
    let isHosted = variables.values["TORCHELASTIC_USE_AGENT_STORE"] == "True"
    let attempt = variables.values["TORCHELASTIC_RESTART_COUNT"] ?? "0"
    var message: UnsafeMutablePointer<CChar>?
    guard
      let handle = ct_process_group_make(
        host, Int32(port), Int32(rank), Int32(count), rank == 0 && !isHosted,
        "surety/attempt_\(attempt)", timeout, &message)
    else {
      let lines = take(message).split(separator: "\n")
      throw .noMeeting(address: "\(host):\(port)", reason: lines.first.map(String.init) ?? "")
    }
    body = Body(handle)
  }

  /// Throws if a sum, a broadcast or a barrier has failed.
  public func check() throws(ProcessGroupError) {
    var (timedOut, message) = (false, UnsafeMutablePointer<CChar>?.none)
    guard ct_process_group_failed(body.handle, &timedOut, &message) else { return }
    let lines = take(message).split(separator: "\n")
    throw timedOut ? .timeout(seconds: timeout) : .lost(lines.first.map(String.init) ?? "")
  }
}

extension ProcessGroup {
  /// Whether this process speaks for all: it writes files and logs.
  public var isLeader: Bool { rank == 0 }

  /// The sum of all processes' tensors of one shape, the same one for each process to the bit.
  ///
  /// Gradients pass through it: the derivative is the sum of all processes' derivatives.
  public func sum(_ part: Tensor) -> Tensor {
    made([part]) { ct_process_sum(body.handle, part.handle, $0) }
  }

  /// The sums of numbers.
  public func sum(_ parts: [Double]) throws(ProcessGroupError) -> [Double] {
    let sums = sum(Tensor(parts)).scalars(as: Double.self)
    try check()
    return sums
  }

  /// The leader's tensor; those of the others have its shape and type.
  public func broadcast(_ mine: Tensor) throws(ProcessGroupError) -> Tensor {
    let found = made([mine]) { ct_process_broadcast(body.handle, mine.handle, 0, $0) }
    try check()
    return found
  }

  /// The leader's number.
  public func broadcast(_ mine: Int) throws(ProcessGroupError) -> Int {
    try broadcast(Tensor([mine])).scalars(as: Int.self)[0]
  }

  /// Waits until all processes are here.
  public func barrier() throws(ProcessGroupError) {
    ct_process_barrier(body.handle)
    try check()
  }

  /// The part of `0 ..< total` that is this process's.
  public func part(of total: Int) -> Range<Int> {
    (total * rank / count)..<(total * (rank + 1) / count)
  }
}

/// The environment of a process, read by name.
private struct ProcessVariables {
  let values: [String: String]

  init(_ values: [String: String]) { self.values = values }

  func text(_ name: String) throws(ProcessGroupError) -> String {
    guard let value = values[name], !value.isEmpty else { throw .missingVariable(name) }
    return value
  }

  func number(_ name: String, in range: ClosedRange<Int>) throws(ProcessGroupError) -> Int {
    let value = try text(name)
    guard let number = Int(value), range.contains(number) else {
      throw .badVariable(
        name, value: value,
        problem: "is no whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }
}
