import AllianceKit
import Cryptography

/// MD5, SHA-1 and SHA-256 in one pass over a file, beside hashdeep on the same file in the same minute.
enum DigestBench {
    private static let size = 256 << 20

    /// Measures megabytes of a file's content a second of processor time.
    static func run(in folder: String) throws -> [BenchFigure] {
        let path = "\(folder)/digests"
        var state: UInt64 = 1
        let block = (0..<1 << 20).map { _ -> UInt8 in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 33)
        }
        var bytes: [UInt8] = []
        for _ in 0..<size / block.count { bytes += block }
        try Files.write(bytes, to: path)
        bytes = []
        func pass(_ algorithms: [DigestAlgorithm]) throws -> Double {
            var rates: [Double] = []
            for _ in 0..<3 {
                let time = try measured {
                    var file = try InputFile(path: path)
                    var digester = MultiDigester(algorithms)
                    while let chunk = try file.nextChunk() { digester.update(chunk) }
                    _ = digester.finish()
                }
                rates.append(Double(size) / 1e6 / time.processor)
            }
            return rates.sorted()[1]
        }
        let three = try pass([.md5, .sha1, .sha256])
        let peer = try peerRate(path)
        return [
            BenchFigure(name: "MD5 of a file", value: try pass([.md5]), unit: "MB/s"),
            BenchFigure(name: "hashdeep, MD5, SHA-1 and SHA-256", value: peer ?? .nan, unit: "MB/s"),
            BenchFigure(
                name: "MD5, SHA-1 and SHA-256 of a file", value: three, unit: "MB/s", ratio: peer.map { three / $0 },
                target: peer == nil ? nil : .atLeast(2), targetIsRatio: true),
        ]
    }

    /// hashdeep's rate by its own processor time, which the shell's `times` tells; nil where it is not installed.
    private static func peerRate(_ path: String) throws -> Double? {
        let script = "hashdeep -j0 -c md5,sha1,sha256 '\(path)' >/dev/null && times"
        guard let lines = Peer.lines(of: ["/bin/sh", "-c", script]), let last = lines.last else { return nil }
        // Two times, of the user's and the system's part: `0m1.500000s 0m0.080000s`.
        let seconds = last.compactMap { word -> Double? in
            let parts = word.dropLast().split(separator: "m")
            guard parts.count == 2, let minutes = Double(parts[0]), let rest = Double(parts[1]) else { return nil }
            return minutes * 60 + rest
        }
        guard seconds.count == 2, seconds[0] > 0 else { return nil }
        return Double(size) / 1e6 / (seconds[0] + seconds[1])
    }
}
