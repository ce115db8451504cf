import type { DecisionContext } from "#kernel/definition.ts";
import type { Result } from "#kernel/result.ts";
import type { ProcurementCommand } from "./commands.ts";
import { decideApprovePayment, decideExpense, decideMatch, decidePayment } from "./decide-money.ts";
import {
  decideApprove,
  decideCancel,
  decideChange,
  decideClose,
  decideDraft,
  decideReject,
  decideSend,
  decideSubmit,
} from "./decide-order.ts";
import { decideAddSupplier, decideChangeSupplier, decideSurvey } from "./decide-supplier.ts";
import { decideApprovePlan, decideDraftPlan } from "./decide-plan.ts";
import type { ProcurementEvent } from "./events.ts";
import type { ProcurementFacts } from "./facts.ts";
import type { ProcurementRejection } from "./rejections.ts";
import type { ProcurementState } from "./state.ts";

/** What a command about buying makes happen, or why not (DOMAIN.md §4.6). */
export function decideProcurement(
  state: ProcurementState,
  command: ProcurementCommand,
  facts: ProcurementFacts,
  context: DecisionContext,
): Result<readonly ProcurementEvent[], ProcurementRejection> {
  switch (command.type) {
    case "add-supplier":
      return decideAddSupplier(state.supplier, command, facts);
    case "change-supplier":
      return decideChangeSupplier(state.supplier, command, facts);
    case "record-price-survey":
      return decideSurvey(state.isWritten, command, facts);
    case "draft-purchase-plan":
      return decideDraftPlan(state.plan, command, facts);
    case "approve-purchase-plan":
      return decideApprovePlan(state.plan, command, context);
    case "draft-order":
      return decideDraft(state.order, command, facts);
    case "change-order":
      return decideChange(state.order, command, facts);
    case "submit-order":
      return decideSubmit(state.order, command, facts);
    case "approve-order":
      return decideApprove(state.order, command, facts, context);
    case "reject-order":
      return decideReject(state.order, command, context);
    case "send-order":
      return decideSend(state.order, command, facts);
    case "cancel-order":
      return decideCancel(state.order, command, facts);
    case "close-order":
      return decideClose(state.order, command, facts);
    case "match-invoice":
      return decideMatch(state.invoice, command, facts, context);
    case "approve-payment":
      return decideApprovePayment(state.invoice, command, context);
    case "record-payment":
      return decidePayment(state.invoice, command);
    case "record-expense":
      return decideExpense(state.isWritten, command, facts);
  }
}
