// Optimizers over libtorch's fused kernels: a step changes one parameter.

internal import CTorch

/// Adam (Kingma and Ba, 2015), for one parameter tensor.
///
/// ## References
///
/// - D. Kingma, J. Ba, *Adam: A Method for Stochastic Optimization*, ICLR 2015,
///   <https://arxiv.org/abs/1412.6980>.
public struct Adam: Sendable {
  public struct Options: Sendable, Hashable {
    public var rate = 1e-3
    public var firstDecay = 0.9
    public var secondDecay = 0.999
    public var epsilon = 1e-8
    public var weightDecay = 0.0
    /// AdamW: the decay shrinks the parameter itself and is no part of the gradient.
    public var decouplesDecay = false
    /// Steps along the gradient and not against it.
    public var maximizes = false

    public init(rate: Double = 1e-3) { self.rate = rate }
  }

  public var options: Options
  /// The running mean of the gradient.
  public private(set) var mean: Tensor
  /// The running mean of the squared gradient.
  public private(set) var square: Tensor
  /// How many steps were taken, a scalar.
  public private(set) var count: Tensor

  public init(for parameter: Tensor, options: Options = Options()) {
    self.options = options
    (mean, square) = (parameter.filled(with: 0), parameter.filled(with: 0))
    count = Tensor(repeating: 0, shape: [], on: parameter.device)
  }

  /// Goes on from the state of another one.
  public init(options: Options, mean: Tensor, square: Tensor, count: Tensor) {
    precondition(mean.shape == square.shape, "means \(mean.shape), squares \(square.shape)")
    self.options = options
    (self.mean, self.square, self.count) = (mean.contiguous, square.contiguous, count)
  }

  /// Changes the parameter by one step against `gradient`.
  ///
  /// Use one optimizer for one parameter.
  public mutating func step(_ parameter: inout Tensor, against gradient: Tensor) {
    // The kernel reads all memory in one order.
    parameter = parameter.contiguous
    parameter.makeUnique()
    mean.makeUnique()
    square.makeUnique()
    count.makeUnique()
    var message: UnsafeMutablePointer<CChar>?
    let slope = gradient.contiguous
    let done = withExtendedLifetime(slope) {
      ct_adam_step(
        parameter.handle, slope.handle, mean.handle, square.handle, count.handle, options.rate,
        options.firstDecay, options.secondDecay, options.weightDecay, options.epsilon,
        options.maximizes, options.decouplesDecay, &message)
    }
    guard done else { stop([parameter, gradient], message) }
  }
}

/// Stochastic gradient descent with momentum, for one parameter tensor.
public struct SGD: Sendable {
  public struct Options: Sendable, Hashable {
    public var rate = 1e-2
    public var momentum = 0.0
    public var weightDecay = 0.0
    /// Nesterov's momentum: the step goes along the gradient plus the momentum after it.
    public var isNesterov = false

    public init(rate: Double = 1e-2, momentum: Double = 0) {
      (self.rate, self.momentum) = (rate, momentum)
    }
  }

  public var options: Options
  private var buffer: Tensor
  private var isFirst = true

  /// The momentum; nothing before the first step.
  public var momentum: Tensor? { isFirst ? nil : buffer }

  public init(for parameter: Tensor, options: Options = Options()) {
    self.options = options
    buffer = parameter.filled(with: 0)
  }

  /// Goes on with the momentum of another one.
  public init(options: Options, momentum: Tensor) {
    self.options = options
    (buffer, isFirst) = (momentum.contiguous, false)
  }

  /// Changes the parameter by one step against `gradient`.
  ///
  /// Use one optimizer for one parameter.
  public mutating func step(_ parameter: inout Tensor, against gradient: Tensor) {
    parameter = parameter.contiguous
    parameter.makeUnique()
    buffer.makeUnique()
    var message: UnsafeMutablePointer<CChar>?
    let slope = gradient.contiguous
    let done = withExtendedLifetime(slope) {
      ct_sgd_step(
        parameter.handle, slope.handle, buffer.handle, options.rate, options.momentum,
        options.weightDecay, options.isNesterov, isFirst, &message)
    }
    guard done else { stop([parameter, gradient], message) }
    isFirst = false
  }
}
