import { z } from "zod";
import { revealAnswer } from "./pairing.ts";

/** Administration of a running kitchen from its own machine: loopback only, with the secret of the data folder. */

/** The longest body these addresses read. */
export const ADMIN_BODY_MAX_BYTES = 16 * 1024;

/** What may be done at the machine itself; everything else is done by a person at a face. */
export const adminCommandType = z.enum([
  "add-staff",
  "end-staff",
  "reset-pin",
  "assign-role",
  "withdraw-role",
  "prepare-pairing",
  "revoke-device",
]);
export type AdminCommandType = z.infer<typeof adminCommandType>;

export const adminQueryName = z.enum(["staff", "devices"]);
export type AdminQueryName = z.infer<typeof adminQueryName>;

/** `POST /admin/command`. */
export const adminCommandRequest = z.strictObject({
  type: adminCommandType,
  body: z.record(z.string(), z.unknown()),
});
export const adminCommandAnswer = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("accepted"),
    result: z.record(z.string(), z.unknown()),
    /** What the command made to be shown once, shown. */
    reveal: revealAnswer.nullable(),
  }),
  z.strictObject({ kind: z.literal("rejected"), rejection: z.looseObject({ code: z.string() }) }),
]);
export type AdminCommandAnswer = z.infer<typeof adminCommandAnswer>;

/** `POST /admin/query`. */
export const adminQueryRequest = z.strictObject({
  query: adminQueryName,
  params: z.record(z.string(), z.unknown()),
});
export const adminQueryAnswer = z.strictObject({ rows: z.array(z.record(z.string(), z.unknown())) });

/** `POST /admin/kitchen`. */
export const adminKitchenAnswer = z.strictObject({
  siteId: z.string(),
  siteName: z.string(),
  /** The service date of now. */
  today: z.string(),
  /** Where devices reach the server; null while none runs. */
  httpPort: z.int().nullable(),
});
export type AdminKitchen = z.infer<typeof adminKitchenAnswer>;

/** `POST /admin/hub-join`: enrols the kitchen at a hub with a one-time code. */
export const adminHubJoinRequest = z.strictObject({ hubUrl: z.string().max(300), joinCode: z.string().max(20) });
export const adminHubAnswer = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("joined"), regionId: z.string() }),
  z.strictObject({ kind: z.literal("refused"), code: z.string(), reason: z.string().optional() }),
]);
export type AdminHubAnswer = z.infer<typeof adminHubAnswer>;

/** `POST /admin/hub-status`; null while no server runs. */
export const adminHubStatus = z
  .strictObject({
    state: z.enum(["not-joined", "connecting", "connected", "refused"]),
    hubUrl: z.string().nullable(),
    ackedSeq: z.int(),
    unackedCount: z.int(),
    quarantinedCount: z.int(),
    lastContactAtMs: z.int().nullable(),
    clockOffsetMs: z.int().nullable(),
    lastError: z.string().nullable(),
  })
  .nullable();
export type AdminHubStatus = z.infer<typeof adminHubStatus>;
export const adminHubStatusAnswer = z.strictObject({ status: adminHubStatus });

/** The file in the data folder that says where a running server takes administration. */
export const adminEndpointFile = z.strictObject({ adminPort: z.int().min(1).max(65_535) });
