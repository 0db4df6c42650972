// Tokenizer: a sentence as lower-cased words.

/// The words of a sentence, in lower case: runs of letters and digits, with apostrophes and hyphens
/// inside them.
public func words(of text: some StringProtocol) -> [String] {
  var found: [String] = []
  var word = ""
  var joint: Character?
  for character in text.lowercased() {
    if character.isLetter || character.isNumber {
      if let held = joint { word.append(held) }
      joint = nil
      word.append(character)
    } else if !word.isEmpty, joint == nil, character == "'" || character == "-" {
      joint = character
    } else {
      if !word.isEmpty { found.append(word) }
      (word, joint) = ("", nil)
    }
  }
  if !word.isEmpty { found.append(word) }
  return found
}
