import AllianceKit

/// Remembered answers carry a checksum, because no ledger entry vouches for them.
enum RememberedAnswers {
    static func checksum(key: String, _ answer: RememberedAnswer) -> Int64 {
        let time = "\(answer.time.milliseconds)"
        return Int64(
            Checksum.crc32(Array(key.utf8) + [0] + Array(answer.request.utf8) + [0] + Array(time.utf8) + answer.answer))
    }
}
