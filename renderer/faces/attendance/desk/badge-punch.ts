import type { AttendanceRejection } from "#domains/attendance/rejections.ts";
import type { Rejection } from "#kernel/rejections.ts";
import { recordPunchRef } from "#renderer/domains/attendance/attendance-refs.ts";
import type { PhotoBooth } from "#renderer/faces/attendance/camera/photo-booth.ts";
import { isLineOpen, type Act, type DeskParts } from "./desk-acts.ts";
import { DUPLICATE_MS, READING_AFTER_MS, SAVED_AFTER_MS } from "./desk-state.ts";
import type { KnownPerson } from "./known-badges.ts";
import { punchAnswerOf } from "./punch-answer.ts";

/** A badge or a QR code: no touch, and no need of the kitchen; the record waits on this device until the kitchen has it. */
export function createBadgePunch(parts: DeskParts): {
  readonly punch: (badge: string) => Promise<void>;
  /** Its person says it was not them: the next read is a new punch. */
  readonly forget: (staffId: string) => void;
} {
  const { kitchen, screen, badges, booth, acts } = parts;
  const savedById = new Map<string, { readonly punchId: string; readonly atMs: number }>();

  function showSaved(act: Act, person: KnownPerson | null, saved: { punchId: string; atMs: number } | null): void {
    if (!acts.isInSight(act)) return;
    screen.timers.stop("reading");
    screen.play(saved === null ? "punch-ok" : "punch-known");
    const { punchId, atMs } = saved ?? act;
    const { staffId, name } = person ?? { staffId: null, name: null };
    const picture = act.photo?.picture ?? null;
    screen.showCard({ kind: "saved", punchId, atMs, staffId, name, picture, isRepeat: saved !== null });
    if (person === null || saved !== null) return;
    screen.showLast({ punchId, staffId: person.staffId, name: person.name, direction: null, atMs });
  }

  /** What this device can say by itself, when the kitchen is not there: a refusal, a repeat, or that it may be recorded. */
  function isSettledAlone(act: Act, badge: string, known: ReturnType<typeof badges.ownerOf>): boolean {
    if (isLineOpen(kitchen)) return false;
    if (known === "unknown") {
      const rejection: AttendanceRejection = { code: "badge-unknown", tail: badge.slice(-4) };
      acts.refused(act, rejection);
      return true;
    }
    const earlier = known === "no-list" ? undefined : savedById.get(known.staffId);
    if (earlier === undefined || known === "no-list" || act.atMs - earlier.atMs >= DUPLICATE_MS) return false;
    showSaved(act, known, earlier);
    return true;
  }

  async function punch(badge: string): Promise<void> {
    const act = acts.begin();
    const known = badges.ownerOf(badge);
    if (isSettledAlone(act, badge, known)) return;
    const person = typeof known === "string" ? null : known;
    const body = { punchId: act.punchId, badge, ...(act.photo !== null && { photoId: act.photo.photoId }) };
    const sent = kitchen.commands.recordFact(recordPunchRef, body);
    let isAnswered = false;
    screen.timers.start("reading", READING_AFTER_MS, () => screen.showCard({ kind: "reading" }, SAVED_AFTER_MS));
    const stored = await sent.stored;
    if (!stored.ok) return punchUnstored(parts, act, body);
    if (person !== null) savedById.set(person.staffId, act);
    const keepPicture = createKeeping(act, booth);
    const showKept = () => {
      if (isAnswered) return;
      // From here on its page may be gone before the kitchen answers.
      keepPicture();
      showSaved(act, person, null);
    };
    if (isLineOpen(kitchen)) kitchen.runtime.after(SAVED_AFTER_MS, showKept);
    else showKept();
    const answer = await sent.answered;
    isAnswered = true;
    // Of somebody whose card is refused no picture is kept.
    if (answer.kind === "accepted") {
      keepPicture();
      const told = punchAnswerOf(answer.result);
      if (told !== null) acts.answered(act, told);
      return;
    }
    // Somebody still in front sees why. Of one who was told "saved" and left, the record stays in the list.
    if (acts.isInSight(act)) void kitchen.commands.outbox.discard(sent.commandId);
    await refusedOrOffered(parts, { act, badge, rejection: answer.rejection });
  }

  return { punch, forget: (staffId) => void savedById.delete(staffId) };
}

/** Keeps a punch's picture, once. */
function createKeeping({ photo }: Act, booth: PhotoBooth): () => void {
  let isKept = false;
  return () => {
    if (photo !== null && !isKept) booth.keep(photo);
    isKept = true;
  };
}

/** A card nobody has may be the one that is waited for. */
async function refusedOrOffered(
  { acts, enrolment, screen }: DeskParts,
  { act, badge, rejection }: { readonly act: Act; readonly badge: string; readonly rejection: Rejection },
): Promise<void> {
  const name = rejection.code === "badge-unknown" ? await enrolment.offer(badge) : null;
  if (name === null) return acts.refused(act, rejection);
  if (!acts.isInSight(act)) return;
  screen.timers.stop("reading");
  screen.play("punch-known");
  screen.showCard({ kind: "offered", name });
}

/** This device's own disk refused: the kitchen may still take it at once. */
async function punchUnstored(
  parts: DeskParts,
  act: Act,
  body: { readonly punchId: string; readonly badge: string },
): Promise<void> {
  const outcome = await parts.kitchen.commands.askFact(recordPunchRef, body);
  if (outcome.kind === "lapsed") return parts.paper.needed();
  if (outcome.kind === "rejected") {
    return refusedOrOffered(parts, { act, badge: body.badge, rejection: outcome.rejection });
  }
  const told = punchAnswerOf(outcome.result);
  if (told !== null) parts.acts.answered(act, told);
}
