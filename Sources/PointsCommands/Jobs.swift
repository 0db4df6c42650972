// How many things are done at a time.

import CommandSupport

/// Refuses a number of threads that makes no sense.
func checkJobs(_ jobs: Int) throws {
  guard (1...1024).contains(jobs) else {
    throw UsageError("--jobs \(jobs): not between 1 and 1024")
  }
}
