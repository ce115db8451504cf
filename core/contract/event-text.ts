import type { StoredEvent } from "#kernel/definition.ts";
import { canonicalJson } from "#kernel/json.ts";

/**
 * The bytes that are hashed for one event: `canonicalJson` of the envelope, the body and the marks, written out in key order
 * because this runs for every event. The kitchen chains with it and the hub checks with it; `event-row.test.ts` in
 * `main/store` holds it equal to `canonicalJson` and fixes golden vectors.
 */
export function canonicalEventText(event: StoredEvent): string {
  return (
    `{"body":${canonicalJson(event.body)},"class":"${event.class}","commandId":${JSON.stringify(event.commandId)}` +
    `,"deviceId":${jsonOrNull(event.deviceId)},"domain":${JSON.stringify(event.domain)}` +
    `,"eventId":${JSON.stringify(event.eventId)},"marks":${canonicalJson(event.marks)}` +
    `,"occurredAtMs":${event.occurredAtMs},"recordedAtMs":${event.recordedAtMs},"seq":${event.seq}` +
    `,"serviceDate":${JSON.stringify(event.serviceDate)},"staffId":${jsonOrNull(event.staffId)}` +
    `,"streamId":${JSON.stringify(event.streamId)},"streamVersion":${event.streamVersion}` +
    `,"type":${JSON.stringify(event.type)},"v":${event.v}}`
  );
}

function jsonOrNull(text: string | null): string {
  return text === null ? "null" : JSON.stringify(text);
}
