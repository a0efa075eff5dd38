import AllianceKit

/// The groups of commands around blocks and block lists.
enum BlockCommands {
    static let groups = [
        CommandGroup(
            "block", "Blocks of cases: propose, activate, lift, look.",
            [
                BlockProposeCommand.self, BlockActivateCommand.self, BlockLiftCommand.self, BlockLsCommand.self,
                BlockShowCommand.self,
            ]),
        CommandGroup(
            "blocklist", "Block lists for resolvers, proxies and browsers.",
            [
                BlocklistBuildCommand.self, BlocklistVerifyCommand.self, BlocklistNeverCommand.self,
                BlocklistCompileCommand.self, BlocklistFormatsCommand.self,
            ]),
    ]
}
