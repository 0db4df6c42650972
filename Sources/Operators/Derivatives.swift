// The derivative of each activation: where it bends and turns, found to all digits.

internal import Bounds
internal import Graphs
internal import Tensors

/// A bell, its inflection points `bend` away from zero.
private func bell(_ bend: Double) -> Curve {
  Curve([.convex, .concave, .convex], breaks: [-bend, bend], extrema: [0])
}

/// The derivative of a soft rectifier that dips below zero: it dips, rises above one and returns.
private func swell(_ breaks: [Double], turning extrema: [Double]) -> Curve {
  Curve([.concave, .convex, .concave, .convex], breaks: breaks, extrema: extrema)
}

// MARK: - With kinks

extension Abs: DifferentiableActivation {}
extension LeakyRelu: DifferentiableActivation {}
extension PRelu: DifferentiableActivation {}
extension Relu: DifferentiableActivation {}

extension HardSwish: DifferentiableActivation {
  /// That of a parabola between the kinks, with a jump at either.
  public var derivativeActivation: any Activation {
    SegmentedFunction(
      shape: outputShape, breaks: [-3, 3],
      segments: [(0.0, 0.0), (1.0 / 3, 0.5), (0, 1)].map {
        Segment(slope: $0.0, intercept: $0.1, as: .float64)
      })
  }
}

extension HardSigmoid: DifferentiableActivation {
  public var derivativeActivation: any Activation {
    SegmentedFunction(
      shape: outputShape, breaks: breaks,
      segments: segments.map { Segment(slope: $0.slope * 0, intercept: $0.slope) })
  }
}

// MARK: - Smooth

extension Sigmoid: DifferentiableActivation {
  public var derivativeActivation: any Activation {
    derivative(bending: bell(1.31695789692481671))
  }
}

extension Tanh: DifferentiableActivation {
  public var derivativeActivation: any Activation {
    derivative(bending: bell(0.658478948462408354))
  }
}

extension Acos: DifferentiableActivation {
  public var derivativeActivation: any Activation {
    derivative(bending: Curve([.concave], extrema: [0], domain: -1...1))
  }
}

extension Acosh: DifferentiableActivation {
  public var derivativeActivation: any Activation {
    derivative(bending: Curve([.convex], domain: 1 ... .infinity))
  }
}

extension Asin: DifferentiableActivation {
  public var derivativeActivation: any Activation {
    derivative(bending: Curve([.convex], extrema: [0], domain: -1...1))
  }
}

extension Asinh: DifferentiableActivation {
  public var derivativeActivation: any Activation {
    derivative(bending: bell(0.707106781186547524))
  }
}

extension Atan: DifferentiableActivation {
  public var derivativeActivation: any Activation {
    derivative(bending: bell(0.577350269189625765))
  }
}

extension Atanh: DifferentiableActivation {
  public var derivativeActivation: any Activation {
    derivative(bending: Curve([.convex], extrema: [0], domain: -1...1))
  }
}

extension Cos: DifferentiableActivation {
  public var derivativeActivation: any Activation { NegatedSine(outputShape: outputShape) }
}

extension Cosh: DifferentiableActivation {
  public var derivativeActivation: any Activation { Sinh(shape: outputShape) }
}

extension Erf: DifferentiableActivation {
  public var derivativeActivation: any Activation {
    derivative(bending: bell(0.707106781186547524))
  }
}

extension Exp: DifferentiableActivation {
  public var derivativeActivation: any Activation { self }
}

extension Gelu: DifferentiableActivation {
  public var derivativeActivation: any Activation {
    let (bend, turn) =
      form == .exact ? (2, 1.41421356237309505) : (2.01348072462425793, 1.41850400879082836)
    return derivative(bending: swell([-bend, 0, bend], turning: [-turn, turn]))
  }
}

extension Log: DifferentiableActivation {
  public var derivativeActivation: any Activation {
    derivative(bending: Curve([.convex], poles: [0], domain: 0 ... .infinity))
  }
}

extension Mish: DifferentiableActivation {
  public var derivativeActivation: any Activation {
    derivative(
      bending: swell(
        [-3.26733784652040458, -0.0879344313149142113, 2.11484256302087711],
        turning: [-2.25637639636079312, 1.49057117948542846]))
  }
}

extension Reciprocal: DifferentiableActivation {
  public var derivativeActivation: any Activation {
    derivative(bending: Curve([.concave, .concave], breaks: [0], poles: [0]))
  }
}

extension Sin: DifferentiableActivation {
  public var derivativeActivation: any Activation { Cos(shape: outputShape) }
}

extension Sinh: DifferentiableActivation {
  public var derivativeActivation: any Activation { Cosh(shape: outputShape) }
}

extension Softplus: DifferentiableActivation {
  public var derivativeActivation: any Activation {
    derivative(bending: Curve([.convex, .concave], breaks: [0]))
  }
}

extension Sqrt: DifferentiableActivation {
  public var derivativeActivation: any Activation {
    derivative(bending: Curve([.convex], poles: [0], domain: 0 ... .infinity))
  }
}

extension Swish: DifferentiableActivation {
  public var derivativeActivation: any Activation {
    guard rate != 0 else { return derivative(bending: Curve([.straight])) }
    let (bend, turn) = (3.43584099353511069, 2.39935728051546767)
    return derivative(
      bending: swell([-bend, 0, bend], turning: [-turn, turn]).scaled(by: 1, rate: rate))
  }
}

/// The derivative of the cosine.
struct NegatedSine: PeriodicActivation {
  static let onnxName = "NegatedSine"
  static let crest = -Double.pi / 2

  let outputShape: [Int]

  init(outputShape: [Int]) { self.outputShape = outputShape }

  init(_ node: NodeReader) throws(GraphError) { outputShape = try node.shape(0) }

  func callAsFunction(_ x: Tensor) -> Tensor { -x.sin }

  func derivative(_ x: Tensor) -> Tensor { -x.cos }
}
