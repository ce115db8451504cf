import { z } from "zod";
import { defineQuery } from "#kernel/definition.ts";
import { localDateSchema } from "#kernel/time.ts";
import { siteRoleSchema, stationSchema } from "#kernel/access.ts";
import { divisionCodeSchema, staffIdSchema } from "#domains/people/ids.ts";
import { rosterEntrySchema, shiftSchema } from "./events.ts";
import { headPayQuery, honorListQuery, myPayQuery, payPeriodsQuery, payProposalQuery } from "./pay-queries.ts";
import {
  attendanceFlagSchema,
  correctionReasonSchema,
  dayStatusSchema,
  leaveKindSchema,
  punchDirectionSchema,
  punchExplanationSchema,
  sessionMethodSchema,
} from "./values.ts";

const atMs = z.int().nullable();

/** One stay as it counts now, with what the punches alone said beside it. */
export const stayRowSchema = z.strictObject({
  sessionId: z.string(),
  staffId: z.string(),
  serviceDate: z.string(),
  shiftCode: z.string().nullable(),
  inAtMs: atMs,
  outAtMs: atMs,
  /** By the punches, where a correction says otherwise. */
  originalInAtMs: atMs,
  originalOutAtMs: atMs,
  method: sessionMethodSchema,
  status: dayStatusSchema,
  lateMs: z.int(),
  earlyLeaveMs: z.int(),
  workedMs: z.int(),
  overtimeMs: z.int(),
  /** Null until somebody decided. */
  approvedOvertimeMs: z.int().nullable(),
  explanation: punchExplanationSchema.nullable(),
  flags: z.array(attendanceFlagSchema),
  inPhotoId: z.string().nullable(),
  outPhotoId: z.string().nullable(),
  isCorrected: z.boolean(),
});
export type StayRow = z.infer<typeof stayRowSchema>;

/** Who is here and who is still to come, on one service date: a row per rostered or present person and shift. */
export const attendanceBoardQuery = defineQuery({
  name: "attendance-board",
  params: z.strictObject({ serviceDate: localDateSchema }),
  row: z.strictObject({
    /** `<staffId>/<shiftCode or sessionId>`. */
    key: z.string(),
    staffId: z.string(),
    /** Empty where the viewer may not see names. */
    name: z.string(),
    divisionCode: z.string(),
    roles: z.array(siteRoleSchema),
    shiftCode: z.string().nullable(),
    shiftStartAtMs: atMs,
    shiftEndAtMs: atMs,
    status: dayStatusSchema,
    isPresentNow: z.boolean(),
    inAtMs: atMs,
    outAtMs: atMs,
    lateMs: z.int(),
    workedMs: z.int(),
    flags: z.array(attendanceFlagSchema),
  }),
  key: "key",
  permission: "kitchen.view",
  faces: ["manager", "tablet"],
});

/** Figures of one service date for walls and headers; no names. One row. */
export const attendanceCountsQuery = defineQuery({
  name: "attendance-counts",
  params: z.strictObject({ serviceDate: localDateSchema }),
  row: z.strictObject({
    serviceDate: z.string(),
    rosteredCount: z.int(),
    /** Of the rostered, those who have come. */
    arrivedCount: z.int(),
    presentNowCount: z.int(),
    lateCount: z.int(),
    absentCount: z.int(),
    divisions: z.array(
      z.strictObject({
        divisionCode: z.string(),
        rosteredCount: z.int(),
        presentNowCount: z.int(),
        targetHeadCount: z.int(),
      }),
    ),
  }),
  key: "serviceDate",
  limit: 1,
  permission: "device",
  faces: ["wall", "attendance", "tablet", "manager"],
});

/** Who is checked in now of the divisions whose work is done at this tablet: its chips (UX.md §3.3). */
export const stationPresentQuery = defineQuery({
  name: "station-present",
  params: z.strictObject({ station: stationSchema }),
  row: z.strictObject({
    staffId: z.string(),
    name: z.string(),
    roles: z.array(siteRoleSchema),
    divisionCode: z.string(),
    sinceAtMs: z.int(),
    /** Until when the chip stands without another punch. */
    expiresAtMs: z.int(),
  }),
  key: "staffId",
  limit: 100,
  permission: "device",
  faces: ["tablet"],
});

/** Everybody checked in now, of every division: whom a task is offered to first. Names are those of `staff-names`. */
export const peoplePresentQuery = defineQuery({
  name: "people-present",
  params: z.strictObject({}),
  row: z.strictObject({
    staffId: z.string(),
    sinceAtMs: z.int(),
    /** From then on the stay has no end anybody knows, and says nothing any more (`attendance.session-max`). */
    untilAtMs: z.int(),
  }),
  key: "staffId",
  limit: 200,
  permission: "device",
  faces: ["tablet", "manager"],
});

/**
 * What a terminal needs to go on alone: who is known, by digests of their badges. The digest is SHA-256 over the badge's
 * normalised text in hex; the text itself stays in the kitchen PC.
 */
export const terminalRosterQuery = defineQuery({
  name: "terminal-roster",
  params: z.strictObject({}),
  row: z.strictObject({
    staffId: z.string(),
    name: z.string(),
    badgeDigests: z.array(z.string()),
    /** An open stay's beginning, so that a terminal on its own can guess the direction. */
    openSinceAtMs: atMs,
  }),
  key: "staffId",
  permission: "device",
  faces: ["attendance"],
});

/** One's own stays over a span: at a terminal after the own number, or for oneself at a console. */
export const myHoursQuery = defineQuery({
  name: "my-hours",
  params: z.strictObject({ staffId: staffIdSchema, fromDate: localDateSchema, toDate: localDateSchema }),
  row: stayRowSchema,
  key: "sessionId",
  permission: "attendance.self",
  faces: ["attendance", "tablet", "manager"],
});

/** Every stay of a span; a division lead sees the own division. */
export const staysQuery = defineQuery({
  name: "stays",
  params: z.strictObject({
    fromDate: localDateSchema,
    toDate: localDateSchema,
    staffId: staffIdSchema.optional(),
    /** Only stays that want somebody's eyes. */
    isFlaggedOnly: z.boolean().optional(),
    /** Only stays without an end: what keeps a wage list from being made. */
    isOpenOnly: z.boolean().optional(),
    /** Only stays whose overtime nobody decided yet. */
    isOvertimeOpen: z.boolean().optional(),
  }),
  row: stayRowSchema,
  key: "sessionId",
  permission: "people.view",
  faces: ["manager"],
});

/** The punches themselves, struck-through ones too: the evidence under a stay. */
export const punchesQuery = defineQuery({
  name: "punches",
  params: z.strictObject({ fromDate: localDateSchema, toDate: localDateSchema, staffId: staffIdSchema.optional() }),
  row: z.strictObject({
    punchId: z.string(),
    staffId: z.string(),
    sessionId: z.string().nullable(),
    serviceDate: z.string(),
    direction: punchDirectionSchema,
    atMs: z.int(),
    recordedAtMs: z.int(),
    method: sessionMethodSchema,
    deviceId: z.string().nullable(),
    photoId: z.string().nullable(),
    isWithdrawn: z.boolean(),
    isFlipped: z.boolean(),
    isClockReplaced: z.boolean(),
    isLateEntry: z.boolean(),
    explanation: punchExplanationSchema.nullable(),
  }),
  key: "punchId",
  permission: "people.view",
  faces: ["manager"],
});

/** People × days of one month `YYYY-MM`; one row a person. */
export const attendanceMonthQuery = defineQuery({
  name: "attendance-month",
  params: z.strictObject({ month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/) }),
  row: z.strictObject({
    staffId: z.string(),
    name: z.string(),
    staffCode: z.string(),
    divisionCode: z.string(),
    /** One entry a day of the month, in order; null where nothing is known of that day. */
    days: z.array(
      z
        .strictObject({
          status: dayStatusSchema,
          workedMs: z.int(),
          lateMs: z.int(),
          overtimeMs: z.int(),
          isFlagged: z.boolean(),
        })
        .nullable(),
    ),
    presentDayCount: z.int(),
    lateDayCount: z.int(),
    absentDayCount: z.int(),
    workedMs: z.int(),
    approvedOvertimeMs: z.int(),
  }),
  key: "staffId",
  permission: "people.view",
  faces: ["manager"],
});

export const shiftsQuery = defineQuery({
  name: "shifts",
  params: z.strictObject({}),
  row: shiftSchema.extend({ isRetired: z.boolean() }),
  key: "shiftCode",
  limit: 200,
  permission: "kitchen.view",
  faces: ["manager", "attendance", "tablet"],
});

export const rosterQuery = defineQuery({
  name: "roster",
  params: z.strictObject({
    fromDate: localDateSchema,
    toDate: localDateSchema,
    divisionCode: divisionCodeSchema.optional(),
  }),
  row: z.strictObject({
    serviceDate: z.string(),
    entries: z.array(rosterEntrySchema.extend({ staffId: z.string() })),
  }),
  key: "serviceDate",
  limit: 62,
  permission: "people.view",
  faces: ["manager"],
});

const requestRow = {
  staffId: z.string(),
  requestedAtMs: z.int(),
  /** The console's person who wrote it, or the person themself. */
  requestedByStaffId: z.string().nullable(),
  note: z.string().nullable(),
  state: z.enum(["asked", "approved", "rejected"]),
  decidedByStaffId: z.string().nullable(),
  decidedAtMs: atMs,
  reason: z.string().nullable(),
};

/** Corrections, the open ones first; with what was there before. */
export const correctionsQuery = defineQuery({
  name: "corrections",
  params: z.strictObject({
    fromDate: localDateSchema,
    toDate: localDateSchema,
    staffId: staffIdSchema.optional(),
    isOpenOnly: z.boolean().optional(),
  }),
  row: z.strictObject({
    correctionId: z.string(),
    ...requestRow,
    sessionId: z.string().nullable(),
    serviceDate: z.string(),
    inAtMs: atMs,
    outAtMs: atMs,
    originalInAtMs: atMs,
    originalOutAtMs: atMs,
    reasonCode: correctionReasonSchema,
    photoIds: z.array(z.string()),
  }),
  key: "correctionId",
  permission: "people.view",
  faces: ["manager"],
});

export const leavesQuery = defineQuery({
  name: "leaves",
  params: z.strictObject({ fromDate: localDateSchema, toDate: localDateSchema, staffId: staffIdSchema.optional() }),
  row: z.strictObject({
    leaveId: z.string(),
    ...requestRow,
    kind: leaveKindSchema,
    fromDate: z.string(),
    toDate: z.string(),
    reasonCode: z.string(),
  }),
  key: "leaveId",
  permission: "people.view",
  faces: ["manager"],
});

export const presenceQueries = [
  attendanceBoardQuery,
  attendanceCountsQuery,
  stationPresentQuery,
  peoplePresentQuery,
  terminalRosterQuery,
  myHoursQuery,
  staysQuery,
  punchesQuery,
  attendanceMonthQuery,
  shiftsQuery,
  rosterQuery,
  correctionsQuery,
  leavesQuery,
] as const;
export const payQueries = [myPayQuery, payPeriodsQuery, payProposalQuery, honorListQuery, headPayQuery] as const;
export const attendanceQueries = [...presenceQueries, ...payQueries] as const;
