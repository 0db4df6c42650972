// StoredType: an element type as a numpy file spells it, with a byte order.

/// An element type as a numpy file spells it, with a byte order.
struct StoredType: Equatable {
  let elementType: ElementType
  let isBigEndian: Bool

  /// Reads a name such as `<f4`; refuses by name what is not a plain real number.
  init(numpyName name: String, file: String) throws(ArrayFileError) {
    guard let order = name.first, "<>|".contains(order) else {
      throw .unsupportedType(file: file, type: "'\(name)'", reason: "no byte order")
    }
    let code = name.dropFirst()
    guard let elementType = ElementType(numpyCode: code) else {
      throw .unsupportedType(file: file, type: "'\(name)'", reason: Self.whyNot(code))
    }
    guard order != "|" || elementType.size == 1 else {
      throw .unsupportedType(file: file, type: "'\(name)'", reason: "no byte order")
    }
    self.elementType = elementType
    isBigEndian = order == ">"
  }

  private static func whyNot(_ code: Substring) -> String {
    switch code.first {
    case "c": "complex numbers"
    case "S", "a", "U", "T": "strings"
    case "O": "Python objects"
    case "V": "structured or raw elements"
    case "M", "m": "dates and times"
    case "f": "a float of another width"
    case "i", "u", "b": "an integer of another width"
    default: "an unknown type"
    }
  }
}
