internal import Files
package import Ports

/// Where DuckDB's command-line program and its extensions are.
package struct DuckDBInstallation: Sendable {
  /// An extension loads into exactly the version it was built for.
  private static let version = "v1.5.5"

  package let program: String
  /// Full paths, in the order in which they are loaded.
  package let extensions: [String]

  /// Finds the pinned wheels in a Python virtual environment.
  ///
  /// - Throws: `.missing`, naming what is not there.
  package init(virtualEnvironment folder: String) throws(PortError) {
    let packages = try Self.packagesFolder(in: folder)
    program = "\(packages)/duckdb_cli/duckdb"
    extensions = ["avro", "httpfs", "iceberg", "postgres_scanner"].map { name in
      "\(packages)/duckdb_extension_\(name)/extensions/\(Self.version)/\(name).duckdb_extension"
    }
    for path in [program] + extensions where FileSystem.kind(of: path) != .file {
      throw PortError(
        .missing, "A part of the engine is not installed; 'scripts/setup.sh' installs it."
      ).adding("file", path)
    }
  }

  private static func packagesFolder(in folder: String) throws(PortError) -> String {
    let library = "\(folder)/lib"
    let versions = (try? FileSystem.entries(of: library)) ?? []
    guard let python = versions.first(where: { $0.hasPrefix("python3.") }) else {
      throw PortError(
        .missing, "The engine is not installed; 'scripts/setup.sh' installs it."
      ).adding("folder", folder)
    }
    return "\(library)/\(python)/site-packages"
  }
}
