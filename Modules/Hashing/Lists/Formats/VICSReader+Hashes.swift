import AllianceKit
import Formats

/// Hashes of other kinds than a medium's own.
extension VICSReader {
    /// `[{"HashName":"PhotoDNA","HashValue":"…"}]`
    mutating func alternatives(_ draft: inout EntryDraft, _ input: inout InputFile) throws {
        while true {
            let token = try json.next(&input)
            if token == .arrayEnd { return }
            guard token == .objectStart else {
                try json.skip(token, &input)
                continue
            }
            var name = ""
            var value: [UInt8] = []
            while try json.next(&input) == .name {
                let member = VICSModel.Member(rawValue: json.match(VICSModel.names))
                let token = try json.next(&input)
                switch (member, token) {
                case (.hashName?, .string): name = json.text
                case (.hashValue?, .string): value = Array(json.value)
                default: try json.skip(token, &input)
                }
            }
            set(name, value[...], &draft)
        }
    }

    private func set(_ name: String, _ value: ArraySlice<UInt8>, _ draft: inout EntryDraft) {
        if name.isEmpty || value.isEmpty { return }
        if let algorithm = VICSModel.digest(named: name) { return draft.set(algorithm, hex: value, name) }
        switch name.lowercased() {
        case "pdq": draft.setPDQ(hex: value, "PDQ")
        case "photodna": draft.setFingerprint(VICSModel.photoDNA, value, "PhotoDNA")
        default:
            let word = name.lowercased().filter { $0.isLetter || $0.isNumber || $0 == "-" }
            // "SHA?256" is not known to be SHA-256, and must not become it when the entry is written and read again.
            let isTaken = VICSModel.digest(named: word) != nil || word == "pdq" || word == "photodna"
            draft.setFingerprint(isTaken ? "other-\(word)" : word, value, "AlternativeHashes")
        }
    }
}
