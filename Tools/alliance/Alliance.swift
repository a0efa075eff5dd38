/// The command.
@main struct Alliance {
    static func main() {}
}
