import AllianceKit

/// The CSV form of a known-hash list, as the importer and the exporter share it.
enum HashListCSV {
    static let columns = ["id", "pdq", "md5", "sha1", "sha256", "category", "source", "note"]
    static let hashes: Set<String> = ["pdq", "md5", "sha1", "sha256"]

    static let format = FormatDescription(
        name: "csv", title: "Comma-separated values with a heading", subject: "hash list", fileExtensions: ["csv"],
        mediaType: "text/csv", specification: "RFC 4180; columns: docs/hashing.md")
}
