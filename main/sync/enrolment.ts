import {
  enrolAnswer,
  ENROL_REFUSALS,
  enrolText,
  HUB_ENROL_PATH,
  joinCodeSchema,
  type EnrolRefusal,
} from "#contract/hub-protocol.ts";
import { err, ok, type Result } from "#kernel/result.ts";
import { siteProfile } from "#main/domains/site/queries.ts";
import type { KitchenStore } from "#main/store/kitchen-store.ts";
import type { HubKey } from "./hub-key.ts";

export type JoinProblem =
  | { readonly code: EnrolRefusal }
  | { readonly code: "hub-url-invalid" }
  | { readonly code: "kitchen-not-founded" }
  | { readonly code: "hub-unreachable"; readonly reason: string };

const ENROL_TIMEOUT_MS = 15_000;

/** Asks the hub to enrol this kitchen: its id, its name and its key, signed with the key. */
export async function enrolAtHub(
  deps: { readonly store: Pick<KitchenStore, "reader" | "siteId">; readonly key: HubKey },
  hubUrl: string,
  typedCode: string,
): Promise<Result<{ readonly regionId: string; readonly hubUrl: string }, JoinProblem>> {
  if (!URL.canParse(hubUrl) || !/^https?:$/.test(new URL(hubUrl).protocol)) return err({ code: "hub-url-invalid" });
  const joinCode = joinCodeSchema.safeParse(typedCode);
  if (!joinCode.success) return err({ code: "join-code-unknown" });
  const { siteName, timeZone, isFounded } = siteProfile(deps.store.reader);
  if (!isFounded) return err({ code: "kitchen-not-founded" });
  const { siteId } = deps.store;
  const { publicKey } = deps.key;
  const signature = deps.key.sign(enrolText({ joinCode: joinCode.data, siteId, publicKey }));
  let body: unknown;
  try {
    const response = await fetch(new URL(HUB_ENROL_PATH, hubUrl), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ joinCode: joinCode.data, siteId, siteName, timeZone, publicKey, signature }),
      signal: AbortSignal.timeout(ENROL_TIMEOUT_MS),
    });
    body = await response.json();
  } catch (cause) {
    return err({ code: "hub-unreachable", reason: cause instanceof Error ? cause.message : String(cause) });
  }
  const enrolled = enrolAnswer.safeParse(body);
  if (enrolled.success) return ok({ regionId: enrolled.data.regionId, hubUrl: new URL(hubUrl).origin });
  return err(refusalFrom(body));
}

function refusalFrom(body: unknown): JoinProblem {
  const said = typeof body === "object" && body !== null && "code" in body ? body.code : null;
  const code = ENROL_REFUSALS.find((refusal) => refusal === said);
  return code === undefined ? { code: "hub-unreachable", reason: "the answer is not a hub's" } : { code };
}
