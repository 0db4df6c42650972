// TextWidth: how wide a text will be in a font that is not known yet.

/// How wide a text is at most, in the sans-serif fonts that a page may be shown in.
///
/// A model: widths by class of character, those of DejaVu Sans, the widest of the usual fonts.
enum TextWidth {
  static func of(_ text: String, size: Double) -> Double {
    size * text.unicodeScalars.reduce(0) { $0 + em($1) }
  }

  private static func em(_ scalar: Unicode.Scalar) -> Double {
    switch scalar {
    case "\u{2009}": 0.2
    case "i", "j", "l", "I", "'", ".", ",", ":", ";", "|", "!", " ": 0.36
    case "f", "t", "r", "(", ")", "[", "]", "/", "-": 0.43
    case "m", "w", "M", "W", "@", "%", "…": 1
    case "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹", "⁻": 0.42
    case "A"..."Z": 0.74
    case "−", "×", "+", "=", "<", ">": 0.84
    case _ where scalar.value >= 0x2E80: 1.05
    default: 0.64
    }
  }

  /// The text, shortened with an ellipsis where it is too wide.
  static func fitted(_ text: String, within width: Double, size: Double) -> String {
    let text = Markup.cleaned(text)
    guard of(text, size: size) > width else { return text }
    var shown = ""
    var used = size
    for character in text {
      used += of(String(character), size: size)
      guard used <= width else { break }
      shown.append(character)
    }
    return shown + "…"
  }

  /// The text in lines, broken between words; a word too wide is shortened.
  static func lines(_ text: String, within width: Double, size: Double) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, of(last + " " + word, size: size) <= width {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(fitted(String(word), within: width, size: size))
      }
    }
    return lines
  }
}
