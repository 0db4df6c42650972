// swift-tools-version: 6.2
// Surety: the targets, from the ground up. A target may use only targets that stand above it.

import PackageDescription

// Where libtorch lives: $LIBTORCH, or the copy that Scripts/bootstrap makes inside the package.
// The manifest never looks at the file system: manifests are cached, and would go stale.
let libtorch = Context.environment["LIBTORCH"] ?? Context.packageDirectory + "/.libtorch/torch"

let swift: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

// Number crunching in Swift is optimized in debug builds too: tests of statistics need it.
let numerics = swift + [.unsafeFlags(["-O"])]

let torchHeaders: [CXXSetting] = [
  .unsafeFlags([
    "-isystem", libtorch + "/include",
    "-isystem", libtorch + "/include/torch/csrc/api/include",
  ])
]

let torchLibraries: [LinkerSetting] = [
  .unsafeFlags(["-L", libtorch + "/lib", "-Xlinker", "-rpath", "-Xlinker", libtorch + "/lib"]),
  .linkedLibrary("torch_cpu"), .linkedLibrary("c10"), .linkedLibrary("torch"),
]

let package = Package(
  name: "Surety",
  platforms: [.macOS(.v14)],
  products: [
    .library(name: "RobustnessVerification", targets: ["RobustnessVerification"]),
    .library(name: "CertifiedTraining", targets: ["CertifiedTraining"]),
    .library(name: "SampleDesign", targets: ["SampleDesign"]),
    .executable(name: "surety", targets: ["surety"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // The ground.
    .target(
      name: "CTorch", cxxSettings: torchHeaders + [.headerSearchPath("declarations")],
      linkerSettings: torchLibraries),
    .target(name: "CKernels"),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .target(name: "Archives", dependencies: ["CZlib"], swiftSettings: swift),
    .target(name: "ArrayFiles", dependencies: ["Archives"], swiftSettings: swift),
    .target(name: "NumericalMethods", swiftSettings: numerics),
    .target(
      name: "Tensors", dependencies: ["ArrayFiles", "CKernels", "CTorch"], swiftSettings: swift),

    .target(name: "Reports", dependencies: ["Archives"], swiftSettings: swift),

    // Networks.
    .target(name: "Bounds", dependencies: ["CKernels", "Tensors"], swiftSettings: swift),
    .target(name: "Graphs", dependencies: ["Bounds", "Tensors"], swiftSettings: swift),
    .target(
      name: "Operators", dependencies: ["Graphs", "Bounds", "Tensors"], swiftSettings: swift),

    .target(name: "Specifications", swiftSettings: swift),
    .target(
      name: "Propagation", dependencies: ["Graphs", "Bounds", "Tensors"], swiftSettings: swift),

    .target(
      name: "Verification",
      dependencies: ["Propagation", "Specifications", "Graphs", "Bounds", "Tensors"],
      swiftSettings: swift),
    .target(
      name: "ONNX",
      dependencies: [
        "Operators", "Graphs", "Tensors", "Archives",
        .product(name: "SwiftProtobuf", package: "swift-protobuf"),
      ], exclude: ["Wire/onnx.proto"], swiftSettings: swift),
    .target(
      name: "RobustnessVerification",
      dependencies: [
        "Bounds", "Graphs", "ONNX", "Operators", "Propagation", "Specifications", "Tensors",
        "Verification",
      ], swiftSettings: swift),

    // Points.
    .target(
      name: "PointSets", dependencies: ["NumericalMethods", "ArrayFiles", "Archives"],
      swiftSettings: numerics),
    .target(
      name: "Domains",
      dependencies: [
        "PointSets", "NumericalMethods", "Archives", .product(name: "Yams", package: "Yams"),
      ], swiftSettings: numerics),
    .target(
      name: "SampleDesigns",
      dependencies: ["Domains", "PointSets", "NumericalMethods", "Tensors"],
      swiftSettings: numerics),
    .target(
      name: "Spectra", dependencies: ["PointSets", "NumericalMethods", "Tensors"],
      swiftSettings: numerics),
    .target(
      name: "SamplePlanning", dependencies: ["Spectra", "PointSets", "NumericalMethods"],
      swiftSettings: numerics),
    .target(
      name: "Simulators",
      dependencies: ["Domains", "PointSets", "NumericalMethods", "ArrayFiles", "Archives"],
      swiftSettings: numerics),
    .target(
      name: "Surrogates", dependencies: ["PointSets", "NumericalMethods", "Tensors"],
      swiftSettings: numerics),
    .target(
      name: "Experiments",
      dependencies: [
        "SamplePlanning", "Surrogates", "Simulators", "SampleDesigns", "Domains", "PointSets",
        "NumericalMethods", "Archives",
      ], swiftSettings: numerics),
    .target(
      name: "Ensembles",
      dependencies: [
        "Domains", "PointSets", "Archives", .product(name: "GRDB", package: "GRDB.swift"),
      ], swiftSettings: swift),
    .target(
      name: "SampleDesign",
      dependencies: [
        "SamplePlanning", "Simulators", "Spectra", "SampleDesigns", "Domains", "PointSets",
        "NumericalMethods",
      ], swiftSettings: swift),
    .target(
      name: "StudyReports",
      dependencies: [
        "Experiments", "SamplePlanning", "Spectra", "PointSets", "NumericalMethods", "Reports",
      ], swiftSettings: swift),

    // Labelled data.
    .systemLibrary(name: "CPNG", providers: [.apt(["libpng-dev"]), .brew(["libpng"])]),
    .systemLibrary(name: "CJPEG", providers: [.apt(["libjpeg-dev"]), .brew(["jpeg-turbo"])]),
    .target(
      name: "CImages", dependencies: ["CPNG", "CJPEG"],
      linkerSettings: [.linkedLibrary("png"), .linkedLibrary("jpeg")]),
    .target(
      name: "DataSets",
      dependencies: [
        "CImages", "PointSets", "NumericalMethods", "Tensors", "ArrayFiles", "Archives",
      ],
      swiftSettings: numerics),
    // Training: networks on data.
    .target(
      name: "CertifiedTraining",
      dependencies: [
        "DataSets", "Propagation", "ONNX", "Operators", "Graphs", "Bounds", "Tensors",
        "NumericalMethods", "ArrayFiles", "Archives", .product(name: "Yams", package: "Yams"),
      ], swiftSettings: swift),

    // The roof.
    .target(name: "CommandSupport", swiftSettings: swift),
    .target(
      name: "PointsCommands",
      dependencies: [
        "StudyReports", "SampleDesign", "Ensembles", "Experiments", "PointSets", "Reports",
        "CommandSupport", "Archives",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: swift),
    .executableTarget(
      name: "surety",
      dependencies: [
        "CertifiedTraining", "DataSets", "RobustnessVerification", "PointsCommands",
        "CommandSupport", "Reports", "Archives", "ArrayFiles",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: swift),

    .executableTarget(
      name: "surety-benchmarks", dependencies: ["RobustnessVerification"],
      path: "Benchmarks/SuretyBenchmarks", swiftSettings: swift),
    .executableTarget(
      name: "design-benchmarks", dependencies: ["SampleDesign"],
      path: "Benchmarks/DesignBenchmarks", swiftSettings: swift),
    .executableTarget(
      name: "training-benchmarks",
      dependencies: ["CertifiedTraining", "Propagation", "Bounds", "Graphs", "Tensors"],
      path: "Benchmarks/TrainingBenchmarks", swiftSettings: swift),

    // Tests mirror sources.
    .target(name: "_FuzzTestSupport", path: "Tests/_FuzzTestSupport", swiftSettings: swift),
    .target(
      name: "_GoldenTestSupport", path: "Tests/_GoldenTestSupport", swiftSettings: swift),
    .target(
      name: "_DesignTestSupport", dependencies: ["SampleDesigns", "PointSets", "NumericalMethods"],
      path: "Tests/_DesignTestSupport", swiftSettings: swift),
    .testTarget(
      name: "StudyReportsTests",
      dependencies: [
        "StudyReports", "Experiments", "SamplePlanning", "Spectra", "PointSets", "Reports",
      ], swiftSettings: swift),
    .testTarget(name: "ReportsTests", dependencies: ["Reports"], swiftSettings: swift),
    .testTarget(
      name: "NumericalMethodsTests", dependencies: ["NumericalMethods", "_GoldenTestSupport"],
      swiftSettings: numerics),
    .testTarget(
      name: "PointSetsTests",
      dependencies: [
        "PointSets", "NumericalMethods", "ArrayFiles", "Archives", "_FuzzTestSupport",
      ],
      swiftSettings: numerics),
    .testTarget(
      name: "DataSetsTests",
      dependencies: [
        "DataSets", "PointSets", "NumericalMethods", "Tensors", "ArrayFiles", "Archives",
        "_FuzzTestSupport",
      ], swiftSettings: numerics),
    .testTarget(
      name: "DomainsTests",
      dependencies: ["Domains", "PointSets", "NumericalMethods", "Archives", "_FuzzTestSupport"],
      swiftSettings: numerics),
    .testTarget(
      name: "EnsemblesTests", dependencies: ["Ensembles", "PointSets"], swiftSettings: swift),
    .testTarget(
      name: "SpectraTests",
      dependencies: ["Spectra", "PointSets", "NumericalMethods", "_GoldenTestSupport"],
      swiftSettings: numerics),
    .testTarget(
      name: "PointsCommandsTests",
      dependencies: ["PointsCommands", "SampleDesign", "Reports", "CommandSupport"],
      swiftSettings: swift),
    .testTarget(
      name: "SamplePlanningTests",
      dependencies: [
        "SamplePlanning", "Spectra", "SampleDesigns", "PointSets", "NumericalMethods",
        "_GoldenTestSupport",
      ], swiftSettings: numerics),
    .testTarget(
      name: "SampleDesignsTests",
      dependencies: ["SampleDesigns", "Spectra", "_DesignTestSupport", "_GoldenTestSupport"],
      swiftSettings: numerics),
    .testTarget(
      name: "SimulatorsTests",
      dependencies: [
        "Simulators", "Domains", "PointSets", "NumericalMethods", "ArrayFiles",
        "_GoldenTestSupport",
      ], swiftSettings: numerics),
    .testTarget(
      name: "SurrogatesTests",
      dependencies: ["Surrogates", "Simulators", "PointSets", "NumericalMethods", "Tensors"],
      swiftSettings: numerics),
    .testTarget(
      name: "ExperimentsTests",
      dependencies: [
        "Experiments", "Surrogates", "Simulators", "SamplePlanning", "SampleDesigns", "PointSets",
        "NumericalMethods",
      ], swiftSettings: numerics),
    .testTarget(
      name: "TensorsTests", dependencies: ["ArrayFiles", "Tensors"], swiftSettings: swift),
    .testTarget(name: "BoundsTests", dependencies: ["Bounds", "Tensors"], swiftSettings: swift),
    .testTarget(
      name: "PropagationTests",
      dependencies: [
        "Propagation", "Operators", "ONNX", "_BoundsTestSupport", "_GoldenTestSupport",
      ], swiftSettings: swift),
    .testTarget(
      name: "VerificationTests",
      dependencies: [
        "Verification", "Propagation", "Specifications", "ONNX", "Graphs", "Bounds", "Tensors",
        "_BoundsTestSupport",
      ], swiftSettings: swift),
    .testTarget(
      name: "CertifiedTrainingTests",
      dependencies: [
        "CertifiedTraining", "DataSets", "Propagation", "ONNX", "Operators", "Graphs", "Bounds",
        "Tensors",
        "NumericalMethods", "ArrayFiles", "Archives", "_BoundsTestSupport", "training-worker",
        .product(name: "Yams", package: "Yams"),
      ], swiftSettings: swift),
    // A training in a process of its own, which tests start several of, or end.
    .executableTarget(
      name: "training-worker", dependencies: ["CertifiedTraining", "DataSets", "Tensors"],
      path: "Tests/training-worker", swiftSettings: swift),
    // Runs the executable that the build puts beside the tests.
    .testTarget(name: "CommandLineTests", dependencies: ["surety"], swiftSettings: swift),
    .testTarget(
      name: "SpecificationsTests", dependencies: ["Specifications", "_FuzzTestSupport"],
      swiftSettings: swift),
    .testTarget(
      name: "ONNXTests",
      dependencies: [
        "ONNX", "Graphs", "Bounds", "Tensors", "ArrayFiles", "_BoundsTestSupport",
        "_FuzzTestSupport",
      ],
      exclude: ["Bad"], resources: [.copy("Fixtures")],
      swiftSettings: swift),
    .testTarget(
      name: "ArchivesTests", dependencies: ["Archives", "_FuzzTestSupport"], swiftSettings: swift),
    .testTarget(
      name: "ArrayFilesTests", dependencies: ["ArrayFiles", "Archives", "_FuzzTestSupport"],
      exclude: ["Fixtures"], swiftSettings: swift),
    .target(
      name: "_BoundsTestSupport",
      dependencies: ["Propagation", "Operators", "Graphs", "Bounds", "Tensors"],
      path: "Tests/_BoundsTestSupport", swiftSettings: swift),
    .testTarget(
      name: "OperatorsTests", dependencies: ["Operators", "_BoundsTestSupport"],
      exclude: ["Fixtures"], swiftSettings: swift),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx20
)
