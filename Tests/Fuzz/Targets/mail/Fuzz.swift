import Formats
import FuzzKit

/// Hostile mail is read or refused, and so is every report in it.
@main struct Fuzz {
    static func main() {
        fuzz { bytes in
            for mail in MailBox.mails(bytes).prefix(20) {
                guard let part = try? MailPart(mail) else { continue }
                _ = (part.subject, part.text, DeliveryReport(part), FeedbackReport(part))
            }
        }
    }
}
