// ChildProcess: a program in a process group of its own, its output in files.

import Foundation

/// A program that runs in a process group of its own, with its output in files.
///
/// Files take any amount without waiting for a reader, so nothing can block on a full pipe.
struct ChildProcess: Sendable {
  /// How a program ended.
  enum End: Sendable, Hashable {
    case exit(Int)
    case signal(Int)
    /// Somebody else took notice of its end, as where SIGCHLD is ignored.
    case unseen
  }

  let process: pid_t

  /// Starts a program in a folder; its path is looked up in `PATH` if it has no slash.
  ///
  /// Signals are as by default in the child, whatever this process blocks.
  init(
    _ arguments: [String], folder: String, output: String, errors: String
  ) throws(OutputProblem) {
    var actions = SpawnActions()
    defer { actions.destroy() }
    let append = O_WRONLY | O_CREAT | O_TRUNC | O_APPEND
    actions.open(0, "/dev/null", O_RDONLY)
    actions.open(1, output, append)
    actions.open(2, errors, append)
    // posix_spawn has no standard way to change the folder; this shell becomes the program.
    let mover = ["/bin/sh", "-c", #"cd -- "$1" && shift && exec "$@""#, "sh", folder]
    var words: [UnsafeMutablePointer<CChar>?] = (mover + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var process = pid_t()
    let status = actions.spawn(&process, &words)
    guard status == 0 else {
      throw OutputProblem("it could not be started: \(String(cString: strerror(status)))")
    }
    self.process = process
  }

  /// How the program ended, if it has; what it left behind of its group is killed then.
  func end() -> End? {
    // The process is looked at before it is reaped: until then nobody else has its number.
    var info = siginfo_t()
    guard waitid(P_PID, id_t(process), &info, WEXITED | WNOHANG | WNOWAIT) == 0 else {
      return errno == ECHILD ? .unseen : nil
    }
    guard info.si_signo == SIGCHLD else { return nil }
    kill(-process, SIGKILL)
    var status: Int32 = 0
    guard waitpid(process, &status, 0) == process else { return .unseen }
    let signal = Int(status & 0x7f)
    return signal == 0 ? .exit(Int(status >> 8 & 0xff)) : .signal(signal)
  }

  /// Sends a signal to the program and all that it started.
  func send(_ signal: Int32) { kill(-process, signal) }
}

/// What `posix_spawn` is to do before the program begins.
private struct SpawnActions {
  #if canImport(Darwin)
  private var actions: posix_spawn_file_actions_t?
  private var attributes: posix_spawnattr_t?
  #else
  private var actions = posix_spawn_file_actions_t()
  private var attributes = posix_spawnattr_t()
  #endif

  init() {
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    var none = sigset_t()
    var all = sigset_t()
    sigemptyset(&none)
    sigemptyset(&all)
    for signal in [SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGCHLD, SIGQUIT] { sigaddset(&all, signal) }
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setpgroup(&attributes, 0)
    let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
    posix_spawnattr_setflags(&attributes, Int16(flags))
  }

  mutating func open(_ descriptor: Int32, _ path: String, _ flags: Int32) {
    posix_spawn_file_actions_addopen(&actions, descriptor, path, flags, 0o644)
  }

  mutating func spawn(
    _ process: inout pid_t, _ words: inout [UnsafeMutablePointer<CChar>?]
  ) -> Int32 {
    guard let program = words[0] else { return EINVAL }
    return posix_spawn(&process, program, &actions, &attributes, words, environ)
  }

  mutating func destroy() {
    posix_spawn_file_actions_destroy(&actions)
    posix_spawnattr_destroy(&attributes)
  }
}
