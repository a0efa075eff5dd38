import CommandLineKit

/// The formats that `takedown intake` reads.
enum IntakeFormat: String, CaseIterable, ArgumentValue {
    case jsonl
    case csv
    case xarf

    /// The reader of the format.
    var reader: any ReportReader {
        switch self {
        case .jsonl: ReportJSONLinesImporter()
        case .csv: ReportCSVImporter()
        case .xarf: ReportXARFImporter()
        }
    }

    /// Goes by the file's name; standard input and unknown endings are JSON Lines.
    static func guess(_ path: String) -> IntakeFormat {
        let ending = path.split(separator: ".").last?.lowercased()
        return switch ending {
        case "csv": .csv
        case "json", "xarf": .xarf
        default: .jsonl
        }
    }
}
