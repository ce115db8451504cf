import { isGranted, type Permission } from "#kernel/access.ts";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { useStationPeople } from "#renderer/faces/tablet/tablet-context.tsx";
import { useRefusalWordsNow } from "./use-refusal-words-now.ts";

/** Why the person acting now may not do something: nobody is chosen, or their roles do not grant it. */
export function useActionReason(permission: Permission): string | null {
  const copy = useTabletCopy();
  const refusal = useRefusalWordsNow();
  const { acting } = useStationPeople();
  if (acting === null) return copy.t("tablet.who.choose-first");
  return isGranted(acting.roles, permission) ? null : refusal({ code: "not-permitted", ...{ permission } });
}
