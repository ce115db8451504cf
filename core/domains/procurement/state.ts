import type { StaffId } from "#kernel/ids.ts";
import type { ProcurementEvent } from "./events.ts";
import type { SupplierId } from "./ids.ts";
import type { OrderLine, PriceFlag } from "./values.ts";
import type { InvoiceStatus, OrderMethod, OrderStatus, SupplierStatus } from "./vocabulary.ts";

/** One supplier (stream `supplier_…`). */
export type SupplierState = { readonly kind: "none" } | { readonly kind: "known"; readonly status: SupplierStatus };

/** One plan of a period (stream `purchase_plan_…`). */
export type PlanState =
  | { readonly kind: "none" }
  | { readonly kind: "drafted" | "approved"; readonly draftedByStaffId: StaffId | null };

/** One order (stream `order_…`). */
export type OrderState =
  | { readonly kind: "none" }
  | {
      readonly kind: "order";
      readonly status: OrderStatus;
      readonly supplierId: SupplierId;
      readonly neededDate: string;
      readonly method: OrderMethod;
      readonly lines: readonly OrderLine[];
      readonly totalIdr: number;
      /** Who drafted, changed or submitted it: none of them approves it. */
      readonly makerStaffIds: readonly StaffId[];
      readonly priceFlags: readonly PriceFlag[];
    };
export type StandingOrder = Extract<OrderState, { readonly kind: "order" }>;

/** One invoice (stream `invoice_…`). */
export type InvoiceState =
  | { readonly kind: "none" }
  | {
      readonly kind: InvoiceStatus;
      readonly amountIdr: number;
      readonly paidIdr: number;
      readonly matchedByStaffId: StaffId | null;
    };

/** A stream of buying holds one thing; the others stay as they began. */
export interface ProcurementState {
  readonly supplier: SupplierState;
  readonly plan: PlanState;
  readonly order: OrderState;
  readonly invoice: InvoiceState;
  /** A survey or an expense is written once. */
  readonly isWritten: boolean;
}

export const initialProcurementState: ProcurementState = {
  supplier: { kind: "none" },
  plan: { kind: "none" },
  order: { kind: "none" },
  invoice: { kind: "none" },
  isWritten: false,
};

type Evolved = ProcurementEvent & { readonly staffId: StaffId | null };

export function evolveProcurement(state: ProcurementState, event: Evolved): ProcurementState {
  switch (event.type) {
    case "supplier-added":
      return { ...state, supplier: { kind: "known", status: "active" } };
    case "supplier-changed":
      return { ...state, supplier: changedSupplier(state.supplier, event.body.fields.status) };
    case "price-surveyed":
    case "expense-recorded":
      return { ...state, isWritten: true };
    case "purchase-plan-drafted":
      return { ...state, plan: { kind: "drafted", draftedByStaffId: event.staffId } };
    case "purchase-plan-approved":
      return state.plan.kind === "none" ? state : { ...state, plan: { ...state.plan, kind: "approved" } };
    case "order-drafted":
    case "order-changed":
    case "order-submitted":
    case "order-approved":
    case "order-rejected":
    case "order-sent":
    case "order-cancelled":
    case "order-closed":
      return { ...state, order: evolveOrder(state.order, event) };
    case "invoice-matched":
    case "payment-approved":
    case "payment-recorded":
      return { ...state, invoice: evolveInvoice(state.invoice, event) };
  }
}

function changedSupplier(supplier: SupplierState, status: SupplierStatus | undefined): SupplierState {
  return supplier.kind === "none" || status === undefined ? supplier : { ...supplier, status };
}

type OrderEvolved = Extract<Evolved, { readonly type: `order-${string}` }>;

function evolveOrder(order: OrderState, event: OrderEvolved): OrderState {
  if (event.type === "order-drafted") {
    const { supplierId, neededDate, method, lines, totalIdr } = event.body;
    const makerStaffIds = withMaker([], event.staffId);
    return {
      kind: "order",
      status: "draft",
      supplierId,
      neededDate,
      method,
      lines,
      totalIdr,
      makerStaffIds,
      priceFlags: [],
    };
  }
  if (order.kind === "none") return order;
  switch (event.type) {
    case "order-changed": {
      const { supplierId, neededDate, method, lines } = event.body.fields;
      return {
        ...order,
        ...(supplierId !== undefined && { supplierId }),
        ...(neededDate !== undefined && { neededDate }),
        ...(method !== undefined && { method }),
        ...(lines !== undefined && { lines }),
        totalIdr: event.body.totalIdr,
        makerStaffIds: withMaker(order.makerStaffIds, event.staffId),
      };
    }
    case "order-submitted":
      return {
        ...order,
        status: "submitted",
        priceFlags: event.body.priceFlags,
        makerStaffIds: withMaker(order.makerStaffIds, event.staffId),
      };
    case "order-approved":
      return { ...order, status: "approved" };
    case "order-rejected":
      return { ...order, status: "rejected" };
    case "order-sent":
      return { ...order, status: "sent" };
    case "order-cancelled":
      return { ...order, status: "cancelled" };
    case "order-closed":
      return { ...order, status: "closed" };
  }
}

function withMaker(makers: readonly StaffId[], staffId: StaffId | null): readonly StaffId[] {
  return staffId === null || makers.includes(staffId) ? makers : [...makers, staffId];
}

type InvoiceEvolved = Extract<Evolved, { readonly type: "invoice-matched" | "payment-approved" | "payment-recorded" }>;

function evolveInvoice(invoice: InvoiceState, event: InvoiceEvolved): InvoiceState {
  if (event.type === "invoice-matched") {
    return { kind: "matched", amountIdr: event.body.amountIdr, paidIdr: 0, matchedByStaffId: event.staffId };
  }
  if (invoice.kind === "none") return invoice;
  if (event.type === "payment-approved") return { ...invoice, kind: "approved" };
  const paidIdr = invoice.paidIdr + event.body.amountIdr;
  return { ...invoice, paidIdr, kind: paidIdr >= invoice.amountIdr ? "paid" : invoice.kind };
}
