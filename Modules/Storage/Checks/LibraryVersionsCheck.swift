import AllianceKit
import CSQLite
import CZlib

/// The versions of the libraries at run time, which may differ from those the program was built with.
enum LibraryVersionsCheck: HealthCheck {
    static let name = "storage libraries"

    static func examine(_ context: CommandContext) throws -> [HealthFinding] {
        let sqlite = unsafe String(cString: sqlite3_libversion())
        let zlib = unsafe String(cString: zlibVersion())
        // 3.37 brought STRICT tables, 3.35 DROP COLUMN.
        let isNewEnough = sqlite3_libversion_number() >= 3_037_000
        return [
            isNewEnough
                ? HealthFinding(.ok, "SQLite", sqlite)
                : HealthFinding(
                    .failed, "SQLite", "\(sqlite) is older than 3.37", hint: "install a newer libsqlite3-0"),
            HealthFinding(.ok, "zlib", zlib),
        ]
    }
}
