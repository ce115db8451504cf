import { createCopy, type Copy, type Language } from "#renderer/copy/copy.ts";
import { panelEn } from "#renderer/copy/panel.en.ts";
import { panelId } from "#renderer/copy/panel.id.ts";
import { sharedEn } from "#renderer/copy/shared.en.ts";
import { sharedId } from "#renderer/copy/shared.id.ts";
import { useCopy } from "#renderer/copy/use-copy.tsx";

const wordsId = { shared: sharedId, panel: panelId } as const;
const wordsEn = { shared: sharedEn, panel: panelEn } as const;
export type PanelSet = typeof wordsId;

export function createPanelCopy(language: Language): Copy<PanelSet> {
  return createCopy({ language, id: wordsId, en: wordsEn });
}

export function usePanelCopy(): Copy<PanelSet> {
  return useCopy<PanelSet>();
}
