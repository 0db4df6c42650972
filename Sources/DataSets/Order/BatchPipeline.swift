// BatchPipeline: the batches of an epoch, the next few prepared while one is worked on.

/// The batches of an epoch in order, the next few of which are prepared on other threads while the
/// caller works on one.
///
/// The batches depend on nothing but the arguments. A file that cannot be read shows itself at the
/// batch that needs it, once; the sequence ends there. Cancelling the task that iterates, or
/// letting go of the iterator, stops what is under way.
///
/// ```swift
/// for try await batch in BatchPipeline(data, order: Order(seed: 1, epoch: 0, count: data.count)) {
///   …
/// }
/// ```
public struct BatchPipeline: AsyncSequence, Sendable {
  /// How an epoch is cut into batches, and how far ahead they are prepared.
  public struct Options: Sendable, Hashable {
    public var batchSize = 128
    /// The batch to begin with, as a run does that resumes within an epoch.
    public var firstBatch = 0
    /// Whether a last batch of fewer samples is left out.
    public var dropsShortBatch = false
    /// How many batches may be ready or under way at a time.
    public var batchesAhead = 2
    public var augmentation = Augmentation()
    /// Of each batch, the samples of one process of several: part `part` of `partCount`.
    public var part = 0
    public var partCount = 1

    public init() {}
  }

  private let source: Source

  public init(_ dataSet: any DataSet, order: Order, options: Options = Options()) {
    precondition(options.batchSize > 0 && options.batchesAhead > 0, "batches of \(options)")
    precondition((0..<options.partCount).contains(options.part), "a part of \(options)")
    precondition(options.firstBatch >= 0, "a first batch of \(options)")
    source = Source(dataSet: dataSet, order: order, options: options)
  }

  /// The number of batches of the epoch, those before the first one included.
  public var batchCount: Int { source.batchCount }

  public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(source) }

  public struct AsyncIterator: AsyncIteratorProtocol {
    private let preparation: Preparation

    fileprivate init(_ source: Source) { preparation = Preparation(source) }

    public mutating func next() async throws(DataSetError) -> Batch? {
      try await preparation.next()
    }
  }
}

/// Which samples each batch holds, and what is done to them.
private struct Source: Sendable {
  let dataSet: any DataSet
  let order: Order
  let options: BatchPipeline.Options

  var batchCount: Int {
    let (whole, rest) = order.indices.count.quotientAndRemainder(dividingBy: options.batchSize)
    return whole + (rest > 0 && !options.dropsShortBatch ? 1 : 0)
  }

  func batch(_ number: Int) throws(DataSetError) -> Batch {
    let start = number * options.batchSize
    let indices = order.indices[start...].prefix(options.batchSize)
    let mine = indices.dropFirst(indices.count * options.part / options.partCount)
      .prefix(
        indices.count * (options.part + 1) / options.partCount
          - indices.count * options.part / options.partCount)
    let batch = try dataSet.batch(Array(mine))
    return options.augmentation.applied(to: batch, seed: order.seed, epoch: order.epoch)
  }
}

/// The batches under way, in order; letting go of it cancels them.
private final class Preparation {
  // Swift's own task: this module has a `Task` that is something to learn.
  private typealias Work = _Concurrency.Task<Result<Batch, DataSetError>?, Never>

  private let source: Source
  private var underWay: [Work] = []
  private var following: Int

  init(_ source: Source) { (self.source, following) = (source, source.options.firstBatch) }

  deinit { for work in underWay { work.cancel() } }

  func next() async throws(DataSetError) -> Batch? {
    while underWay.count < source.options.batchesAhead, following < source.batchCount {
      underWay.append(Self.prepare(following, of: source))
      following += 1
    }
    guard !underWay.isEmpty, !_Concurrency.Task.isCancelled else { return end() }
    let work = underWay.removeFirst()
    let result = await withTaskCancellationHandler {
      await work.value
    } onCancel: {
      work.cancel()
    }
    switch result {
    case .success(let batch): return batch
    case .failure(let error):
      _ = end()
      throw error
    case nil: return end()
    }
  }

  private func end() -> Batch? {
    for work in underWay { work.cancel() }
    underWay = []
    following = source.batchCount
    return nil
  }

  private static func prepare(_ number: Int, of source: Source) -> Work {
    Work.detached {
      guard !_Concurrency.Task.isCancelled else { return nil }
      return Result { () throws(DataSetError) in try source.batch(number) }
    }
  }
}
