import { z } from "zod";
import { defineQuery } from "#kernel/definition.ts";
import { localDateSchema } from "#kernel/time.ts";
import { payBasisSchema } from "#domains/people/events.ts";
import { staffIdSchema } from "#domains/people/ids.ts";
import { payPeriodIdSchema } from "./ids.ts";

const atMs = z.int().nullable();

/** One's own pay over a span, from the hours as they stand now; nobody else's. One row, none for somebody else. */
export const myPayQuery = defineQuery({
  name: "my-pay",
  params: z.strictObject({ staffId: staffIdSchema, fromDate: localDateSchema, toDate: localDateSchema }),
  row: z.strictObject({
    staffId: z.string(),
    /** Null where no rate was entered: then no amount is guessed. */
    payBasis: payBasisSchema.nullable(),
    rateIdr: z.int().nullable(),
    fullDayCount: z.int(),
    halfDayCount: z.int(),
    workedMs: z.int(),
    overtimeMs: z.int(),
    approvedOvertimeMs: z.int(),
    expectedIdr: z.int().nullable(),
    /** Stays without an end: not counted until they are corrected. */
    openStayCount: z.int(),
  }),
  key: "staffId",
  limit: 1,
  permission: "attendance.self",
  faces: ["attendance", "tablet", "manager"],
});

export const payPeriodsQuery = defineQuery({
  name: "pay-periods",
  params: z.strictObject({}),
  row: z.strictObject({
    payPeriodId: z.string(),
    fromDate: z.string(),
    toDate: z.string(),
    state: z.enum(["drafted", "approved", "paid"]),
    staffCount: z.int(),
    /** Null to viewers who may not see amounts. */
    totalIdr: z.int().nullable(),
    draftedByStaffId: z.string().nullable(),
    approvedByStaffId: z.string().nullable(),
    draftedAtMs: z.int(),
    approvedAtMs: atMs,
    paidAtMs: atMs,
    paidMethod: z.string().nullable(),
    paidReference: z.string().nullable(),
    /** Whether lines of those who approve wage lists are on it, and who signed those. */
    isHeadPaid: z.boolean(),
    headApprovedByStaffId: z.string().nullable(),
    /** Hours, rates or figures of the span changed after the draft was made. */
    isStale: z.boolean(),
  }),
  key: "payPeriodId",
  limit: 60,
  permission: "people.view",
  faces: ["manager"],
});

/** The span the next wage list is proposed for: the service days after the last one. One row. */
export const payProposalQuery = defineQuery({
  name: "pay-proposal",
  params: z.strictObject({}),
  row: z.strictObject({
    key: z.literal("next"),
    fromDate: z.string(),
    toDate: z.string(),
    serviceDayCount: z.int(),
  }),
  key: "key",
  limit: 1,
  permission: "payroll.view",
  faces: ["manager"],
});

const honorRow = z.strictObject({
  staffId: z.string(),
  staffCode: z.string(),
  fullName: z.string(),
  position: z.string(),
  divisionCode: z.string(),
  payBasis: payBasisSchema,
  rateIdr: z.int(),
  fullDayCount: z.int(),
  halfDayCount: z.int(),
  workedMs: z.int(),
  /** Measured, and what of it somebody approved: only that is paid. */
  overtimeMs: z.int(),
  approvedOvertimeMs: z.int(),
  /** `baseIdr + overtimeIdr − deductions = amountIdr`, each a whole number of rupiah. */
  baseIdr: z.int(),
  overtimeIdr: z.int(),
  deductions: z.array(z.strictObject({ reason: z.string(), amountIdr: z.int() })),
  amountIdr: z.int(),
  bankAccount: z.string().nullable(),
});
export type HonorRow = z.infer<typeof honorRow>;

/** The wage list (daftar nominatif) of one period; amounts per person are opened here and nowhere else. */
export const honorListQuery = defineQuery({
  name: "honor-list",
  params: z.strictObject({ payPeriodId: payPeriodIdSchema }),
  row: honorRow,
  key: "staffId",
  permission: "payroll.view",
  faces: ["manager"],
});

/** Of a wage list, only the lines of those who approve wage lists: what the field assistant signs. */
export const headPayQuery = defineQuery({
  name: "head-pay",
  params: z.strictObject({ payPeriodId: payPeriodIdSchema }),
  row: honorRow,
  key: "staffId",
  permission: "attendance.approve",
  faces: ["manager"],
});
