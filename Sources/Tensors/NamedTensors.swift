// NamedTensors: tensors in order, each under a name: parameters, states, the content of a file.

/// Tensors in order, each under a name of its own.
///
/// The currency between a model, its optimizer and a file.
public struct NamedTensors: Sendable, Equatable {
  public private(set) var names: [String] = []
  public private(set) var tensors: [Tensor] = []
  private var places: [String: Int] = [:]

  public init() {}

  /// Takes the entries in order; of two with one name the later one stays, in the earlier's place.
  public init(_ entries: some Sequence<(String, Tensor)>) {
    for (name, tensor) in entries { self[name] = tensor }
  }

  /// The tensor of a name; setting appends a new name, `nil` removes one.
  public subscript(name: String) -> Tensor? {
    get { places[name].map { tensors[$0] } }
    set {
      guard let newValue else { return remove(name) }
      if let place = places[name] {
        tensors[place] = newValue
      } else {
        places[name] = names.count
        names.append(name)
        tensors.append(newValue)
      }
    }
  }

  /// Changes the tensor at a place without a copy of it.
  public mutating func update(at place: Int, _ body: (inout Tensor) -> Void) {
    body(&tensors[place])
  }

  /// The place of a name in the order.
  public func place(of name: String) -> Int? { places[name] }

  /// Appends the entries of others, which replace those of the same names.
  public mutating func merge(_ others: NamedTensors) {
    for (name, tensor) in others { self[name] = tensor }
  }

  /// The same tensors with a prefix before each name.
  public func prefixed(by prefix: String) -> NamedTensors {
    NamedTensors(map { (prefix + $0.0, $0.1) })
  }

  /// The tensors whose names begin with a prefix, without it.
  public func under(_ prefix: String) -> NamedTensors {
    NamedTensors(
      lazy.filter { $0.0.hasPrefix(prefix) }.map { (String($0.0.dropFirst(prefix.count)), $0.1) })
  }

  /// The number of elements of all tensors together.
  public var elementCount: Int { tensors.reduce(0) { $0 + $1.count } }

  private mutating func remove(_ name: String) {
    guard let place = places.removeValue(forKey: name) else { return }
    names.remove(at: place)
    tensors.remove(at: place)
    for (index, name) in names.enumerated().dropFirst(place) { places[name] = index }
  }
}

extension NamedTensors: RandomAccessCollection {
  public var startIndex: Int { 0 }
  public var endIndex: Int { names.count }
  public subscript(place: Int) -> (String, Tensor) { (names[place], tensors[place]) }
}

extension NamedTensors: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral elements: (String, Tensor)...) { self.init(elements) }
}
