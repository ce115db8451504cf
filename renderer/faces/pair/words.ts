import { createCopy, type Copy, type Language } from "#renderer/copy/copy.ts";
import { pairEn } from "#renderer/copy/pair.en.ts";
import { pairId } from "#renderer/copy/pair.id.ts";
import { sharedEn } from "#renderer/copy/shared.en.ts";
import { sharedId } from "#renderer/copy/shared.id.ts";
import { useCopy } from "#renderer/copy/use-copy.tsx";

const wordsId = { shared: sharedId, pair: pairId } as const;
const wordsEn = { shared: sharedEn, pair: pairEn } as const;
export type PairSet = typeof wordsId;

export function createPairCopy(language: Language): Copy<PairSet> {
  return createCopy({ language, id: wordsId, en: wordsEn });
}

export function usePairCopy(): Copy<PairSet> {
  return useCopy<PairSet>();
}
