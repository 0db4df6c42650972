// Damaged files of data sets end in an error or in samples.

import DataSets
import Foundation
import Tensors
import Testing
import _FuzzTestSupport

@Suite(.serialized)
struct DataSetFuzzTests {
  private func expectBounded(_ report: FuzzReport) {
    #expect(report.runs > 100)
    #expect(report.longestRun < .seconds(10))
    #expect((report.memoryGrowth ?? 0) < 1 << 30)
  }

  private func expectPixels(_ data: PixelDataSet?) {
    guard let data, data.count > 0 else { return }
    let batch = try? data.batch([0, data.count - 1])
    #expect(batch?.inputs.shape == [2] + data.sampleShape)
  }

  @Test func damagedIDXFilesAreRefusedOrComeBack() {
    let seeds = [
      IDXTests.file([3, 2, 2], [UInt8](0..<12)), IDXTests.file([5], [1, 2, 3, 4, 5]),
    ]
    let report = fuzz(seeds, seed: 11) { data in
      guard let array = try? IDX(data, file: "f") else { return }
      #expect(array.shape.reduce(1, *) == array.bytes.count)
    }
    expectBounded(report)
  }

  @Test func damagedCIFARFilesAreRefusedOrComeBack() {
    let records = Data((0..<2 * 3074).map { UInt8($0 % 10) })
    let report = fuzz([records, Data(records.prefix(3073))], seed: 12) { data in
      for form in CIFARForm.allCases {
        expectPixels(try? PixelDataSet(cifar: data, file: "f", form: form))
      }
    }
    expectBounded(report)
  }

  @Test func damagedImagesAreRefusedOrDecoded() {
    let seeds = [
      pngFile(width: 3, height: 2, [UInt8](0..<18)),
      pngFile(width: 2, height: 2, colorType: 6, depth: 16, [UInt8](0..<32)), jpegFile(),
    ]
    let report = fuzz(seeds, seed: 13) { data in
      guard let image = try? DecodedImage(data, file: "f", pixelLimit: 1 << 20) else { return }
      #expect(image.resized(to: ImageSize(height: 3, width: 5)).bytes.count == 45)
    }
    expectBounded(report)
  }

  @Test func damagedSentencesAreRefusedOrRead() {
    let seeds = [Data("good\tA good film\nbad\tIt isn't\r\n".utf8)]
    let report = fuzz(seeds, seed: 14) { data in
      let synonyms = Synonyms(["good": ["film"]])
      guard let read = try? SentenceDataSet(data, file: "f", synonyms: synonyms) else { return }
      #expect(read.candidates([0]).shape == [1, 32, 8])
    }
    expectBounded(report)
  }

  @Test func damagedSynonymsAreRefusedOrRead() {
    let report = fuzz([Data(#"{"film": ["movie", "p\"ic"], "a": []}"#.utf8)], seed: 15) { data in
      _ = try? Synonyms(data, file: "f")
    }
    expectBounded(report)
  }

  @Test func damagedDigitTablesAreRefusedOrRead() {
    let line = ([String](repeating: "7", count: 784) + ["3"]).joined(separator: ",")
    let report = fuzz([Data((line + "\n" + line + "\n").utf8)], seed: 16) { data in
      expectPixels(try? PixelDataSet(digitTable: data, file: "f", split: .train))
    }
    expectBounded(report)
  }
}
