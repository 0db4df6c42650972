# The commands of this project; each does its own set-up first.

.PHONY: demo test build bench bench-design bench-train format lint fuzz setup

setup:
	@Scripts/bootstrap

# The release binary, at .build/release/surety.
build: setup
	swift build -c release --product surety

# The main job, on networks and properties that ship here.
demo: build
	@Scripts/demo

test: setup
	swift build --build-tests
	swift test --skip-build --disable-xctest

bench: setup
	swift run -c release surety-benchmarks

# Designs and measures beside scipy, SMT and OpenTURNS, which go into .venv. Some minutes.
bench-design: setup
	swift build -c release --product design-benchmarks
	test -x .venv/bin/python || python3 -m venv .venv \
	  || { echo 'bench-design needs venv: apt-get install python3-venv' >&2; exit 1; }
	.venv/bin/pip install --quiet scipy smt openturns
	.venv/bin/python Benchmarks/peers/designs.py .build/release/design-benchmarks

# Training steps by method, then beside plain PyTorch expressions on the same libtorch. Some minutes.
bench-train: setup
	swift build -c release --product training-benchmarks
	.build/release/training-benchmarks
	PYTHONPATH=.libtorch python3 Benchmarks/peers/training_step.py .build/release/training-benchmarks

# Each parser against damaged files, for FUZZ_SECONDS each.
FUZZ_SECONDS ?= 60
fuzz: setup
	SURETY_FUZZ_SECONDS=$(FUZZ_SECONDS) swift test --disable-xctest --filter Fuzz

format:
	swift format format -i -r Package.swift Sources Tests

lint:
	swift format lint -s -r Package.swift Sources Tests
