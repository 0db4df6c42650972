// A dense array of numbers: the one value that every other module computes with.

internal import CTorch

/// A dense array of scalars: a value over a libtorch tensor.
///
/// Every operation makes a new tensor; nothing changes one in place. Shapes that do not fit are the
/// programmer's error and stop the program with both shapes; what input can cause throws.
public struct Tensor: Sendable {
  private var storage: Storage

  /// Owns one handle of the shim.
  final class Storage: @unchecked Sendable {
    // libtorch counts references atomically, and no operation of this module writes to a tensor
    // that another value can see.
    let handle: CTTensor

    init(_ handle: CTTensor) { self.handle = handle }
    deinit { ct_tensor_free(handle) }
  }

  init(_ handle: CTTensor) { storage = Storage(handle) }

  /// The handle, alive as long as this value is: a local value must be kept with
  /// `withExtendedLifetime` for as long as its handle is in use.
  var handle: CTTensor { storage.handle }

  /// Whether both are copies of one value, so that they hold the same elements in the same memory.
  public func isCopy(of other: Tensor) -> Bool { storage === other.storage }

  /// Copies the elements if another value could see them change.
  mutating func makeUnique() {
    guard !isKnownUniquelyReferenced(&storage) || !ct_is_unique(handle) else { return }
    self = made([self]) { ct_clone(handle, $0) }.detached
  }
}

/// Runs one function of the shim.
///
/// Its failure is a wrong use: shapes or types that do not fit.
@inline(__always)
func made(
  _ operands: @autoclosure () -> [Tensor],
  _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> CTTensor?
) -> Tensor {
  var message: UnsafeMutablePointer<CChar>?
  guard let handle = body(&message) else { stop(operands(), message) }
  return Tensor(handle)
}

/// Ends the program with the message of libtorch and the shapes that caused it.
func stop(_ operands: [Tensor], _ message: UnsafeMutablePointer<CChar>?) -> Never {
  let shapes = operands.map { "\($0.shape) \($0.scalarType)" }.joined(separator: ", ")
  fatalError("tensors \(shapes): \(take(message))")
}

// MARK: - Making

extension Tensor {
  /// Copies row-major elements.
  public init<Scalar: TensorScalar>(shape: [Int], scalars: [Scalar]) {
    precondition(
      shape.reduce(1, *) == scalars.count, "\(scalars.count) scalars in the shape \(shape)")
    self = scalars.withUnsafeBytes { Tensor(shape: shape, bytes: $0, type: Scalar.scalarType) }
  }

  /// Copies the elements of a vector.
  public init<Scalar: TensorScalar>(_ scalars: [Scalar]) {
    self.init(shape: [scalars.count], scalars: scalars)
  }

  /// Makes a tensor of rank zero.
  public init(_ scalar: Double, as type: ScalarType = .float32) {
    self.init(repeating: scalar, shape: [], as: type)
  }

  /// Copies row-major elements from memory.
  public init(shape: [Int], bytes: UnsafeRawBufferPointer, type: ScalarType) {
    precondition(Runtime.failure == nil, Runtime.failure ?? "")
    precondition(
      shape.reduce(1, *) * type.byteCount == bytes.count, "\(bytes.count) bytes in \(shape)")
    let sizes = shape.map(Int64.init)
    self = made([]) {
      ct_from_bytes(bytes.baseAddress, sizes, Int32(sizes.count), type.rawValue, $0)
    }
  }

  /// Makes a tensor that holds one number everywhere.
  public init(
    repeating scalar: Double, shape: [Int], as type: ScalarType = .float32, on device: Device = .cpu
  ) {
    let sizes = shape.map(Int64.init)
    self = made([]) {
      ct_full(scalar, sizes, Int32(sizes.count), type.rawValue, device.body, $0)
    }
  }

  /// Makes a tensor on the CPU whose elements a kernel is about to write.
  package init(uninitialized shape: [Int], as type: ScalarType) {
    let sizes = shape.map(Int64.init)
    self = made([]) { ct_empty(sizes, Int32(sizes.count), type.rawValue, $0) }
  }

  /// The whole numbers `0 ..< count`.
  public static func range(
    _ count: Int, as type: ScalarType = .int64, on device: Device = .cpu
  ) -> Tensor {
    made([]) { ct_arange(Int64(count), type.rawValue, device.body, $0) }
  }

  /// A tensor of the same shape, type and device that holds one number everywhere.
  public func filled(with scalar: Double) -> Tensor {
    Tensor(repeating: scalar, shape: shape, as: scalarType, on: device)
  }
}

// MARK: - Asking

extension Tensor {
  public var rank: Int { Int(ct_rank(handle)) }
  public var count: Int { Int(ct_count(handle)) }
  public var device: Device { Device(ct_device(handle)) }

  /// The extent of each axis.
  public var shape: [Int] {
    withUnsafeTemporaryAllocation(of: Int64.self, capacity: max(rank, 1)) { sizes in
      ct_shape(handle, sizes.baseAddress)
      return (0..<rank).map { Int(sizes[$0]) }
    }
  }

  public var scalarType: ScalarType {
    guard let type = ScalarType(rawValue: Int32(ct_scalar_type(handle))) else {
      preconditionFailure("libtorch made an element type that this package never asks for")
    }
    return type
  }

  /// Copies the elements, row-major, converted to the scalar asked for.
  public func scalars<Scalar: TensorScalar>(as type: Scalar.Type = Scalar.self) -> [Scalar] {
    let source = scalarType == Scalar.scalarType ? self : converted(to: Scalar.scalarType)
    let count = source.count
    return [Scalar](unsafeUninitializedCapacity: count) { buffer, filled in
      var message: UnsafeMutablePointer<CChar>?
      let bytes = count * MemoryLayout<Scalar>.stride
      let done = withExtendedLifetime(source) {
        ct_copy_to_host(source.handle, buffer.baseAddress, bytes, &message)
      }
      guard done else { stop([source], message) }
      filled = count
    }
  }

  /// The only element of a tensor of one element.
  public var scalar: Double {
    precondition(count == 1, "a tensor of shape \(shape) is not one scalar")
    return ct_item(handle, nil)
  }

  /// The address of the elements where they lie row-major on the CPU, as fused kernels need them.
  package var address: UnsafeMutableRawPointer? { ct_data(handle) }
}

/// The Swift types that a tensor's elements can be read as.
public protocol TensorScalar: BitwiseCopyable {
  static var scalarType: ScalarType { get }
}

extension Float: TensorScalar { public static var scalarType: ScalarType { .float32 } }
extension Double: TensorScalar { public static var scalarType: ScalarType { .float64 } }
extension Int64: TensorScalar { public static var scalarType: ScalarType { .int64 } }
extension Int: TensorScalar { public static var scalarType: ScalarType { .int64 } }
extension Bool: TensorScalar { public static var scalarType: ScalarType { .bool } }

extension Tensor: Equatable {
  /// Equal shape, element type and elements; a NaN equals nothing.
  public static func == (left: Tensor, right: Tensor) -> Bool {
    guard left.shape == right.shape, left.scalarType == right.scalarType else { return false }
    let other = left.device == right.device ? right : right.to(left.device)
    return withExtendedLifetime(other) { ct_equal(left.handle, other.handle, nil) }
  }
}

extension Tensor: CustomStringConvertible {
  public var description: String {
    let shown = flattened.slice(0..<min(count, 8)).scalars(as: Double.self)
    let dots = count > 8 ? ", …" : ""
    return "Tensor\(shape)(\(shown.map { "\($0)" }.joined(separator: ", "))\(dots))"
  }
}
