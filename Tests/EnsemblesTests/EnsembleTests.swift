// Ensembles: tests follow.
