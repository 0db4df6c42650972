// Outputs in each way of writing them, and the reason where there are none.

import Foundation
import Testing

@testable import Ensembles

struct OutputParsingTests {
  @Test(arguments: [
    (OutputParsing.csv, "y,z\n1,2.5\n", [Output("y", 1), Output("z", 2.5)]),
    (
      .csv, "Step 1 of 2\n y = 1 \r\nz=2.5e0\ny=3\nwarning: a=b\n",
      [Output("y", 3), Output("z", 2.5)]
    ),
    (
      .json, #"{"y": 1, "in": {"z": -2e-3, "deep": {"a": true}}, "s": "text", "l": [1]}"#,
      [Output("in.deep.a", 1), Output("in.z", -0.002), Output("y", 1)]
    ),
    (.json, "log line\n{\"y\": 1}\n\n", [Output("y", 1)]),
    (
      .regex("yield: (?<y>[-+.0-9e]+) .*T=(?P<T>\\S+)$"), "a\nyield: 1e3 kJ T=4.5\nb",
      [Output("y", 1000), Output("T", 4.5)]
    ),
  ])
  func outputsAreFound(way: OutputParsing, text: String, outputs: [Output]) throws {
    #expect(try way.outputs(Data(text.utf8)) == outputs)
  }

  @Test(arguments: [
    (OutputParsing.csv, "", "empty"), (.csv, "segmentation fault\n", "0 rows"),
    (.csv, "y\n1\n2\n", "2 rows"), (.csv, "y\nabc\n", "'abc' is no number"),
    (.csv, "y=nan\n", "'y' is nan"), (.csv, "y,z\n1\n", "fields"),
    (.csv, "\u{0}\u{1}\u{2}", "rows"),
    (.json, "", "no JSON"), (.json, "{\"y\": 1", "no JSON"), (.json, "[1]", "no JSON"),
    (.json, "{}", "no output"), (.json, "{\"y\": null}", "'y' is null"),
    (.json, "{\"s\": \"1\"}", "no output"),
    (.json, String(repeating: "{\"a\":", count: 100_000), "no JSON"),
    (.regex("y=(?<y>\\S+)"), "z=1", "matches nothing"),
    (.regex("y=(?<y>\\S+)"), "y=abc", "'abc', which is no number"),
    (.regex("y=(?<y>\\S+)|(?<z>z)"), "y=1", "group 'z' matches nothing"),
  ])
  func rubbishHasAReason(way: OutputParsing, text: String, words: String) {
    #expect {
      try way.outputs(Data(text.utf8))
    } throws: { "\($0)".contains(words) }
  }
}
