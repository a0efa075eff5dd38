/// Takes a file of several mails apart (mbox, as mail servers write it).
public enum MailBox {
    /// Whether the bytes look like an mbox file: they start with an envelope line.
    public static func isMailBox(_ bytes: [UInt8]) -> Bool { bytes.starts(with: "From ".utf8) }

    /// Each mail of an mbox file, without its envelope line: one begins at a line `From …` at the start or after an empty line. `>From` in
    /// bodies loses its first mark. A file that is no mbox is one mail.
    public static func mails(_ bytes: [UInt8]) -> [[UInt8]] {
        guard isMailBox(bytes) else { return [bytes] }
        let envelope = Array("From ".utf8)
        let escaped = Array(">From ".utf8)
        var mails: [[UInt8]] = []
        var mail: [UInt8] = []
        var place = 0
        var afterEmpty = true
        while place < bytes.count {
            let end = bytes[place...].firstIndex(of: 0x0a).map { $0 + 1 } ?? bytes.count
            let line = bytes[place..<end]
            if afterEmpty, line.starts(with: envelope) {
                if !mail.isEmpty { mails.append(mail) }
                mail = []
            } else {
                mail += line.starts(with: escaped) ? line.dropFirst() : line
            }
            afterEmpty = line == [0x0a] || line == [0x0d, 0x0a]
            place = end
        }
        if !mail.isEmpty { mails.append(mail) }
        return mails
    }
}
