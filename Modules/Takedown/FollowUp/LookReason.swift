/// Why a look came to its outcome. A code for people and for partners' tables; never a text of the other side.
public enum LookReason: String, Sendable, Codable, CaseIterable {
    /// The server answered with content.
    case content
    /// The name does not exist, asked twice.
    case noName
    /// 404.
    case notFound
    /// 410.
    case goneForGood
    /// A log-in is asked for: 401, 403, 407, or a redirect to a log-in page.
    case access
    /// It has to be paid for: 402.
    case premium
    /// Unavailable for legal reasons, which can be our own country's block: 451.
    case legalHere
    /// The server has a fault: 5xx.
    case temporary
    /// The server asks to slow down: 429.
    case throttled
    /// Any other status, which says nothing.
    case status
    /// No answer in time.
    case timeout
    /// No secure connection.
    case tls
    /// No connection, or one that broke.
    case connection
    /// The name server failed.
    case nameServer
    /// The name exists and has no address.
    case noAddress
    /// The address guard refuses to look there.
    case refused
    /// More redirects than are followed, or one that leads nowhere.
    case redirects
    /// A redirect leads to another site.
    case otherSite
    /// A redirect leads to the site's front page.
    case frontPage
    /// Type, length or digest differ from the first look.
    case otherContent
    /// Another network answers.
    case otherNetwork
    /// A known sign of parked names or suspended accounts.
    case parkingSign
    /// Another vantage point saw it.
    case vantagesDiffer
}
