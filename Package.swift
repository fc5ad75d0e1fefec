// swift-tools-version: 6.2
import PackageDescription

/// Settings of every Swift target. A warning is an error, here and in CI alike.
let house: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
  .strictMemorySafety(),
]

/// Whether the targets of libFuzzer are built, and all rooms with its instruments: `scripts/fuzz.sh` asks
/// for it.
let isFuzzing = Context.environment["WEIR_FUZZ"] == "1"
let instruments: [SwiftSetting] = isFuzzing ? [.unsafeFlags(["-sanitize=fuzzer"])] : []

/// A target under `Sources/`. What it may import is decided by the table of rooms in
/// `Sources/WeirCommands/Weir.docc/Architecture.md`, which `scripts/check_imports.py` holds.
func room(_ name: String, _ dependencies: Target.Dependency...) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: house + instruments)
}

func systemLibrary(_ name: String, pkgConfig: String, apt: String) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([apt])])
}

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let unixSignals = Target.Dependency.product(
  name: "UnixSignals", package: "swift-service-lifecycle")
let systemPackage = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")

let package = Package(
  name: "weir",
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    // Without its default trait, which would load Foundation into every command.
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
  ],
  targets: [
    systemLibrary("CYAML", pkgConfig: "yaml-0.1", apt: "libyaml-dev"),
    systemLibrary("CCurl", pkgConfig: "libcurl", apt: "libcurl4-openssl-dev"),
    systemLibrary("CPostgres", pkgConfig: "libpq", apt: "libpq-dev"),
    systemLibrary("CZlib", pkgConfig: "zlib", apt: "zlib1g-dev"),
    room("Diagnostics"),
    room("Graph"),
    room("YAML", "Diagnostics", "CYAML"),
    room("Catalog", crypto),
    room("JSON", "Diagnostics"),
    room("SQL", "Diagnostics", "Catalog"),
    room("Iceberg", "Catalog", "JSON"),
    room("Spec", "Diagnostics", "YAML", "Catalog"),
    room("Reference", "Spec", "JSON", "SQL"),
    room("ScheduleModel", "Catalog"),
    room("PlanModel", "Catalog", "JSON"),
    room("Analysis", "Diagnostics", "SQL", "Catalog"),
    room("Ports", "Catalog", "PlanModel", "ScheduleModel"),
    room("Star", "Diagnostics", "Spec", "Catalog", "SQL", "Analysis", "ScheduleModel"),
    room("DDL", "Catalog", "SQL"),
    room(
      "Planning", "Diagnostics", "Graph", "Catalog", "JSON", "SQL", "Analysis", "Iceberg", "DDL",
      "PlanModel"),
    room("Importing", "Catalog", "SQL", "Analysis"),
    room(
      "Proving", "Diagnostics", "Catalog", "SQL", "PlanModel", "Planning", "Ports", "Connect",
      "Warehouse"),
    room("Report", "Diagnostics", "Catalog", "JSON", "PlanModel"),
    room("Compression", "CZlib"),
    room(
      "Compile", "Diagnostics", "Graph", "Catalog", "JSON", "SQL", "Spec", "PlanModel",
      "ScheduleModel", "Analysis", "Star"),
    room("Generate", "Catalog", "SQL", "JSON", "DDL", "Compile", "ScheduleModel"),
    room("Files", subprocess, systemPackage),
    room("Laptop", "Ports", "Files", "Connect"),
    room("State", "Catalog", "ScheduleModel", "Ports", "Connect"),
    room("Connect", "CPostgres", "CCurl", "Ports"),
    room("Warehouse", "Catalog", "SQL", "PlanModel", "ScheduleModel", "Ports", "Connect"),
    room(
      "Sources", "Catalog", "JSON", "ScheduleModel", "Ports", "Compression", "Connect", "Files"),
    room("Engines", "Catalog", "JSON", "ScheduleModel", "Ports", "Connect", "Files"),
    room("Apply", "Catalog", "PlanModel", "Ports"),
    room("Tasks", "Diagnostics", "Catalog", "ScheduleModel", "Ports"),
    room("Lake", "Catalog", "JSON", "Iceberg", "PlanModel", "Ports", "Connect"),
    room("Runner", "Catalog", "ScheduleModel", "Ports", "Tasks"),
    room(
      "CatalogServer", "JSON", "Iceberg", "Ports", "Connect", "Files", hummingbird, logging),
    room(
      "WeirCommands", "Diagnostics", "Catalog", "JSON", "SQL", "Iceberg", "Spec", "PlanModel",
      "ScheduleModel", "Analysis", "Ports", "Compile", "Planning", "Generate", "Report",
      "Reference", "Importing", "Proving", "Files",
      "Connect", "Lake", "Warehouse", "State", "Sources", "Engines", "Apply", "Tasks", "Runner",
      "CatalogServer", "Laptop", argumentParser, unixSignals),
    .executableTarget(name: "weir", dependencies: ["WeirCommands"], swiftSettings: house),
    .target(
      name: "Samples", dependencies: ["Catalog"], path: "Tests/Samples", swiftSettings: house),
    .target(
      name: "Conformance", dependencies: ["Catalog", "ScheduleModel", "Ports"],
      path: "Tests/Conformance", swiftSettings: house),
    .testTarget(
      name: "SmallTests",
      dependencies: [
        "Report",
        "Reference",
        "Conformance",
        "Diagnostics",
        "Graph",
        "YAML",
        "Catalog",
        "JSON",
        "SQL",
        "Analysis",
        "Spec",
        "Compile",
        "Generate",
        "Iceberg",
        "DDL",
        "Apply",
        "Planning",
        "PlanModel",
        "Samples",
        "ScheduleModel",
        "Connect",
        "Ports",
        "Star",
        "Compression",
        "Sources",
        "Engines",
        "Tasks",
        "Runner",
        "Laptop",
      ],
      swiftSettings: house),
    .testTarget(
      name: "MediumTests",
      dependencies: [
        "Conformance",
        "Catalog",
        "Compile",
        "Diagnostics",
        "Importing",
        "Proving",
        "JSON",
        "Spec",
        "SQL",
        "DDL",
        "Apply",
        "Planning",
        "PlanModel",
        "Samples",
        "Warehouse",
        "Compression",
        "Connect",
        "Files",
        "Laptop",
        "Iceberg",
        "Lake",
        "CatalogServer",
        "Ports",
        "ScheduleModel",
        "Sources",
        "Engines",
        "Star",
        "State",
      ],
      swiftSettings: house),
    .testTarget(
      name: "LargeTests", dependencies: ["Connect", "Files", "Laptop", "Ports", "State"],
      swiftSettings: house),
    .executableTarget(
      name: "WeirBenchmarks",
      dependencies: ["Diagnostics", "JSON", "Spec", "YAML"],
      path: "Tests/Benchmarks",
      swiftSettings: house),
  ]
)

if isFuzzing {
  func fuzzer(_ name: String, _ folder: String, _ dependencies: Target.Dependency...) -> Target {
    .executableTarget(
      name: name, dependencies: dependencies, path: "Tests/Fuzz/\(folder)",
      swiftSettings: [.swiftLanguageMode(.v5)] + instruments,
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])])
  }
  package.targets += [
    fuzzer("FuzzSpec", "Spec", "Diagnostics", "Spec"),
    fuzzer("FuzzSql", "Sql", "Diagnostics", "Catalog", "SQL", "Analysis"),
  ]
}
