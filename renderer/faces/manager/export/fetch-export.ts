import { LAN_EXPORTS_PATH } from "#contract/lan-protocol.ts";
import type { Kitchen } from "#renderer/client/kitchen.ts";

export type FetchedExport = { readonly ok: true; readonly file: Blob } | { readonly ok: false; readonly code: string };

/** Files are made in seconds; the kitchen itself holds the request this long, so a second try is the last. */
const TRIES_COUNT = 2;

/** Fetches a file this device asked for; it is given once (LAN46). `unreachable` where the kitchen does not answer. */
export async function fetchExport(kitchen: Kitchen, exportId: string): Promise<FetchedExport> {
  const authorization = `Bearer ${kitchen.memory.deviceToken() ?? ""}`;
  for (let tryCount = 1; ; tryCount += 1) {
    try {
      const response = await fetch(`${LAN_EXPORTS_PATH}/${exportId}`, {
        headers: { authorization },
        cache: "no-store",
      });
      if (response.ok) return { ok: true, file: await response.blob() };
      const body: unknown = await response.json();
      const code = typeof body === "object" && body !== null && "code" in body ? String(body.code) : "export-failed";
      if (code !== "export-not-ready" || tryCount === TRIES_COUNT) return { ok: false, code };
    } catch {
      return { ok: false, code: "unreachable" };
    }
  }
}
