import Formats

/// Mail addresses as contacts.
enum MailContact {
    /// The address, if mail can go there. Throws `mime.address`.
    static func check(_ text: String) throws -> MailAddress { try MailAddress(text) }
}
