import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import { useRefusalWords } from "#renderer/copy/use-tablet-copy.ts";
import type { Rejection } from "#kernel/rejections.ts";

/** Says a refusal in words, times in the kitchen's zone. */
export function useRefusalWordsNow(): (rejection: Rejection) => string {
  return useRefusalWords(useKitchen().timeZone());
}
