import type { DecisionContext } from "#kernel/definition.ts";
import { ok } from "#kernel/result.ts";
import type { InventoryCommand } from "./commands.ts";
import { decideBackflush, decideReverseBackflush } from "./decide-backflush.ts";
import {
  decideApproveAdjustment,
  decideApproveCount,
  decideBlockLot,
  decideCountLine,
  decideRejectAdjustment,
  decideRejectCount,
  decideRequestAdjustment,
  decideStartCount,
  decideSubmitCount,
  decideUnblockLot,
} from "./decide-corrections.ts";
import { decideDiscard, decideIssue, decideReturn, decideReturnToSupplier } from "./decide-moves.ts";
import { decideFinishReceipt, decideReceiptLine, decideStartReceipt } from "./decide-receipt.ts";
import { decideAddItem, decideArchiveItem, decideChangeItem } from "./decide-setup.ts";
import type { Decision } from "./decision.ts";
import type { InventoryFacts } from "./facts.ts";
import type { InventoryState } from "./state.ts";

/** What the kitchen does about a stock command: events, or why not. */
export function decideInventory(
  state: InventoryState,
  command: InventoryCommand,
  facts: InventoryFacts,
  context: DecisionContext,
): Decision {
  switch (command.type) {
    case "add-item":
      return decideAddItem(state, command.body, facts);
    case "change-item":
      return decideChangeItem(state, command.body, facts);
    case "archive-item":
      return decideArchiveItem(state, command.body, facts);
    case "define-storage-place":
      return ok([{ type: "storage-place-defined", body: command.body }]);
    case "start-receipt":
      return decideStartReceipt(state, command.body, facts);
    case "record-receipt-line":
      return decideReceiptLine(state, command.body, facts);
    case "finish-receipt":
      return decideFinishReceipt(state, command.body, facts);
    case "issue-stock":
      return decideIssue(state, command.body, facts, context);
    case "return-stock":
      return decideReturn(state, command.body, facts);
    case "return-to-supplier":
      return decideReturnToSupplier(command.body, facts);
    case "discard-stock":
      return decideDiscard(command.body, facts, context);
    case "request-adjustment":
      return decideRequestAdjustment(state, command.body, facts);
    case "approve-adjustment":
      return decideApproveAdjustment(state, command.body, facts, context);
    case "reject-adjustment":
      return decideRejectAdjustment(state, command.body, context);
    case "start-count":
      return decideStartCount(state, command.body, facts);
    case "record-count-line":
      return decideCountLine(state, command.body, facts);
    case "submit-count":
      return decideSubmitCount(state, command.body);
    case "approve-count":
      return decideApproveCount(state, command.body, facts, context);
    case "reject-count":
      return decideRejectCount(state, command.body, context);
    case "block-lot":
      return decideBlockLot(command.body, facts);
    case "unblock-lot":
      return decideUnblockLot(command.body, facts);
    case "backflush-dish":
      return decideBackflush(state, command.body, facts);
    case "reverse-backflush":
      return decideReverseBackflush(state, command.body);
  }
}
