import AllianceKit
import Glibc
import Hashing

/// How fast large lists are read, on one core, and that memory stays flat: generated files of realistic records.
enum ListFormatsBench {
    static func run(in folder: String) throws -> [BenchFigure] {
        let vics = "\(folder)/vics.json"
        let media = try write(vics, megabytes: 256, before: GeneratedLists.vicsStart, after: "]}", separator: ",\n") {
            GeneratedLists.medium(&$0)
        }
        let ncmec = "\(folder)/ncmec.xml"
        let entries = try write(
            ncmec, megabytes: 128, before: GeneratedLists.ncmecStart, after: "</images></queryResult>", separator: "\n"
        ) { GeneratedLists.image(&$0) }
        let first = try read(VICSImporter(), vics, expecting: media)
        let second = try read(NCMECImporter(), ncmec, expecting: entries)
        return [
            BenchFigure(
                name: "VICS JSON, read", value: first.megabytes / first.seconds, unit: "MB/s", target: .atLeast(400)),
            BenchFigure(name: "VICS JSON, entries", value: Double(media) / first.seconds, unit: "entries/s"),
            BenchFigure(
                name: "VICS JSON of \(Int(first.megabytes)) MB, memory that grows", value: first.growth, unit: "MB",
                target: .atMost(16)),
            BenchFigure(
                name: "NCMEC XML, read", value: Double(entries) / second.seconds, unit: "entries/s",
                target: .atLeast(300_000)),
            BenchFigure(name: "NCMEC XML, bytes", value: second.megabytes / second.seconds, unit: "MB/s"),
            BenchFigure(
                name: "NCMEC XML of \(Int(second.megabytes)) MB, memory that grows", value: second.growth, unit: "MB",
                target: .atMost(16)),
        ]
    }

    private struct Reading {
        var seconds: Double
        var megabytes: Double
        var growth: Double
    }

    /// The best of three, by the processor time of the thread.
    private static func read(_ importer: some HashListImporter, _ path: String, expecting count: Int) throws -> Reading
    {
        var best = Double.infinity
        let before = peak()
        for _ in 0..<3 {
            var input = try InputFile(path: path)
            var found = 0
            let start = now()
            try importer.read(&input) { if case .success = $0 { found += 1 } }
            best = min(best, now() - start)
            guard found == count else {
                throw AllianceError("bench.lists", "\(found) of \(count) entries were read", exit: .bug)
            }
        }
        var status = stat()
        _ = unsafe stat(path, &status)
        return Reading(
            seconds: best, megabytes: Double(status.st_size) / 1e6, growth: Double(peak() - before) / 1024)
    }

    private static func write(
        _ path: String, megabytes: Int, before: String, after: String, separator: String,
        _ record: (inout GeneratedLists) -> String
    ) throws -> Int {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Files.failure("bench.lists", "cannot write", errno, at: path) }
        defer { close(descriptor) }
        var generator = GeneratedLists()
        var written = 0
        var count = 0
        var piece = before
        while written < megabytes * 1_000_000 {
            if count > 0 { piece += separator }
            piece += record(&generator)
            count += 1
            if piece.utf8.count > 1 << 18 {
                try Files.writeAll(Array(piece.utf8), to: descriptor, name: path)
                written += piece.utf8.count
                piece = ""
            }
        }
        try Files.writeAll(Array((piece + after).utf8), to: descriptor, name: path)
        return count
    }

    private static func now() -> Double {
        var time = timespec()
        unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// The most memory the process ever had, in KiB.
    private static func peak() -> Int {
        var usage = rusage()
        unsafe getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss
    }
}

/// Records shaped as those of the field, with random hashes.
struct GeneratedLists {
    private var state: UInt64 = 1
    private var number = 0

    static let vicsStart = """
        {"@odata.context":"http://github.com/VICSDATAMODEL/ProjectVic/DataModels/2.0.xml/Default/$metadata#Media","value":[
        """
    static let ncmecStart = """
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
        <queryResult xmlns="https://hashsharing.ncmec.org/hashsharing/v2"><images count="1" maxTimestamp="2026-01-24T15:10:00Z">

        """

    /// A medium of a VICS file: about a kilobyte, with a PhotoDNA hash, a file of a device and two properties of the camera.
    static func medium(_ lists: inout GeneratedLists) -> String {
        lists.number += 1
        let md5 = lists.hex(16)
        let (number, sha1, photoDNA) = (lists.number, lists.hex(20), lists.hex(96))
        return """
            {"MediaID":\(number),"Category":\(number % 4 + 1),"MD5":"\(md5)","SHA1":"\(sha1)","PhotoDNA":"\(photoDNA)",\
            "MediaSize":\(100_000 + number % 900_000),"DateUpdated":"2026-01-02T03:04:05Z","MimeType":"image/jpeg",\
            "Series":"\(number % 7 == 0 ? "Harbour \(number % 1000)" : "")","Tags":"","Comments":"","RelativeFilePath":"Media\\\\\(md5).jpg",\
            "VictimIdentified":"False","OffenderIdentified":"False","IsDistributed":"\(number % 3 == 0 ? "True" : "False")",\
            "IsSuspected":false,"IsPrecategorized":"True","SelfGenerated":false,\
            "Exifs":[{"MD5":"\(md5)","PropertyName":"Make","PropertyValue":"Example"},\
            {"MD5":"\(md5)","PropertyName":"Model","PropertyValue":"Example \\"One\\""}],\
            "MediaFiles":[{"MD5":"\(md5)","FileName":"IMG_\(number).JPG","FilePath":"\\\\DCIM\\\\100\\\\IMG_\(number).JPG",\
            "Created":"2025-01-02T03:04:05Z","Written":"2025-01-02T03:04:05Z","Accessed":"2025-01-02T03:04:05Z",\
            "Unallocated":"False","SourceID":"device-1","PhysicalLocation":"0"}]}
            """
    }

    /// An entry of a `queryResult`, with three kinds of fingerprints; every tenth has feedback.
    static func image(_ lists: inout GeneratedLists) -> String {
        lists.number += 1
        let number = lists.number
        let feedback = """
            <feedback lastUpdateTimestamp="2026-02-01T12:48:14Z"><affirmativeFeedback type="Md5" \
            lastUpdateTimestamp="2026-02-01T12:48:14Z"><members timestamp="2026-02-01T12:48:14Z">\
            <member id="42">Example Member</member></members></affirmativeFeedback></feedback>
            """
        return """
              <image>
                <member id="42">Example Member</member>
                <timestamp>2026-01-24T15:00:00Z</timestamp>
                <id>image\(number)</id>
                <classification>A1</classification>
                <fingerprints>
                  <md5>\(lists.hex(16))</md5>
                  <sha1>\(lists.hex(20))</sha1>
                  <pdna>\(lists.hex(96))</pdna>
                </fingerprints>
                \(number % 10 == 0 ? feedback : "<feedback/>")
              </image>
            """
    }

    private mutating func hex(_ count: Int) -> String {
        Hex.encode(
            (0..<count).map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return UInt8(truncatingIfNeeded: state >> 40)
            })
    }
}
