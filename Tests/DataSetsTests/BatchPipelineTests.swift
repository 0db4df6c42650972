// Batches prepared ahead are those that would be made one by one; chance comes from seeds alone.

import DataSets
import Foundation
import Synchronization
import Tensors
import Testing

/// Ten numbers that fail at one of them, and count how often they are read.
private final class Failing: DataSet {
  let name = "failing"
  let count = 10
  let sampleShape = [1]
  let task = DataSets.Task.regression(outputNames: ["y"])
  let reads = Mutex(0)

  func batch(_ indices: [Int]) throws(DataSetError) -> Batch {
    reads.withLock { $0 += 1 }
    if indices.contains(6) { throw .malformed(place: "sample 6", problem: "it is broken") }
    let inputs = Tensor(shape: [indices.count, 1], scalars: indices.map { Float($0) })
    return Batch(inputs: inputs, targets: .values(inputs), indices: indices)
  }
}

struct BatchPipelineTests {
  private let images = SyntheticImages(
    name: "s", count: 23, sampleShape: [2, 6, 5], classCount: 3, split: .train, seed: 5)

  private func options(
    _ change: (inout BatchPipeline.Options) -> Void = { _ in }
  )
    -> BatchPipeline.Options
  {
    var options = BatchPipeline.Options()
    options.batchSize = 5
    change(&options)
    return options
  }

  private func batches(_ order: Order, _ options: BatchPipeline.Options) async throws -> [Batch] {
    var found: [Batch] = []
    for try await batch in BatchPipeline(images, order: order, options: options) {
      found.append(batch)
    }
    return found
  }

  @Test func anEpochVisitsEachSampleOnceInAnOrderOfItsOwn() async throws {
    let first = try await batches(Order(seed: 1, epoch: 0, count: 23), options())
    #expect(first.map(\.count) == [5, 5, 5, 5, 3])
    #expect(first.flatMap(\.indices).sorted() == Array(0..<23))
    let second = try await batches(Order(seed: 1, epoch: 1, count: 23), options())
    #expect(first.map(\.indices) != second.map(\.indices))
  }

  @Test(arguments: [1, 2, 7])
  func aRunThatResumesGetsTheSameBatches(ahead: Int) async throws {
    let order = Order(seed: 3, epoch: 4, count: 23)
    let augmentation = Augmentation(padding: 2, flips: true)
    let whole = try await batches(order, options { $0.augmentation = augmentation })
    let rest = try await batches(
      order,
      options {
        $0.augmentation = augmentation
        $0.firstBatch = 2
        $0.batchesAhead = ahead
      })
    #expect(rest.map(\.indices) == whole.dropFirst(2).map(\.indices))
    #expect(rest.map(\.inputs) == whole.dropFirst(2).map(\.inputs))
  }

  @Test func theShortBatchMayBeDropped() async throws {
    let order = Order(sequential: 23)
    #expect(try await batches(order, options { $0.dropsShortBatch = true }).count == 4)
    #expect(try await batches(order, options { $0.firstBatch = 9 }).isEmpty)
  }

  @Test func processesShareEachBatch() async throws {
    let order = Order(seed: 2, epoch: 0, count: 23)
    let whole = try await batches(order, options())
    var parts: [[Batch]] = []
    for part in 0..<2 {
      parts.append(
        try await batches(
          order,
          options {
            $0.part = part
            $0.partCount = 2
          }))
    }
    #expect(zip(parts[0], parts[1]).map { $0.indices + $1.indices } == whole.map(\.indices))
  }

  @Test func anErrorShowsItselfOnceAtItsBatch() async throws {
    let pipeline = BatchPipeline(
      Failing(), order: Order(sequential: 10), options: options { $0.batchSize = 2 })
    var iterator = pipeline.makeAsyncIterator()
    for _ in 0..<3 { #expect(try await iterator.next() != nil) }
    await #expect(throws: DataSetError.malformed(place: "sample 6", problem: "it is broken")) {
      _ = try await iterator.next()
    }
    #expect(try await iterator.next() == nil)
  }

  @Test func notMoreThanTheAllowedBatchesAreRead() async throws {
    let data = Failing()
    let pipeline = BatchPipeline(
      data, order: Order(sequential: 6), options: options { $0.batchSize = 1 })
    var iterator = pipeline.makeAsyncIterator()
    _ = try await iterator.next()
    #expect(data.reads.withLock { $0 } <= 2)
  }

  @Test func aCancelledTaskGetsNoMoreBatches() async throws {
    let work = _Concurrency.Task { [images] in
      withUnsafeCurrentTask { $0?.cancel() }
      var found = 0
      for try await _ in BatchPipeline(images, order: Order(sequential: 23)) { found += 1 }
      return found
    }
    #expect(try await work.value == 0)
  }

  @Test func movedImagesAreCutFromTheirZeroBorder() throws {
    let batch = try images.batch([4, 9])
    let augmentation = Augmentation(padding: 1, flips: true)
    let moved = augmentation.applied(to: batch, seed: 1, epoch: 2)
    let padded = batch.inputs.padded([(before: 1, after: 1), (before: 1, after: 1)])
    for sample in 0..<2 {
      let image = moved.inputs.slice(sample..<sample + 1)
      let isACrop = (0..<3).contains { down in
        (0..<3).contains { right in
          let crop = padded.slice(sample..<sample + 1).slice(down..<down + 6, along: 2)
            .slice(right..<right + 5, along: 3)
          return image == crop || image == crop.reversed(along: [3])
        }
      }
      #expect(isACrop)
    }
    // It depends on the sample's number, not on its place in the batch.
    let alone = augmentation.applied(to: try images.batch([9]), seed: 1, epoch: 2)
    #expect(alone.inputs == moved.inputs.slice(1..<2))
  }

  @Test func mirroredAndPlainImagesBothOccur() throws {
    let batch = try images.all()
    let moved = Augmentation(flips: true).applied(to: batch, seed: 1, epoch: 0)
    let plain = (0..<23).count {
      moved.inputs.slice($0..<$0 + 1) == batch.inputs.slice($0..<$0 + 1)
    }
    #expect((4...19).contains(plain))
  }

  @Test func partsOfASplitShareNoSampleAndComeFromTheSeed() throws {
    let (train, test) = images.split(share: 0.3, seed: 8)
    #expect(test.count == 6 && Set(train.chosen + test.chosen).count == 23)
    #expect(images.split(share: 0.3, seed: 8).second.chosen == test.chosen)
    #expect(try test.batch([2]).inputs == images.batch([test.chosen[2]]).inputs)
    #expect(images.prefix(3).chosen == [0, 1, 2])
  }

  @Test func statisticsOfBatchesAreThoseOfAllSamples() throws {
    let all = Statistics(of: try images.all().inputs)
    let some = try Statistics(of: images, batchSize: 4)
    #expect(zip(all.mean, some.mean).allSatisfy { abs($0 - $1) < 1e-9 })
    #expect(zip(all.deviation, some.deviation).allSatisfy { abs($0 - $1) < 1e-9 })
  }

  @Test func syntheticClassesCanBeToldApart() throws {
    // The mean of a class differs from that of another by more than the noise of its members.
    let data = try SyntheticImages(form: "cifar10", split: .train, seed: 0)
    #expect(data.count == 50_000 && data.sampleShape == [3, 32, 32])
    let batch = try data.batch([0, 10, 1])
    func distance(_ other: Int) -> Double {
      let difference = batch.inputs.slice(0..<1) - batch.inputs.slice(other..<other + 1)
      return difference.magnitude.sum().scalar
    }
    #expect(distance(1) < 0.8 * distance(2))
    let test = try SyntheticImages(form: "cifar10", split: .test, seed: 0).batch([0])
    #expect((test.inputs - batch.inputs.slice(0..<1)).magnitude.sum().scalar < 0.8 * distance(2))
    #expect(test.inputs != batch.inputs.slice(0..<1))
  }
}
