import AllianceKit
import Glibc

/// A program from outside that is measured in the same minute as ours. `Scripts/bench` installs the Python ones and says where they are.
enum Peer {
    /// The Python that can import the peers (`ALLIANCE_BENCH_PEERS`), or nil.
    static var python: String? {
        unsafe getenv("ALLIANCE_BENCH_PEERS").map { unsafe String(cString: $0) }
    }

    /// The lines that a script below Tools/bench/peers prints, split at spaces; nil without the peers, or when it fails.
    static func lines(_ script: String, _ arguments: [String]) -> [[String]]? {
        guard let python else { return nil }
        return lines(of: [python, "Tools/bench/peers/\(script)"] + arguments)
    }

    /// The lines that a program prints, split at spaces; nil when it is not there or fails.
    static func lines(of words: [String]) -> [[String]]? {
        let command = words.map {
            "'" + $0.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
        }
        guard let pipe = unsafe popen(command.joined(separator: " ") + " 2>/dev/null", "r") else { return nil }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = unsafe fread(&chunk, 1, chunk.count, pipe)
            if count == 0 { break }
            bytes += chunk[..<count]
        }
        guard unsafe pclose(pipe) == 0 else { return nil }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map { line in
            line.split(separator: " ").map(String.init)
        }
    }
}
