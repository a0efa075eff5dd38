import AllianceKit

/// What may be sent over SMTP, and what a server's replies mean.
enum SMTPRules {
    /// Checks envelope and message. Throws `transport.smtp.address` or `transport.smtp.message`.
    static func check(_ message: [UInt8], from: String, to recipients: [String]) throws(AllianceError) {
        for address in [from] + recipients where !isAddress(address) {
            throw AllianceError("transport.smtp.address", "\"\(address.prefix(80))\" is not a mail address")
        }
        guard !recipients.isEmpty else { throw AllianceError("transport.smtp.address", "there is no recipient") }
        var length = 0
        var before: UInt8 = 0
        for byte in message {
            let isEnd = byte == 0x0a
            guard isEnd == (before == 0x0d), byte != 0, length <= 999 else {
                throw AllianceError(
                    "transport.smtp.message", "the message is not lines of at most 998 bytes ending in CR LF")
            }
            length = isEnd ? 0 : length + 1
            before = byte
        }
        guard before == 0x0a else {
            throw AllianceError("transport.smtp.message", "the message does not end with a line end")
        }
    }

    /// Decides on the server's last reply (RFC 5321, section 4.2).
    static func judge(
        _ succeeded: Bool, replyCode: Int, lines: [String], failure: String, isTLS: Bool, now: Instant
    ) throws(AllianceError) -> Delivery {
        let start = lines.lastIndex { $0.hasPrefix("354") }
        let afterData = start.map { lines[lines.index(after: $0)...] } ?? []
        // The final reply is the first after DATA's go-ahead; what follows answers QUIT.
        let final = afterData.first { isReply($0) }
        let finalCode = final.flatMap { Int($0.prefix(3)) } ?? (start == nil ? replyCode : 0)
        // The line that the code came with, not the answer to QUIT.
        let receipt = (final ?? lines.last { isReply($0) && $0.hasPrefix(String(finalCode)) }) ?? failure
        switch finalCode {
        case 200..<300 where start != nil: return Delivery(.accepted, receipt: receipt, time: now)
        case 500..<600: return Delivery(.refused, receipt: receipt, time: now)
        case 400..<500:
            throw AllianceError(
                "transport.smtp.temporary", "the mail server refuses for now: \(receipt)", hint: "try again later",
                exit: .busy)
        default: break
        }
        if start != nil {
            return Delivery(.unknown, receipt: "no reply after the message was sent: \(failure)", time: now)
        }
        throw AllianceError(
            isTLS ? "transport.smtp.tls" : "transport.smtp.unreachable", "the mail server took nothing: \(failure)",
            exit: .unavailable)
    }

    private static func isReply(_ line: String) -> Bool {
        let bytes = Array(line.utf8.prefix(4))
        return bytes.count >= 3 && bytes.prefix(3).allSatisfy { 48...57 ~= $0 }
            && (bytes.count == 3 || bytes[3] == 0x20)
    }

    private static func isAddress(_ text: String) -> Bool {
        let halves = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        return halves.count == 2 && text.utf8.count <= 254 && halves.allSatisfy { !$0.isEmpty }
            && text.utf8.allSatisfy { 0x21...0x7e ~= $0 && !Array("<>()[],;:\\\"".utf8).contains($0) }
    }
}
