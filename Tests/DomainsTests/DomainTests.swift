// Domains: tests follow.
