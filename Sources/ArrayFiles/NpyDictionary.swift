// The dictionary in a .npy header: a Python literal with three keys, read by a strict parser.

import Foundation

/// What the dictionary in a `.npy` header says.
struct NpyDictionary: Equatable {
  let typeName: String
  let isFortranOrder: Bool
  let shape: [Int]

  /// numpy arrays have no more dimensions than this.
  static let largestRank = 64

  /// Reads a dictionary such as `{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }`.
  init(_ bytes: Data, file: String) throws(ArrayFileError) {
    var parser = PythonLiteralParser(bytes, file: file)
    var typeName: String?
    var isFortranOrder: Bool?
    var shape: [Int]?
    try parser.expect("{")
    while !parser.take("}") {
      let key = try parser.string()
      try parser.expect(":")
      switch key {
      case "descr" where typeName == nil: typeName = try parser.typeName()
      case "fortran_order" where isFortranOrder == nil: isFortranOrder = try parser.boolean()
      case "shape" where shape == nil: shape = try parser.integers(atMost: Self.largestRank)
      default: throw parser.failure("the key '\(key)' is unknown or repeated")
      }
      guard parser.take(",") || parser.isNext("}") else {
        throw parser.failure("a comma or a brace is missing")
      }
    }
    guard parser.isAtEnd else { throw parser.failure("something follows the dictionary") }
    guard let typeName, let isFortranOrder, let shape else {
      throw parser.failure("'descr', 'fortran_order' or 'shape' is missing")
    }
    self.typeName = typeName
    self.isFortranOrder = isFortranOrder
    self.shape = shape
  }

  init(typeName: String, isFortranOrder: Bool, shape: [Int]) {
    self.typeName = typeName
    self.isFortranOrder = isFortranOrder
    self.shape = shape
  }

  /// The dictionary as numpy writes it.
  var literal: String {
    let dimensions = shape.map(String.init).joined(separator: ", ")
    let tuple = shape.count == 1 ? "(\(dimensions),)" : "(\(dimensions))"
    let order = isFortranOrder ? "True" : "False"
    return "{'descr': '\(typeName)', 'fortran_order': \(order), 'shape': \(tuple), }"
  }
}
