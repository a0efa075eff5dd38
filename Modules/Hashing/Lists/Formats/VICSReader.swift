import AllianceKit
import Formats

/// Walks through a VICS file.
struct VICSReader {
    private var json = JSONScanner(limit: 1 << 24)
    private let warn: (String) -> Void
    /// Whether the file uses the categories of the US.
    private var isUS = false
    private var isKnown = false
    private var source: String?

    init(warn: @escaping (String) -> Void) { self.warn = warn }

    mutating func read(
        _ input: inout InputFile, _ body: (Result<HashEntry, AllianceError>) throws -> Void
    ) throws {
        var found = false
        if try json.next(&input) == .objectStart {
            while try json.next(&input) == .name {
                let member = VICSModel.Member(rawValue: json.match(VICSModel.names))
                let token = try json.next(&input)
                switch (member, token) {
                case (.context13, .string), (.context20, .string): note(context: json.text)
                case (.value, .arrayStart):
                    found = true
                    try records("value", &input, body)
                default: try json.skip(token, &input)
                }
            }
            guard try json.next(&input) == .end else { return }
        }
        guard found else {
            throw AllianceError(
                "hashing.list.structure", "no VICS file: there is no array \"value\"", at: SourcePlace(file: input.name)
            )
        }
        if !isKnown { warn("\(input.name): the file does not name a data model of Project VIC 1.2, 1.3 or 2.0") }
    }

    /// `…/ICMEC/ProjectVic/DataModels/1.3.xml#Media` or `…/VICSDATAMODEL/ProjectVic/DataModels/2.0.xml/US/$metadata#Cases`
    private mutating func note(context: String) {
        isKnown = ["/1.2.xml", "/1.3.xml", "/2.0.xml"].contains { context.contains($0) }
        isUS = context.contains(".xml/US/")
    }

    /// The elements of an array of media or cases.
    private mutating func records(
        _ path: String, _ input: inout InputFile, _ body: (Result<HashEntry, AllianceError>) throws -> Void
    ) throws {
        let outside = json.depth
        var number = 0
        while true {
            let token = try json.next(&input)
            if token == .arrayEnd { return }
            _ = json.takeFault()
            let line = json.line()
            func place() -> SourcePlace { SourcePlace(file: input.name, line: line, path: "\(path)[\(number)]") }
            do {
                if token == .objectStart {
                    if let draft = try record("\(path)[\(number)]", &input, body) {
                        if let fault = json.takeFault() {
                            try body(.failure(fault.within(place())))
                        } else {
                            try body(draft.result(at: place()))
                        }
                    }
                } else {
                    try json.skip(token, &input)
                    throw AllianceError("json.syntax", "no object where a medium is expected")
                }
            } catch let error as AllianceError where error.code == "json.syntax" || error.code == "json.depth" {
                try json.recover(to: outside, &input)
                try body(.failure(error.within(place())))
            }
            number += 1
        }
    }

    /// A medium, or a case, which hands over its media itself and gives nil.
    private mutating func record(
        _ path: @autoclosure () -> String, _ input: inout InputFile,
        _ body: (Result<HashEntry, AllianceError>) throws -> Void
    ) throws -> EntryDraft? {
        var draft = EntryDraft()
        var isCase = false
        var categorised = false
        while try json.next(&input) == .name {
            let member = VICSModel.Member(rawValue: json.match(VICSModel.names))
            let token = try json.next(&input)
            switch (member, token) {
            case (.media?, .arrayStart):
                isCase = true
                try records("\(path())/Media", &input, body)
            case (_, .null): break
            case (.md5?, .string): draft.set(.md5, hex: json.value, "MD5")
            case (.sha1?, .string): draft.set(.sha1, hex: json.value, "SHA1")
            case (.photoDNA?, .string): draft.setFingerprint(VICSModel.photoDNA, json.value, "PhotoDNA")
            case (.alternativeHashes?, .arrayStart): try alternatives(&draft, &input)
            case (.category?, .number), (.category?, .string):
                guard !json.value.isEmpty else { break }
                categorised = true
                category(&draft)
            case (.dateUpdated?, .string): draft.entry.lastSeen = ListTime.read(json.value) ?? VICSModel.time(json.text)
            case (.series?, .string):
                if let series = draft.text(json.value, "Series") {
                    draft.add(tag: VICSModel.seriesTag + series, "Series")
                }
            case (.tags?, .string):
                guard !json.value.isEmpty else { break }
                for tag in json.value.split(whereSeparator: { $0 == 0x2c || $0 == 0x3b }) {
                    draft.add(tag: draft.text(tag, "Tags"), "Tags")
                }
            case (.comments?, .string): draft.entry.note = EntryDraft.remark(json.value)
            case (.organization?, .string): source = draft.text(json.value, "ContactOrganization")
            case (let flag?, _) where flag.tag != nil && isTrue(token): draft.add(tag: flag.tag, flag.name)
            case (.md5?, _), (.sha1?, _):
                draft.fail("hashing.list.hash", "a hash that is no text", member?.name ?? "")
                try json.skip(token, &input)
            default: try json.skip(token, &input)
            }
        }
        if isCase { return nil }
        draft.entry.source = source
        if !categorised { draft.add(HashOpinion(.investigationSeed, reasons: ["no category"]), "Category") }
        return draft
    }

    private func category(_ draft: inout EntryDraft) {
        guard let number = json.integer, 0...999 ~= number else {
            return draft.fail("hashing.list.category", "not a category's number", "Category")
        }
        draft.entry.category = String(number)
        if number == 0 {
            let opinion: HashOpinion =
                isUS
                ? HashOpinion(.negative, reasons: ["category 0: not pertinent"])
                : HashOpinion(.investigationSeed, reasons: ["category 0: not categorised"])
            draft.add(opinion, "Category")
        }
    }

    private func isTrue(_ token: JSONScanner.Token) -> Bool {
        if token != .string { return token == .yes }
        let value = json.value
        return value.first.map { $0 | 0x20 == UInt8(ascii: "t") || $0 == UInt8(ascii: "1") } ?? false
            && ["true", "1"].contains(String(decoding: value, as: UTF8.self).lowercased())
    }

    /// `[{"HashName":"PhotoDNA","HashValue":"…"}]`
    private mutating func alternatives(_ draft: inout EntryDraft, _ input: inout InputFile) throws {
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

extension AllianceError {
    /// The same error, in this record: the record's file and path, the line of the error itself where it is known.
    func within(_ place: SourcePlace) -> AllianceError {
        var copy = self
        copy.place = SourcePlace(file: place.file, line: self.place?.line ?? place.line, path: place.path)
        copy.hint = copy.hint ?? "the entry is kept out"
        return copy
    }
}
