import AllianceKit
import Formats

/// Walks through a VICS file.
struct VICSReader {
    var json = JSONScanner(limit: 1 << 24)
    private let warn: (String) -> Void
    /// Whether the file uses the categories of the US.
    private var isUS = false
    private var isKnown = false
    private var source: String?
    /// The arrays of media and cases that are open, from the outermost.
    private var levels: [JSONScanner.Level] = []
    private var place = SourcePlace(file: "")
    private var passed = JSONStretch()
    /// Whether media of this file have nothing that only media have, as its beginning shows.
    private var isPlain = false

    init(warn: @escaping (String) -> Void) { self.warn = warn }

    mutating func read(
        _ input: inout InputFile, _ body: (Result<HashEntry, AllianceError>) throws -> Void
    ) throws {
        let start = String(decoding: try input.peek(1 << 14), as: UTF8.self)
        isPlain = !VICSModel.startMembers.contains { $0.isOfMedium && start.contains("\"\($0.name)\"") }
        var found: VICSStart?
        while true {
            do {
                if let found { try goOn(found, &input, body) } else { try begin(&input, body) }
                while try json.next(&input) != .end {}
                try passed.end(body)
                break
            } catch let error as AllianceError where !levels.isEmpty && JSONStretch.codes.contains(error.code) {
                passed.open(error.within(place), at: json.heldOffset)
                do { found = try restart(&input) } catch let cut as AllianceError where cut.code == "json.truncated" {
                    try passed.end(body)
                    throw cut
                }
                if found != nil { continue }
                try passed.end(body)
                break
            }
        }
        if !isKnown { warn("\(input.name): the file does not name a data model of Project VIC 1.2, 1.3 or 2.0") }
    }

    private mutating func begin(
        _ input: inout InputFile, _ body: (Result<HashEntry, AllianceError>) throws -> Void
    ) throws {
        if try json.next(&input) == .objectStart {
            while try json.next(&input) == .name {
                let member = VICSModel.Member(rawValue: json.match(VICSModel.names))
                let token = try json.next(&input)
                switch (member, token) {
                case (.context13, .string), (.context20, .string): note(context: json.text)
                case (.value, .arrayStart) where levels.isEmpty: try records("value", &input, body)
                default: try json.skip(token, &input)
                }
            }
        }
        guard !levels.isEmpty else {
            throw AllianceError(
                "hashing.list.structure", "no VICS file: there is no array \"value\"", at: SourcePlace(file: input.name)
            )
        }
    }

    /// What was found behind a broken record.
    private enum VICSStart { case medium, mediumOfCase, wholeCase }

    /// Goes to the next medium or case; nil when there is none.
    private mutating func restart(_ input: inout InputFile) throws -> VICSStart? {
        guard let start = try json.resume(at: levels[levels.count - 1], names: VICSModel.starts, &input) else {
            return nil
        }
        guard VICSModel.startMembers[start.name].opensCase else {
            return levels.count > 1 ? .mediumOfCase : .medium
        }
        levels.removeLast(levels.count - 1)
        source = nil
        json.stand(at: levels[0])
        return .wholeCase
    }

    /// The rest of the arrays that were open.
    private mutating func goOn(
        _ start: VICSStart, _ input: inout InputFile, _ body: (Result<HashEntry, AllianceError>) throws -> Void
    ) throws {
        if start == .mediumOfCase {
            try elements("value[]/Media", &input, body)
            levels.removeLast()
            while try json.next(&input) == .name { try json.skip(json.next(&input), &input) }
        }
        try elements("value", &input, body)
    }

    /// `…/ICMEC/ProjectVic/DataModels/1.3.xml#Media` or `…/VICSDATAMODEL/ProjectVic/DataModels/2.0.xml/US/$metadata#Cases`
    private mutating func note(context: String) {
        isKnown = ["/1.2.xml", "/1.3.xml", "/2.0.xml"].contains { context.contains($0) }
        isUS = context.contains(".xml/US/")
    }

    /// An array of media or cases that was just opened.
    private mutating func records(
        _ path: String, _ input: inout InputFile, _ body: (Result<HashEntry, AllianceError>) throws -> Void
    ) throws {
        levels.append(json.level)
        try elements(path, &input, body)
        // The outermost is kept, for what stands behind a bracket too many.
        if levels.count > 1 { levels.removeLast() }
    }

    /// The elements of an array, up to its end.
    private mutating func elements(
        _ path: String, _ input: inout InputFile, _ body: (Result<HashEntry, AllianceError>) throws -> Void
    ) throws {
        var number = 0
        while true {
            json.release()
            place = SourcePlace(file: input.name, path: "\(path)[\(number)]")
            let token = try json.next(&input)
            if token == .arrayEnd { return }
            _ = json.takeFault()
            json.hold()
            let offset = json.offset
            place.line = json.line()
            let here = place
            guard token == .objectStart else {
                throw AllianceError("json.syntax", "no object where a medium is expected")
            }
            if let draft = try record("\(path)[\(number)]", &input, body) {
                try json.requireEndOfElement(&input)
                try passed.report(offset, body)
                if let fault = json.takeFault() {
                    try body(.failure(fault.within(here)))
                } else {
                    try body(draft.result(at: here))
                }
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
        var (isMedium, isPart) = (false, false)
        while try json.next(&input) == .name {
            let member = VICSModel.Member(rawValue: json.match(VICSModel.names))
            isMedium = isMedium || member?.isOfMedium ?? false
            isPart = isPart || member?.isOfPart ?? false
            let token = try json.next(&input)
            switch (member, token) {
            case (.media?, .arrayStart):
                isCase = true
                json.release()
                try passed.report(json.offset, body)
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
        if passed.isOpen {
            // The first object behind a broken medium may be a file or a property of that one.
            guard isMedium || isPlain && !isPart else { throw AllianceError("hashing.list.record", "no medium") }
        }
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
