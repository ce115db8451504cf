import { createHash, createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { normalBadgeText } from "#domains/people/badge-text.ts";
import type { BadgeId } from "#domains/people/ids.ts";
import type { StaffId } from "#kernel/ids.ts";
import { err, ok, type Result } from "#kernel/result.ts";
import { createPreparedQuery } from "#main/store/prepared-query.ts";
import type { ReadableDb, WritableDb } from "#main/store/readable-db.ts";
import { peopleSql } from "./tables.ts";

/** Crockford's base 32: no letter that reads like a digit; all of it in a QR code's alphanumeric mode. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const SITE_CHARS = 6;
const KEY_CHARS = 10;
const SIGNATURE_CHARS = 8;
const QR_PATTERN = /^S:([0-9A-Z]{1,12})\.P\.([0-9A-Z]{1,16})\.([0-9A-Z]{8})$/;

/** Whose badge a reader read, and how. */
export interface BadgeFound {
  readonly staffId: StaffId;
  readonly badgeId: BadgeId;
  readonly method: "badge-scan" | "rfid" | "qr";
}

export type BadgeRefusal =
  /** `tail`: the last four characters, enough to find the card. */
  | { readonly code: "badge-unknown"; readonly tail: string }
  | { readonly code: "badge-revoked" }
  | { readonly code: "badge-of-other-kitchen" }
  | { readonly code: "badge-forged" };

/** Badges of one kitchen: QR texts made with the site's key, cards by a digest of their number. */
export interface Badges {
  /** `S:<site>.P.<key>.<sig8>` (UX.md §6), made from the badge's id, so that a sheet can be printed again. */
  qrText(badgeId: string): string;
  /** Whose badge a reader read. Roles and status of the person are for whoever asks. */
  owner(db: ReadableDb, text: string): Result<BadgeFound, BadgeRefusal>;
  /** Whose text it is, in force or not; null for one nobody had. */
  textOwner(db: ReadableDb, text: string): string | null;
  keep(db: WritableDb, badge: { readonly staffId: string; readonly badgeId: string; readonly text: string }): void;
  /** SHA-256 digests, in hex, of the texts of badges in force: what a terminal needs to go on alone. */
  digestsByStaff(db: ReadableDb): ReadonlyMap<string, readonly string[]>;
}

export function createBadges(siteKey: Uint8Array): Badges {
  const badgeKey = new Uint8Array(hkdfSync("sha256", siteKey, new Uint8Array(), "badge-qr", 32));
  const siteTag = letters(keyed(badgeKey, "site"), SITE_CHARS);

  function signature(key: string): string {
    return letters(keyed(badgeKey, `P ${key}`), SIGNATURE_CHARS);
  }

  /** A QR text nobody was given: of another kitchen, with a wrong signature, or of a badge that is gone. */
  function refusalOf(text: string): BadgeRefusal {
    const parts = QR_PATTERN.exec(text);
    if (parts === null) return { code: "badge-unknown", tail: text.slice(-4) };
    const [, site = "", key = "", signed = ""] = parts;
    if (site !== siteTag) return { code: "badge-of-other-kitchen" };
    const isSigned = timingSafeEqual(Buffer.from(signed), Buffer.from(signature(key)));
    return isSigned ? { code: "badge-unknown", tail: text.slice(-4) } : { code: "badge-forged" };
  }

  return {
    qrText: (badgeId) => {
      const key = letters(keyed(badgeKey, `key ${badgeId}`), KEY_CHARS);
      return `S:${siteTag}.P.${key}.${signature(key)}`;
    },
    owner: (db, text) => {
      const normal = normalBadgeText(text);
      const row = db.first(selectByDigest({ digest: digestOf(normal) }));
      if (row === undefined) return err(refusalOf(normal));
      if (row.revoked_at_ms !== null) return err({ code: "badge-revoked" });
      const method = row.badge_kind === "qr" ? "qr" : /^[0-9A-F]{8,20}$/.test(normal) ? "rfid" : "badge-scan";
      // Ids the domain itself wrote.
      return ok({ staffId: row.staff_id as StaffId, badgeId: row.badge_id as BadgeId, method });
    },
    textOwner: (db, text) => db.first(selectByDigest({ digest: digestOf(normalBadgeText(text)) }))?.staff_id ?? null,
    keep: (db, { staffId, badgeId, text }) => {
      const digest = digestOf(normalBadgeText(text));
      db.run(peopleSql.insertInto("badge_text").values({ text_digest: digest, badge_id: badgeId, staff_id: staffId }));
    },
    digestsByStaff: (db) => {
      const rows = db.all(
        peopleSql
          .selectFrom("badge_text")
          .innerJoin("badge", "badge.badge_id", "badge_text.badge_id")
          .select(["badge_text.staff_id", "badge_text.text_digest"])
          .where("badge.revoked_at_ms", "is", null)
          .orderBy("badge.issued_at_ms"),
      );
      const digests = new Map<string, string[]>();
      for (const { staff_id: staffId, text_digest: digest } of rows) {
        const own = digests.get(staffId) ?? [];
        own.push(Buffer.from(digest).toString("hex"));
        digests.set(staffId, own);
      }
      return digests;
    },
  };
}

/** A card's number is no secret, any reader reads it: the digest only keeps it out of plain sight. */
function digestOf(normalText: string): Uint8Array {
  return createHash("sha256").update(normalText, "utf8").digest();
}

function keyed(key: Uint8Array, text: string): Uint8Array {
  return createHmac("sha256", key).update(text, "utf8").digest();
}

/** The first bits of some bytes as letters, five bits each; 32 divides 256, so every letter is as likely as another. */
function letters(bytes: Uint8Array, count: number): string {
  return Array.from(bytes.subarray(0, count), (byte) => ALPHABET[byte % ALPHABET.length]).join("");
}

const selectByDigest = createPreparedQuery<
  { digest: Uint8Array },
  {
    readonly staff_id: string;
    readonly badge_id: string;
    readonly badge_kind: "qr" | "card";
    readonly revoked_at_ms: number | null;
  }
>((value) =>
  peopleSql
    .selectFrom("badge_text")
    .innerJoin("badge", "badge.badge_id", "badge_text.badge_id")
    .select(["badge_text.staff_id", "badge.badge_id", "badge.badge_kind", "badge.revoked_at_ms"])
    .where("badge_text.text_digest", "=", value("digest")),
);
