// JAGRecords: the JAG-10k simulations, for those who have the files.

public import ArrayFiles
import Foundation

/// The records of the JAG-10k data set: inputs, scalars and images of ten thousand capsules.
///
/// | file | shape |
/// |---|---|
/// | `jag10K_params.npy` | runs by 5 |
/// | `jag10K_0_scalars.npy` | runs by scalars (22 in the published sample) |
/// | `jag10K_images.npy` | runs by 4 x 64 x 64 pixels, flat or with any axes |
///
/// The images are optional, and stay in the number type of their file.
///
/// ## References
///
/// - R. Anirudh et al., *Improved surrogates in inertial confinement fusion with manifold and cycle
///   consistencies*, PNAS 117(18), 2020, <https://doi.org/10.1073/pnas.1916634117>.
public struct JAGRecords: Sendable {
  public static let inputCount = 5
  public static let imageShape = [4, 64, 64]

  /// One row of inputs and one of scalars for each run.
  public let inputs: [[Double]]
  public let scalars: [[Double]]
  public let images: NumberArray?

  public var count: Int { inputs.count }

  /// Reads the files of a folder.
  public init(folder: String) throws(SimulatorError) {
    inputs = try Self.table(folder + "/jag10K_params.npy", columns: Self.inputCount)
    let file = folder + "/jag10K_0_scalars.npy"
    scalars = try Self.table(file, columns: nil)
    guard scalars.count == inputs.count else {
      throw .record(
        file: file, problem: "it has \(scalars.count) runs, and the inputs \(inputs.count)")
    }
    images = try Self.images(folder + "/jag10K_images.npy", count: inputs.count)
  }

  private static func array(_ path: String) throws(SimulatorError) -> NumberArray {
    do throws(ArrayFileError) {
      return try NumberArray(npy: path)
    } catch {
      // The error names the file itself.
      throw .record(file: path, problem: "\(error)".replacing(path + ": ", with: ""))
    }
  }

  private static func table(_ path: String, columns: Int?) throws(SimulatorError) -> [[Double]] {
    let array = try array(path)
    let expected = columns.map { "\($0)" } ?? "scalars"
    guard array.shape.count == 2, array.shape[0] > 0, array.shape[1] > 0,
      columns == nil || array.shape[1] == columns
    else {
      throw .record(file: path, problem: "the shape \(array.shape) is not [runs, \(expected)]")
    }
    let (values, width) = (array.doubles(), array.shape[1])
    if let place = values.firstIndex(where: { !$0.isFinite }) {
      throw .record(
        file: path, problem: "row \(place / width), column \(place % width) is not a finite number")
    }
    return (0..<array.shape[0]).map { Array(values[$0 * width..<($0 + 1) * width]) }
  }

  private static func images(_ path: String, count: Int) throws(SimulatorError) -> NumberArray? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let array = try array(path)
    let pixels = imageShape.reduce(1, *)
    guard array.shape.count >= 2, array.shape[0] == count,
      array.shape.dropFirst().reduce(1, *) == pixels
    else {
      throw .record(
        file: path, problem: "the shape \(array.shape) is not [\(count)] by \(imageShape)")
    }
    return array
  }
}
