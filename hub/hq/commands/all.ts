import type { ConsoleCommand } from "./definition.ts";
import { createJoinCodeCommand, resumeSiteCommand, revokeJoinCodeCommand, suspendSiteCommand } from "./joining.ts";
import {
  changeUserAccessCommand,
  disableUserCommand,
  enableUserCommand,
  inviteUserCommand,
  resetSecondFactorCommand,
} from "./people.ts";
import { liftRecallCommand, publishAnnouncementCommand, publishCommand, publishRecallCommand } from "./publishing.ts";
import { acknowledgeHubAlertCommand, resolveConflictCommand } from "./watching.ts";

/** What the hub does for users, by the types of the contract. */
export const CONSOLE_COMMANDS: readonly ConsoleCommand[] = [
  createJoinCodeCommand,
  revokeJoinCodeCommand,
  publishAnnouncementCommand,
  publishRecallCommand,
  liftRecallCommand,
  publishCommand,
  acknowledgeHubAlertCommand,
  resolveConflictCommand,
  suspendSiteCommand,
  resumeSiteCommand,
  inviteUserCommand,
  disableUserCommand,
  enableUserCommand,
  changeUserAccessCommand,
  resetSecondFactorCommand,
];
