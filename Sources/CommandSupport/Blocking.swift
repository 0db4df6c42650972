// Blocking: a command waits for work that is asynchronous.

import Dispatch
import Synchronization

/// Runs asynchronous work to its end and returns what it made; for the main thread of a command only.
public func waiting<Value: Sendable>(
  for work: @escaping @Sendable () async throws -> Value
) throws -> Value {
  let isDone = DispatchSemaphore(value: 0)
  let box = ResultBox<Value>()
  Task.detached {
    let found: Result<Value, any Error>
    do { found = .success(try await work()) } catch { found = .failure(error) }
    box.set(found)
    isDone.signal()
  }
  isDone.wait()
  return try box.get()
}

/// What crosses from the work to the one who waits.
private final class ResultBox<Value: Sendable>: Sendable {
  private let result: Mutex<Result<Value, any Error>?>

  init() { result = Mutex(nil) }

  func set(_ value: Result<Value, any Error>) { result.withLock { $0 = value } }

  func get() throws -> Value {
    guard let result = result.withLock({ $0 }) else { throw CancellationError() }
    return try result.get()
  }
}
