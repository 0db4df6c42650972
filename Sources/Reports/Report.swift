// Report: what a study has to say, as a value; the writers turn it into a page.

/// What a study has to say: a title, facts about how it was made, and sections of blocks.
///
/// A report holds no markup. Every writer (`html`, `markdown`, `text`, `json`) escapes what it
/// is given, so titles and column names may come from a stranger's file.
public struct Report: Sendable, Hashable, Codable {
  public var title: String
  public var subtitle: String?
  /// How the report was made: version, command, seed, checksums of the inputs.
  public var facts: [Fact]
  public var sections: [Section]

  public init(
    title: String, subtitle: String? = nil, facts: [Fact] = [], sections: [Section] = []
  ) {
    (self.title, self.subtitle, self.facts, self.sections) = (title, subtitle, facts, sections)
  }

  /// A name and what it stands for, such as the seed of a run.
  public struct Fact: Sendable, Hashable, Codable {
    public var name: String
    public var value: String

    public init(_ name: String, _ value: String) { (self.name, self.value) = (name, value) }
  }

  /// Blocks under one heading.
  public struct Section: Sendable, Hashable, Codable {
    public var title: String
    public var blocks: [Block]

    public init(_ title: String, _ blocks: [Block] = []) {
      (self.title, self.blocks) = (title, blocks)
    }
  }

  /// The figures of all sections, in order; a figure's number is its place here, from one.
  public var figures: [Figure] {
    sections.flatMap(\.blocks).compactMap { block in
      if case .figure(let figure) = block { figure } else { nil }
    }
  }
}
