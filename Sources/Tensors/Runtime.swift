// The libtorch that was loaded: its start, its version and its threads.

internal import CTorch

/// What is wrong with the libtorch that this process loaded.
public enum RuntimeError: Error, Equatable, CustomStringConvertible {
  case unsuitableLibrary(String)

  public var description: String {
    switch self {
    case .unsuitableLibrary(let reason): "libtorch: \(reason)"
    }
  }
}

/// The tensor engine below this package.
public enum Runtime {
  /// Starts libtorch and compares its version with the one that was compiled for.
  ///
  /// Tensors start it by themselves; a program calls this to learn of a wrong library in words.
  public static func start() throws(RuntimeError) {
    if let reason = failure { throw .unsuitableLibrary(reason) }
  }

  /// The version of libtorch that this package was compiled for.
  public static var version: String { String(cString: ct_compiled_version()) }

  /// The floating-point operations of all matrix products and convolutions of this process so far:
  /// what a benchmark compares with the rate of the machine.
  public static var productFlopCount: UInt64 { ct_product_flops() }

  /// How many threads one operation may use, on the calling thread.
  public static var threadCount: Int { Int(ct_thread_count()) }

  /// Sets how many threads one operation may use.
  ///
  /// libtorch keeps the number for each thread apart.
  public static func setThreadCount(_ count: Int) {
    precondition(count > 0, "\(count) threads")
    ct_set_thread_count(Int32(count))
  }

  static let failure: String? = {
    var message: UnsafeMutablePointer<CChar>?
    guard !ct_start(&message) else { return nil }
    return take(message)
  }()
}

/// Copies a message of the shim and frees it.
func take(_ message: UnsafeMutablePointer<CChar>?) -> String {
  guard let message else { return "no message" }
  defer { ct_string_free(message) }
  return String(cString: message)
}
