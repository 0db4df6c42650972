// A variable as a domain file spells it: its name, its law and the law's parameters.

/// A variable as a domain file spells it.
struct VariableEntry: Codable {
  var name: String
  var law: LawName?
  var unit: String?
  var lower, upper, mean, deviation, mode: Double?
  var values: [TableValue]?
  var shares, edges, weights: [Double]?

  enum LawName: String, Codable {
    case uniform, normal, triangular, table, integers, categories
    case logUniform = "log-uniform"
    case truncatedNormal = "truncated-normal"
  }

  /// A number of a table or the name of a category.
  enum TableValue: Codable {
    case number(Double)
    case name(String)

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      if let number = try? value.decode(Double.self) {
        self = .number(number)
      } else {
        self = .name(try value.decode(String.self))
      }
    }

    func encode(to encoder: any Encoder) throws {
      var value = encoder.singleValueContainer()
      switch self {
      case .number(let number): try value.encode(number)
      case .name(let name): try value.encode(name)
      }
    }
  }

  enum CodingKeys: String, CodingKey, CaseIterable {
    case name, law, unit, lower, upper, mean, deviation, mode, values, shares, edges, weights
  }

  init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    try refuseUnknownKeys(decoder, CodingKeys.self)
    name = try fields.decode(String.self, forKey: .name)
    law = try fields.decodeIfPresent(LawName.self, forKey: .law)
    unit = try fields.decodeIfPresent(String.self, forKey: .unit)
    lower = try fields.decodeIfPresent(Double.self, forKey: .lower)
    upper = try fields.decodeIfPresent(Double.self, forKey: .upper)
    mean = try fields.decodeIfPresent(Double.self, forKey: .mean)
    deviation = try fields.decodeIfPresent(Double.self, forKey: .deviation)
    mode = try fields.decodeIfPresent(Double.self, forKey: .mode)
    values = try fields.decodeIfPresent([TableValue].self, forKey: .values)
    shares = try fields.decodeIfPresent([Double].self, forKey: .shares)
    edges = try fields.decodeIfPresent([Double].self, forKey: .edges)
    weights = try fields.decodeIfPresent([Double].self, forKey: .weights)
  }
}

extension VariableEntry {
  init(_ variable: Variable) {
    name = variable.name
    unit = variable.unit.isEmpty ? nil : variable.unit
    switch variable.law {
    case .uniform(let lower, let upper):
      (law, self.lower, self.upper) = (.uniform, lower, upper)
    case .logUniform(let lower, let upper):
      (law, self.lower, self.upper) = (.logUniform, lower, upper)
    case .normal(let mean, let deviation):
      (law, self.mean, self.deviation) = (.normal, mean, deviation)
    case .truncatedNormal(let mean, let deviation, let lower, let upper):
      (law, self.mean, self.deviation) = (.truncatedNormal, mean, deviation)
      (self.lower, self.upper) = (lower, upper)
    case .triangular(let lower, let mode, let upper):
      (law, self.lower, self.mode, self.upper) = (.triangular, lower, mode, upper)
    case .table(let table):
      (law, values, shares) = (.table, table.values.map(TableValue.number), table.shares)
    case .integers(let low, let high):
      (law, lower, upper) = (.integers, Double(low), Double(high))
    case .categories(let names): (law, values) = (.categories, names.map(TableValue.name))
    }
  }

  func variable() throws(DomainError) -> Variable {
    try refuseOtherParameters()
    return Variable(name, try lawWithParameters(), unit: unit ?? "")
  }

  private func lawWithParameters() throws(DomainError) -> Law {
    switch law ?? .uniform {
    case .uniform: return .uniform(lower: try need(lower, "lower"), upper: try need(upper, "upper"))
    case .logUniform:
      return .logUniform(lower: try need(lower, "lower"), upper: try need(upper, "upper"))
    case .normal:
      return .normal(mean: try need(mean, "mean"), deviation: try need(deviation, "deviation"))
    case .truncatedNormal:
      return .truncatedNormal(
        mean: try need(mean, "mean"), deviation: try need(deviation, "deviation"),
        lower: try need(lower, "lower"), upper: try need(upper, "upper"))
    case .triangular:
      return .triangular(
        lower: try need(lower, "lower"), mode: try need(mode, "mode"),
        upper: try need(upper, "upper"))
    case .table: return .table(try table())
    case .integers:
      return .integers(low: try whole(lower, "lower"), high: try whole(upper, "upper"))
    case .categories:
      return .categories(
        try need(values, "values").map { value in
          switch value {
          case .name(let name): name
          case .number(let number): categoryName(number)
          }
        })
    }
  }

  private func table() throws(DomainError) -> TableLaw {
    if let edges {
      let weights = try need(weights, "weights")
      guard edges.count == weights.count + 1 else {
        throw .variable(
          name, problem: "\(weights.count) weights need \(weights.count + 1) edges")
      }
      return TableLaw(edges: edges, weights: weights)
    }
    var numbers: [Double] = []
    for value in try need(values, "values") {
      guard case .number(let number) = value else {
        throw .variable(name, problem: "a table holds numbers only")
      }
      numbers.append(number)
    }
    return TableLaw(values: numbers, shares: try need(shares, "shares"))
  }

  private func need<Value>(_ value: Value?, _ key: String) throws(DomainError) -> Value {
    guard let value else {
      let law = (law ?? .uniform).rawValue
      throw .variable(name, problem: "the law \(law) needs '\(key)'")
    }
    return value
  }

  private func whole(_ value: Double?, _ key: String) throws(DomainError) -> Int {
    let number = try need(value, key)
    guard let whole = Int(exactly: number) else {
      throw .variable(name, problem: "\(key): \(number) is no whole number")
    }
    return whole
  }

  /// A parameter that the law has no use for is a misunderstanding.
  private func refuseOtherParameters() throws(DomainError) {
    let given: [(String, Bool)] = [
      ("lower", lower != nil), ("upper", upper != nil), ("mean", mean != nil),
      ("deviation", deviation != nil), ("mode", mode != nil), ("values", values != nil),
      ("shares", shares != nil), ("edges", edges != nil), ("weights", weights != nil),
    ]
    let law = law ?? .uniform
    let used: Set<String> =
      switch law {
      case .uniform, .logUniform, .integers: ["lower", "upper"]
      case .normal: ["mean", "deviation"]
      case .truncatedNormal: ["mean", "deviation", "lower", "upper"]
      case .triangular: ["lower", "mode", "upper"]
      case .table: edges == nil ? ["values", "shares"] : ["edges", "weights"]
      case .categories: ["values"]
      }
    for (key, isGiven) in given where isGiven && !used.contains(key) {
      throw .variable(name, problem: "the law \(law.rawValue) has no '\(key)'")
    }
  }
}

/// The name of a category that was written as a number: as it was written, where it is short.
private func categoryName(_ number: Double) -> String {
  Int(exactly: number).map(String.init) ?? "\(number)"
}
