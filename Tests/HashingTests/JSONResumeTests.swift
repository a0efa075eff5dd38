import AllianceKit
import TestKit
import Testing

@testable import Hashing

/// One broken record of a JSON list costs itself, or itself and a neighbour; what comes through is as it was written.
struct JSONResumeTests {
    /// A list of one format, record by record.
    struct Sample: Sendable, CustomTestStringConvertible {
        var name: String
        var type: any HashListImporter.Type
        var head: String
        var tail: String
        var record: @Sendable (Int) -> String
        var testDescription: String { name }

        func text(_ records: [String], _ separator: String) -> String {
            head + records.joined(separator: separator) + tail
        }
    }

    private static func hex(_ number: Int, _ count: Int) -> String {
        let bytes = TestRandomness(seed: UInt64(number) + 1).bytes(count / 2)
        return Hex.encode(bytes)
    }

    static let samples = [
        Sample(
            name: "stopncii", type: StopNCIIImporter.self, head: "{\"count\":9,\"hashRecords\":[",
            tail: "],\"x\":[{\"a\":1}]}"
        ) {
            """
            {"lastModtimestamp":17800000\($0),"signalType":"ImagePDQ","hashValue":"\(hex($0, 64))","hashStatus":"Active",\
            "caseNumbers":{"26-\($0)":"Active"},"CSPFeedbacks":[{"source":"A { \\"b\\"","feedbackValue":"Blocked","tags":["t","u"]},\
            {"source":"C, }","feedbackValue":"Blocked","tags":[]}]}
            """
        },
        Sample(
            name: "updates", type: ThreatExchangeImporter.self, head: "{\"data\":[",
            tail: "],\"paging\":{\"cursors\":{\"after\":\"x\"}}}"
        ) {
            """
            {"id":"10\($0)","indicator":"\(hex($0, 64))","type":"HASH_PDQ","last_updated":1780000000,"should_delete":\($0 % 2 == 0),\
            "descriptors":{"data":[{"id":"20\($0)","raw_indicator":"\(hex($0, 64))","type":"HASH_PDQ","owner":{"id":"3","name":"A"},\
            "status":"MALICIOUS"},{"id":"30\($0)","raw_indicator":"\(hex($0, 64))","type":"HASH_PDQ","owner":{"id":"4"}}]}}
            """
        },
        Sample(
            name: "vics media", type: VICSImporter.self, head: "{\"odata.metadata\":\"…/1.3.xml#Media\",\"value\":[",
            tail: "]}"
        ) {
            """
            {"MediaID":\($0),"Category":1,"MD5":"\(hex($0, 32))","SHA1":"\(hex($0, 40))","Tags":"a,b","Comments":"{ \\"MD5\\": ]",\
            "Exifs":[{"MD5":"\(hex($0, 32))","PropertyName":"x","PropertyValue":"y"}],\
            "MediaFiles":[{"MD5":"\(hex($0, 32))","FileName":"a"},{"MD5":"\(hex($0, 32))","FileName":"b"}]}
            """
        },
        Sample(name: "vics plain", type: VICSImporter.self, head: "{\"value\":[", tail: "]}") {
            "{\"MD5\":\"\(hex($0, 32))\",\"SHA1\":\"\(hex($0, 40))\"}"
        },
        Sample(
            name: "vics cases", type: VICSImporter.self, head: "{\"odata.metadata\":\"…/1.3.xml#Cases\",\"value\":[",
            tail: "]}"
        ) { number in
            let media = (0..<3).map {
                "{\"MediaID\":\($0),\"Category\":2,\"MD5\":\"\(hex(number * 3 + $0, 32))\",\"VictimIdentified\":\"False\"}"
            }
            return
                "{\"CaseID\":\"c\(number)\",\"CaseNumber\":\"26-\(number)\",\"ContactOrganization\":\"Police \(number)\","
                + "\"Media\":[\(media.joined(separator: ",\n"))]}"
        },
    ]

    private static func read(_ sample: Sample, _ text: String) -> ListFormatTests.Reading {
        ListFormatTests.read(sample.type, text)
    }

    /// What breaks a structure: a structural byte that is lost, doubled, put in or turned into another.
    private static func broken(_ record: String, _ random: TestRandomness) -> String {
        var bytes = Array(record.utf8)
        let structure = Array("{}[]\",:\\".utf8)
        func drawn(_ below: Int) -> Int { random.bytes(4).reduce(0) { $0 << 8 | Int($1) } % below }
        for _ in 0...drawn(2) {
            let places = bytes.indices.filter { structure.contains(bytes[$0]) }
            guard let place = places.isEmpty ? nil : places[drawn(places.count)] else { continue }
            switch drawn(4) {
            case 0: bytes.remove(at: place)
            case 1: bytes.insert(bytes[place], at: place)
            case 2: bytes[place] = structure[drawn(structure.count)]
            default: bytes.insert(structure[drawn(structure.count)], at: drawn(bytes.count))
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(arguments: samples) func oneBrokenRecordCostsItself(sample: Sample) throws {
        let random = TestRandomness(seed: 0x5e5)
        let count = 9
        for separator in [",", ",\n", " ,\n  "] {
            let good = (0..<count).map(sample.record)
            let each = good.map { Self.read(sample, sample.text([$0], "")).entries }
            let all = each.flatMap { $0 }
            #expect(Self.read(sample, sample.text(good, separator)).entries == all)
            for round in 0..<150 {
                let place = round % count
                var records = good
                records[place] = Self.broken(good[place], random)
                let text = sample.text(records, separator)
                let reading = Self.read(sample, text)
                // Of the broken record itself anything may have come through, as it stands there now.
                let own = Set(each[place].map(\.entry))
                let others = reading.entries.filter { !own.contains($0.entry) }
                let wrong = others.filter { !all.contains($0) }
                #expect(wrong.isEmpty, "round \(round), place \(place): \(records[place])")
                let whole = each.enumerated().filter {
                    $0.offset != place && others.filter($0.element.contains).count == $0.element.count
                }
                #expect(
                    whole.count >= count - 2, "round \(round), place \(place): \(records[place])\n\(reading.errors)")
            }
        }
    }

    @Test(arguments: ["{", "}", ",,", "[1,2,", "[", "]", "}]", "\"", "7,", "{\"signalType\":"])
    func whatStandsBetweenRecordsCostsOneError(text: String) {
        let sample = Self.samples[0]
        for separator in [",", ",\n"] {
            var records = (0..<6).map(sample.record)
            records[2] = text + records[2]
            let reading = Self.read(sample, sample.text(records, separator))
            #expect(reading.entries.count >= 5 && reading.end == nil, "\(text)")
            #expect(1...2 ~= reading.errors.count, "\(text): \(reading.errors)")
        }
    }

    @Test func theStretchIsNamed() throws {
        let sample = Self.samples[0]
        var records = (0..<4).map(sample.record)
        let start = sample.head.utf8.count + records[0].utf8.count + 1
        records[1].removeLast()
        let reading = Self.read(sample, sample.text(records, ","))
        let error = try #require(reading.errors.first)
        #expect(reading.errors.count == 1 && error.code == "json.syntax" && error.place?.path == "hashRecords[1]")
        #expect(error.hint == "bytes \(start) to \(start + records[1].utf8.count) of the file are passed over")
    }

    @Test func aCutFileSaysSo() {
        for sample in Self.samples {
            let text = Array(sample.text((0..<5).map(sample.record), ",\n").utf8)
            for length in stride(from: sample.head.utf8.count + 1, to: text.count - sample.tail.utf8.count, by: 37) {
                let reading = ListFormatTests.read(sample.type, Array(text[..<length]))
                #expect(reading.end?.code == "json.truncated", "\(sample.name) \(length)")
            }
        }
    }

    /// Thousands of starts within one another: the time is that of reading, not its square.
    @Test(.timeLimit(.minutes(1))) func startsWithinStartsAreBounded() {
        let text = "{\"hashRecords\":[" + String(repeating: "{\"signalType\":[0,{\"signalType\":", count: 60_000) + "]}"
        let reading = Self.read(Self.samples[0], text)
        #expect(reading.entries.isEmpty && !reading.errors.isEmpty)
    }
}
